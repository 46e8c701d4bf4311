package lang

import (
	"reflect"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

func TestPseudo(t *testing.T) {
	english, odd := texts(For("en")), texts(For(PseudoCode))
	for i, x := range odd {
		if x.path == "Code" || x.path == "Name" {
			continue
		}
		if (x.max == 0 || x.max >= pseudoLeast) && (!strings.HasPrefix(x.value, PseudoBegin) || !strings.HasSuffix(x.value, PseudoEnd)) {
			t.Errorf("%s has no marks: %q", x.path, x.value)
		}
		was := english[i].value
		if got, want := verbs.FindAllString(x.value, -1), verbs.FindAllString(was, -1); !reflect.DeepEqual(got, want) {
			t.Errorf("%s has the verbs %q, English has %q", x.path, got, want)
		}
		w, n := ansi.StringWidth(verbs.ReplaceAllString(x.value, "")), ansi.StringWidth(verbs.ReplaceAllString(was, ""))
		switch {
		case x.max > 0 && w > max(x.max, n+2):
			t.Errorf("%s takes %d columns, at most %d: %q", x.path, w, x.max, x.value)
		case x.max == 0 && !kept.MatchString(was) && w < n*7/5:
			t.Errorf("%s takes %d columns, English %d: %q", x.path, w, n, x.value)
		}
		if strings.ContainsAny(kept.ReplaceAllString(x.value, ""), "abcdefghijklmnopqrstuvwxyz") {
			t.Errorf("%s has letters without accents: %q", x.path, x.value)
		}
	}
	if Known(PseudoCode) || Match(PseudoCode) != "en" {
		t.Error("the pseudo-language is offered")
	}
}
