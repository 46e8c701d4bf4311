package tui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/google/go-cmp/cmp"

	"myebox/ebox"
)

func TestInboxFirstScreen(t *testing.T) {
	drive(t, 80, 24, "en", func(f *fake, _ *fakeLogin, _ *Deps) { f.n = 10_000 }, func(d *driver) {
		d.on("ONSS")
		want := []string{"open", "load 17"}
		if diff := cmp.Diff(want, d.f.asks[:2]); diff != "" {
			t.Error(diff)
		}
		// four senders at four providers, whatever the number of rows that show them
		if n := d.f.asked("organization"); n != 4 {
			t.Errorf("asked for %d names, want 4: %q", n, d.f.asks)
		}
		if n := len(d.f.asks); n != 6 {
			t.Errorf("%d requests for the first screen, want 6: %q", n, d.f.asks)
		}
		d.keys("down", "down", "up", "pgdown", "pgup")
		if n := d.f.asked("organization"); n != 4 {
			t.Errorf("names were asked for again: %q", d.f.asks)
		}
	})
}

func TestInboxMoves(t *testing.T) {
	tests := []struct {
		name  string
		keys  []string
		focus int
		says  string
	}{
		{"down and up", []string{"down", "down", "up"}, 1, ""},
		{"vim", []string{"j", "j", "j", "k"}, 2, ""},
		{"page", []string{"pgdown"}, 17, ""},
		{"page by space, and back", []string{"space", "b"}, 0, ""},
		{"end of what is there", []string{"G"}, 24, ""},
		{"end of it all", []string{"G", "G", "G", "G", "G"}, 59, ""},
		{"beyond the end", []string{"G", "G", "G", "G", "G", "down"}, 59, "End of list."},
		{"beyond the start", []string{"up"}, 0, "Start of list."},
		{"home", []string{"pgdown", "g"}, 0, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			drive(t, 80, 24, "en", nil, func(d *driver) {
				d.keys(tt.keys...)
				if m := inboxOf(d); m.focus != tt.focus {
					t.Errorf("focus on %d, want %d", m.focus, tt.focus)
				}
				d.says(tt.says)
				if d.app.View().Cursor.X != 1 {
					t.Errorf("cursor in column %d", d.app.View().Cursor.X)
				}
			})
		})
	}
}

func inboxOf(d *driver) *inbox { return d.app.stack[0].(*inbox) }

// TestInboxLateProvider lets messages come in above and below: the focus stays on its message.
func TestInboxLateProvider(t *testing.T) {
	late := func(f *fake, _ *fakeLogin, _ *Deps) {
		f.hold = make(chan struct{})
		for i := range 5 {
			m := *f.message(i)
			m.Key = ebox.Key{Provider: "late", ID: fmt.Sprint(i)}
			m.Subject = ebox.Translated{EN: ebox.Untrusted(fmt.Sprintf("Late %d", i))}
			m.ReceiptDate = today.Add(time.Minute)
			f.late = append(f.late, m)
		}
	}
	for name, tt := range map[string]struct {
		keys []string
		row  int // the screen row of the focus afterwards
	}{
		"at the top":     {nil, 5},
		"inside":         {[]string{"down", "down"}, 7},
		"after a scroll": {[]string{"pgdown", "down"}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			drive(t, 80, 24, "en", late, func(d *driver) {
				d.keys(tt.keys...)
				m := inboxOf(d)
				was, row := m.focused().Key, m.row()
				d.says("at least 60 messages")
				close(d.f.hold)
				d.send(nil)
				if got := m.focused().Key; got != was {
					t.Errorf("focus went from %v to %v", was, got)
				}
				if name == "after a scroll" {
					tt.row = row
				} else if !strings.Contains(d.text(), "Late 0") {
					t.Errorf("what came in above is not in sight:\n%s", d.text())
				}
				if m.row() != tt.row {
					t.Errorf("focus on row %d, want %d", m.row(), tt.row)
				}
				d.silent("at least 60 messages")
			})
		})
	}
}

