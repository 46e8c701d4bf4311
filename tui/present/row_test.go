package present

import (
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"

	"myebox/ebox"
	"myebox/tui/lang"
)

// rows are messages of every state.
func rows() map[string]*ebox.Message {
	long := fullMessage()
	long.Subject = same("Beslissing over uw aanvraag tot tegemoetkoming, met bijlagen en de volledige motivering van de dienst")
	noLimit := plainMessage()
	noLimit.ExpirationDate = time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC)
	today := plainMessage()
	today.ReceiptDate, today.ReadStatus = now.Add(-time.Hour), false
	last := plainMessage()
	last.ExpirationDate = now.Add(time.Hour)
	gone := plainMessage()
	gone.ExpirationDate = day(-2)
	unknown := plainMessage()
	unknown.SenderOrganizationID, unknown.Subject = "0406798006", ebox.Translated{}
	return map[string]*ebox.Message{
		"plain": plainMessage(), "full": fullMessage(), "long": long, "nolimit": noLimit, "today": today, "last": last,
		"gone": gone, "unknown": unknown,
	}
}

func TestRow(t *testing.T) {
	for _, code := range lang.Codes() {
		for name, m := range rows() {
			t.Run(code+"/"+name, func(t *testing.T) {
				r := voice(t, code).Row(m)
				for _, w := range []struct {
					part string
					max  int
				}{{r.Marks, MarksWidth}, {r.Left, LeftWidth}, {r.Date, DateWidth}} {
					if got := ansi.StringWidth(w.part); got > w.max {
						t.Errorf("%q takes %d columns, at most %d", w.part, got, w.max)
					}
				}
				golden.RequireEqual(t, strings.Join([]string{
					"[" + r.Marks + "]", r.Left, r.Sender, r.Subject, r.Date, "79: " + r.Spoken(79), "40: " + r.Spoken(40), "all: " + r.Spoken(0), "",
				}, "\n"))
			})
		}
	}
}

func TestRowMarksAreFourColumns(t *testing.T) {
	for _, code := range lang.Codes() {
		v := voice(t, code)
		for name, m := range rows() {
			if w := ansi.StringWidth(v.Row(m).Marks); w != MarksWidth {
				t.Errorf("%s/%s: %d columns", code, name, w)
			}
		}
		seen := map[string]bool{}
		for _, letter := range strings.Split(v.Row(fullMessage()).Marks, "") {
			if letter == " " || seen[letter] {
				t.Errorf("%s: the letter %q stands twice or not at all: %q", code, letter, v.Row(fullMessage()).Marks)
			}
			seen[letter] = true
		}
	}
}

func TestSpokenFitsAnyWidth(t *testing.T) {
	for _, code := range lang.Codes() {
		for name, m := range rows() {
			r := voice(t, code).Row(m)
			for width := 1; width <= 200; width++ {
				if got := ansi.StringWidth(r.Spoken(width)); got > width {
					t.Fatalf("%s/%s: %d columns at width %d: %q", code, name, got, width, r.Spoken(width))
				}
			}
			if got, all := r.Spoken(79), r.Spoken(0); ansi.StringWidth(all) <= 79 && got != all {
				t.Errorf("%s/%s: cut without need: %q", code, name, got)
			}
		}
	}
}

func TestSpokenBeginsWithWhatMatters(t *testing.T) {
	r := voice(t, "en").Row(fullMessage())
	if got := r.Spoken(79); !strings.HasPrefix(got, "unread, registered mail, for action, 3 days left. SPF Finances. Votre a") {
		t.Errorf("%q", got)
	}
	all := r.Spoken(0)
	at := -1
	for _, part := range []string{"unread", "registered mail", "for action", "3 days left", "reply possible", r.Sender, r.Subject, "yesterday"} {
		i := strings.Index(all, part)
		if i <= at {
			t.Errorf("%q is missing or too early in %q", part, all)
		}
		at = i
	}
}
