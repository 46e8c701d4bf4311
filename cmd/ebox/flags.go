package main

import (
	"strconv"
	"time"

	"github.com/spf13/cobra"
)

// textFlag is a string option whose help names what it takes: "--dir DIR". It implements pflag.Value.
type textFlag struct {
	value *string
	kind  string
}

// newText sets the option's default.
func newText(v *string, def, kind string) *textFlag {
	*v = def
	return &textFlag{v, kind}
}

func (f *textFlag) String() string     { return *f.value }
func (f *textFlag) Set(s string) error { *f.value = s; return nil }
func (f *textFlag) Type() string       { return f.kind }

// numberFlag is an option that takes a whole number of at least least. It implements pflag.Value.
type numberFlag struct {
	value *int
	least int
}

func newNumber(v *int, def, least int) *numberFlag {
	*v = def
	return &numberFlag{v, least}
}

func (f *numberFlag) String() string { return strconv.Itoa(*f.value) }
func (f *numberFlag) Type() string   { return "N" }

func (f *numberFlag) Set(s string) error {
	n, err := strconv.Atoi(s)
	if err != nil || n < f.least {
		return &tooSmallError{f.least}
	}
	*f.value = n
	return nil
}

// notBoth refuses two options that contradict each other.
func notBoth(cmd *cobra.Command, a, b string) error {
	if cmd.Flags().Changed(a) && cmd.Flags().Changed(b) {
		return onlyOne("--"+a, "--"+b)
	}
	return nil
}

// periodFlag is an option that takes a duration of at least least. It implements pflag.Value.
type periodFlag struct {
	value *time.Duration
	least time.Duration
}

func newPeriod(v *time.Duration, def, least time.Duration) *periodFlag {
	*v = def
	return &periodFlag{v, least}
}

func (f *periodFlag) Type() string { return "TIME" }

func (f *periodFlag) String() string {
	if *f.value%time.Minute == 0 {
		return strconv.Itoa(int(*f.value/time.Minute)) + "m"
	}
	return f.value.String()
}

func (f *periodFlag) Set(s string) error {
	d, err := time.ParseDuration(s)
	if err != nil || d < f.least {
		return &tooShortError{f.least}
	}
	*f.value = d
	return nil
}

// tooShortError is a value of an option that is no duration, or a shorter one than Least.
type tooShortError struct{ Least time.Duration }

func (e *tooShortError) Error() string {
	return "want a duration such as 5m, at least " + e.Least.String()
}
