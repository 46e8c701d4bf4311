package tui

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"

	"myebox/ebox"
	"myebox/tui/backend"
	"myebox/tui/present"
)

// shows is every screen in every state worth seeing, and the keys that lead there.
var shows = []struct {
	name  string
	set   setup
	keys  []string
	after time.Duration
	typed bool // then the word that sends a reply
}{
	{name: "login choose", set: loggedOut},
	{name: "login waiting", set: func(f *fake, l *fakeLogin, d *Deps) { loggedOut(f, l, d); l.wait = make(chan struct{}) }, keys: []string{"enter"}, after: 65 * time.Second},
	{name: "login weak key", set: func(f *fake, l *fakeLogin, d *Deps) {
		loggedOut(f, l, d)
		l.waitErr = loginFailure(present.LoginWeakKey)
	}, keys: []string{"enter"}},
	{name: "login cards", set: withCards(nil, oneCard(
		belgian(fakeReader), present.CardReader{Name: "Other Reader 01", Card: present.CardOther},
		present.CardReader{Name: "sandbox", Card: present.CardBelgian, Simulated: true}))},
	{name: "login card no reader", set: withCards(nil, backend.Readers{})},
	{name: "login card no service", set: withCards(nil, backend.Readers{Problem: present.CardNoService}), keys: []string{"down", "down", "enter"}},
	{name: "login card prompt", set: withCards(nil, oneCard(belgian(fakeReader))), keys: []string{"down", "down", "enter", "1", "2", "3"}},
	{name: "login card last try", set: withCards(func(c *fakeCards) { c.tries = 1 }, oneCard(belgian(fakeReader))), keys: []string{"down", "down", "enter"}},
	{name: "login card blocked", set: withCards(func(c *fakeCards) { c.tries = 0 }, oneCard(belgian(fakeReader))), keys: []string{"down", "down", "enter"}},
	{name: "login card pad", set: withCards(func(c *fakeCards) { c.pad = true }, oneCard(belgian(fakeReader))), keys: []string{"down", "down", "enter"}},
	{name: "login card shown", set: withCards(nil, oneCard(belgian(fakeReader))), keys: []string{"down", "down", "down", "enter", "enter"}},
	{name: "login card change", set: withCards(nil, oneCard(belgian(fakeReader))), keys: []string{"down", "down", "down", "enter", "down", "enter"}},
	{name: "inbox", set: missing},
	{name: "inbox filtered and sorted", keys: []string{"u", "s", "down", "enter"}},
	{name: "inbox search", keys: []string{"/", "p", "r", "i", "m", "e"}},
	{name: "inbox empty", set: func(f *fake, _ *fakeLogin, _ *Deps) { f.n = 0 }},
	{name: "inbox failed", set: func(f *fake, _ *fakeLogin, _ *Deps) { f.listErr = ebox.ErrUnavailable }},
	{name: "inbox hidden one", keys: []string{"down", "h"}},
	{name: "inbox marked", keys: []string{"v", "down", "down", "down", "v"}},
	{name: "inbox marked hide", keys: []string{"v", "down", "down", "down", "v", "h"}},
	{name: "inbox filter", keys: []string{"f"}},
	{name: "inbox senders", keys: []string{"f", "down", "down", "down", "enter"}},
	{name: "inbox notices", set: missing, keys: []string{"n"}},
	{name: "inbox refreshed", set: missing, keys: []string{"r"}},
	{name: "inbox end of fetched", set: func(f *fake, _ *fakeLogin, _ *Deps) { f.n, f.atLeast = 99_774, true }, keys: []string{"G"}},
	{name: "inbox not hidden", set: func(f *fake, _ *fakeLogin, _ *Deps) { f.hideErr = ebox.ErrUnavailable }, keys: []string{"h"}},
	{name: "inbox search language", keys: []string{"/", "p", "enter"}},
	{name: "inbox log out", keys: []string{"O"}},
	{name: "boxes", set: withAccounts(nil), keys: []string{"B", "down", "r"}},
	{name: "boxes entered", set: withAccounts(nil), keys: []string{"B", "down", "enter"}},
	{name: "inbox help", keys: []string{"?"}},
	{name: "inbox help filtered", keys: []string{"?", "/", "h", "e", "l"}},
	{name: "inbox commands", keys: []string{":"}},
	{name: "inbox commands filtered", keys: []string{":", "o", "r", "d", "e", "enter"}},
	{name: "reader commands", keys: []string{"down", "enter", ":", "down", "down"}},
	{name: "reader", keys: []string{"down", "enter"}},
	{name: "reader end", keys: []string{"down", "enter", "end"}},
	{name: "reader body is main", keys: []string{"down", "down", "enter", "tab"}},
	{name: "reader registered", keys: []string{"down", "down", "down", "enter", "tab", "tab", "enter"}},
	{name: "viewer", keys: []string{"enter", "tab", "tab", "enter"}},
	{name: "problem with details", set: func(f *fake, _ *fakeLogin, _ *Deps) { f.contentErr = refused }, keys: []string{"enter", "tab", "tab", "enter", "d"}},
	{name: "download", keys: []string{"enter", "a"}},
	{name: "download folder", keys: []string{"enter", "s", "f", "/", "x"}},
	{name: "download running", set: func(f *fake, _ *fakeLogin, _ *Deps) { f.hold, f.progress = make(chan struct{}), []int64{400} }, keys: []string{"enter", "a", "enter"}, after: time.Second},
	{name: "reply offered", set: withReplies(twoAnswers(true), nil), keys: []string{"down", "enter"}},
	{name: "reply open first", set: withReplies(twoAnswers(true), func(r *fakeReplies) { r.f.message(1).ReadStatus = false }), keys: toReply},
	{name: "reply answer", set: withReplies(twoAnswers(true), nil), keys: toReply},
	{name: "reply meaning", set: withReplies(twoAnswers(true), nil), keys: toMeaning},
	{name: "reply meaning free", set: withReplies(ebox.ReplyForm{Comment: true}, nil), keys: toReply},
	{name: "reply add", set: withReplies(twoAnswers(true), written), keys: toReply},
	{name: "reply writing", set: withReplies(twoAnswers(true), written), keys: append(toReply[:3:3], "tab", "enter", "enter", "P", "S")},
	{name: "reply path", set: withReplies(twoAnswers(true), written), keys: append(toReply[:3:3], "tab", "tab", "enter", "/", "t")},
	{name: "reply review", set: withReplies(twoAnswers(true), written), keys: append(toReply[:3:3], "end", "enter")},
	{name: "reply review end", set: withReplies(twoAnswers(true), written), keys: append(toReply[:3:3], "end", "enter", "end")},
	{name: "reply confirm", set: withReplies(twoAnswers(true), written), keys: toConfirmWritten},
	{name: "reply leaving", set: withReplies(twoAnswers(true), nil), keys: append(toMeaning[:4:4], "esc")},
	{name: "reply sending", set: withReplies(twoAnswers(true), func(r *fakeReplies) { written(r); r.hold = make(chan struct{}) }), keys: toConfirmWritten, typed: true},
	{name: "reply sent", set: withReplies(twoAnswers(true), written), keys: toConfirmWritten, typed: true},
	{name: "reply refused", set: withReplies(twoAnswers(true), func(r *fakeReplies) { written(r); r.state, r.http, r.code = ebox.ReplyRefused, 403, "FORBIDDEN" }), keys: toConfirmWritten, typed: true},
	{name: "reply perhaps", set: withReplies(twoAnswers(true), perhaps), keys: toReply},
	{name: "reply again", set: withReplies(twoAnswers(true), perhaps), keys: append(toReply[:3:3], "end", "enter")},
	{name: "reply journal", set: withReplies(twoAnswers(true), journalled), keys: []string{"R"}},
	{name: "reply copy", set: withReplies(twoAnswers(true), journalled), keys: []string{"R", "enter"}},
	{name: "reply marks", set: withReplies(twoAnswers(true), journalled)},
	{name: "download done", keys: []string{"enter", "a", "enter"}},
}