// TestInboxLoadsMore scrolls to the end while a slow provider is waited for: the wait makes room for the loading.
func TestInboxLoadsMore(t *testing.T) {
	slow := func(f *fake, _ *fakeLogin, _ *Deps) {
		f.hold = make(chan struct{})
		f.late = []ebox.Message{*f.message(1)}
	}
	drive(t, 80, 24, "en", slow, func(d *driver) {
		for range 6 {
			d.keys("pgdown")
		}
		if m := inboxOf(d); m.n != 60 || m.focus != 59 {
			t.Errorf("%d messages, focus on %d; want all 60, focus on the last: %q", m.n, m.focus, d.f.asks)
		}
		if n := d.f.asked("wait"); n < 2 {
			t.Errorf("the slow provider is waited for no more: %q", d.f.asks)
		}
	})
}

// TestInboxEndless has a list that promises more and never gives it: that must not become a storm of requests.
func TestInboxEndless(t *testing.T) {
	drive(t, 80, 24, "en", func(f *fake, _ *fakeLogin, _ *Deps) { f.n, f.endless = 3, true }, func(d *driver) {
		was := d.f.asked("load")
		if was > 2 {
			t.Errorf("%d loads at the start", was)
		}
		d.keys("down", "down", "down", "pgdown", "end", "G")
		if n := d.f.asked("load") - was; n != 0 {
			t.Errorf("%d further loads", n)
		}
	})
}

func TestInboxQueries(t *testing.T) {
	yes, no := true, false
	soon := today.AddDate(0, 0, 16)
	tests := []struct {
		name string
		keys []string
		want ebox.Query
		says string
	}{
		{"unread", []string{"u"}, ebox.Query{ReadStatus: &no}, "unread only"},
		{"unread off again", []string{"u", "u"}, ebox.Query{}, ""},
		{"registered", []string{"m"}, ebox.Query{RegisteredMail: &yes}, "registered mail only"},
		{"expiring", []string{"e"}, ebox.Query{ExpiredBefore: soon}, "about to expire"},
		{"expiring off again", []string{"e", "e"}, ebox.Query{}, ""},
		{"two at once", []string{"u", "m"}, ebox.Query{ReadStatus: &no, RegisteredMail: &yes}, "unread only, registered mail only"},
		{"cleared", []string{"u", "m", "x"}, ebox.Query{}, "All filters are removed."},
		{"from the list", []string{"f", "down", "enter"}, ebox.Query{RegisteredMail: &yes}, "registered mail only"},
		{"a sender", []string{"f", "down", "down", "down", "enter", "down", "down", "enter"}, ebox.Query{SenderOrganizationID: "0308357159"}, "sender: SPF Finances"},
		{"a type", []string{"f", "down", "down", "down", "down", "enter", "down", "enter"}, ebox.Query{MessageTypeID: "type0"}, "message type: Attestation type0"},
		{"leaving the list changes nothing", []string{"f", "down", "esc"}, ebox.Query{}, ""},
		{"hidden", []string{"2"}, ebox.Query{Hidden: true}, "You have hidden no messages."},
		{"hidden and back", []string{"tab", "tab"}, ebox.Query{}, ""},
		{"a filter stays behind in its folder", []string{"u", "2"}, ebox.Query{Hidden: true}, ""},
		{"search", []string{"/", "p", "r", "i", "enter", "down", "enter"}, ebox.Query{Q: "pri", QLang: "nl"}, "60 messages contain “pri”"},
		{"search cancelled", []string{"/", "p", "esc"}, ebox.Query{}, ""},
		{"search emptied", []string{"/", "p", "enter", "enter", "/", "backspace", "enter"}, ebox.Query{}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			drive(t, 80, 24, "en", nil, func(d *driver) {
				d.keys(tt.keys...)
				if diff := cmp.Diff(tt.want, d.f.query); diff != "" {
					t.Error(diff)
				}
				d.says(tt.says)
			})
		})
	}
}

