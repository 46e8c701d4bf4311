package consent

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
)

var errRequest = refuse(CodeInvalid, "the body is not what the operation takes")

// strictly reads JSON without keys that mean nothing.
func strictly(body []byte, into any) error {
	dec := json.NewDecoder(bytes.NewReader(body))
	dec.DisallowUnknownFields()
	if err := dec.Decode(into); err != nil {
		return errRequest
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return errRequest
	}
	return nil
}

// choice is Notifications as it comes: every part may be missing.
type choice struct {
	New      *bool   `json:"new"`
	Reminder *bool   `json:"reminder"`
	Expiry   *bool   `json:"expiry"`
	Lang     *string `json:"lang"`
	HTML     *bool   `json:"html"`
}

// ParseActivation reads Activation; all of it must be there.
func ParseActivation(body []byte) (Activation, error) {
	var w struct {
		Terms         *string `json:"terms"`
		Email         *string `json:"email"`
		Notifications *choice `json:"notifications"`
	}
	if err := strictly(body, &w); err != nil {
		return Activation{}, err
	}
	n := w.Notifications
	if w.Terms == nil || w.Email == nil || n == nil || n.New == nil || n.Reminder == nil || n.Expiry == nil || n.Lang == nil || n.HTML == nil {
		return Activation{}, errRequest
	}
	return Activation{*w.Terms, *w.Email, Notifications{*n.New, *n.Reminder, *n.Expiry, *n.Lang, *n.HTML}}, nil
}

// ParseChange reads ProfileChange, a merge patch. Nothing in it can be removed: null is refused.
func ParseChange(body []byte) (Change, error) {
	var w struct {
		Email         *string `json:"email"`
		Notifications *choice `json:"notifications"`
	}
	if err := strictly(body, &w); err != nil {
		return Change{}, err
	}
	if hasNull(body) {
		return Change{}, errRequest
	}
	c := Change{Email: w.Email}
	if n := w.Notifications; n != nil {
		c.New, c.Reminder, c.Expiry, c.Lang, c.HTML = n.New, n.Reminder, n.Expiry, n.Lang, n.HTML
	}
	if c == (Change{}) {
		return Change{}, errRequest
	}
	return c, nil
}

// hasNull tells whether a JSON text, known to be right, holds null anywhere.
func hasNull(body []byte) bool {
	dec := json.NewDecoder(bytes.NewReader(body))
	for {
		t, err := dec.Token()
		if err != nil {
			return false
		}
		if t == nil {
			return true
		}
	}
}

// ParseCode reads Validation: six digits.
func ParseCode(body []byte) (string, error) {
	var w struct {
		Code string `json:"code"`
	}
	if err := strictly(body, &w); err != nil {
		return "", err
	}
	if len(w.Code) != codeDigits {
		return "", errRequest
	}
	for _, c := range w.Code {
		if c < '0' || c > '9' {
			return "", errRequest
		}
	}
	return w.Code, nil
}
