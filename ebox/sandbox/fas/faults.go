package fas

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Faults are the knobs with which a test makes the provider misbehave. The zero Faults is a provider that works.
type Faults struct {
	TokenStatus     int           // the token endpoint answers this HTTP status and no JSON: 503
	TokenError      string        // the token endpoint answers 400 with this error: "invalid_grant"
	TokenDelay      time.Duration // the token endpoint takes this long
	WrongIssuer     bool          // iss of the ID token is another provider's
	WrongNonce      bool          // nonce of the ID token is not the request's
	WrongAudience   bool          // aud and azp of the ID token are another client's
	ClockSkew       time.Duration // iat, exp and auth_time of the tokens are off by this much
	UnknownKey      bool          // tokens are signed by a key that is not in the key set
	AlgNone         bool          // tokens carry alg none and no signature
	NoS256          bool          // the metadata announces no PKCE method
	WrongState      bool          // the redirect carries another state
	WrongResponse   bool          // the redirect carries another iss (RFC 9207)
	WrongSubject    bool          // userinfo is somebody else's
	RevokeStatus    int           // the revocation endpoint answers this HTTP status: 503
	MetadataIssuer  bool          // the metadata names another issuer than it was asked for
	DiscoveryStatus int           // the metadata is answered with this HTTP status
}

// faultSetters are the knobs by the name they have in flags.
var faultSetters = map[string]func(*Faults){
	"token-503":           func(f *Faults) { f.TokenStatus = 503 },
	"token-invalid-grant": func(f *Faults) { f.TokenError = "invalid_grant" },
	"token-slow":          func(f *Faults) { f.TokenDelay = 5 * time.Second },
	"wrong-issuer":        func(f *Faults) { f.WrongIssuer = true },
	"wrong-nonce":         func(f *Faults) { f.WrongNonce = true },
	"wrong-audience":      func(f *Faults) { f.WrongAudience = true },
	"clock-ahead":         func(f *Faults) { f.ClockSkew = time.Hour },
	"clock-behind":        func(f *Faults) { f.ClockSkew = -time.Hour },
	"unknown-key":         func(f *Faults) { f.UnknownKey = true },
	"alg-none":            func(f *Faults) { f.AlgNone = true },
	"no-s256":             func(f *Faults) { f.NoS256 = true },
	"wrong-state":         func(f *Faults) { f.WrongState = true },
	"wrong-response-iss":  func(f *Faults) { f.WrongResponse = true },
	"wrong-subject":       func(f *Faults) { f.WrongSubject = true },
	"revoke-503":          func(f *Faults) { f.RevokeStatus = 503 },
	"metadata-issuer":     func(f *Faults) { f.MetadataIssuer = true },
	"discovery-503":       func(f *Faults) { f.DiscoveryStatus = 503 },
}

// FaultNames are the names that Set knows, sorted.
func FaultNames() []string {
	names := make([]string, 0, len(faultSetters))
	for n := range faultSetters {
		names = append(names, n)
	}
	slices.Sort(names)
	return names
}

// Set turns the named knob; other knobs stay as they are.
func (f *Faults) Set(name string) error {
	set, ok := faultSetters[name]
	if !ok {
		return fmt.Errorf("reading fault %q: want one of %s", name, strings.Join(FaultNames(), ", "))
	}
	set(f)
	return nil
}
