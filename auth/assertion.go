package auth

import (
	"crypto"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"time"
)

// assertionLife is between iat and exp of an assertion: what the official sample uses (ebox-api.md 9).
const assertionLife = 60 * time.Second

// assertionHeader is {"alg":"RS256","typ":"JWT"}; the server finds the key by the client id.
var assertionHeader = base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"RS256","typ":"JWT"}`))

// assertionClaims are those of RFC 7523 section 3 that private_key_jwt needs (OpenID Connect Core 9).
type assertionClaims struct {
	Issuer   string `json:"iss"`
	Subject  string `json:"sub"`
	Audience string `json:"aud"`
	ID       string `json:"jti"`
	IssuedAt int64  `json:"iat"`
	Expiry   int64  `json:"exp"`
}

// assertion signs a fresh one.
func (e *Enterprise) assertion() (secret, error) {
	now := e.c.cfg.Now()
	payload, err := json.Marshal(assertionClaims{
		Issuer: e.cfg.ClientID, Subject: e.cfg.ClientID, Audience: e.cfg.Audience, ID: e.newID(),
		IssuedAt: now.Unix(), Expiry: now.Add(assertionLife).Unix(),
	})
	if err != nil {
		return secret{}, fmt.Errorf("encoding claims: %w", err)
	}
	text := assertionHeader + "." + base64.RawURLEncoding.EncodeToString(payload)
	sum := sha256.Sum256([]byte(text))
	sig, err := e.cfg.Key.Sign(rand.Reader, sum[:], crypto.SHA256)
	if err != nil {
		return secret{}, err
	}
	return newSecret(text + "." + base64.RawURLEncoding.EncodeToString(sig)), nil
}
