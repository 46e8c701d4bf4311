package main

import (
	"bytes"
	"os"
	"testing"
	"time"
)

// testNow is when the tests take place.
var testNow = time.Date(2026, 3, 2, 9, 30, 0, 0, time.UTC)

// testWiring is a wiring without a terminal, in that language, with nothing in its environment and a home directory that
// is empty.
func testWiring(t *testing.T, lang string) *wiring {
	t.Helper()
	home := t.TempDir()
	t.Setenv("HOME", home)
	for _, name := range []string{"XDG_CONFIG_HOME", "XDG_CACHE_HOME"} {
		t.Setenv(name, "")
	}
	w := newWiring(&system{
		in: os.Stdin, out: &bytes.Buffer{}, err: &bytes.Buffer{}, columns: plainWidth,
		getenv: func(string) string { return "" }, now: func() time.Time { return testNow },
	})
	w.prepare([]string{"--lang", lang})
	return w
}

// output is what w wrote, and on the error output.
func output(t *testing.T, w *wiring) (out, errs string) {
	t.Helper()
	o, ok1 := w.sys.out.(*bytes.Buffer)
	e, ok2 := w.sys.err.(*bytes.Buffer)
	if !ok1 || !ok2 {
		t.Fatal("not a wiring of testWiring")
	}
	return o.String(), e.String()
}
