package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"myebox/tui"
	"myebox/tui/linear"
)

// screenReader is the setting of the linear mode, and what made it so.
type screenReader struct {
	on  bool
	why string // as the person wrote it; "" when nobody said anything
	// remembered tells that it is the answer of the first start: changing the mode changes it.
	remembered bool
}

// switchFlag is --screen-reader and --linear: without a value they turn the mode on. It implements pflag.Value.
type switchFlag struct {
	value *string
	kind  string
}

func (f *switchFlag) String() string     { return *f.value }
func (f *switchFlag) Set(s string) error { *f.value = s; return nil }
func (f *switchFlag) Type() string       { return f.kind }

// modeFlags adds the options that turn the linear mode on and off.
func (w *wiring) modeFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.Var(&switchFlag{&w.flags.screenReader, "on|off"}, "screen-reader", w.t.Linear.FlagScreenReader)
	f.Var(&switchFlag{&w.flags.linear, "on|off"}, "linear", w.t.Linear.FlagLinear)
	f.Lookup("screen-reader").NoOptDefVal, f.Lookup("linear").NoOptDefVal = "on", "on"
}

// onOff reads a value of a switch.
func onOff(s string) (on, ok bool) {
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "on", "1", "yes", "true":
		return true, true
	case "off", "0", "no", "false":
		return false, true
	}
	return false, false
}

// screenReader is what holds, of all that was said: a flag, EBOX_SCREEN_READER, ACCESSIBLE, the configuration, the answer
// at the first start.
func (w *wiring) screenReader() (screenReader, error) {
	for _, f := range []struct{ name, value string }{
		{"--screen-reader", w.flags.screenReader},
		{"--linear", w.flags.linear},
		{"EBOX_SCREEN_READER", w.sys.getenv("EBOX_SCREEN_READER")},
	} {
		if f.value == "" {
			continue
		}
		on, ok := onOff(f.value)
		if !ok {
			return screenReader{}, notAmong(f.name, f.value, "on", "off")
		}
		return screenReader{on: on, why: f.name}, nil
	}
	if s := w.sys.getenv("ACCESSIBLE"); s != "" { // shared by many programs: whatever does not turn it off turns it on
		on, ok := onOff(s)
		return screenReader{on: on || !ok, why: "ACCESSIBLE"}, nil
	}
	if s := w.cfg.ScreenReader; s != nil {
		return screenReader{on: *s, why: fmt.Sprintf(w.t.Linear.WhyConfig, "screen_reader")}, nil
	}
	text, err := os.ReadFile(w.answerFile())
	if on, ok := onOff(string(text)); err == nil && ok {
		return screenReader{on: on, why: w.t.Linear.WhyAnswer, remembered: true}, nil
	}
	return screenReader{}, nil
}

// answerFile remembers the answer of the first start.
func (w *wiring) answerFile() string { return filepath.Join(w.dirs.state, "screen-reader") }

// remember keeps an answer.
func (w *wiring) remember(on bool) error {
	if err := private(w.dirs.state); err != nil {
		return err
	}
	text := "off\n"
	if on {
		text = "on\n"
	}
	if err := os.WriteFile(w.answerFile(), []byte(text), 0o600); err != nil {
		return fmt.Errorf("remembering the answer: %w", err)
	}
	return nil
}

// screenPossible tells whether there is a terminal for the full screen.
func (w *wiring) screenPossible() bool {
	return w.sys.inTTY && w.sys.outTTY && w.sys.getenv("TERM") != "dumb"
}

// interactive is the program without a command: the full screen, or the linear mode where that is wanted or where nothing
// else is possible. At the very first start at a terminal it asks which.
func (w *wiring) interactive(ctx context.Context) error {
	mode, err := w.screenReader()
	if err != nil {
		return err
	}
	if !mode.on && !w.screenPossible() {
		if mode.why != "" && !mode.remembered {
			return &usageError{msg: w.t.Commands.NeedsTerminal}
		}
		mode.on, mode.why = true, w.t.Linear.WhyPipe
		if w.sys.getenv("TERM") == "dumb" {
			mode.why = "TERM=dumb"
		}
	}
	deps, err := w.screens(ctx)
	if err != nil {
		return err
	}
	if looks, _ := w.appearance(); mode.why == "" && looks.Layout == "" { // nobody said how the screen should be
		if mode, err = w.firstStart(ctx); err != nil {
			return err
		}
	}
	if !mode.on {
		return w.show(ctx, deps)
	}
	end, err := w.linear(ctx, deps, mode.why)
	switch {
	case errors.Is(err, linear.ErrAborted):
		return errDeclined
	case err != nil || end != linear.FullScreen:
		return err
	}
	if mode.remembered {
		if err := w.remember(false); err != nil {
			return err
		}
	}
	return w.show(ctx, deps)
}

// firstStart asks whether a screen reader is used, once, and remembers the answer.
func (w *wiring) firstStart(ctx context.Context) (screenReader, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	in, err := openTyped(w.sys.in)
	if err != nil {
		return screenReader{}, err
	}
	defer in.close()
	a, err := linear.NewAsker(ctx, in, w.sys.out, w.t, linear.Options{Terminal: true})
	if err != nil {
		return screenReader{}, err
	}
	for {
		s, err := a.Line(ctx, fmt.Sprintf(w.t.Linear.FirstQuestion, "y", "n", "n"))
		switch {
		case errors.Is(err, linear.ErrAborted):
			return screenReader{}, errDeclined
		case err != nil && !errors.Is(err, linear.ErrLeft):
			return screenReader{}, err
		}
		on := strings.EqualFold(s, "y") || strings.EqualFold(s, "yes") || strings.EqualFold(s, w.t.Words.Yes)
		if !on && s != "" && !strings.EqualFold(s, "n") && !strings.EqualFold(s, "no") && !strings.EqualFold(s, w.t.Words.No) {
			continue
		}
		if on {
			a.Say(w.t.Linear.FirstKept)
		}
		return screenReader{on: on, why: w.t.Linear.WhyAnswer, remembered: true}, w.remember(on)
	}
}

// linear is the linear mode, from the first line to the last. The terminal is put back on every way out.
func (w *wiring) linear(ctx context.Context, d tui.Deps, why string) (linear.End, error) {
	in, err := openTyped(w.sys.in)
	if err != nil {
		return linear.Left, err
	}
	defer in.close()
	keys := w.screenPossible()
	end, err := linear.Run(ctx, linear.Deps{
		Login: d.Login, Cards: d.Cards, Opener: d.Opener, Printer: d.Printer, Now: d.Now, Lang: d.Lang, LangGuess: d.LangGuess, Dir: d.Dir, Home: d.Home,
		Enterprise: d.Enterprise, Sandbox: d.Sandbox, Braille: d.BrailleWidth,
		Account: d.Account, Accounts: d.Accounts, Own: d.Keys, Bell: d.Bell,
		In: in, Out: w.linearOut(), Terminal: w.sys.inTTY, Keys: keys, Why: why, Full: keys,
	})
	if err != nil {
		return end, fmt.Errorf("running the linear mode: %w", err)
	}
	return end, nil
}
