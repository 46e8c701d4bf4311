package auth

import (
	"strings"
	"testing"
	"time"
)

func FuzzTokenAnswer(f *testing.F) {
	f.Add([]byte(`{"access_token":"x","token_type":"Bearer","expires_in":300,"scope":"a b"}`))
	f.Add([]byte(`{"error":"invalid_client","error_description":"x"}`))
	f.Add([]byte(`{"device_code":"x","user_code":"BCDF-GHJK","verification_uri":"https://login.test/device","expires_in":"600","interval":1e9}`))
	f.Add([]byte(`{"expires_in":-1}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		a, err := parseTokenAnswer(b)
		if err != nil {
			if err != ErrMalformed {
				t.Errorf("error %v", err)
			}
			return
		}
		g, err := a.grant()
		if err == nil && (g.access.empty() || !fitsHeader(g.access.reveal())) {
			t.Error("a token that cannot be used")
		}
		if d := a.seconds(a.ExpiresIn); d < 0 || d > 10*366*24*time.Hour {
			t.Errorf("lives %v", d)
		}
		d := &Device{c: New(Config{}, NewMemory())}
		if d.read(a) == nil && (!enterable(d.UserCode) || !strings.HasPrefix(d.URL, "https://") || d.Interval() < time.Second/2 || d.Interval() > maxInterval) {
			t.Errorf("%q, %q, %v", d.UserCode, d.URL, d.Interval())
		}
		_ = clientReason(a.ErrorText)
	})
}