// TestInboxSearchLanguage searches in the language of the screen where messages are written in it.
func TestInboxSearchLanguage(t *testing.T) {
	for _, lang := range []string{"fr", "nl", "de"} {
		drive(t, 80, 24, lang, nil, func(d *driver) {
			d.keys("/")
			d.send(tea.PasteMsg{Content: "impôt"})
			d.keys("enter")
			if diff := cmp.Diff(ebox.Query{Q: "impôt", QLang: lang}, d.f.query); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestInboxOrder(t *testing.T) {
	tests := []struct {
		name  string
		keys  []string
		first string
		says  string
	}{
		{"newest", []string{"s", "enter"}, "m000000", "newest first"},
		{"sender", []string{"s", "down", "enter"}, "m000003", "sorted by sender"},
		{"subject", []string{"s", "down", "down", "enter"}, "m000001", "sorted by subject"},
		{"expiry", []string{"s", "down", "down", "down", "enter"}, "m000000", "sorted by end of availability"},
		{"back to newest", []string{"s", "down", "enter", "s", "up", "enter"}, "m000000", "newest first"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			drive(t, 80, 24, "en", nil, func(d *driver) {
				d.keys(tt.keys...)
				d.says(tt.says)
				if got := inboxOf(d).focused().Key.ID; got != tt.first {
					t.Errorf("first is %s, want %s", got, tt.first)
				}
			})
		})
	}
	t.Run("what stays without end is last", func(t *testing.T) {
		drive(t, 80, 24, "en", func(f *fake, _ *fakeLogin, _ *Deps) { f.n = 12 }, func(d *driver) {
			d.keys("s", "down", "down", "down", "enter", "end")
			d.on("no limit")
			d.silent("fetched so far")
		})
	})
}

func TestInboxHide(t *testing.T) {
	drive(t, 80, 24, "en", nil, func(d *driver) {
		d.keys("down", "h")
		d.says("Hidden: Avertissement-extrait de rôle", "z undo")
		d.on("Service fédéral")
		if n := d.f.asked("visible false [finance/m000001]"); n != 1 {
			t.Errorf("asked %q", d.f.asks)
		}
		d.keys("z")
		d.says("Undone. Avertissement-extrait de rôle")
		if n := d.f.asked("visible true [finance/m000001]"); n != 1 {
			t.Errorf("asked %q", d.f.asks)
		}
		d.on("Avertissement-extrait")
		d.keys("z")
		d.says("there is nothing to undo")
	})
}

// TestInboxHideRegistered never hides registered mail without a question.
func TestInboxHideRegistered(t *testing.T) {
	drive(t, 80, 24, "en", nil, func(d *driver) {
		d.keys("down", "down", "down", "h")
		d.says("This is registered mail. Hide it anyway?", "keeps its legal effects")
		d.wait(grace)
		d.keys("n")
		if n := d.f.asked("visible"); n != 0 {
			t.Errorf("asked %q", d.f.asks)
		}
		d.keys("h")
		d.wait(grace)
		d.keys("y")
		d.says("Hidden: Décision relative")
		d.keys("2")
		d.on("Agence wallonne")
		d.keys("h")
		d.says("Shown in the inbox again: Décision relative", "You have hidden no messages.")
	})
}

// TestInboxAnew fetches again: the rows stay until the answer comes, the focus on its message.
func TestInboxAnew(t *testing.T) {
	drive(t, 80, 24, "en", nil, func(d *driver) {
		d.keys("pgdown", "down", "r")
		d.says("The list is up to date.")
		if m := inboxOf(d); m.focus != 18 || m.row() == 18 {
			t.Errorf("focus on %d, row %d", m.focus, m.row())
		}
	})
}

func TestInboxMouse(t *testing.T) {
	drive(t, 80, 24, "en", nil, func(d *driver) {
		click := func(y int) { d.send(tea.MouseClickMsg{X: 10, Y: y, Button: tea.MouseLeft}) }
		click(7)
		if m := inboxOf(d); m.focus != 2 {
			t.Errorf("focus on %d, want 2", m.focus)
		}
		d.send(tea.MouseWheelMsg{Button: tea.MouseWheelDown})
		if m := inboxOf(d); m.focus != 5 {
			t.Errorf("focus on %d, want 5", m.focus)
		}
		click(0)
		click(23)
		click(10)
		if _, ok := d.app.stack[len(d.app.stack)-1].(*reader); !ok {
			t.Errorf("a click on the focused row does not open it:\n%s", d.text())
		}
	})
}

// TestInboxStates strips all styling: every state is still there as a word or a letter, and the help says which.
func TestInboxStates(t *testing.T) {
	drive(t, 120, 40, "en", nil, func(d *driver) {
		for _, row := range []string{
			"U    ONSS", "U  P SPF Finances", "UR   Agence", "3 d", "no limit", "[1 Inbox]", " 2 Hidden messages ",
		} {
			if !strings.Contains(d.text(), row) {
				t.Errorf("no %q in:\n%s", row, d.text())
			}
		}
		d.keys("?", "end")
		d.says("U unread", "R registered mail", "A message for action", "P reply possible")
	})
}
