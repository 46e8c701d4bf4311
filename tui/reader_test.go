package tui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/google/go-cmp/cmp"

	"myebox/ebox"
)

// marking are the calls that mark a message as read.
const marking = "!"

// TestNothingMarksByItself goes everywhere, redraws, resizes and waits: what marks a message as read is never fetched
// without its key.
func TestNothingMarksByItself(t *testing.T) {
	drive(t, 80, 24, "en", nil, func(d *driver) {
		// messages 0 to 3: a document, a payment, a body that is the main content, registered mail
		for range 4 {
			d.keys("enter", "pgdown", "up", "down", "tab", "shift+tab", "end", "home", "L", "i", "c", "?", "esc", "tab")
			d.send(tea.WindowSizeMsg{Width: 40, Height: 12})
			d.send(tea.WindowSizeMsg{Width: 80, Height: 24})
			d.keys("s", "?", "esc", "down", "esc", "a", "esc", "n", "p", "q", "down")
		}
		d.keys("f", "esc", "s", "esc", "n", "esc", "u", "m", "e", "x", "tab", "tab", "r", "h", "z")
		d.wait(1e9)
		if n := d.f.asked(marking); n != 0 {
			t.Errorf("%d calls that mark as read: %q", n, d.f.asks)
		}
	})
}

func TestReaderRequests(t *testing.T) {
	tests := []struct {
		name string
		keys []string
		want []string
	}{
		{"an ordinary body marks nothing and comes by itself", []string{"enter"}, []string{"message nsso/m000000", "body nsso/m000000"}},
		{"a body that is the main content waits", []string{"down", "down", "enter"}, []string{"message pensions/m000002"}},
		{"until it is opened", []string{"down", "down", "enter", "tab", "enter"}, []string{"message pensions/m000002", "!body pensions/m000002"}},
		{"the next message", []string{"enter", "n"}, []string{"message nsso/m000000", "body nsso/m000000", "message finance/m000001", "body finance/m000001"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			drive(t, 80, 24, "en", nil, func(d *driver) {
				d.keys(tt.keys...)
				var got []string
				for _, a := range d.f.asks {
					if strings.Contains(a, "message ") || strings.Contains(a, "body ") {
						got = append(got, a)
					}
				}
				less := func(a, b string) bool { return a < b }
				if diff := cmp.Diff(sorted(tt.want, less), sorted(got, less)); diff != "" {
					t.Error(diff)
				}
			})
		})
	}
}

func sorted(in []string, less func(a, b string) bool) []string {
	out := append([]string(nil), in...)
	for i := range out {
		for j := i; j > 0 && less(out[j], out[j-1]); j-- {
			out[j], out[j-1] = out[j-1], out[j]
		}
	}
	return out
}

// TestReaderMarks opens main content: it says before that this marks the message, and after that it did.
func TestReaderMarks(t *testing.T) {
	drive(t, 80, 24, "en", nil, func(d *driver) {
		d.keys("enter")
		d.says("Unread")
		d.keys("tab", "tab")
		d.on("1. Attestation fiscale 281.10")
		d.says("Opening it marks the message as read. That cannot be undone.")
		d.keys("enter")
		d.says("Marked as read: Votre attestation fiscale", "Il est attesté que Test Specimen")
		d.on("Attestation fiscale 281.10")
		d.keys("esc")
		d.on("1. Attestation fiscale 281.10")
		d.silent("Opening it marks")
		d.keys("home")
		d.says("Read")
		d.keys("esc")
		d.silent("U    ONSS                Votre attestation fiscale pou…  11:30")
		if m := inboxOf(d); !m.focused().ReadStatus {
			t.Error("the list does not know that the message has been read")
		}
	})
}

