package sandbox

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"

	"myebox/ebox/sandbox/mailbox"
)

// The bounds of a page in both the message list and reference data.
const (
	defaultPageSize = 25
	maxPageSize     = 100
)

// query reads parameters one by one and remembers the first that does not parse. Unknown parameters are ignored.
type query struct {
	values url.Values
	err    error
}

func parseQuery(raw string) *query {
	v, err := url.ParseQuery(raw)
	q := &query{values: v}
	if err != nil {
		q.err = errors.New("the query cannot be read")
	}
	return q
}

// fail keeps the first mistake; the value itself is not repeated.
func (q *query) fail(name, want string) {
	if q.err == nil {
		q.err = fmt.Errorf("%s must be %s", name, want)
	}
}

// number is an int32 between 1 and top.
func (q *query) number(name string, byDefault, top int) int {
	if !q.values.Has(name) {
		return byDefault
	}
	n, err := strconv.ParseInt(q.values.Get(name), 10, 32)
	if err != nil || n < 1 || int(n) > top {
		q.fail(name, "a whole number from 1 to "+strconv.Itoa(top))
		return byDefault
	}
	return int(n)
}

// page is the number of a page, from 1, and its size.
func (q *query) page() (page, size int) {
	return q.number("page", 1, 1<<31-1), q.number("pageSize", defaultPageSize, maxPageSize)
}

func (q *query) flag(name string) mailbox.Wanted {
	switch {
	case !q.values.Has(name):
		return mailbox.Either
	case q.values.Get(name) == "true":
		return mailbox.Yes
	case q.values.Get(name) == "false":
		return mailbox.No
	}
	q.fail(name, "true or false")
	return mailbox.Either
}

func (q *query) day(name string) mailbox.Date {
	if !q.values.Has(name) {
		return mailbox.Date{}
	}
	d, err := mailbox.ParseDate(q.values.Get(name))
	if err != nil {
		q.fail(name, "a day, YYYY-MM-DD")
	}
	return d
}

// filter reads the criteria of the message list.
func (q *query) filter() mailbox.Filter {
	f := mailbox.Filter{
		ReadStatus: q.flag("readStatus"), Visible: q.flag("visible"), RegisteredMail: q.flag("registeredMail"),
		ReceivedBefore: q.day("receivedBefore"), ReceivedAfter: q.day("receivedAfter"),
		ExpiredBefore: q.day("expiredBefore"), ExpiredAfter: q.day("expiredAfter"),
		MessageTypeID:        q.values.Get("messageTypeId"),
		SenderOrganizationID: q.values.Get("senderOrganizationId"),
		SenderApplicationID:  q.values.Get("senderApplicationId"),
		Q:                    q.values.Get("q"),
		QLang:                q.values.Get("qlang"),
	}
	known := slices.Contains([]string{"nl", "fr", "de"}, f.QLang)
	switch {
	case q.values.Has("q") && !q.values.Has("qlang"):
		q.fail("qlang", "given with q")
	case q.values.Has("qlang") && !known:
		q.fail("qlang", "nl, fr or de")
	}
	return f
}
