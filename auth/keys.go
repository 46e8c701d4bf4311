package auth

import (
	"context"
	"errors"
	"fmt"

	"github.com/coreos/go-oidc/v3/oidc"
	"github.com/go-jose/go-jose/v4"
)

// keySet verifies signatures with the server's published keys. The keys are cached; a key id that is not among them
// has them fetched again, once per token (OpenID Connect Core 10.1.1).
type keySet struct{ remote *oidc.RemoteKeySet }

// newKeySet takes its HTTP client from ctx and not its end.
func newKeySet(ctx context.Context, address string) *keySet {
	return &keySet{oidc.NewRemoteKeySet(ctx, address)}
}

// verify gives the claims of a signed token: one signature, by an algorithm of our list, with a key named by kid.
// which names the token in errors. TokenError, or ErrServerDown when the keys could not be had.
func (k *keySet) verify(ctx context.Context, raw, which string) ([]byte, error) {
	allowed := make([]jose.SignatureAlgorithm, len(algorithms))
	for i, a := range algorithms {
		allowed[i] = jose.SignatureAlgorithm(a)
	}
	jws, err := jose.ParseSignedCompact(raw, allowed)
	if err != nil || len(jws.Signatures) != 1 {
		return nil, &TokenError{which, "form or algorithm"}
	}
	if jws.Signatures[0].Protected.KeyID == "" {
		return nil, &TokenError{which, "key id missing"}
	}
	recorder := &recordingKeys{next: k.remote}
	_, err = oidc.NewVerifier("", recorder, &oidc.Config{
		SupportedSigningAlgs: algorithms,
		// The claims are checked by the callers, who need the reason; this is about the signature alone.
		SkipIssuerCheck: true, SkipClientIDCheck: true, SkipExpiryCheck: true,
	}).Verify(ctx, raw)
	switch {
	case recorder.err != nil:
		return nil, signatureError(ctx, recorder.err, which)
	case err != nil:
		return nil, &TokenError{which, "claims"}
	}
	return recorder.payload, nil
}

// signatureError tells a server that is down from a signature that is wrong, without the library's text: it may
// quote what the server sent.
func signatureError(ctx context.Context, err error, which string) error {
	if ctxErr := ctx.Err(); ctxErr != nil {
		return ctxErr
	}
	if errors.Is(err, ErrServerDown) {
		return fmt.Errorf("reading the login server's keys: %w", ErrServerDown)
	}
	return &TokenError{which, "signature"}
}

// recordingKeys keeps what the verifier of go-oidc turns into text: the cause of a failure, and the payload.
type recordingKeys struct {
	next    oidc.KeySet
	payload []byte
	err     error
}

// VerifySignature implements oidc.KeySet.
func (r *recordingKeys) VerifySignature(ctx context.Context, jwt string) ([]byte, error) {
	r.payload, r.err = r.next.VerifySignature(ctx, jwt)
	return r.payload, r.err
}
