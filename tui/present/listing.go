package present

import (
	"slices"
	"strings"
	"time"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"myebox/ebox"
)

// Order is how the messages that were fetched are arranged. The servers give the newest first and cannot do otherwise.
type Order int

// The orders.
const (
	NewestFirst Order = iota
	BySender
	BySubject
	ByExpiry
)

// Orders are all of them, as they are offered.
func Orders() []Order { return []Order{NewestFirst, BySender, BySubject, ByExpiry} }

// Order is an order in words.
func (v Voice) Order(o Order) string {
	t := v.Texts.Inbox
	return [...]string{t.SortNewest, t.SortSender, t.SortSubject, t.SortExpiry}[o]
}

// Sorted is items in an order; items itself when that is the servers' own. Texts are sorted as the language does.
func (v Voice) Sorted(items []*ebox.Message, o Order) []*ebox.Message {
	if o == NewestFirst {
		return items
	}
	out := slices.Clone(items)
	if o == ByExpiry {
		slices.SortStableFunc(out, byExpiry)
		return out
	}
	text := v.Subject
	if o == BySender {
		text = v.Sender
	}
	c := collate.New(language.Make(v.Texts.Code), collate.IgnoreCase)
	var buf collate.Buffer
	keys := make(map[*ebox.Message]string, len(out))
	for _, m := range out {
		keys[m] = string(c.KeyFromString(&buf, text(m)))
		buf.Reset()
	}
	slices.SortStableFunc(out, func(a, b *ebox.Message) int { return strings.Compare(keys[a], keys[b]) })
	return out
}

// byExpiry puts first what goes first, and last what stays without end.
func byExpiry(a, b *ebox.Message) int {
	switch an, bn := a.NoLimit(), b.NoLimit(); {
	case an && bn:
		return 0
	case an:
		return 1
	case bn:
		return -1
	}
	return a.ExpirationDate.Compare(b.ExpirationDate)
}

// Conditions are what limits a list, in words. sender and kind are the names of the sender and of the message type that
// the query wants.
func (v Voice) Conditions(q ebox.Query, sender, kind string) []string {
	t := v.Texts.Filter
	var on []string
	add := func(ok bool, text string) {
		if ok {
			on = append(on, text)
		}
	}
	add(q.Q != "", v.Texts.Quote(ebox.Sanitize(q.Q)))
	add(q.ReadStatus != nil && !*q.ReadStatus, t.Unread)
	add(q.ReadStatus != nil && *q.ReadStatus, t.Read)
	add(q.RegisteredMail != nil, t.Registered)
	add(!q.ExpiredBefore.IsZero(), t.Expiring)
	add(q.SenderOrganizationID != "", sprintf(t.Sender, sender))
	add(q.MessageTypeID != "", sprintf(t.Type, kind))
	return on
}

// OnlyUnread, OnlyRegistered and OnlyExpiring are q with one condition put on, or taken off when it was on.
func OnlyUnread(q ebox.Query) ebox.Query {
	q.ReadStatus = flip(q.ReadStatus, false)
	return q
}

// OnlyRegistered wants registered mail.
func OnlyRegistered(q ebox.Query) ebox.Query {
	q.RegisteredMail = flip(q.RegisteredMail, true)
	return q
}

// OnlyExpiring wants what is about to expire, seen from now.
func OnlyExpiring(q ebox.Query, now time.Time) ebox.Query {
	if q.ExpiredBefore.IsZero() {
		// the bound is exclusive, and the day that the words begin on is one of them
		q.ExpiredBefore = Expiring(now).AddDate(0, 0, 1)
	} else {
		q.ExpiredBefore = time.Time{}
	}
	return q
}

// flip is a condition that wants v; none if there was one.
func flip(was *bool, v bool) *bool {
	if was != nil {
		return nil
	}
	return &v
}

// Unread is how many of the messages fetched are unread: "at least" while there are more; "" for "at least none".
func (v Voice) Unread(view ebox.View) string {
	n := 0
	for _, m := range view.Items {
		if !m.ReadStatus {
			n++
		}
	}
	if view.AtLeast || view.Waiting || view.More {
		if n == 0 {
			return ""
		}
		return v.Texts.Count(v.Texts.Inbox.UnreadAtLeast, n)
	}
	return v.Texts.Count(v.Texts.Inbox.Unread, n)
}

// Found is how many messages a search found.
func (v Voice) Found(view ebox.View, q string) string {
	found := v.Texts.Filter.Found
	if view.AtLeast || view.Waiting {
		found = v.Texts.Filter.FoundAtLeast
	}
	return v.Texts.Count(found, view.Total, ebox.Sanitize(q))
}

// EmptyList says why there is no message in a list, and filtered tells whether conditions limit it.
func (v Voice) EmptyList(view ebox.View, hidden, filtered bool) string {
	t := v.Texts.Inbox
	switch {
	case filtered:
		return t.EmptyFiltered
	case view.Waiting || view.AtLeast:
		return t.EmptyMissing
	case hidden:
		return t.EmptyHidden
	}
	return t.Empty
}
