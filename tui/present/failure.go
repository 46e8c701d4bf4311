package present

import (
	"context"
	"errors"
	"io/fs"
	"slices"
	"strings"
	"syscall"

	"myebox/ebox"
	"myebox/tui/lang"
)

// Failure is an error as a person is told it. The zero Failure says nothing: that is what a cancelled act gives.
type Failure struct {
	What    string   // what happened
	Means   string   // what it means for the person
	Todo    string   // what they can do
	Details []string // codes, references and contacts, as they came from the server but safe to print
}

// IsZero tells that there is nothing to say.
func (f Failure) IsZero() bool { return f.What == "" }

func advice(a lang.Advice) Failure { return Failure{What: a.What, Means: a.Means, Todo: a.Todo} }

// Error is err in words. A cancelled act (context.Canceled) is no failure: the zero Failure. The providers given are
// those whose names are known, for errors that name several.
func (v Voice) Error(err error, providers ...ebox.Provider) Failure {
	if err == nil || errors.Is(err, context.Canceled) {
		return Failure{}
	}
	f := advice(v.advice(err))
	var partial *ebox.PartialError
	if errors.As(err, &partial) {
		f.Details = v.failed(partial, providers)
		return f
	}
	var status *ebox.StatusError
	if errors.As(err, &status) {
		if status.RetryAfter > 0 {
			f.Todo = sprintf(v.Texts.Errors.RetryAfter, v.Texts.Duration(status.RetryAfter))
		}
		f.Details = v.statusDetails(status)
		return f
	}
	if !bare(err) || f.What == v.Texts.Errors.Unknown.What {
		f.Details = []string{sprintf(v.Texts.Errors.Program, ebox.Sanitize(err.Error()))}
	}
	return f
}

// bare tells that an error holds nothing beside what it is, which the advice says already.
func bare(err error) bool {
	_, several := err.(interface{ Unwrap() []error })
	return errors.Unwrap(err) == nil && !several
}

// advice finds the words for err: the most particular first.
func (v Voice) advice(err error) lang.Advice {
	e := v.Texts.Errors
	var partial *ebox.PartialError
	var status *ebox.StatusError
	if errors.As(err, &partial) && len(partial.Failed) != 1 {
		return e.Partial
	}
	_ = errors.As(err, &status)
	if a, ok := v.consentAdvice(err); ok {
		return a
	}
	for _, c := range []struct {
		is     error
		advice lang.Advice
	}{
		{ebox.ErrNotOffered, e.NotOffered},
		{ebox.ErrTooLarge, e.TooLarge},
		{ebox.ErrUnauthorized, e.Unauthorized},
		{ebox.ErrForbidden, e.Forbidden},
		{ebox.ErrNoBox, e.NoBox},
		{ebox.ErrNoProviders, e.NoProviders},
		{ebox.ErrNotFound, e.NotFound},
		{ebox.ErrThrottled, e.Throttled},
		{ebox.ErrDigest, e.Digest},
		{ebox.ErrLength, e.Length},
		{ebox.ErrNotAllowed, e.NotAllowed},
		{ebox.ErrMalformed, e.Malformed},
		{context.DeadlineExceeded, e.Timeout},
		{ebox.ErrUnavailable, e.Unavailable},
		{syscall.ENOSPC, e.NoSpace},
		{syscall.EDQUOT, e.NoSpace},
		{fs.ErrPermission, e.NoWrite},
		{syscall.EROFS, e.NoWrite},
		{fs.ErrNotExist, e.NoWrite},
	} {
		if errors.Is(err, c.is) {
			return c.advice
		}
	}
	if status != nil && status.HTTP >= 400 {
		return e.BadRequest
	}
	return e.Unknown
}

func (v Voice) statusDetails(s *ebox.StatusError) []string {
	e := v.Texts.Errors
	var out []string
	add := func(format, value string) {
		if value != "" {
			out = append(out, sprintf(format, value))
		}
	}
	add(e.Reference, s.ID.String())
	add(e.Contact, s.Contact.String())
	code := sprintf("HTTP %d", s.HTTP)
	if c := s.Code.String(); c != "" {
		code += " " + c
	}
	add(e.Code, code)
	add(e.Operation, ebox.Sanitize(s.Op))
	add(e.Technical, s.Message.String())
	return out
}

// failed names each provider with what went wrong there, in the order of their ids.
func (v Voice) failed(p *ebox.PartialError, known []ebox.Provider) []string {
	ids := make([]string, 0, len(p.Failed))
	for id := range p.Failed {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	var out []string
	for _, id := range ids {
		provider := ebox.Provider{ID: id}
		for _, k := range known {
			if k.ID == id {
				provider = k
			}
		}
		f := v.Error(p.Failed[id])
		if f.IsZero() {
			f.What = v.Texts.Words.Cancelled
		}
		out = append(out, v.Texts.Label(lang.Capital(v.Provider(provider)), f.What))
		out = append(out, f.Details...)
	}
	return out
}

// FailureLines are the failure as lines of at most width columns: first one line that says what, then the rest.
func (v Voice) FailureLines(f Failure, width int) []string {
	if f.IsZero() {
		return nil
	}
	out := Wrap(v.Texts.Label(v.Texts.Words.Error, f.What), width)
	for _, s := range []string{f.Means, f.Todo} {
		if s != "" {
			out = append(out, Wrap(s, width)...)
		}
	}
	if len(f.Details) > 0 {
		out = append(out, strings.TrimRight(v.Texts.Label(v.Texts.Words.Details, ""), " "))
		for _, d := range f.Details {
			for _, l := range Wrap(d, width-2) {
				out = append(out, "  "+l)
			}
		}
	}
	return out
}
