package tui

import (
	"fmt"
	"io/fs"
	"testing"

	tea "charm.land/bubbletea/v2"

	"myebox/ebox"
	"myebox/tui/present"
)

// TestDownloadFolder changes the folder before something is saved, and after it could not be.
func TestDownloadFolder(t *testing.T) {
	home := func(_ *fake, _ *fakeLogin, deps *Deps) { deps.Home = "/home/test" }
	tests := []struct {
		name  string
		typed string
		keys  []string
		says  string
	}{
		{"left as it is", "", []string{"enter", "enter"}, "Saved: ~/Documents/document.txt"},
		{"below home", "~/Papers", []string{"enter", "enter"}, "Saved: ~/Papers/document.txt"},
		{"relative", "Papers/2026/", []string{"enter", "enter"}, "Saved: ~/Papers/2026/document.txt"},
		{"absolute", "/srv/../tmp", []string{"enter", "enter"}, "Saved: /tmp/document.txt"},
		{"somebody else's home is none", "~other", []string{"enter", "enter"}, "Saved: ~/~other/document.txt"},
		{"given up", "/tmp", []string{"esc", "enter"}, "Saved: ~/Documents/document.txt"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			drive(t, 80, 24, "en", home, func(d *driver) {
				d.keys("enter", "s", "f")
				d.on("Folder: ~/Documents")
				if tt.typed != "" {
					for range "~/Documents" {
						d.keys("backspace")
					}
					d.send(tea.PasteMsg{Content: tt.typed})
					d.on("Folder: " + tt.typed)
				}
				d.keys(tt.keys...)
				d.says(tt.says)
			})
		})
	}
	drive(t, 80, 24, "en", home, func(d *driver) {
		d.f.saveErr = fmt.Errorf("creating: %w", fs.ErrNotExist)
		d.keys("enter", "s", "enter")
		d.says(d.app.kit.t.Errors.NoWrite.What, "f other folder")
		d.f.saveErr = nil
		d.keys("f", "x", "enter", "r")
		d.says("Saved: ~/Documentsx/document.txt")
	})
}

// TestDownloadNames shows the name before it is used, says when the sender's was not safe, and says "was there already"
// of nothing else.
func TestDownloadNames(t *testing.T) {
	hostile := func(f *fake, _ *fakeLogin, _ *Deps) {
		f.message(0).Attachments[0].FileName = ebox.Untrusted("../../etc/-pass?wd.txt")
	}
	drive(t, 80, 24, "en", hostile, func(d *driver) {
		d.keys("enter", "s")
		d.says("kB, pass_wd.txt", "The sender's file name was made safe: pass_wd.txt")
		d.keys("enter")
		d.says("Saved: /home/test/Documents/pass_wd.txt")
		d.silent("was there already")
	})
	drive(t, 80, 24, "en", func(f *fake, _ *fakeLogin, _ *Deps) { f.taken = "2-" }, func(d *driver) {
		d.keys("enter", "s")
		d.silent("made safe")
		d.keys("enter")
		d.says("A file of that name was there already; saved as 2-document.txt")
	})
}

// TestForbiddenIsFinal offers no further try where the right is missing.
func TestForbiddenIsFinal(t *testing.T) {
	denied := &ebox.StatusError{Op: "x", HTTP: 403}
	for name, tt := range map[string]struct {
		set  setup
		keys []string
	}{
		"download": {func(f *fake, _ *fakeLogin, _ *Deps) { f.saveErr = denied }, []string{"enter", "s", "enter"}},
		"view":     {func(f *fake, _ *fakeLogin, _ *Deps) { f.contentErr = denied }, []string{"enter", "tab", "tab", "enter"}},
		"list":     {func(f *fake, _ *fakeLogin, _ *Deps) { f.listErr = denied }, nil},
		"list of several": {func(f *fake, _ *fakeLogin, _ *Deps) {
			f.listErr = &ebox.PartialError{Failed: map[string]error{"nsso": denied, "finance": denied}}
		}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			drive(t, 80, 24, "en", tt.set, func(d *driver) {
				d.keys(tt.keys...)
				d.says("Error: ")
				d.silent("r try again")
			})
		})
	}
}

// TestDownloadEnds has the session end in the middle: the login page comes with that, not with an older word.
func TestDownloadEnds(t *testing.T) {
	drive(t, 80, 24, "en", nil, func(d *driver) {
		d.keys("h", "enter", "a")
		d.says("Hidden: ")
		d.f.saveErr = loginFailure(present.LoginEnded)
		d.keys("enter")
		d.says(d.app.kit.t.LoginErrors.SessionEnded.What)
		d.silent("Hidden: ", "Error: The service")
	})
}
