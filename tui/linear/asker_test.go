package linear

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"myebox/tui/lang"
)

// asks runs one question on a terminal, or on a pipe, and types an answer; "EOF" ends the input.
func asks[T any](t *testing.T, o Options, question func(ctx context.Context, a *Asker) (T, error), before string, typed ...string) (got T, said string, err error) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		out := &output{}
		in := &fakeInput{out: out, tty: o.Terminal, mode: Lines, typed: make(chan []byte)}
		a, asked := NewAsker(ctx, in, out, lang.For("en"), o)
		if asked != nil {
			t.Fatal(asked)
		}
		if before != "" {
			in.typed <- []byte(before) // typed ahead
			synctest.Wait()
		}
		done := make(chan struct{})
		go func() {
			defer close(done)
			got, err = question(ctx, a)
			a.End()
		}()
		synctest.Wait()
		ended := false
		for _, s := range typed {
			if s == "EOF" {
				close(in.typed)
				ended = true
			} else {
				for _, r := range s {
					in.press(string(r))
					synctest.Wait()
				}
			}
			synctest.Wait()
		}
		cancel()
		<-done
		if !ended {
			close(in.typed)
		}
		said = out.String()
	})
	return got, said, err
}

func confirm(ctx context.Context, a *Asker) (bool, error) { return a.Confirm(ctx, "Really?") }

func word(ctx context.Context, a *Asker) (bool, error) { return a.Word(ctx, "Really?", "send") }

// TestConfirm: only a yes is a yes, nothing is one by default, and what was typed before counts for nothing.
func TestConfirm(t *testing.T) {
	keys, lines := Options{Terminal: true, Keys: true}, Options{Terminal: true}
	for _, c := range []struct {
		name   string
		o      Options
		before string
		typed  []string
		want   bool
		err    error
	}{
		{"yes", keys, "", []string{"y"}, true, nil},
		{"no", keys, "", []string{"n"}, false, nil},
		{"asked again", keys, "", []string{"x\n y"}, true, nil},
		{"Enter is no answer", keys, "", []string{"\n"}, false, context.Canceled},
		{"typed ahead", keys, "y", nil, false, context.Canceled},
		{"the end of the input", keys, "", []string{"EOF"}, false, ErrAborted},
		{"by lines", lines, "", []string{"yes\n"}, true, nil},
		{"by lines, other words", lines, "", []string{"perhaps\n", "\n", "n\n"}, false, nil},
		{"by lines, the end", lines, "", []string{"EOF"}, false, ErrAborted},
		{"a pipe", Options{}, "", []string{"y\n"}, false, ErrNoTerminal},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.err == ErrNoTerminal {
				c.typed = nil
			}
			got, said, err := asks(t, c.o, confirm, c.before, c.typed...)
			if got != c.want || !errors.Is(err, c.err) {
				t.Errorf("%v, %v, want %v, %v\n%s", got, err, c.want, c.err, said)
			}
		})
	}
}

