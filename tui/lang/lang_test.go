package lang

import (
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// text is one text of one language.
type text struct {
	path  string // Inbox.Count.One
	value string
	max   int // columns, 0: no limit
}

// texts are all texts of t, in the order of the struct.
func texts(t *Texts) []text { return walk(reflect.ValueOf(*t), "", 0) }

func walk(v reflect.Value, path string, limit int) []text {
	if v.Kind() == reflect.String {
		return []text{{strings.TrimPrefix(path, "."), v.String(), limit}}
	}
	var out []text
	for i := range v.NumField() {
		f, l := v.Type().Field(i), limit
		if tag := f.Tag.Get("max"); tag != "" {
			l, _ = strconv.Atoi(tag)
		}
		out = append(out, walk(v.Field(i), path+"."+f.Name, l)...)
	}
	return out
}

var verbs = regexp.MustCompile(`%(\[\d+\])?[+#]?\d*[a-zA-Z]`)

func TestTextsAreWhole(t *testing.T) {
	english := texts(For("en"))
	if len(english) < 600 {
		t.Fatalf("only %d texts found: the walk misses some", len(english))
	}
	for _, code := range Codes() {
		t.Run(code, func(t *testing.T) {
			for i, x := range texts(For(code)) {
				if strings.TrimSpace(x.value) == "" {
					t.Errorf("%s is empty", x.path)
				}
				if got, want := verbs.FindAllString(x.value, -1), verbs.FindAllString(english[i].value, -1); !reflect.DeepEqual(got, want) {
					t.Errorf("%s has the verbs %q, English has %q: %q", x.path, got, want, x.value)
				}
				if w := ansi.StringWidth(verbs.ReplaceAllString(x.value, "")); x.max > 0 && w > x.max {
					t.Errorf("%s takes %d columns, at most %d: %q", x.path, w, x.max, x.value)
				}
				if strings.Contains(x.value, "  ") || x.value != strings.TrimSpace(x.value) {
					t.Errorf("%s has stray spaces: %q", x.path, x.value)
				}
			}
		})
	}
}
