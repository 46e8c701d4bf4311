package ebox

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/mail"
	"strings"
)

// Why an operation on a consent was refused; test with errors.Is. The *StatusError is in the chain as well.
var (
	ErrWrongCode    = errors.New("verification code is wrong")                // errors.As a *CodeError: the tries that are left
	ErrCodeOver     = errors.New("verification code cannot be used")          // expired, used up, or none is open: send another
	ErrTermsChanged = errors.New("other terms of use apply now")              // read them again
	ErrBadEmail     = errors.New("not an email address")                      // by its form, here or at the server
	ErrWrongState   = errors.New("not possible in this state of the box")     // read the profile again
	errNoCode       = fmt.Errorf("%w: not 6 digits", ErrWrongCode)            // nothing was sent, no try was used
	errNoConsent    = fmt.Errorf("%w: consent has no address", ErrNotOffered) // what the public servers are like
)

// CodeError is why a verification code was not taken.
type CodeError struct {
	Left    int          // tries with this code; 0: not said
	Expired bool         // its time was over; else it was typed wrong too often, or there is none
	Status  *StatusError // what the server said
	is      error
}

// Error never holds the code.
func (e *CodeError) Error() string { return e.Status.Error() }

// Unwrap gives ErrWrongCode or ErrCodeOver, and the server's answer.
func (e *CodeError) Unwrap() []error { return []error{e.is, e.Status} }

// ProfileService is a citizen's consent at the sandbox: an extension that no public API has, under the path
// /sandbox/profile/v1. Only reading is ever repeated; after ErrUnavailable or ErrMalformed of another operation the profile
// tells whether it was done. Refusals are StatusErrors.
type ProfileService struct{ c *client }

// NewProfileService makes a client of the operations at base; no request is made yet. Without a base the error wraps
// ErrNotOffered, when no token may be sent there ErrNotAllowed.
func NewProfileService(base string, o Options) (*ProfileService, error) {
	if base == "" {
		return nil, errNoConsent
	}
	o = o.withDefaults()
	u, err := baseURL(base, o.Sandbox)
	if err != nil {
		return nil, err
	}
	return &ProfileService{newClient(u, o)}, nil
}

// Profile is the state of the box; operation sandboxProfile.
func (s *ProfileService) Profile(ctx context.Context) (*Profile, error) {
	return s.ask(ctx, request{op: "sandboxProfile", path: []string{"profile"}})
}

// Terms are what an activation accepts; operation sandboxTerms.
func (s *ProfileService) Terms(ctx context.Context) (*Terms, error) {
	const op = "sandboxTerms"
	a, err := s.c.do(ctx, request{op: op, path: []string{"terms"}}, maxItem)
	if err != nil {
		return nil, err
	}
	t, err := decodeTerms(a.body)
	if err != nil {
		return nil, fmt.Errorf("ebox: %s: %w", op, err)
	}
	return t, nil
}

// Activate gives consent; operation sandboxActivate. The box is BoxUnvalidated afterwards, and a code is on its way.
// ErrTermsChanged, ErrBadEmail, ErrWrongState.
func (s *ProfileService) Activate(ctx context.Context, a Activation) (*Profile, error) {
	if err := CheckEmail(a.Email); err != nil {
		return nil, err
	}
	return s.change(ctx, "sandboxActivate", http.MethodPost, "activation", "application/json",
		activationWire{a.Terms, a.Email, notificationsWire(a.Notifications)})
}

// SendCode sends another verification code to the address, the one before is of no use then; operation
// sandboxSendCode. ErrWrongState: there is nothing to validate.
func (s *ProfileService) SendCode(ctx context.Context) (*Profile, error) {
	return s.ask(ctx, request{op: "sandboxSendCode", method: http.MethodPost, path: []string{"code"}})
}

