package auth

import (
	"crypto/tls"
	"errors"
	"net"
)

// Conditions of a card login; test with errors.Is. Errors of the card, its reader and its PIN come through as the
// signer gave them.
var (
	ErrNeedsBrowser = errors.New("auth: the login server wants to show a page")                 // log in in the browser
	ErrHost         = errors.New("auth: the login leads to a host that is not listed")          // a redirect, or what is announced
	ErrAskedAgain   = errors.New("auth: the login server asked for the card a second time")     // signed once, never again unseen
	ErrCertificate  = errors.New("auth: the card's certificate is not acceptable")              // see CertificateError
	ErrExpired      = errors.New("auth: the card's certificate has expired")                    // is ErrCertificate
	ErrNotYetValid  = errors.New("auth: the card's certificate is not valid yet")               // is ErrCertificate: or the clock is wrong
	ErrRevoked      = errors.New("auth: the card's certificate was revoked")                    // is ErrCertificate
	ErrForeignCA    = errors.New("auth: the login server does not know the card's issuer")      // is ErrCertificate
	ErrNotForLogin  = errors.New("auth: the card's certificate is not one for logging in")      // is ErrCertificate: a signature certificate
	ErrNoScheme     = errors.New("auth: the login server takes no signature the card can make") // is ErrCertificate
	ErrRefused      = errors.New("auth: the login server refused the card")                     // is ErrCertificate: it did not say why
)

// CertificateError is a card certificate that cannot be used. It is ErrCertificate and its Reason.
type CertificateError struct {
	Reason error          // ErrExpired, ErrNotYetValid, ErrRevoked, ErrForeignCA, ErrNotForLogin, ErrNoScheme or ErrRefused
	Server bool           // the server said so, after a signature; else it was seen before the PIN was asked for
	Answer *ProviderError // what the server said in its redirect, untrusted text; nil when it broke off the connection
}

// Error is the reason's text.
func (e *CertificateError) Error() string { return e.Reason.Error() }

// Unwrap gives ErrCertificate and the reason; an answer of the server is left out, since access_denied would make a
// refused card look like a person who cancelled.
func (e *CertificateError) Unwrap() []error { return []error{ErrCertificate, e.Reason} }

// Alerts that say something about a certificate (RFC 8446 section 6.2).
const (
	alertUnsupportedCertificate tls.AlertError = 43
	alertCertificateRevoked     tls.AlertError = 44
	alertCertificateExpired     tls.AlertError = 45
	alertUnknownCA              tls.AlertError = 48
)

// alertReason reads the alert with which a server broke off a connection. ok is false for an error that is none.
func alertReason(err error) (reason error, ok bool) {
	var op *net.OpError
	if !errors.As(err, &op) || op.Op != "remote error" || op.Err == nil {
		return nil, false
	}
	// crypto/tls has a type of its own here and prints both alike.
	switch op.Err.Error() {
	case alertUnsupportedCertificate.Error():
		return ErrNotForLogin, true
	case alertCertificateRevoked.Error():
		return ErrRevoked, true
	case alertCertificateExpired.Error():
		return ErrExpired, true
	case alertUnknownCA.Error():
		return ErrForeignCA, true
	}
	return ErrRefused, true
}

// answerReason reads why a redirect says access_denied. There are no standard words for it: the sandbox names the
// alert that would say the same, and whatever else stands there is a refusal without a reason.
func answerReason(description string) error {
	switch description {
	case "certificate_expired":
		return ErrExpired
	case "certificate_revoked":
		return ErrRevoked
	case "unknown_ca":
		return ErrForeignCA
	case "unsupported_certificate":
		return ErrNotForLogin
	}
	return ErrRefused
}