// TestWord: nothing but the word, after the question, typed by somebody. A read is what is between bars, "…" is a pause.
func TestWord(t *testing.T) {
	for _, o := range []Options{{Terminal: true, Keys: true}, {Terminal: true}} {
		for _, c := range []struct {
			name   string
			before string
			typed  string
			want   bool
			err    error
		}{
			{"the word", "", "s|e|n|d|…|\n", true, nil},
			{"in capitals", "", "S|E|N|D|…|\n", true, nil},
			{"mended", "", "s|e|x|\x7f|n|d|…|\n", true, nil},
			{"two letters at once", "", "s|en|d|…|\n", true, nil},
			{"on the second try", "", "s|e|n|d|\n|s|e|n|d|…|\n", true, nil},
			{"yes is not it", "", "y|e|s|…|\n|\n", false, nil},
			{"Enter alone", "", "\n", false, nil},
			{"Escape alone", "", "\x1b|…", false, nil},
			{"Ctrl-D", "", "s|\x04", false, nil},
			{"typed ahead", "send\n", "\n", false, nil},
			{"pasted whole", "", "send\r", false, context.Canceled},
			{"pasted twice", "", "send\rsend\r", false, context.Canceled},
			{"pasted, and Enter", "", "send|…|\n", false, context.Canceled},
			{"pasted but for a letter, and Enter with it", "", "s|…|end\n", false, context.Canceled},
			{"pasted in pieces", "", "s|e|n|d|\r", false, context.Canceled},
			{"pasted in brackets", "", "\x1b[200~s|e|n|d|\x1b[201~|…|\n", false, context.Canceled},
			{"the end of the input", "", "s|EOF", false, ErrAborted},
		} {
			t.Run(c.name, func(t *testing.T) {
				got, said, modes, err := reads(t, o, word, c.before, strings.Split(c.typed, "|"))
				if got != c.want || !errors.Is(err, c.err) {
					t.Errorf("%v, %v, want %v, %v\n%s", got, err, c.want, c.err, said)
				}
				if !strings.Contains(said, "Really?\nType “send”, wait a moment, then press Enter; Enter alone leaves.\nWord: ") {
					t.Errorf("said %q", said)
				}
				if soon := strings.Contains(said, "That was too fast"); soon != (c.err == context.Canceled || c.name == "on the second try") {
					t.Errorf("said %q", said)
				}
				if !o.Keys && (len(modes) != 2 || modes[0] != Keys || modes[1] != Lines) {
					t.Errorf("modes %v", modes)
				}
			})
		}
	}
	if _, _, _, err := reads(t, Options{}, word, "", nil); !errors.Is(err, ErrNoTerminal) {
		t.Errorf("a pipe: %v", err)
	}
}

// reads is asks with the reads as the terminal would give them.
func reads[T any](t *testing.T, o Options, question func(ctx context.Context, a *Asker) (T, error), before string, typed []string) (got T, said string, modes []Mode, err error) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		out := &output{}
		in := &fakeInput{out: out, tty: o.Terminal, mode: Lines, typed: make(chan []byte)}
		a, asked := NewAsker(ctx, in, out, lang.For("en"), o)
		if asked != nil {
			t.Fatal(asked)
		}
		if before != "" {
			in.typed <- []byte(before)
			synctest.Wait()
		}
		done := make(chan struct{})
		go func() {
			defer close(done)
			got, err = question(ctx, a)
			a.End()
		}()
		synctest.Wait()
		for _, s := range typed {
			switch s {
			case "EOF":
				close(in.typed)
			case "…":
				time.Sleep(wordPause)
			default:
				in.typed <- []byte(s)
			}
			synctest.Wait()
		}
		cancel()
		<-done
		if len(typed) == 0 || typed[len(typed)-1] != "EOF" {
			close(in.typed)
		}
		said, modes = out.String(), in.modes
	})
	return got, said, modes, err
}

// TestSecret: nothing of it shows, and how much was typed is said on request.
func TestSecret(t *testing.T) {
	secret := func(ctx context.Context, a *Asker) (string, error) {
		b, err := a.Secret(ctx, "Passphrase:", func(n int) string { return strings.Repeat("one ", n) + "typed" })
		return string(b), err
	}
	got, said, err := asks(t, Options{Terminal: true, Keys: true}, secret, "", "gé\tx\x7f\x7fh\n")
	if got != "gh" || err != nil || said != "Passphrase: \none one typed\none one typed\none typed\n" {
		t.Errorf("%q, %v, %q", got, err, said)
	}
	if _, _, err := asks(t, Options{Terminal: true, Keys: true}, secret, "", "abc", "EOF"); !errors.Is(err, ErrAborted) {
		t.Errorf("the end of the input: %v", err)
	}
	if _, _, err := asks(t, Options{}, secret, "", nil...); !errors.Is(err, ErrNoTerminal) {
		t.Errorf("a pipe: %v", err)
	}
	got, said, err = asks(t, Options{Terminal: true}, secret, "", "geheim\n")
	if got != "geheim" || err != nil || strings.Contains(said, "geheim") {
		t.Errorf("%q, %v, %q", got, err, said)
	}
}

