package auth

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
)

const hidden = "[hidden]"

// secret is a token, code, state or verifier. It sits behind a pointer, so that fmt finds an address and not the
// value even where it may not call Format: in an unexported field of a struct that is printed whole.
type secret struct{ p *string }

func newSecret(s string) secret { return secret{&s} }

// reveal is the only way to the value: easy to grep.
func (s secret) reveal() string {
	if s.p == nil {
		return ""
	}
	return *s.p
}

func (s secret) empty() bool { return s.reveal() == "" }

func (s secret) Format(f fmt.State, _ rune)   { _, _ = io.WriteString(f, hidden) }
func (s secret) LogValue() slog.Value         { return slog.StringValue(hidden) }
func (s secret) MarshalJSON() ([]byte, error) { return json.Marshal(hidden) }

// NationalNumber is a national register number (SSIN, 11 digits). Whatever prints or encodes it writes the masked
// form; Raw gives the digits. The zero value is no number.
type NationalNumber struct{ digits secret }

// newNationalNumber takes 11 digits; anything else is no number.
func newNationalNumber(s string) NationalNumber {
	if len(s) != 11 {
		return NationalNumber{}
	}
	for _, r := range s {
		if r < '0' || r > '9' {
			return NationalNumber{}
		}
	}
	return NationalNumber{newSecret(s)}
}

// IsZero tells whether there is no number.
func (n NationalNumber) IsZero() bool { return n.digits.empty() }

// Raw gives the 11 digits. They must not reach a log, an error, a file or a window title.
func (n NationalNumber) Raw() string { return n.digits.reveal() }

// String gives the masked form, which ends in the two check digits; "" when there is no number.
func (n NationalNumber) String() string {
	if n.IsZero() {
		return ""
	}
	return "**.**.**-***." + n.Raw()[9:]
}

// Format writes the masked form for every verb.
func (n NationalNumber) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, n.String()) }

// MarshalJSON writes the masked form.
func (n NationalNumber) MarshalJSON() ([]byte, error) { return json.Marshal(n.String()) }

// LogValue gives the masked form to log/slog.
func (n NationalNumber) LogValue() slog.Value { return slog.StringValue(n.String()) }
