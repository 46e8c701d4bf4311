package present

import (
	"strings"

	"myebox/ebox"
	"myebox/tui/lang"
)

// Glance is a box in numbers in a few words: what is unread, what is about to expire, and registered mail. Of the last two
// nothing is said when there is none.
func (v Voice) Glance(o *ebox.Overview) string {
	t := v.Texts
	parts := []string{v.some(t.Inbox.Unread, o.Unread)}
	for _, c := range []struct {
		text lang.Plural
		n    ebox.Count
	}{{t.Palette.Soon, o.Expiring}, {t.Palette.Recorded, o.Registered}} {
		if c.n.N > 0 {
			parts = append(parts, v.some(c.text, c.n))
		}
	}
	return strings.Join(parts, ", ")
}

// some is a number of something; a plus sign says that there may be more.
func (v Voice) some(p lang.Plural, c ebox.Count) string {
	text := v.Texts.Count(p, c.N)
	if !c.Least {
		return text
	}
	n := v.Texts.Number(int64(c.N))
	return strings.Replace(text, n, n+"+", 1)
}
