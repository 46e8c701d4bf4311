package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"myebox/ebox"
)

// namesFrom is how many of the newest messages a name of a sender or type is looked up in: the contract has no search
// for reference data, and its lists are empty at some providers.
const namesFrom = 200

// matchError is a name that fits no sender or type, or several. Its text is for people.
type matchError struct {
	Flag, Typed string
	Candidates  []string // more than one fit; empty: none
}

func (e *matchError) Error() string {
	return fmt.Sprintf("--%s %q: %d fit", e.Flag, ebox.Sanitize(e.Typed), len(e.Candidates))
}

// narrow puts sender and type into q. Identifiers are taken as they are; names are looked up in the newest messages.
func (d *desk) narrow(ctx context.Context, q *ebox.Query, o *listOptions) error {
	if id, ok := companyNumber(o.sender); ok {
		q.SenderOrganizationID = id
	}
	if o.kind != "" && !strings.Contains(o.kind, " ") {
		q.MessageTypeID = o.kind // unless a type seen fits better
	}
	bySender := o.sender != "" && q.SenderOrganizationID == ""
	if !bySender && o.kind == "" {
		return nil
	}
	view, err := load(ctx, d.fed.Open(ebox.Query{Hidden: q.Hidden}), namesFrom)
	if err != nil {
		return err
	}
	n := newNames()
	if err := n.fetch(ctx, d.fed, view.Items, o.kind != ""); err != nil {
		return err
	}
	if bySender {
		if q.SenderOrganizationID, err = pick("sender", o.sender, senders(n, view.Items)); err != nil {
			return err
		}
	}
	if o.kind == "" {
		return nil
	}
	id, err := pick("type", o.kind, kinds(n, view.Items))
	if err == nil {
		q.MessageTypeID = id
	} else if q.MessageTypeID == "" {
		return err
	}
	return nil
}

// companyNumber reads a CBE number as people write it: dots, blanks and "BE" in front are fine, and so is a missing
// leading zero.
func companyNumber(s string) (string, bool) {
	s = strings.TrimPrefix(strings.ToUpper(s), "BE")
	s = strings.NewReplacer(".", "", " ", "", "-", "").Replace(s)
	if len(s) == 9 {
		s = "0" + s
	}
	if len(s) != 10 || strings.Trim(s, "0123456789") != "" {
		return "", false
	}
	return s, true
}

// named is an identifier with all its names.
type named struct {
	id    string
	names []string
}

func senders(n *names, messages []*ebox.Message) []named {
	var out []named
	for _, m := range messages {
		id := m.SenderOrganizationID
		if o := n.Organization(m.Key.Provider, id); o != nil {
			out = append(out, named{id, append(texts(o.ShortName), texts(o.LongName)...)})
		}
	}
	return out
}

func kinds(n *names, messages []*ebox.Message) []named {
	var out []named
	for _, m := range messages {
		id := m.MessageTypeID
		k := named{id, []string{ebox.Sanitize(id)}}
		if t := n.MessageType(m.Key.Provider, id); t != nil {
			k.names = append(texts(t.Name), k.names...)
		}
		out = append(out, k)
	}
	return out
}

func texts(tr ebox.Translated) []string {
	var out []string
	for _, t := range []ebox.Text{tr.NL, tr.FR, tr.DE, tr.EN} {
		if s := t.String(); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// pick finds the one identifier that fits: one of whose names is what was typed, else one of whose names contains it.
// Case and accents do not count.
func pick(flag, typed string, all []named) (string, error) {
	want := fold(typed)
	for _, fits := range []func(name string) bool{
		func(name string) bool { return name == want },
		func(name string) bool { return strings.Contains(name, want) },
	} {
		var ids, shown []string
		for _, k := range all {
			if slices.Contains(ids, k.id) || !slices.ContainsFunc(k.names, func(s string) bool { return fits(fold(s)) }) {
				continue
			}
			ids = append(ids, k.id)
			shown = append(shown, k.names[0])
		}
		switch {
		case len(ids) == 1:
			return ids[0], nil
		case len(ids) > 1:
			return "", &matchError{flag, typed, shown}
		}
	}
	return "", &matchError{Flag: flag, Typed: typed}
}

// fold drops case and accents, as the registries' own search does.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(strings.TrimSpace(s)))
}
