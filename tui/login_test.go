package tui

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"myebox/ebox"
	"myebox/tui/backend"
	"myebox/tui/lang"
	"myebox/tui/present"
)

// waiting has a browser that never comes back.
func waiting(f *fake, l *fakeLogin, d *Deps) {
	loggedOut(f, l, d)
	l.wait = make(chan struct{})
}

func TestLoginResumes(t *testing.T) {
	drive(t, 80, 24, "en", nil, func(d *driver) {
		d.says("Sender", "You are logged in as Test Specimen.")
		if len(d.l.choices) != 0 {
			t.Errorf("logged in anew: %v", d.l.choices)
		}
	})
}

func TestLoginChoices(t *testing.T) {
	tests := []struct {
		name    string
		keys    []string
		choices []backend.Choice
		urls    int
	}{
		{"browser", []string{"enter"}, []backend.Choice{{}}, 1},
		{"test person", []string{"down", "enter"}, []backend.Choice{{TestPerson: true}}, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			drive(t, 80, 24, "en", loggedOut, func(d *driver) {
				d.on("> ")
				d.keys(tt.keys...)
				d.says("You are logged in as Test Specimen.", "Inbox")
				if diff := cmp.Diff(tt.choices, d.l.choices); diff != "" {
					t.Error(diff)
				}
				if n := d.f.asked("url"); n != tt.urls {
					t.Errorf("%d addresses opened, want %d", n, tt.urls)
				}
			})
		})
	}
	t.Run("no test person outside of the sandbox", func(t *testing.T) {
		real := func(f *fake, l *fakeLogin, deps *Deps) { loggedOut(f, l, deps); deps.Sandbox = false }
		drive(t, 80, 24, "en", real, func(d *driver) {
			d.silent(lang.For("en").Login.TestPerson, "[SANDBOX]")
		})
	})
}

// TestLoginWaits follows the wait: time in words every five seconds, the whole address from the first column on, hints
// after a minute, the end after ten.
func TestLoginWaits(t *testing.T) {
	drive(t, 80, 24, "en", waiting, func(d *driver) {
		d.keys("enter")
		d.says("0:00", "10:00")
		var address strings.Builder
		for row := range strings.SplitSeq(d.text(), "\n") {
			if strings.HasPrefix(row, "http://") || address.Len() > 0 && row != "" {
				address.WriteString(row)
			} else if address.Len() > 0 {
				break
			}
		}
		if address.String() != d.l.url {
			t.Errorf("address on the screen: %q", address.String())
		}
		if n := strings.Count(d.app.View().Content, ansi.SetHyperlink(d.l.url)); n == 0 {
			t.Error("the address is no link")
		}
		d.wait(loginTick)
		d.says("0:05")
		d.keys("c")
		if diff := cmp.Diff([]string{d.l.url}, d.clip); diff != "" {
			t.Error(diff)
		}
		d.keys("o")
		if n := d.f.asked("url"); n != 2 {
			t.Errorf("address opened %d times, want 2", n)
		}
		d.silent(lang.For("en").Login.HintsTitle)
		for range 12 {
			d.wait(loginTick)
		}
		d.says("1:05", lang.For("en").Login.HintsTitle)
		for range 120 {
			d.wait(loginTick)
		}
		d.says("The login was not finished in time.", "r try again")
		if d.l.closed != 1 {
			t.Errorf("closed %d times, want once", d.l.closed)
		}
		d.keys("r")
		d.says("0:00")
	})
}

func TestLoginCancelled(t *testing.T) {
	drive(t, 80, 24, "en", waiting, func(d *driver) {
		d.keys("enter", "q", "enter")
		d.says("0:00")
		d.keys("esc")
		d.says("The login was cancelled.", "Nothing happened: you are not logged in.")
		if d.l.closed != 1 {
			t.Errorf("closed %d times, want once", d.l.closed)
		}
		close(d.l.wait) // the answer of a login that was given up must not get in
		d.wait(time.Minute)
		d.says("The login was cancelled.")
	})
}

