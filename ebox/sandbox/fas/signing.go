package fas

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"sync"

	"github.com/go-jose/go-jose/v4"
	zcrypto "github.com/zitadel/oidc/v3/pkg/crypto"
	"github.com/zitadel/oidc/v3/pkg/op"
)

// keyBits is the size of the signing keys (RS256).
const keyBits = 2048

// signingKey is one RSA key with its id, which is its thumbprint (RFC 7638).
type signingKey struct {
	id  string
	key *rsa.PrivateKey
}

// ID, Key and SignatureAlgorithm make it an op.SigningKey.
func (k signingKey) ID() string                                  { return k.id }
func (k signingKey) Key() any                                    { return k.key }
func (k signingKey) SignatureAlgorithm() jose.SignatureAlgorithm { return jose.RS256 }

func newSigningKey(key *rsa.PrivateKey) (signingKey, error) {
	jwk := jose.JSONWebKey{Key: key.Public()}
	sum, err := jwk.Thumbprint(crypto.SHA256)
	if err != nil {
		return signingKey{}, fmt.Errorf("naming signing key: %w", err)
	}
	return signingKey{base64.RawURLEncoding.EncodeToString(sum), key}, nil
}

func generateKey() (signingKey, error) {
	key, err := rsa.GenerateKey(rand.Reader, keyBits)
	if err != nil {
		return signingKey{}, fmt.Errorf("generating signing key: %w", err)
	}
	return newSigningKey(key)
}

// keyRing holds the key that signs and the one that signed before it; both are published.
type keyRing struct {
	mu       sync.Mutex
	current  signingKey
	previous signingKey
}

// newKeyRing takes the given keys, the signing one first, and generates what is missing.
func newKeyRing(given []*rsa.PrivateKey) (*keyRing, error) {
	var keys [2]signingKey
	var errs [2]error
	var wg sync.WaitGroup
	for i := range keys {
		wg.Go(func() {
			if i < len(given) {
				keys[i], errs[i] = newSigningKey(given[i])
				return
			}
			keys[i], errs[i] = generateKey()
		})
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return &keyRing{current: keys[0], previous: keys[1]}, nil
}

// rotate puts a fresh key in front; the one that signed until now stays published, the one before it goes.
func (r *keyRing) rotate() error {
	fresh, err := generateKey()
	if err != nil {
		return err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.current, r.previous = fresh, r.current
	return nil
}

func (r *keyRing) signer() signingKey {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.current
}

// public is the key set as published (RFC 7517).
func (r *keyRing) public() jose.JSONWebKeySet {
	r.mu.Lock()
	defer r.mu.Unlock()
	var set jose.JSONWebKeySet
	for _, k := range []signingKey{r.current, r.previous} {
		set.Keys = append(set.Keys, jose.JSONWebKey{Key: k.key.Public(), KeyID: k.id, Algorithm: string(jose.RS256), Use: "sig"})
	}
	return set
}

// hintSubject is the subject of an ID token that this provider made, expired or not; "" for any other.
func (p *Provider) hintSubject(token string) string {
	jws, err := jose.ParseSignedCompact(token, []jose.SignatureAlgorithm{jose.RS256})
	if err != nil {
		return ""
	}
	set := p.keys.public()
	for _, k := range set.Key(jws.Signatures[0].Protected.KeyID) {
		var c struct {
			Issuer  string `json:"iss"`
			Subject string `json:"sub"`
		}
		body, err := jws.Verify(k)
		if err == nil && json.Unmarshal(body, &c) == nil && c.Issuer == p.Issuer() {
			return c.Subject
		}
	}
	return ""
}

// sign makes a JWT of the claims, with whatever is wrong with it by the fault knobs.
func (p *Provider) sign(claims any) (string, error) {
	faults := p.faults()
	if faults.AlgNone {
		return unsigned(claims)
	}
	key := p.keys.signer()
	if faults.UnknownKey {
		stray, err := p.strayKey()
		if err != nil {
			return "", err
		}
		key = stray
	}
	signer, err := op.SignerFromKey(key)
	if err != nil {
		return "", fmt.Errorf("preparing signature: %w", err)
	}
	token, err := zcrypto.Sign(claims, signer)
	if err != nil {
		return "", fmt.Errorf("signing token: %w", err)
	}
	return token, nil
}

// unsigned is a JWT with alg none (RFC 7519 section 6), which every client must refuse.
func unsigned(claims any) (string, error) {
	body, err := json.Marshal(claims)
	if err != nil {
		return "", fmt.Errorf("writing claims: %w", err)
	}
	enc := base64.RawURLEncoding
	return enc.EncodeToString([]byte(`{"alg":"none","typ":"JWT"}`)) + "." + enc.EncodeToString(body) + ".", nil
}
