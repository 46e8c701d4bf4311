package present

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Felt is the row as one line of at most width columns (0: as long as it is) for a braille display of that many cells:
// the state that matters most, the sender and the beginning of the subject stand within the cells, all the rest comes
// after the subject. With no cells it is Spoken.
func (r Row) Felt(cells, width int) string {
	if cells <= 0 || ansi.StringWidth(r.Spoken(0)) <= cells {
		return r.Spoken(width)
	}
	first := r.brief[:min(len(r.brief), 1)]
	rest := r.States[len(first):]
	room := cells - ansi.StringWidth(strings.Join(first, ""))
	all := r.line(first, Clip(r.Sender, max(room*2/5, 6)), r.Subject, "")
	for _, more := range []string{strings.Join(rest, ", "), r.spoken} {
		if more != "" {
			all += ". " + more
		}
	}
	if width <= 0 {
		return all
	}
	return Clip(all, width)
}

// With is the row with one state more, said before the others.
func (r Row) With(state string) Row {
	r.States = append([]string{state}, r.States...)
	r.brief = append([]string{state}, r.brief...)
	return r
}