// refused is a refusal with everything that a server can say.
var refused = &ebox.StatusError{
	Op: "getAttachmentContent", HTTP: 404, ID: ebox.Untrusted("ref-4711"), Code: ebox.Untrusted("ATTACHMENT_NOT_FOUND"),
	Message: ebox.Untrusted("attachment not found"), Contact: ebox.Untrusted("https://help.example.be"),
}

func loginFailure(p present.Problem) error {
	return &backend.LoginError{Case: p, Err: errors.New("test")}
}

func loggedOut(_ *fake, l *fakeLogin, _ *Deps) { l.resumeErr = loginFailure(present.LoginRequired) }

func missing(f *fake, l *fakeLogin, _ *Deps) {
	name := func(s string) ebox.Translated { return ebox.Translated{FR: ebox.Untrusted(s)} }
	f.atLeast = true
	l.session.Stored = false
	f.notices = []ebox.Notice{
		{Provider: ebox.Provider{ID: "health", Name: name("Soins de santé")}, Kind: ebox.NoticeMaintenance, Until: today.AddDate(0, 0, 1)},
		{Provider: ebox.Provider{ID: "justice", Name: name("Justice")}, Kind: ebox.NoticeNotYet, Until: today.AddDate(0, 2, 1)},
		{Provider: ebox.Provider{ID: "finance", Name: name("Finances")}, Kind: ebox.NoticeFailed, Err: &ebox.StatusError{Op: "getMessages", HTTP: 503}},
	}
}

