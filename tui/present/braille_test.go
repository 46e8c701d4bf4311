package present

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// TestFelt keeps the state, the sender and the beginning of the subject within the cells of every display, and says the
// rest after them.
func TestFelt(t *testing.T) {
	r := Row{
		Sender: "Service public de Wallonie Fiscalité", Subject: "Votre prime à la rénovation",
		States: []string{"non lu", "recommandé", "encore 3 jours"}, brief: []string{"non lu", "recommandé"}, spoken: "hier",
	}
	for _, cells := range []int{12, 18, 20, 40} {
		s := r.Felt(cells, 200)
		head := ansi.Truncate(s, cells, "")
		if !strings.HasPrefix(head, "non lu. S") || cells >= 18 && !strings.Contains(head, "… V") {
			t.Errorf("%d cells: %q within %q", cells, head, s)
		}
		for _, w := range []string{"rénovation", "recommandé", "encore 3 jours", "hier"} {
			if !strings.Contains(s, w) {
				t.Errorf("%d cells: %q is not said in %q", cells, w, s)
			}
		}
		if n := ansi.StringWidth(r.Felt(cells, 60)); n > 60 {
			t.Errorf("%d cells: %d columns", cells, n)
		}
	}
	short := Row{Sender: "ONSS", Subject: "Bilan", spoken: "hier"}
	if got, want := short.Felt(40, 79), short.Spoken(79); got != want {
		t.Errorf("%q, want what fits as it is: %q", got, want)
	}
	if got, want := r.Felt(0, 79), r.Spoken(79); got != want {
		t.Errorf("%q, want %q without a display", got, want)
	}
}
