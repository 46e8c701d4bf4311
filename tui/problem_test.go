package tui

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"syscall"
	"testing"
	"time"

	"myebox/ebox"
	"myebox/tui/backend"
	"myebox/tui/lang"
	"myebox/tui/present"
)

// kinds is every error that the client can give, and the words that it has.
var kinds = []struct {
	name string
	err  error
	want func(e lang.Errors) lang.Advice
}{
	{"forbidden", ebox.ErrForbidden, func(e lang.Errors) lang.Advice { return e.Forbidden }},
	{"not found", ebox.ErrNotFound, func(e lang.Errors) lang.Advice { return e.NotFound }},
	{"throttled", ebox.ErrThrottled, func(e lang.Errors) lang.Advice { return e.Throttled }},
	{"throttled for a while", &ebox.StatusError{Op: "x", HTTP: 429, RetryAfter: time.Minute}, func(e lang.Errors) lang.Advice { return e.Throttled }},
	{"unavailable", ebox.ErrUnavailable, func(e lang.Errors) lang.Advice { return e.Unavailable }},
	{"status 503", &ebox.StatusError{Op: "x", HTTP: 503}, func(e lang.Errors) lang.Advice { return e.Unavailable }},
	{"status 403", &ebox.StatusError{Op: "x", HTTP: 403}, func(e lang.Errors) lang.Advice { return e.Forbidden }},
	{"status 400", &ebox.StatusError{Op: "x", HTTP: 400}, func(e lang.Errors) lang.Advice { return e.BadRequest }},
	{"malformed", ebox.ErrMalformed, func(e lang.Errors) lang.Advice { return e.Malformed }},
	{"digest", ebox.ErrDigest, func(e lang.Errors) lang.Advice { return e.Digest }},
	{"length", ebox.ErrLength, func(e lang.Errors) lang.Advice { return e.Length }},
	{"not allowed", ebox.ErrNotAllowed, func(e lang.Errors) lang.Advice { return e.NotAllowed }},
	{"timeout", context.DeadlineExceeded, func(e lang.Errors) lang.Advice { return e.Timeout }},
	{"disk full", fmt.Errorf("writing: %w", syscall.ENOSPC), func(e lang.Errors) lang.Advice { return e.NoSpace }},
	{"no permission", fmt.Errorf("writing: %w", fs.ErrPermission), func(e lang.Errors) lang.Advice { return e.NoWrite }},
	{"partial", &ebox.PartialError{Failed: map[string]error{"nsso": ebox.ErrUnavailable, "region": ebox.ErrMalformed}}, func(e lang.Errors) lang.Advice { return e.Partial }},
	{"anything else", errors.New("something"), func(e lang.Errors) lang.Advice { return e.Unknown }},
	{"session ended", ebox.ErrUnauthorized, func(lang.Errors) lang.Advice { return lang.Advice{} }},
	{"a stronger key is wanted", &backend.LoginError{Case: present.LoginStepUp, Err: ebox.ErrUnauthorized}, nil},
	{"refresh refused", &backend.LoginError{Case: present.LoginEnded, Err: errors.New("x")}, func(lang.Errors) lang.Advice { return lang.Advice{} }},
}

// acts is everything that can fail, and how to get there.
var acts = []struct {
	name string
	fail func(f *fake, err error)
	keys []string
	full bool // meaning and advice are on the screen, not only what happened
}{
	{"list", func(f *fake, err error) { f.listErr = err }, nil, true},
	{"detail", func(f *fake, err error) { f.messageErr = err }, []string{"enter"}, false},
	{"body", func(f *fake, err error) { f.bodyErr = err }, []string{"enter"}, true},
	{"body that is the main content", func(f *fake, err error) { f.bodyErr = err }, []string{"down", "down", "enter", "tab", "enter"}, true},
	{"view", func(f *fake, err error) { f.contentErr = err }, []string{"enter", "tab", "tab", "enter"}, true},
	{"save", func(f *fake, err error) { f.saveErr = err }, []string{"enter", "s", "enter"}, true},
	{"save all", func(f *fake, err error) { f.saveErr = err }, []string{"enter", "a", "enter"}, true},
	{"hide", func(f *fake, err error) { f.hideErr = err }, []string{"h"}, true},
	{"open a file", func(f *fake, err error) { f.openErr = err }, []string{"enter", "s", "enter", "o"}, true},
}

