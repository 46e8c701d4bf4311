package main

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"myebox/tui/lang"
)

// formatted is what a table or a template has to show.
type formatted struct {
	head
	Name  string     `json:"name"`
	Left  *int       `json:"left,omitempty"`
	Until time.Time  `json:"until,omitzero"`
	Inner countJSON  `json:"inner"`
	List  []string   `json:"list"`
	Deep  []headless `json:"deep"`
}

type headless struct {
	A string `json:"a"`
}

func TestFormats(t *testing.T) {
	three := 3
	items := []formatted{
		{Name: "=1+1", Left: &three, Until: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), Inner: countJSON{7, true}, List: []string{"x", "y"}},
		{Name: "a,\"b\"", Deep: []headless{{"q"}}},
	}
	for _, c := range []struct{ name, format, want string }{
		{"a field", "{{.name}}", "=1+1\na,\"b\"\n"},
		{"inside", "{{.inner.count}}/{{.inner.atLeast}}", "7/true\n0/false\n"},
		{"what JSON leaves out is empty", "{{.left}}|{{.until}}", "3|2026-01-02T03:04:05Z\n|\n"},
		{"tabs as typed", `{{.profile}}\t{{.name}}`, "\t=1+1\n\ta,\"b\"\n"},
		{"a list", `{{join "+" .list}}`, "x+y\n\n"},
		{"as JSON", "{{json .inner}}", "{\"atLeast\":true,\"count\":7}\n{\"atLeast\":false,\"count\":0}\n"},
		{"lines of JSON", "json", `{"version":0,"profile":"","sandbox":false,"box":"","name":"=1+1","left":3,"until":"2026-01-02T03:04:05Z","inner":{"count":7,"atLeast":true},"list":["x","y"],"deep":null}
{"version":0,"profile":"","sandbox":false,"box":"","name":"a,\"b\"","inner":{"count":0,"atLeast":false},"list":null,"deep":[{"a":"q"}]}
`},
		{"a table", "csv", "box,deep.count,inner.atLeast,inner.count,left,list.count,name,profile,sandbox,until,version\n" +
			",0,true,7,3,2,'=1+1,,false,2026-01-02T03:04:05Z,0\n,1,false,0,,0,\"a,\"\"b\"\"\",,false,,0\n"},
		{"with tabs", "tsv", "box\tdeep.count\tinner.atLeast\tinner.count\tleft\tlist.count\tname\tprofile\tsandbox\tuntil\tversion\n" +
			"\t0\ttrue\t7\t3\t2\t'=1+1\t\tfalse\t2026-01-02T03:04:05Z\t0\n\t1\tfalse\t0\t\t0\t\"a,\"\"b\"\"\"\t\tfalse\t\t0\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, err := testWiring(t, "en").formatter(c.format)
			if err != nil {
				t.Fatal(err)
			}
			var out bytes.Buffer
			if err := each(&out, f, items); err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(c.want, out.String()); d != "" {
				t.Error(d)
			}
		})
	}
}

// A name that is not documented is an error, before anything looks like a result; nothing typed reaches the terminal raw.
func TestFormatMistakes(t *testing.T) {
	for _, code := range lang.Codes() {
		w := testWiring(t, code)
		for _, typed := range []string{"table", "{{.nam}", "{{.nope}}", "{{.inner.nope}}", "{{\x1b[31m}}", "{{call .name}}"} {
			f, err := w.formatter(typed)
			var out bytes.Buffer
			if err == nil {
				err = each(&out, f, []formatted{{Name: "x"}})
			}
			if exitCode(err) != exitUsage {
				t.Errorf("%s %q: exit code %d, %v", code, typed, exitCode(err), err)
				continue
			}
			text := strings.Join(w.failureLines(w.explain(err).Failure), "\n")
			if !strings.Contains(text, "--format") || strings.ContainsAny(text, "\x1b") {
				t.Errorf("%s %q: %q", code, typed, text)
			}
		}
	}
}

func TestCellsAreNoFormulas(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""}, {"x", "x"}, {"-3.5", "-3.5"}, {"-", "'-"}, {"=A1", "'=A1"}, {"+1", "'+1"}, {"@x", "'@x"}, {"-1+2", "'-1+2"},
	} {
		if got := plainCell(c.in); got != c.want {
			t.Errorf("%q: got %q, want %q", c.in, got, c.want)
		}
	}
}

func FuzzFormat(f *testing.F) {
	for _, s := range []string{"{{.name}}", "csv", "{{range .list}}{{.}}{{end}}", "{{", "{{define \"x\"}}{{template \"x\"}}{{end}}{{template \"x\"}}"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		w := testWiring(t, "en")
		out, err := w.formatter(s)
		if err == nil && out != nil {
			err = each(&bytes.Buffer{}, out, []formatted{{Name: "x", List: []string{"a"}}})
		}
		if err != nil && exitCode(err) != exitUsage {
			t.Errorf("%q: %v", s, err)
		}
	})
}
