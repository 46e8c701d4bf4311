package tui

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/google/go-cmp/cmp"

	"myebox/ebox"
)

// toDownload goes to the download of all documents of the first message.
var toDownload = []string{"enter", "a"}

func TestDownload(t *testing.T) {
	tests := []struct {
		name  string
		set   setup
		keys  []string
		says  []string
		saves int
	}{
		{"says first what, where and what it means", nil, []string{"enter", "a"}, []string{"Folder: /home/test/Documents", "marks the message as read. That cannot be undone.", "archive.zip"}, 0},
		{"one that is not the main document marks nothing", nil, []string{"enter", "shift+tab", "shift+tab", "s"}, []string{"archive.zip"}, 0},
		{"one", nil, []string{"enter", "s", "enter"}, []string{"Saved: /home/test/Documents/document.txt", "Checked: it is the document that was announced"}, 1},
		{"all", nil, []string{"enter", "a", "enter"}, []string{"3 documents saved in /home/test/Documents", "Not checked: the sender announced no digest"}, 3},
		{"damaged", func(f *fake, _ *fakeLogin, _ *Deps) { f.saveErr = ebox.ErrDigest }, []string{"enter", "s", "enter"}, []string{"The document is not the one that was announced.", "so it was not kept"}, 1},
		{"none of all", func(f *fake, _ *fakeLogin, _ *Deps) { f.saveErr = ebox.ErrUnavailable }, []string{"enter", "a", "enter"}, []string{"3 documents"}, 3},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			drive(t, 80, 24, "en", tt.set, func(d *driver) {
				d.keys(tt.keys...)
				d.says(tt.says...)
				if n := d.f.asked("!save"); n != tt.saves {
					t.Errorf("%d documents saved, want %d: %q", n, tt.saves, d.f.asks)
				}
			})
		})
	}
}

// TestDownloadProgress looks at a download under way: bytes in words and as the terminal's own progress, no more than
// once a second, and nothing is left of it when it is stopped.
func TestDownloadProgress(t *testing.T) {
	slow := func(f *fake, _ *fakeLogin, _ *Deps) {
		f.hold, f.progress = make(chan struct{}), []int64{100, 400}
	}
	drive(t, 80, 24, "en", slow, func(d *driver) {
		d.keys(toDownload...)
		d.keys("enter")
		d.says("Saving “document.txt”")
		d.wait(progressTick)
		d.says("[########............] 400 bytes of 1,000 bytes")
		if diff := cmp.Diff(tea.NewProgressBar(tea.ProgressBarDefault, 40), d.app.View().ProgressBar); diff != "" {
			t.Error(diff)
		}
		d.keys("q", "enter", "s")
		d.says("[########............]")
		d.keys("esc")
		d.says("Stopped")
		if d.app.View().ProgressBar != nil {
			t.Error("progress is shown after the end")
		}
		close(d.f.hold)
		d.wait(time.Minute)
		if n := d.f.asked("!save"); n != 1 {
			t.Errorf("%d documents asked for, want 1: %q", n, d.f.asks)
		}
	})
}

// TestDownloadAgain tries again for what failed, and only for that.
func TestDownloadAgain(t *testing.T) {
	drive(t, 80, 24, "en", func(f *fake, _ *fakeLogin, _ *Deps) { f.saveErr = ebox.ErrUnavailable }, func(d *driver) {
		d.keys("enter", "s", "enter")
		d.says("The service does not answer.", "r try again")
		d.f.saveErr = nil
		d.keys("r")
		d.says("Saved: /home/test/Documents/document.txt")
	})
}

func TestDownloadRegistered(t *testing.T) {
	drive(t, 80, 24, "en", nil, func(d *driver) {
		d.keys("down", "down", "down", "enter", "a", "enter")
		d.says("This is registered mail. Opening it is recorded")
		if n := d.f.asked(marking); n != 0 {
			t.Errorf("fetched before the question was answered: %q", d.f.asks)
		}
		d.wait(grace)
		d.keys("y")
		d.says("3 documents saved")
	})
}

func TestDownloadOpenAndPrint(t *testing.T) {
	drive(t, 80, 24, "en", nil, func(d *driver) {
		d.keys("enter", "s", "enter")
		d.on("Attestation fiscale")
		d.keys("o")
		d.says("document.txt")
		d.keys("p")
		d.says("document.txt", "y print")
		d.wait(grace)
		d.keys("y")
		var got []string
		for _, a := range d.f.asks {
			if strings.HasPrefix(a, "file") || strings.HasPrefix(a, "print") {
				got = append(got, a)
			}
		}
		if diff := cmp.Diff([]string{"file /home/test/Documents/document.txt", "print /home/test/Documents/document.txt"}, got); diff != "" {
			t.Error(diff)
		}
	})
	without := func(_ *fake, _ *fakeLogin, deps *Deps) { deps.Opener, deps.Printer = nil, nil }
	drive(t, 80, 24, "en", without, func(d *driver) {
		d.keys("enter", "s", "enter", "o")
		d.says("not now: no other program was found")
		d.keys("p")
		d.says("not now: there is no printing system")
	})
}

// TestDownloadText saves the text of a message that has nothing else.
func TestDownloadText(t *testing.T) {
	drive(t, 80, 24, "fr", nil, func(d *driver) {
		d.keys("down", "down", "enter", "tab", "enter", "s", "enter")
		d.says("Enregistré :")
		if n := d.f.asked("!savebody"); n != 1 {
			t.Errorf("asked %q", d.f.asks)
		}
	})
}

// A path below the person's home is short; a folder that only begins alike is not below it.
func TestPlace(t *testing.T) {
	for _, tc := range []struct{ home, path, want string }{
		{"/home/test", "/home/test/Downloads/a.pdf", "~/Downloads/a.pdf"},
		{"/home/test", "/home/test", "~"},
		{"/home/test", "/home/tester/a.pdf", "/home/tester/a.pdf"},
		{"", "/home/test/a.pdf", "/home/test/a.pdf"},
		{"/home/test", "/home/test/a\x1b[2J.pdf", "~/a.pdf"},
	} {
		k := &kit{deps: Deps{Home: tc.home}}
		if got := k.place(tc.path); got != tc.want {
			t.Errorf("%s below %q: got %q, want %q", tc.path, tc.home, got, tc.want)
		}
	}
}
