package linear

import (
	"testing"
	"time"

	"github.com/charmbracelet/x/exp/golden"

	"myebox/ebox"
	"myebox/tui/present"
)

// sessions are scripts: keys, and in parentheses times that pass.
var sessions = []struct {
	name string
	set  setup
	keys []string
}{
	{name: "list", keys: []string{"down", "j", "up", "=", ".", "w", "end", "down", "home", "up", "backspace", "pgdown", "pgup", "Q", "?", "down", "esc"}},
	{name: "commands", keys: []string{":", "page 2", "enter", ":", "5", "enter", ":", "nothing", "enter", ":", "un", "enter", ":", "unread", "enter", "x", "N", "N"}},
	{name: "search", keys: []string{"/", "prime", "enter", "down", "enter", "x", "/", "zzz", "enter", "enter", "/", "enter"}},
	{name: "open", keys: []string{"down", "enter", "down", "down", "down", "]", "]", "tab", "tab", "shift+tab", "w", "=", "i", "c", "L", "n", "p", "end", "down", "esc"}},
	{name: "registered", keys: []string{"down", "down", "down", "enter", "tab", "tab", "enter", "x", "n", "enter", "y", "down", "esc", "esc"}},
	{name: "text is main", keys: []string{"down", "down", "enter", "tab", "enter", "down", "esc"}},
	{name: "download", keys: []string{"enter", "tab", "s", "f", "~/Letters", "enter", "enter", "o", "p", "y", "esc", "a", "enter", "down", "esc", "esc"}},
	{name: "hide", keys: []string{"h", "down", "z", "2", "1", "down", "down", "h", "n"}},
	{name: "filter", keys: []string{"f", "down", "9", "2", "enter", "f", "6", "enter", "s", "down", "enter", "u", "tab"}},
	{name: "error", set: func(f *fake, _ *fakeLogin, _ *Deps) {
		f.contentErr = &ebox.StatusError{
			Op: "getAttachmentContent", HTTP: 404, ID: ebox.Untrusted("ref-4711"), Code: ebox.Untrusted("ATTACHMENT_NOT_FOUND"),
			Message: ebox.Untrusted("attachment not found"), Contact: ebox.Untrusted("https://help.example.be"),
		}
		f.hideErr = ebox.ErrUnavailable
	}, keys: []string{"d", "h", "d", "enter", "tab", "enter", "d", "esc"}},
	{name: "missing", set: missing, keys: []string{"n", "down", "down", "esc", "r"}},
	{name: "slow", set: func(f *fake, _ *fakeLogin, _ *Deps) { f.loading = make(chan struct{}) }, keys: []string{"(0.5s)", "(1s)", "(10s)", "(10s)", "esc"}},
	{name: "login", set: func(f *fake, l *fakeLogin, d *Deps) { loggedOut(f, l, d); l.wait = make(chan struct{}) }, keys: []string{
		"down", "down", "up", "enter", "c", "t", "(5m)", "esc", "?", "esc", "2", "enter", "(1s)", "(login)",
	}},
	{name: "card", set: withCards(nil, oneCard(belgian(fakeReader))), keys: []string{
		"down", "down", "enter", "9", "x", "c", "999", "backspace", "9", "enter", "d", "enter", "1234", "c", "enter", "down",
	}},
	{name: "card shown", set: withCards(nil, oneCard(belgian(fakeReader))), keys: []string{
		"4", "enter", "down", "enter", "down", "down", "n", "n", "p", "esc", "down", "enter", "1234", "enter", "5678", "enter", "5679", "enter", "5678", "enter", "5678", "enter", "esc", "esc",
	}},
	{name: "log out", keys: []string{"O", "n", "O", "y"}},
}

func missing(f *fake, l *fakeLogin, _ *Deps) {
	name := func(s string) ebox.Translated { return ebox.Translated{FR: ebox.Untrusted(s)} }
	f.atLeast = true
	l.session.Stored = false
	f.notices = []ebox.Notice{
		{Provider: ebox.Provider{ID: "health", Name: name("Soins de santé")}, Kind: ebox.NoticeMaintenance, Until: today.AddDate(0, 0, 1)},
		{Provider: ebox.Provider{ID: "finance", Name: name("Finances")}, Kind: ebox.NoticeFailed, Err: &ebox.StatusError{Op: "getMessages", HTTP: 503}},
	}
}

// TestSessions compares whole sessions, key by key.
func TestSessions(t *testing.T) {
	for _, s := range sessions {
		for _, code := range []string{"en", "fr"} {
			t.Run(s.name+" "+code, func(t *testing.T) {
				var log string
				drive(t, code, s.set, func(d *driver) {
					for _, k := range s.keys {
						if k == "(login)" {
							close(d.l.wait)
							d.l.wait = nil
							d.wait(time.Millisecond, k)
							continue
						}
						if len(k) > 2 && k[0] == '(' {
							pause, err := time.ParseDuration(k[1 : len(k)-1])
							if err != nil {
								t.Fatal(err)
							}
							d.wait(pause, k)
							continue
						}
						d.keys(k)
					}
					log = d.log.String()
				})
				golden.RequireEqual(t, log)
			})
		}
	}
}

var _ = present.Plain
