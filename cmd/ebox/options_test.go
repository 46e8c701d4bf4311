package main

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/cobra"

	"myebox/ebox"
)

// parse runs a command's parser with a run that only keeps the options.
func parse[T any](t *testing.T, newCmd func(*wiring, func(context.Context, *T) error) *cobra.Command, args ...string) (*T, error) {
	t.Helper()
	var got *T
	cmd := newCmd(testWiring(t, "en"), func(_ context.Context, o *T) error { got = o; return nil })
	cmd.SetArgs(args)
	cmd.SilenceErrors, cmd.SilenceUsage = true, true
	err := cmd.ExecuteContext(t.Context())
	return got, err
}

func TestListOptions(t *testing.T) {
	yes, no := true, false
	date := func(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, ebox.Brussels()) }
	for _, c := range []struct {
		name, args, lang string
		want             ebox.Query
		wrong            string
	}{
		{"nothing", "", "nl", ebox.Query{}, ""},
		{"hidden", "--folder hidden", "nl", ebox.Query{Hidden: true}, ""},
		{"unread", "--unread", "nl", ebox.Query{ReadStatus: &no}, ""},
		{"read and registered", "--read --registered", "nl", ebox.Query{ReadStatus: &yes, RegisteredMail: &yes}, ""},
		{"expiring within 15 days", "--expiring 15", "nl", ebox.Query{ExpiredBefore: testNow.AddDate(0, 0, 16)}, ""},
		{
			"dates", "--after 2026-01-31 --before 2026-03-01", "nl",
			ebox.Query{ReceivedAfter: date(2026, 1, 31), ReceivedBefore: date(2026, 3, 1)},
			"",
		},
		{"search in one's own language", "--search x", "de", ebox.Query{Q: "x", QLang: "de"}, ""},
		{"search in English is search in French", "--search x", "en", ebox.Query{Q: "x", QLang: "fr"}, ""},
		{"search in another language", "--search x --search-lang nl", "de", ebox.Query{Q: "x", QLang: "nl"}, ""},
		{"a language without a search", "--search-lang nl", "de", ebox.Query{}, ""},
		{"folder", "--folder trash", "nl", ebox.Query{}, "Possible: inbox, hidden"},
		{"date", "--after 31/01/2026", "nl", ebox.Query{}, "Possible: YYYY-MM-DD"},
		{"no such day", "--before 2026-02-30", "nl", ebox.Query{}, "Possible: YYYY-MM-DD"},
		{"language", "--search-lang en", "nl", ebox.Query{}, "Possible: fr, nl, de"},
		{"contradiction", "--unread --read", "nl", ebox.Query{}, "one of them only"},
		{"limit and all", "--limit 3 --all", "nl", ebox.Query{}, "one of them only"},
		{"limit", "--limit 0", "nl", ebox.Query{}, "want a number"},
		{"days", "--expiring soon", "nl", ebox.Query{}, "want a number"},
	} {
		t.Run(c.name, func(t *testing.T) {
			o, err := parse(t, newListCmd, strings.Fields(c.args)...)
			var q ebox.Query
			if err == nil {
				q, err = o.query(testNow, c.lang)
			}
			if c.wrong != "" {
				if err == nil || !strings.Contains(err.Error(), c.wrong) {
					t.Fatalf("got %v, want %q", err, c.wrong)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(c.want, q); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestPageSize(t *testing.T) {
	for want, size := range map[int]int{1: 1, 25: 25, 100: 100, 1000: 100, int(^uint(0) >> 1): 100} {
		if got := pageSize(want); got != size {
			t.Errorf("%d: %d", want, got)
		}
	}
}

func TestOtherOptions(t *testing.T) {
	lo, err := parse(t, newLoginCmd, "--fresh", "--no-browser", "--level", "500", "--json")
	if want := (loginOptions{json: true, noBrowser: true, fresh: true, level: "500", port: 8765}); err != nil || *lo != want {
		t.Errorf("login: %+v, %v", lo, err)
	}
	oo, err := parse(t, newLogoutCmd, "--end-browser")
	if want := (logoutOptions{endBrowser: true}); err != nil || *oo != want {
		t.Errorf("logout: %+v, %v", oo, err)
	}
	ro, err := parse(t, newReadCmd, "nsso/1", "--open", "--registered-ok")
	if want := (readOptions{open: true, registeredOK: true, ref: "nsso/1"}); err != nil || *ro != want {
		t.Errorf("read: %+v, %v", ro, err)
	}
	do, err := parse(t, newDownloadCmd, "nsso/1", "--attachment", "2", "--dir", "x", "--open", "--print")
	if want := (downloadOptions{ref: "nsso/1", attachment: "2", dir: "x", open: true, print: true}); err != nil || *do != want {
		t.Errorf("download: %+v, %v", do, err)
	}
	if do, err = parse(t, newDownloadCmd, "nsso/1"); err != nil || do.dir != "." || do.all {
		t.Errorf("download by default: %+v, %v", do, err)
	}
	dd, err := parse(t, newDoctorCmd, "--offline", "--json")
	if want := (doctorOptions{json: true, offline: true}); err != nil || *dd != want {
		t.Errorf("doctor: %+v, %v", dd, err)
	}
	for _, args := range [][]string{{}, {"a", "b"}} {
		if _, err := parse(t, newReadCmd, args...); exitCode(err) != exitUsage {
			t.Errorf("read %v: %v", args, err)
		}
	}
}