// TestGolden compares every screen, stripped of all styling, at three widths. At width 0 nothing may be drawn.
func TestGolden(t *testing.T) {
	for _, s := range shows {
		for _, lang := range []string{"fr", "en", "nl", "de"} {
			if (lang == "nl" || lang == "de") && !strings.HasPrefix(s.name, "login") && s.name != "inbox" && s.name != "reader" {
				continue
			}
			t.Run(s.name+" "+lang, func(t *testing.T) {
				var out strings.Builder
				for _, w := range []int{0, 40, 80, 120} {
					shown := show(t, s.name, lang, w, map[int]int{0: 0, 40: 24, 80: 24, 120: 40}[w])
					if w == 0 && shown != "" {
						t.Errorf("drawn at width 0: %q", shown)
					}
					fmt.Fprintf(&out, "=== %d\n%s\n", w, shown)
				}
				golden.RequireEqual(t, out.String())
			})
		}
	}
}

// show is one of shows as text, with the cursor's place.
func show(t *testing.T, name, lang string, w, h int) (out string) {
	t.Helper()
	for _, s := range shows {
		if s.name != name {
			continue
		}
		drive(t, w, h, lang, s.set, func(d *driver) {
			d.keys(s.keys...)
			if s.after > 0 {
				d.wait(s.after)
			}
			if s.typed {
				d.sendReply()
			}
			lines := strings.Split(d.text(), "\n")
			for i := range lines {
				lines[i] = strings.TrimRight(lines[i], " ")
			}
			if w > 0 {
				c := d.app.View().Cursor
				out = fmt.Sprintf("%s\n--- cursor %d,%d", strings.Join(lines, "\n"), c.X, c.Y)
			}
		})
	}
	return out
}

// TestGoldenStyled compares the colours of the inbox on a dark and on a light background, and with lines of ASCII.
func TestGoldenStyled(t *testing.T) {
	for name, msg := range map[string]tea.Msg{
		"dark":  tea.BackgroundColorMsg{Color: ansi.Black},
		"light": tea.BackgroundColorMsg{Color: ansi.BrightWhite},
		"ascii": nil,
	} {
		t.Run(name, func(t *testing.T) {
			ascii := func(_ *fake, _ *fakeLogin, deps *Deps) { deps.ASCII = msg == nil }
			drive(t, 80, 12, "fr", ascii, func(d *driver) {
				d.send(msg)
				d.keys("f")
				golden.RequireEqual(t, d.app.View().Content)
			})
		})
	}
}
