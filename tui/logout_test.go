package tui

import (
	"errors"
	"testing"

	"myebox/tui/present"
)

// TestLogout asks first, says what logging out is not, and leaves nothing of the box on the screen.
func TestLogout(t *testing.T) {
	for name, tt := range map[string]struct {
		err  error
		says func(d *driver) string
	}{
		"done":          {nil, func(d *driver) string { return d.app.kit.t.Login.LoggedOut }},
		"not confirmed": {errors.New("no answer"), func(d *driver) string { return d.app.kit.t.Login.LogoutLocal }},
		"keyring":       {loginFailure(present.LoginKeyring), func(d *driver) string { return d.app.kit.t.LoginErrors.Keyring.What }},
	} {
		t.Run(name, func(t *testing.T) {
			drive(t, 80, 24, "en", func(f *fake, _ *fakeLogin, _ *Deps) { f.logoutErr = tt.err }, func(d *driver) {
				d.keys("O")
				d.says(d.app.kit.t.Login.NotConsent, "y log out")
				d.wait(grace)
				d.keys("n")
				d.on("ONSS")
				d.keys("O")
				d.wait(grace)
				d.keys("y")
				d.says(tt.says(d), d.app.kit.t.Login.InBrowser)
				d.silent("ONSS", "60 messages")
				if n := d.f.asked("logout"); n != 1 || len(d.app.stack) != 1 || d.app.session != nil {
					t.Errorf("%d logouts, %d screens", n, len(d.app.stack))
				}
				d.keys("enter")
				d.says("ONSS", "60 messages")
			})
		})
	}
	without := func(_ *fake, l *fakeLogin, _ *Deps) { l.session.Logout = nil }
	drive(t, 80, 24, "en", without, func(d *driver) {
		d.keys("O")
		d.silent(d.app.kit.t.Login.NotConsent)
		d.keys("?")
		d.silent("log out")
	})
}
