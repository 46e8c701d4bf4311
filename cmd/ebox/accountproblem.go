package main

import (
	"errors"
	"fmt"
	"strings"

	"myebox/ebox"
	"myebox/tui/lang"
	"myebox/tui/present"
)

// explainAccount puts a mistake about accounts into words; ok is false for an error of something else.
func (w *wiring) explainAccount(err error) (t trouble, ok bool) {
	words := &w.t.Accounts
	for _, c := range []struct {
		is     error
		code   string
		advice lang.Advice
	}{
		{errWatched, "watched", words.AlreadyWatched},
		{errHook, "hook", words.HookFailed},
		{errNoStore, "no_store", words.NoStore},
		{errNothingToUndo, "nothing_to_undo", words.NothingToUndo},
		{errRegisteredStay, "needs_consent", words.RegisteredStays},
	} {
		if errors.Is(err, c.is) {
			f := present.Failure{What: c.advice.What, Means: c.advice.Means, Todo: c.advice.Todo}
			return trouble{c.code, f}, true
		}
	}
	var e *accountError
	if !errors.As(err, &e) {
		return trouble{}, false
	}
	for _, c := range []struct {
		is     error
		code   string
		advice lang.Advice
	}{
		{errAccountName, "account_name", words.BadName},
		{errAccountTaken, "account_taken", words.Taken},
		{errAccountUnknown, "account_unknown", words.NoSuch},
		{errAccountKey, "account_key", words.BadKey},
		{errCompanyNumber, "company_number", words.BadNumber},
	} {
		if !errors.Is(e.Err, c.is) {
			continue
		}
		f := present.Failure{What: c.advice.What, Means: c.advice.Means, Todo: c.advice.Todo}
		if strings.Contains(f.What, "%s") {
			f.What = fmt.Sprintf(f.What, ebox.Sanitize(e.Name))
		}
		if c.is == errAccountUnknown {
			f.Means = words.NoneYet
			if len(e.Known) > 0 {
				f.Means = fmt.Sprintf(words.Known, strings.Join(e.Known, ", "))
			}
		}
		return trouble{c.code, f}, true
	}
	return trouble{"account", present.Failure{What: ebox.Sanitize(e.Error())}}, true
}