func TestReaderKeys(t *testing.T) {
	tests := []struct {
		name string
		keys []string
		says []string
		clip []string
	}{
		{"another language", []string{"enter", "L"}, []string{"Texts in: Dutch", "Geachte"}, nil},
		{"and round", []string{"enter", "L", "L"}, []string{"Texts in: French", "Madame, Monsieur"}, nil},
		{"copy the account", []string{"down", "enter", "i"}, []string{"Sent to the clipboard"}, []string{"BE68539007547034"}},
		{"copy the communication", []string{"down", "enter", "c"}, []string{"Sent to the clipboard"}, []string{"090933755493"}},
		{"no payment, nothing to copy", []string{"enter", "i"}, nil, nil},
		{"what cannot be shown", []string{"enter", "shift+tab", "shift+tab", "enter"}, []string{"This kind of document (ZIP archive) cannot be shown here."}, nil},
		{"enter on text goes to the next item", []string{"enter", "enter"}, []string{"Links in the text"}, nil},
		{"the last message has no next", []string{"G", "G", "G", "G", "G", "enter", "n"}, []string{"there is no other one"}, nil},
		{"help", []string{"enter", "?"}, []string{"Keys of this screen", "next message"}, nil},
		{"no attachment to save", []string{"down", "down", "enter", "a"}, []string{"there is no attachment"}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			drive(t, 100, 40, "en", nil, func(d *driver) {
				d.keys(tt.keys...)
				d.says(tt.says...)
				if diff := cmp.Diff(tt.clip, d.clip); diff != "" {
					t.Error(diff)
				}
			})
		})
	}
}

// TestReaderLink asks before a web address is opened, and shows it whole.
func TestReaderLink(t *testing.T) {
	drive(t, 80, 24, "en", nil, func(d *driver) {
		d.keys("enter", "tab", "enter")
		d.says("https://www.example.be/fiscal", "Check that a link belongs to the sender")
		d.wait(grace)
		d.keys("y")
		if n := d.f.asked("url https://www.example.be/fiscal"); n != 1 {
			t.Errorf("asked %q", d.f.asks)
		}
	})
	drive(t, 80, 24, "en", func(_ *fake, _ *fakeLogin, deps *Deps) { deps.Opener = nil }, func(d *driver) {
		d.keys("enter", "tab", "enter")
		d.wait(grace)
		d.keys("y")
		if diff := cmp.Diff([]string{"https://www.example.be/fiscal"}, d.clip); diff != "" {
			t.Error(diff)
		}
	})
}

// TestReaderGone opens a message that is in the box no more.
func TestReaderGone(t *testing.T) {
	drive(t, 80, 24, "en", func(f *fake, _ *fakeLogin, _ *Deps) { f.messageErr = ebox.ErrNotFound }, func(d *driver) {
		d.keys("enter")
		d.says("No longer in the box, taken out of the list: Votre attestation")
		d.on("SPF Finances")
	})
}

// TestReaderWithoutBody has a provider that gives no bodies: that is no failure.
func TestReaderWithoutBody(t *testing.T) {
	for name, err := range map[string]error{
		"not found": ebox.ErrNotFound, "not implemented": &ebox.StatusError{Op: "getBodyContent", HTTP: 501},
	} {
		t.Run(name, func(t *testing.T) {
			drive(t, 80, 24, "en", func(f *fake, _ *fakeLogin, _ *Deps) { f.bodyErr = err }, func(d *driver) {
				d.keys("enter")
				d.says("This message has no text.")
			})
		})
	}
}

// TestReaderHeaderStays keeps the cursor on its row when the rest of the message comes in.
func TestReaderFocusStays(t *testing.T) {
	drive(t, 80, 24, "en", nil, func(d *driver) {
		d.keys("enter", "tab", "tab", "enter", "esc", "s")
		d.says("Download", "Folder: /home/test/Documents")
		d.keys("esc")
		d.on("1. Attestation fiscale 281.10")
	})
}

// TestViewerKeepsHostileTextOut views text full of what a terminal would obey.
func TestViewerKeepsHostileTextOut(t *testing.T) {
	hostile := func(f *fake, _ *fakeLogin, _ *Deps) {
		f.content = []byte("a\x1b]0;title\x07b\x1b[2Jc\rd\x9b31me\u202ef\x08g\x00")
	}
	drive(t, 80, 24, "en", hostile, func(d *driver) {
		d.keys("enter", "tab", "tab", "enter")
		for _, r := range d.app.stack[len(d.app.stack)-1].(*viewer).doc.Lines {
			if strings.ContainsAny(r, "\x1b\x07\r\x08\x00\u202e\u009b") {
				t.Errorf("line %q", r)
			}
		}
		d.silent("title")
	})
}
