package linear

import (
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/exp/golden"

	"myebox/ebox"
	"myebox/tui/lang"
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
	{name: "reply", set: withReplies(twoAnswers(true), nil), keys: []string{
		"R", "esc", "down", "enter", "r", "tab", "enter", "end", "enter", "home", ":", "page 100", "enter", "end", "enter", "tab", "enter", "Bonjour", "enter", "Je confirm", "enter", ".", "enter",
		"enter", "Je confirme la date.", "enter", "up", "i", "Bonsoir", "enter", ".", "enter", "x", "esc", "tab", "tab", "enter", "/tmp/a.pdf", "enter", "end", "enter",
		"end", "enter", "home", ":", "page 100", "enter", "enter", "yes", "enter", "enter", "enter", "{send}", "enter", "down", "esc", "esc", "R", "enter", "esc", "esc",
	}},
	{name: "reply left", set: withReplies(twoAnswers(false), nil), keys: []string{"down", "enter", "r", "2", "enter", "tab", "enter", "esc", "3", "enter", "n", "esc", "1", "enter", "r", "esc"}},
	{name: "reply perhaps", set: withReplies(twoAnswers(true), perhaps), keys: []string{"down", "enter", "r", "end", "enter", "y", ":", "page 100", "enter", "enter", "enter", "enter", "{again}", "enter", "esc"}},
	{name: "consent", set: withProfile(ebox.BoxInactive, nil), keys: []string{
		"p", "tab", "enter", "a", ":", "page 200", "enter", "enter", "space", "a", "me", "enter", "test@example.be", "enter", "2", "enter", "6", "enter", "space", "enter", "{give}", "enter", "12", "enter", "123456", "enter", "down", "esc",
	}},
	{name: "withdraw", set: withProfile(ebox.BoxActive, nil), keys: []string{
		"p", "down", "tab", "tab", "enter", "down", "tab", "tab", "enter", "n", "enter", "y", "no", "enter", "", "enter", "enter", "y", "{withdraw}", "enter", "down", "esc",
	}},
	{name: "notifications", set: withProfile(ebox.BoxActive, nil), keys: []string{"p", "tab", "enter", "1", "enter", "6", "enter", "new@example.be", "enter", "7", "enter", "y", "123456", "enter", "esc"}},
	{name: "whole box", set: withProfile(ebox.BoxWithdrawn, nil), keys: []string{"p", "tab", "enter", "down", "down", "tab", "enter", "y", "down", "esc", "esc"}},
	{name: "no operations", set: withoutProfile, keys: []string{"p", "down", "tab", "tab", "enter", "tab", "end", "esc", "esc"}},
	{name: "paper", set: withPaper(false, nil), keys: []string{"p", "tab", "enter", "{only}", "enter", "esc"}},
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
					d.play(code, s.keys)
					log = d.log.String()
				})
				golden.RequireEqual(t, log)
			})
		}
	}
}

// play goes through a script.
func (d *driver) play(code string, keys []string) {
	d.t.Helper()
	for _, k := range keys {
		if k == "(login)" {
			close(d.l.wait)
			d.l.wait = nil
			d.wait(time.Millisecond, k)
			continue
		}
		if len(k) > 2 && k[0] == '(' {
			pause, err := time.ParseDuration(k[1 : len(k)-1])
			if err != nil {
				d.t.Fatal(err)
			}
			d.wait(pause, k)
			continue
		}
		d.keys(words(code, k))
		if k[:min(len(k), 1)] == "{" { // a word that confirms: Enter counts after a pause
			time.Sleep(wordPause)
		}
	}
}

// words puts the words of a language in the place of their names.
func words(code, key string) string {
	t := lang.For(code)
	return strings.NewReplacer("{send}", t.Reply.Word, "{again}", t.Reply.Again.Word, "{give}", t.Consent.Activation.Yes,
		"{withdraw}", t.Consent.Withdrawal.Word, "{only}", t.Consent.Paper.YesOnly).Replace(key)
}
