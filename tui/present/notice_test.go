package present

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/exp/golden"

	"myebox/ebox"
	"myebox/tui/lang"
)

func provider() ebox.Provider {
	return ebox.Provider{
		ID:         "pensions",
		Name:       translated("Federale Pensioendienst", "Service fédéral des Pensions", "Föderaler Pensionsdienst"),
		APIVersion: "2.1",
	}
}

func TestNotices(t *testing.T) {
	refused := func(status int) error {
		return fmt.Errorf("listing: %w", &ebox.StatusError{Op: "listMessages", HTTP: status})
	}
	newer := provider()
	newer.APIVersion = "3.0\x1b[1m"
	for _, code := range lang.Codes() {
		t.Run(code, func(t *testing.T) {
			v := voice(t, code)
			var lines []string
			for _, n := range []ebox.Notice{
				{Provider: provider(), Kind: ebox.NoticeFailed, Err: refused(503)},
				{Provider: provider(), Kind: ebox.NoticeFailed, Err: refused(401)},
				{Provider: provider(), Kind: ebox.NoticeFailed, Err: refused(403)},
				{Provider: provider(), Kind: ebox.NoticeFailed, Err: refused(429)},
				{Provider: provider(), Kind: ebox.NoticeFailed, Err: ebox.ErrMalformed},
				{Provider: provider(), Kind: ebox.NoticeFailed, Err: context.DeadlineExceeded},
				{Provider: provider(), Kind: ebox.NoticeFailed, Err: fmt.Errorf("%w: %w", ebox.ErrNoBox, refused(404))},
				{Provider: provider(), Kind: ebox.NoticeFailed},
				{Provider: provider(), Kind: ebox.NoticeWaiting},
				{Provider: provider(), Kind: ebox.NoticeMaintenance, Until: day(1)},
				{Provider: provider(), Kind: ebox.NoticeNotYet, Until: day(30)},
				{Provider: newer, Kind: ebox.NoticeUnsupported},
				{Provider: ebox.Provider{ID: "x\x1b[1m"}, Kind: ebox.NoticeRefused},
				{Provider: provider(), Kind: ebox.NoticeEnded, Until: day(-1)},
				{Kind: ebox.NoticeStale, Until: day(-1), Err: refused(503)},
				{Provider: provider(), Kind: ebox.NoticeNames, Err: refused(503)},
			} {
				s := v.Notice(n)
				if strings.Contains(s, "\x1b") || strings.Contains(s, "%!") || strings.Count(s, "\n") > 0 {
					t.Errorf("%q", s)
				}
				lines = append(lines, s)
			}
			golden.RequireEqual(t, strings.Join(lines, "\n")+"\n")
		})
	}
}

// Every kind of notice has words of its own in every language, with the provider's name where it is about one.
func TestEveryNoticeHasWords(t *testing.T) {
	for _, code := range lang.Codes() {
		v, said := voice(t, code), map[string]ebox.NoticeKind{}
		for kind := ebox.NoticeFailed; kind <= ebox.NoticeNames; kind++ {
			n := ebox.Notice{Provider: provider(), Kind: kind, Until: day(1), Err: ebox.ErrUnavailable}
			if kind == ebox.NoticeStale {
				n.Provider = ebox.Provider{}
			}
			s := v.Notice(n)
			if s == "" || strings.Contains(s, "  ") || strings.Contains(s, "%!") || strings.HasPrefix(s, " ") {
				t.Errorf("%s, kind %d: %q", code, kind, s)
			}
			if named := strings.Contains(s, v.Provider(provider())); named != (kind != ebox.NoticeStale) {
				t.Errorf("%s, kind %d: names the provider: %v: %q", code, kind, named, s)
			}
			if other, ok := said[s]; ok {
				t.Errorf("%s, kinds %d and %d: both %q", code, other, kind, s)
			}
			said[s] = kind
		}
	}
}

// An old list of providers and numbers for names are told, but no provider is missing because of them.
func TestNothingMissing(t *testing.T) {
	v := voice(t, "en")
	told := []ebox.Notice{{Kind: ebox.NoticeStale}, {Provider: provider(), Kind: ebox.NoticeNames}}
	if got := v.Missing(told); got != "" {
		t.Errorf("%q", got)
	}
	if got := v.Missing(append(told, ebox.Notice{Provider: provider(), Kind: ebox.NoticeFailed})); got != "1 provider is missing" {
		t.Errorf("%q", got)
	}
}

func TestMissing(t *testing.T) {
	v := voice(t, "fr")
	for n, want := range map[int]string{0: "", 1: "1 fournisseur manque", 2: "2 fournisseurs manquent"} {
		if got := v.Missing(make([]ebox.Notice, n)); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}

func TestProviderState(t *testing.T) {
	at := func(change func(*ebox.Provider)) ebox.Provider {
		p := provider()
		change(&p)
		return p
	}
	for _, c := range []struct {
		name string
		p    ebox.Provider
		want string
	}{
		{"active", provider(), "active"},
		{"ended", at(func(p *ebox.Provider) { p.Deactivation = now }), "ended on 15 July 2026"},
		{"not yet", at(func(p *ebox.Provider) { p.Activation = now.Add(time.Hour) }), "active from 15 July 2026"},
		{"from this moment", at(func(p *ebox.Provider) { p.Activation = now }), "active"},
		{"in maintenance", at(func(p *ebox.Provider) { p.Maintenance = []ebox.Interval{{Start: now, End: day(1)}} }), "under maintenance until 16 July 2026 at 12:00"},
		{"maintenance is over", at(func(p *ebox.Provider) { p.Maintenance = []ebox.Interval{{Start: day(-1), End: now}} }), "active"},
		{"newer", at(func(p *ebox.Provider) { p.APIVersion = "3.0" }), "version 3.0 is not supported"},
		{"older", at(func(p *ebox.Provider) { p.APIVersion = "1" }), "version 1 is not supported"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := voice(t, "en").ProviderState(c.p); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

func TestCount(t *testing.T) {
	for _, c := range []struct {
		view ebox.View
		want string
	}{
		{ebox.View{}, "0 Nachrichten"},
		{ebox.View{Total: 1}, "1 Nachricht"},
		{ebox.View{Total: 1, AtLeast: true}, "mindestens 1 Nachricht"},
		{ebox.View{Total: 100_000, AtLeast: true}, "mindestens 100.000 Nachrichten"},
	} {
		if got := voice(t, "de").Count(c.view); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}
