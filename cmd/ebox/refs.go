package main

import (
	"context"

	"myebox/ebox"
)

// searchDepth is how many of the newest messages of each folder a short reference is looked for in. A full reference
// needs no looking for.
const searchDepth = 1000

// message finds what a person typed: a full reference, or a short one as list shows it.
func (d *desk) message(ctx context.Context, typed string) (*ebox.Message, error) {
	if !isShortRef(typed) {
		k, err := ebox.ParseKey(typed)
		if err != nil {
			return nil, &badReference{typed}
		}
		return d.fed.Message(ctx, k)
	}
	for _, hidden := range []bool{false, true} {
		k, err := findShort(ctx, d.fed.Open(ebox.Query{Hidden: hidden}), typed)
		if err != nil {
			return nil, err
		}
		if k != (ebox.Key{}) {
			return d.fed.Message(ctx, k)
		}
	}
	return nil, errNoSuchMessage
}

// badReference is something typed that is no reference of a message.
type badReference struct{ Typed string }

func (e *badReference) Error() string { return "not a reference of a message" }

// findShort looks through a listing page by page; the zero Key when no message has the reference. Two messages with the
// same one are as good as none: opening the wrong message cannot be undone.
func findShort(ctx context.Context, l listing, short string) (ebox.Key, error) {
	var found ebox.Key
	for n := 25; ; n = min(n*4, searchDepth) {
		v, err := load(ctx, l, n)
		if err != nil {
			return ebox.Key{}, err
		}
		for _, m := range v.Items {
			switch {
			case shortRef(m.Key) != short || m.Key == found:
			case found != (ebox.Key{}):
				return ebox.Key{}, errNoSuchMessage
			default:
				found = m.Key
			}
		}
		if found != (ebox.Key{}) {
			return found, nil
		}
		if !v.More || n == searchDepth {
			return found, missing(v)
		}
	}
}

// missing is why a message that was not found may be there all the same: the providers that failed.
func missing(v ebox.View) error {
	failed := map[string]error{}
	for _, n := range v.Notices {
		if n.Kind == ebox.NoticeFailed {
			failed[n.Provider.ID] = n.Err
		}
	}
	if len(failed) == 0 {
		return nil
	}
	return &ebox.PartialError{Failed: failed}
}