// TestEveryErrorEverywhere walks every kind of error through every act: it has its words, keeps what was on the screen,
// and leaves a way on.
func TestEveryErrorEverywhere(t *testing.T) {
	for _, act := range acts {
		for _, kind := range kinds {
			t.Run(act.name+"/"+kind.name, func(t *testing.T) {
				set := func(f *fake, _ *fakeLogin, _ *Deps) { act.fail(f, kind.err) }
				drive(t, 100, 40, "fr", set, func(d *driver) {
					d.keys(act.keys...)
					if kind.want == nil {
						d.says(d.app.kit.t.LoginErrors.StepUp.What)
						return
					}
					want := kind.want(d.app.kit.t.Errors)
					none := act.name == "body" || act.name == "body that is the main content"
					switch {
					case want == (lang.Advice{}):
						d.says(d.app.kit.t.LoginErrors.SessionEnded.What)
					case none && errors.Is(kind.err, ebox.ErrNotFound):
						d.says(d.app.kit.t.Reader.BodyEmpty)
					case act.name == "detail" && errors.Is(kind.err, ebox.ErrNotFound):
						d.says("N'est plus dans la boîte")
					case act.full:
						d.says(want.What, want.Means)
					default:
						d.says(want.What)
					}
					d.keys("esc", "esc", "esc")
					if d.quit || len(d.app.stack) == 0 {
						t.Error("the program ended")
					}
				})
			})
		}
	}
}

// TestCancelledIsNoFailure says calmly that something was cancelled.
func TestCancelledIsNoFailure(t *testing.T) {
	drive(t, 80, 24, "en", func(f *fake, _ *fakeLogin, _ *Deps) { f.hideErr = context.Canceled }, func(d *driver) {
		d.keys("h")
		d.says("Cancelled.")
		d.silent("Error")
	})
}

// TestListKeepsRows has the list fail under way: what was fetched stays, and trying again goes on.
func TestListKeepsRows(t *testing.T) {
	drive(t, 80, 24, "en", nil, func(d *driver) {
		d.f.listErr = ebox.ErrUnavailable
		d.keys("G", "down")
		d.says("Error: The service does not answer.", "r try again", "d Details")
		d.on("ONSS")
		loads := d.f.asked("load")
		d.keys("down", "up", "down")
		if n := d.f.asked("load"); n != loads {
			t.Errorf("%d loads without the person's asking", n-loads)
		}
		d.keys("d")
		d.says("It is out of order for a moment")
		d.keys("esc")
		d.f.listErr = nil
		d.keys("r", "G", "G", "G")
		if m := inboxOf(d); m.n != 60 {
			t.Errorf("%d messages, want all 60", m.n)
		}
	})
}

// TestNoticesSay has every reason for a provider to be missing on the page of notices, and a line above the list.
func TestNoticesSay(t *testing.T) {
	some := func(f *fake, _ *fakeLogin, _ *Deps) {
		for k := ebox.NoticeFailed; k <= ebox.NoticeRefused; k++ {
			f.notices = append(f.notices, ebox.Notice{
				Provider: ebox.Provider{ID: fmt.Sprintf("p%d", k), APIVersion: "3.0"}, Kind: k, Until: today.AddDate(0, 1, 0),
				Err: map[bool]error{true: refused}[k == ebox.NoticeFailed],
			})
		}
	}
	drive(t, 80, 50, "en", some, func(d *driver) {
		d.says("Provider p1 does not answer: its messages are missing. (n)")
		d.keys("n")
		v := inboxOf(d).voice()
		for _, n := range d.f.notices {
			d.says(v.Notice(n))
		}
		d.says("ref-4711")
	})
}
