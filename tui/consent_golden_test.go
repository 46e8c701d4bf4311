package tui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/exp/golden"

	"myebox/ebox"
	"myebox/tui/lang"
	"myebox/tui/present"
)

// Ways through the screens of profile and consent. "…" waits until a question can be answered.
var (
	toTerms      = []string{"p", "tab", "enter"}
	toPrivacy    = append(toTerms[:3:3], "end", "a")
	toEmail      = append(toPrivacy[:5:5], "end", "a")
	toChoices    = append(append(toEmail[:7:7], letters("test@example.be")...), "enter")
	toMeaningOf  = append(toChoices[:len(toChoices):len(toChoices)], "tab", "tab", "tab", "tab", "tab", "enter")
	toGive       = append(toMeaningOf[:len(toMeaningOf):len(toMeaningOf)], "tab", "enter")
	toCode       = append(toGive[:len(toGive):len(toGive)], "…", "y")
	toNotify     = []string{"p", "tab", "enter"}
	toWithdrawal = []string{"p", "tab", "tab", "enter"}
	toFirst      = append(toWithdrawal[:4:4], "tab", "tab", "enter")
	toSecond     = append(toFirst[:7:7], "…", "y", "…")
	toEverything = append(toWithdrawal[:4:4], "tab", "enter")
	toElsewhere  = []string{"p", "tab", "tab", "enter"}
)

// letters are the keys of a text.
func letters(s string) []string { return strings.Split(s, "") }

// press presses keys; "…" waits.
func (d *driver) press(names ...string) {
	for _, n := range names {
		if n == "…" {
			d.wait(grace)
			continue
		}
		d.keys(n)
	}
}

// consentShows are the screens of profile and consent in every state worth seeing.
var consentShows = []struct {
	name string
	set  setup
	keys []string
}{
	{"profile active", withProfile(ebox.BoxActive, nil), []string{"p"}},
	{"profile end", withProfile(ebox.BoxActive, nil), []string{"p", "end"}},
	{"profile unvalidated", withProfile(ebox.BoxUnvalidated, nil), []string{"p"}},
	{"profile inactive", withProfile(ebox.BoxInactive, nil), []string{"p"}},
	{"profile withdrawn", withProfile(ebox.BoxWithdrawn, nil), []string{"p"}},
	{"profile failed", withProfile(ebox.BoxActive, func(p *fakeProfiles) { p.readErr = ebox.ErrUnavailable }), []string{"p"}},
	{"profile elsewhere", withoutProfile, []string{"p"}},
	{"profile paper", withPaper(false, nil), []string{"p"}},
	{"profile paper question", withPaper(true, nil), []string{"p", "tab", "enter"}},
	{"profile notifications", withProfile(ebox.BoxActive, nil), append(toNotify[:3:3], "enter")},
	{"profile address", withProfile(ebox.BoxActive, nil), append(toNotify[:3:3], "end", "shift+tab", "shift+tab", "enter", "a", "@")},
	{"activation terms", withProfile(ebox.BoxInactive, nil), toTerms},
	{"activation terms end", withProfile(ebox.BoxInactive, nil), append(toTerms[:3:3], "end")},
	{"activation privacy", withProfile(ebox.BoxInactive, nil), toPrivacy},
	{"activation address", withProfile(ebox.BoxInactive, nil), append(toEmail[:7:7], "t", "enter")},
	{"activation notifications", withProfile(ebox.BoxInactive, nil), toChoices},
	{"activation meaning", withProfile(ebox.BoxInactive, nil), toMeaningOf},
	{"activation question", withProfile(ebox.BoxInactive, nil), toGive},
	{"activation code", withProfile(ebox.BoxInactive, nil), append(append(toCode[:len(toCode):len(toCode)], letters("123")...), "enter")},
	{"activation code wrong", withProfile(ebox.BoxUnvalidated, func(p *fakeProfiles) { p.err = fmt.Errorf("test: %w", ebox.ErrWrongCode) }), append(append([]string{"p", "tab", "enter"}, letters("123456")...), "enter")},
	{"withdrawal", withProfile(ebox.BoxActive, nil), toWithdrawal},
	{"withdrawal ways", withProfile(ebox.BoxActive, nil), append(toWithdrawal[:4:4], "pgdown")},
	{"withdrawal first", withProfile(ebox.BoxActive, nil), toFirst},
	{"withdrawal second", withProfile(ebox.BoxActive, nil), append(toSecond[:len(toSecond):len(toSecond)], "x")},
	{"withdrawal unsure", withProfile(ebox.BoxActive, func(p *fakeProfiles) { p.err = ebox.ErrUnavailable }), nil},
	{"withdrawal elsewhere", withoutProfile, toElsewhere},
	{"withdrawal letter", withoutProfile, append(toElsewhere[:4:4], "tab", "tab", "tab", "tab", "enter")},
	{"everything", withProfile(ebox.BoxActive, nil), toEverything},
	{"everything question", withProfile(ebox.BoxActive, nil), append(toEverything[:6:6], "tab", "enter")},
}

