package consent

import (
	"encoding/json"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParse(t *testing.T) {
	const whole = `{"terms":"1","email":"a@b.c","notifications":{"new":true,"reminder":false,"expiry":true,"lang":"de","html":true}}`
	a, err := ParseActivation([]byte(whole))
	if diff := cmp.Diff(Activation{"1", "a@b.c", Notifications{true, false, true, "de", true}}, a); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	c, err := ParseChange([]byte(`{"notifications":{"lang":"nl"}}`))
	if diff := cmp.Diff(Change{Lang: new("nl")}, c); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	if code, err := ParseCode([]byte(`{"code":"000123"}`)); err != nil || code != "000123" {
		t.Errorf("%q, %v", code, err)
	}
	for _, body := range []string{``, `{}`, `[]`, whole + "x", `{"terms":"1"}`, `{"terms":"1","email":"a@b.c","notifications":{"new":true}}`} {
		if _, err := ParseActivation([]byte(body)); err == nil {
			t.Errorf("an activation: %s", body)
		}
	}
	for _, body := range []string{``, `{}`, `{"notifications":{}}`, `{"email":null}`, `{"state":"active"}`, `{"email":"a@b.c","notifications":null}`} {
		if _, err := ParseChange([]byte(body)); err == nil {
			t.Errorf("a change: %s", body)
		}
	}
	for _, body := range []string{`{"code":123456}`, `{"code":"12345"}`, `{"code":"12345x"}`, `{"code":"１２３４５６"}`} {
		if _, err := ParseCode([]byte(body)); err == nil {
			t.Errorf("a code: %s", body)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(`{"terms":"1","email":"a@b.c","notifications":{"new":true,"reminder":false,"expiry":true,"lang":"de","html":true}}`))
	f.Add([]byte(`{"email":"a@b.c","notifications":{"html":false}}`))
	f.Add([]byte(`{"code":"012345"}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		var no *Refusal
		_, err := ParseActivation(body)
		if err != nil && !errors.As(err, &no) {
			t.Errorf("activation: %v", err)
		}
		if c, err := ParseChange(body); err == nil && c == (Change{}) || err != nil && !errors.As(err, &no) {
			t.Errorf("change: %+v, %v", c, err)
		}
		if code, err := ParseCode(body); err == nil && len(code) != codeDigits || err != nil && !errors.As(err, &no) {
			t.Errorf("code: %q, %v", code, err)
		}
		if err == nil && !json.Valid(body) {
			t.Error("what is no JSON was taken")
		}
	})
}
