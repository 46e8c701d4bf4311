package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"myebox/auth"
	"myebox/ebox"
	"myebox/tui/lang"
)

func TestExitCode(t *testing.T) {
	wrapped := func(err error) error { return fmt.Errorf("doing something: %w", err) }
	for _, c := range []struct {
		name string
		err  error
		want int
	}{
		{"nothing wrong", nil, 0},
		{"anything else", errors.New("x"), 1},
		{"provider down", wrapped(ebox.ErrUnavailable), 1},
		{"told in the output", errTold, 1},
		{"profile not complete", &profileError{}, 1},
		{"registered mail, nobody agreed", errNeedsConsent, 1},
		{"interrupted", wrapped(context.Canceled), 2},
		{"cancelled in the browser", &auth.ProviderError{Code: "access_denied"}, 2},
		{"another login took over", auth.ErrClosed, 2},
		{"said no", errDeclined, 2},
		{"interrupted while the server failed", fmt.Errorf("%w: %w", context.Canceled, ebox.ErrUnavailable), 2},
		{"provider missing", errPartial, 3},
		{"no session", wrapped(auth.ErrLoginRequired), 4},
		{"keyring locked, so no session", fmt.Errorf("%w: %w", auth.ErrLoginRequired, auth.ErrKeyringLocked), 4},
		{"401", &ebox.StatusError{HTTP: 401}, 4},
		{"403", &ebox.StatusError{HTTP: 403}, 5},
		{"403 at one of several", &ebox.PartialError{Failed: map[string]error{"nsso": &ebox.StatusError{HTTP: 403}}}, 5},
		{"404", &ebox.StatusError{HTTP: 404}, 6},
		{"short reference of nobody", errNoSuchMessage, 6},
		{"no such attachment", errNoDocument, 6},
		{"no such reply", errNoReply, 6},
		{"no operation at the server", wrapped(errNoOperation), 7},
		{"reply not confirmed", &confirmError{Want: "x"}, 1},
		{"reply before reading", &readFirstError{"x"}, 1},
		{"usage", wrapped(&usageError{msg: "x"}), 64},
		{"no reference", &badReference{"x"}, 64},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := exitCode(c.err); got != c.want {
				t.Errorf("got %d, want %d", got, c.want)
			}
		})
	}
}

// Every code that exitCode can give stands in the table, once, in order.
func TestExitTable(t *testing.T) {
	for _, code := range lang.Codes() {
		w := testWiring(t, code)
		var got []int
		for _, row := range w.exitTable() {
			got = append(got, row.Code)
			if row.Meaning == "" {
				t.Errorf("%s: %d has no meaning", code, row.Code)
			}
			if !strings.Contains(w.exitHelp(), row.Meaning) {
				t.Errorf("%s: %q is not in the help", code, row.Meaning)
			}
		}
		if want := "[0 1 2 3 4 5 6 7 64]"; fmt.Sprint(got) != want {
			t.Errorf("%s: got %v, want %s", code, got, want)
		}
	}
}

// A panic gives the person the screen from before and a cursor; a pipe gets no control characters.
func TestRestoreTerminal(t *testing.T) {
	for _, tty := range []bool{true, false} {
		w := testWiring(t, "en")
		w.sys.outTTY = tty
		restoreTerminal(w.sys)
		out, _ := output(t, w)
		if strings.Contains(out, "\x1b[?1049l") != tty || strings.Contains(out, "\x1b[?25h") != tty {
			t.Errorf("terminal %t: %q", tty, out)
		}
	}
}
