package main

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"myebox/ebox"
)

// usageError is a command line that was not understood.
type usageError struct {
	msg string                     // in English, for the log
	say func(u *usageWords) string // the same for the person; nil: msg
	see string                     // the command whose help says more; "": ebox
}

func (e *usageError) Error() string { return e.msg }

// mistake is a usage error in the words that f finds in a language.
func mistake(f func(u *usageWords) string) error { return &usageError{msg: f(&usageEN), say: f} }

// notAmong refuses what was typed for something that takes one of a few values, or values of one form.
func notAmong(what, typed string, possible ...string) error {
	return mistake(func(u *usageWords) string {
		return fmt.Sprintf(u.NotAmong, what, ebox.Sanitize(typed), strings.Join(possible, ", "))
	})
}

// onlyOne refuses options that contradict each other.
func onlyOne(flags ...string) error {
	return mistake(func(u *usageWords) string { return fmt.Sprintf(u.OnlyOne, strings.Join(flags, ", ")) })
}

// exactly is cobra.ExactArgs that names what is missing, as the usage line of the command does.
func exactly(n int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch names := strings.Fields(cmd.Use); {
		case len(args) < n:
			return mistake(func(u *usageWords) string { return fmt.Sprintf(u.Missing, names[len(args)+1]) })
		case len(args) > n:
			return mistake(func(u *usageWords) string { return fmt.Sprintf(u.TooMuch, ebox.Sanitize(args[n])) })
		}
		return nil
	}
}

func unknownCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return mistake(func(u *usageWords) string {
		msg := fmt.Sprintf(u.UnknownCommand, ebox.Sanitize(args[0]))
		if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
			msg += " " + fmt.Sprintf(u.Near, strings.Join(near, ", "))
		}
		return msg
	})
}

// tooSmallError is a value of an option that is no number, or a smaller one than Least.
type tooSmallError struct{ Least int }

func (e *tooSmallError) Error() string { return fmt.Sprintf("want a number, %d or more", e.Least) }

// What the errors of the flag library know, and the option that an error of a value names.
type (
	namesOption interface {
		GetSpecifiedName() string
		GetSpecifiedShortnames() string
	}
	hasValue interface{ GetValue() string }
)

var ofOption = regexp.MustCompile(`^invalid argument "(?:[^"\\]|\\.)*" for "(?:-., )?(--[^"]+)" flag`)

// flagMistake puts what the flag library says into words of ours.
func flagMistake(cmd *cobra.Command, err error) error {
	var (
		option namesOption
		value  hasValue
		small  *tooSmallError
		short  *tooShortError
	)
	switch of := ofOption.FindStringSubmatch(err.Error()); {
	case errors.As(err, &value) && of != nil:
		typed := ebox.Sanitize(value.GetValue())
		return mistake(func(u *usageWords) string {
			if errors.As(err, &small) {
				return fmt.Sprintf(u.NotNumber, of[1], typed, small.Least)
			}
			if errors.As(err, &short) {
				return fmt.Sprintf(u.NotPeriod, of[1], typed, short.Least)
			}
			return fmt.Sprintf(u.NotPossible, of[1], typed)
		})
	case errors.As(err, &option):
		name := "--" + option.GetSpecifiedName()
		known := cmd.Flags().Lookup(option.GetSpecifiedName()) != nil
		if short := option.GetSpecifiedShortnames(); short != "" {
			// The library takes a byte for a letter: of a letter that is several bytes all that was typed is shown.
			letter := option.GetSpecifiedName()
			name, known = "-"+short, len(letter) == 1 && cmd.Flags().ShorthandLookup(letter) != nil
			if len(letter) == 1 {
				name = "-" + letter
			}
		}
		return mistake(func(u *usageWords) string {
			if known {
				return fmt.Sprintf(u.NeedsValue, ebox.Sanitize(name))
			}
			return fmt.Sprintf(u.UnknownFlag, ebox.Sanitize(name))
		})
	}
	return mistake(func(u *usageWords) string { return fmt.Sprintf(u.Odd, ebox.Sanitize(err.Error())) })
}