// TestLoginCases has words in every language for every way in which a login can fail, and lets try again.
func TestLoginCases(t *testing.T) {
	for p := present.LoginCancelled; p <= present.LoginBusy; p++ {
		for _, code := range lang.Codes() {
			fails := func(f *fake, l *fakeLogin, d *Deps) {
				loggedOut(f, l, d)
				l.waitErr = &backend.LoginError{Case: p, Said: present.Said{Code: "code_x", Description: "said\x1b[2J so"}, Err: errors.New("test")}
			}
			drive(t, 80, 24, code, fails, func(d *driver) {
				d.keys("enter")
				f := present.Voice{Texts: lang.For(code)}.Problem(p, present.Said{})
				d.says(f.What, f.Means, f.Todo)
				d.on(strings.Fields(f.What)[0])
				d.keys("d")
				d.says("code_x", "said so")
				d.l.waitErr = nil
				d.keys("r")
				d.says(lang.For(code).Inbox.Title)
				if fresh := d.l.choices[1].Fresh; fresh != (p == present.LoginWeakKey) {
					t.Errorf("case %d: asked for a key anew: %v", p, fresh)
				}
			})
		}
	}
}

// TestLoginResumeFails says why the stored session did not help, unless there is none.
func TestLoginResumeFails(t *testing.T) {
	down := func(_ *fake, l *fakeLogin, _ *Deps) { l.resumeErr = loginFailure(present.LoginDown) }
	drive(t, 80, 24, "en", down, func(d *driver) {
		d.says("The login service is out of order.")
		d.l.resumeErr = nil
		d.keys("r")
		d.says("You are logged in")
	})
	drive(t, 80, 24, "en", loggedOut, func(d *driver) {
		d.silent("You are not logged in.", "try again")
	})
}

// TestLoginWithoutBrowser goes on when nothing can be opened.
func TestLoginWithoutBrowser(t *testing.T) {
	none := func(f *fake, l *fakeLogin, d *Deps) { waiting(f, l, d); f.openErr = errors.New("no browser") }
	drive(t, 80, 24, "en", none, func(d *driver) {
		d.keys("enter")
		d.says("No browser could be opened.", "http://127.0.0.1:4444/")
	})
}

// TestLoginTemporary marks a session that is not stored, on every screen.
func TestLoginTemporary(t *testing.T) {
	drive(t, 80, 24, "en", func(_ *fake, l *fakeLogin, _ *Deps) { l.session.Stored = false }, func(d *driver) {
		d.says("session until you quit")
		d.keys("enter")
		d.says("session until you quit")
	})
}

// TestSessionEnds lets the session end under way: the same person goes on where the screen was, another one begins anew.
func TestSessionEnds(t *testing.T) {
	for name, person := range map[string]string{"the same person": "test", "another person": "other"} {
		t.Run(name, func(t *testing.T) {
			drive(t, 80, 24, "en", nil, func(d *driver) {
				d.keys("down", "enter")
				d.f.contentErr = ebox.ErrUnauthorized
				d.keys("tab", "tab", "enter")
				d.says("Your session has ended.", "Log in with the browser")
				d.f.contentErr = nil
				s := *d.l.session
				s.Person = person
				d.l.session = &s
				d.keys("enter", "enter")
				if person == "test" {
					d.says("Attestation fiscale 281.10")
					d.keys("esc")
					d.on("1. Attestation fiscale 281.10")
				} else {
					d.on("ONSS")
				}
				if n := len(d.app.stack); n > 2 {
					t.Errorf("%d screens left on the stack", n)
				}
			})
		})
	}
}

// TestSessionEndsTwice has every request of a screen refused: there is one login, not several.
func TestSessionEndsTwice(t *testing.T) {
	drive(t, 80, 24, "en", nil, func(d *driver) {
		d.f.messageErr, d.f.bodyErr = ebox.ErrUnauthorized, ebox.ErrUnauthorized
		d.keys("enter")
		d.says("Your session has ended.")
		d.keys("q")
		d.says("Subject:")
	})
}