// Validate takes the 6 digits that were sent, spaces between them do no harm; operation sandboxValidateCode. A code that
// is not taken is a *CodeError, with ErrWrongCode or ErrCodeOver; one that is not 6 digits is ErrWrongCode at once.
func (s *ProfileService) Validate(ctx context.Context, code string) (*Profile, error) {
	code = strings.Join(strings.Fields(code), "")
	if len(code) != 6 || strings.Trim(code, "0123456789") != "" {
		return nil, errNoCode
	}
	return s.change(ctx, "sandboxValidateCode", http.MethodPost, "validation", "application/json",
		map[string]string{"code": code})
}

// Notify changes what e-mails are sent, and the address when email is not ""; operation sandboxChangeProfile. A new
// address is not validated, and a code goes to it.
func (s *ProfileService) Notify(ctx context.Context, n Notifications, email string) (*Profile, error) {
	patch := map[string]any{"notifications": notificationsWire(n)}
	if email != "" {
		if err := CheckEmail(email); err != nil {
			return nil, err
		}
		patch["email"] = email
	}
	return s.change(ctx, "sandboxChangeProfile", http.MethodPatch, "profile", "application/merge-patch+json", patch)
}

// Withdraw takes the consent back; operation sandboxWithdraw. Profile.Effective tells when that takes effect: until then
// messages may arrive and keep their legal effect. ErrWrongState: there is no consent.
func (s *ProfileService) Withdraw(ctx context.Context) (*Profile, error) {
	return s.ask(ctx, request{op: "sandboxWithdraw", method: http.MethodPost, path: []string{"withdrawal"}})
}

// change makes a call with a JSON body.
func (s *ProfileService) change(ctx context.Context, op, method, path, mediaType string, v any) (*Profile, error) {
	body, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("building the request: %w", err)
	}
	return s.ask(ctx, request{op: op, method: method, path: []string{path}, body: body, mediaType: mediaType})
}

// ask makes a call that answers with the profile.
func (s *ProfileService) ask(ctx context.Context, r request) (*Profile, error) {
	a, err := s.c.do(ctx, r, maxItem)
	if err != nil {
		return nil, refusal(err)
	}
	p, err := decodeProfile(a.body)
	if err != nil {
		return nil, fmt.Errorf("ebox: %s: %w", r.op, err)
	}
	return p, nil
}

// refusal gives a refusal of the extension its condition, by its code.
func refusal(err error) error {
	var status *StatusError
	if !errors.As(err, &status) {
		return err
	}
	switch status.Code.Raw() {
	case "WRONG_CODE":
		return &CodeError{Left: status.TriesLeft, Status: status, is: ErrWrongCode}
	case "CODE_EXPIRED":
		return &CodeError{Expired: true, Status: status, is: ErrCodeOver}
	case "TOO_MANY_TRIES", "NO_CODE":
		return &CodeError{Status: status, is: ErrCodeOver}
	case "TERMS_CHANGED":
		return fmt.Errorf("%w: %w", ErrTermsChanged, err)
	case "INVALID_EMAIL":
		return fmt.Errorf("%w: %w", ErrBadEmail, err)
	case "WRONG_STATE":
		return fmt.Errorf("%w: %w", ErrWrongState, err)
	}
	return err
}

// maxEmail is the longest address in bytes (RFC 5321 section 4.5.3.1.3, without the brackets).
const maxEmail = 254

// CheckEmail tells whether s looks like an e-mail address: RFC 5322 addr-spec without a name, in printable ASCII, with a
// dot in the domain. The error is ErrBadEmail and does not repeat it.
func CheckEmail(s string) error {
	a, err := mail.ParseAddress(s)
	if err != nil || len(s) > maxEmail || a.Address != s || a.Name != "" {
		return ErrBadEmail
	}
	local, domain, _ := strings.Cut(s, "@")
	odd := func(r rune) bool { return r <= ' ' || r > '~' || strings.ContainsRune(`"(),:;<>[]\`, r) }
	if len(local) > 64 || strings.IndexFunc(s, odd) >= 0 || !strings.Contains(strings.Trim(domain, "."), ".") ||
		strings.HasPrefix(domain, ".") || strings.HasSuffix(domain, ".") || strings.Contains(domain, "..") {
		return ErrBadEmail
	}
	return nil
}