// TestChoose takes numbers and arrows; nothing is chosen by the end of the input.
func TestChoose(t *testing.T) {
	choose := func(ctx context.Context, a *Asker) (int, error) {
		return a.Choose(ctx, "Order", []string{"one", "two", "three"}, 1)
	}
	keys, lines := Options{Terminal: true, Keys: true}, Options{Terminal: true}
	for _, c := range []struct {
		name  string
		o     Options
		typed []string
		want  int
		err   error
	}{
		{"what holds", keys, []string{"\n"}, 1, nil},
		{"a number", keys, []string{"3\n"}, 2, nil},
		{"arrows", keys, []string{"kkj\n"}, 1, nil},
		{"no such number", keys, []string{"9", "1\n"}, 0, nil},
		{"left", keys, []string{"q"}, 0, ErrLeft},
		{"by lines", lines, []string{"7\n", "3\n"}, 2, nil},
		{"by lines, left", lines, []string{"\n"}, 0, ErrLeft},
		{"the end of the input", lines, []string{"EOF"}, 0, ErrAborted},
		{"the end of keys", keys, []string{"EOF"}, 0, ErrAborted},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got, said, err := asks(t, c.o, choose, "", c.typed...); got != c.want || !errors.Is(err, c.err) {
				t.Errorf("%d, %v, want %d, %v\n%s", got, err, c.want, c.err, said)
			}
		})
	}
}

// TestTypedAhead: lines that were typed before a question of no weight are not lost.
func TestTypedAhead(t *testing.T) {
	line := func(ctx context.Context, a *Asker) (string, error) {
		one, err := a.Line(ctx, "One:")
		if err != nil {
			return "", err
		}
		two, err := a.Line(ctx, "Two:")
		return one + "+" + two, err
	}
	for _, o := range []Options{{Terminal: true, Keys: true}, {Terminal: true}, {}} {
		if got, said, err := asks(t, o, line, "first\nsecond\n"); got != "first+second" || err != nil {
			t.Errorf("%+v: %q, %v\n%s", o, got, err, said)
		}
	}
}

// TestStart: the mode, what turned it on, how many messages and the first one: at most 250 characters are spoken.
func TestStart(t *testing.T) {
	for _, code := range lang.Codes() {
		for _, why := range []string{"--screen-reader", "EBOX_SCREEN_READER"} {
			drive(t, code, func(f *fake, l *fakeLogin, d *Deps) { missing(f, l, d); d.Why = why }, func(d *driver) {
				spoken := strings.Join(strings.Fields(d.said()), " ")
				if n := len([]rune(spoken)); n > 250 {
					t.Errorf("%s: %d characters: %s", code, n, spoken)
				}
				if !strings.Contains(spoken, why) || !strings.Contains(spoken, "ONSS") {
					t.Errorf("%s: %s", code, spoken)
				}
			})
		}
	}
}

// TestDown: the answer to an arrow is the item and nothing else, on a line of its own that ends where the cursor stays.
func TestDown(t *testing.T) {
	for _, code := range lang.Codes() {
		drive(t, code, nil, func(d *driver) {
			for range 15 {
				d.keys("down")
				if !strings.HasPrefix(d.last, "\n") || strings.Count(d.last, "\n") != 1 {
					t.Errorf("%s: %q", code, d.last)
				}
			}
		})
	}
}

// TestModes: keys come one by one but for questions, and the mode is put back after each.
func TestModes(t *testing.T) {
	drive(t, "en", nil, func(d *driver) {
		d.keys("/", "prime", "enter", "esc", ":", "enter")
		if m := d.in.modes; len(m) < 5 || m[0] != Keys || m[len(m)-1] != Keys {
			t.Errorf("modes %v", m)
		}
	})
}