// consentShown is one of them, driven there.
func consentShown(t *testing.T, i, w, h int, code string, do func(d *driver)) {
	t.Helper()
	s := consentShows[i]
	drive(t, w, h, code, s.set, func(d *driver) {
		d.press(s.keys...)
		if s.keys == nil {
			d.withdraw()
		}
		do(d)
	})
}

// withdraw goes the whole way of a withdrawal.
func (d *driver) withdraw() {
	d.press(toSecond...)
	d.press(letters(present.Voice{Texts: d.app.kit.t}.WithdrawalWord())...)
	d.press("…", "enter")
}

// TestConsentGolden compares the screens on the smallest terminal that shows everything.
func TestConsentGolden(t *testing.T) {
	for i, s := range consentShows {
		for _, code := range []string{"fr", "en"} {
			t.Run(s.name+" "+code, func(t *testing.T) {
				var shown string
				consentShown(t, i, 80, 24, code, func(d *driver) {
					rows := strings.Split(d.text(), "\n")
					for i := range rows {
						rows[i] = strings.TrimRight(rows[i], " ")
					}
					c := d.app.View().Cursor
					shown = fmt.Sprintf("%s\n--- cursor %d,%d\n", strings.Join(rows, "\n"), c.X, c.Y)
				})
				golden.RequireEqual(t, shown)
			})
		}
	}
}

// rows are the lines of a screen, those out of sight too.
func rows(s screen) []line {
	switch s := s.(type) {
	case *profile:
		return s.lines
	case *activation:
		return s.lines
	case *codeScreen:
		return s.lines
	case *notify:
		return s.lines
	case *legal:
		return s.lines
	case *withdrawal:
		return s.lines
	case *everything:
		return s.lines
	case *confirm:
		return s.lines
	case *wordAsk:
		return s.lines
	case *problem:
		return s.lines
	}
	return nil
}

// whole is everything that the top screen says, on one line.
func (d *driver) whole() string {
	var out []string
	for _, l := range rows(d.app.stack[len(d.app.stack)-1]) {
		out = append(out, l.label+l.text)
	}
	return flat(strings.Join(out, " "))
}

// TestConsentIsWhole finds nothing cut off, in any language, on the smallest terminal that shows everything, and the
// last line in reach. A question with its keys is on one screen.
func TestConsentIsWhole(t *testing.T) {
	for i, s := range consentShows {
		for _, code := range lang.Codes() {
			t.Run(s.name+" "+code, func(t *testing.T) {
				consentShown(t, i, 80, 24, code, func(d *driver) {
					top := d.app.stack[len(d.app.stack)-1]
					ls := rows(top)
					if len(ls) == 0 {
						t.Fatalf("%T says nothing", top)
					}
					for _, l := range ls {
						if strings.HasSuffix(l.text, "…") {
							t.Errorf("cut off: %q", l.text)
						}
					}
					if strings.Contains(d.text(), "…") {
						t.Errorf("cut off:\n%s", d.text())
					}
					if c, ok := top.(*confirm); ok && c.n > c.rows {
						t.Errorf("the question takes %d rows, there are %d", c.n, c.rows)
					}
					if typing(d) == nil {
						d.keys("end")
						if last := ls[len(ls)-1].text; last != "" && !strings.Contains(d.text(), strings.TrimSpace(last)) {
							t.Errorf("the last line %q is out of reach:\n%s", last, d.text())
						}
					}
				})
			})
		}
	}
}

// TestConsentSizes draws every screen at sizes from nothing to large, and looks at its keys.
func TestConsentSizes(t *testing.T) {
	for i, s := range consentShows {
		t.Run(s.name, func(t *testing.T) {
			consentShown(t, i, 80, 24, "de", func(d *driver) {
				keysFit(t, d)
				calls := len(d.f.asks)
				for _, w := range []int{0, 1, 2, 11, 12, 23, 40, 72, 200} {
					for _, h := range []int{0, 1, 2, 3, 5, 7, 11, 25, 60} {
						d.send(tea.WindowSizeMsg{Width: w, Height: h})
					}
				}
				for _, a := range d.f.asks[calls:] {
					if !strings.HasPrefix(a, "organization") && !strings.HasPrefix(a, "load") {
						t.Errorf("another size does %q", a)
					}
				}
				d.send(tea.WindowSizeMsg{Width: 80, Height: 24})
				d.wait(time.Second)
				d.keys("ctrl+c")
				if !d.quit {
					t.Error("Ctrl+C does not quit")
				}
			})
		})
	}
}
