package sandbox

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"myebox/ebox/sandbox/mailbox"
)

// listRequest is what is read of a query of the message list.
type listRequest struct {
	Page, Size int
	Filter     mailbox.Filter
}

func readList(raw string) (listRequest, error) {
	q := parseQuery(raw)
	var l listRequest
	l.Page, l.Size = q.page()
	l.Filter = q.filter()
	return l, q.err
}

func TestQuery(t *testing.T) {
	for raw, want := range map[string]listRequest{
		"":                           {1, 25, mailbox.Filter{}},
		"page=3&pageSize=100":        {3, 100, mailbox.Filter{}},
		"page=2147483647&pageSize=1": {1<<31 - 1, 1, mailbox.Filter{}},
		"readStatus=false&visible=true&registeredMail=true": {1, 25, mailbox.Filter{ReadStatus: mailbox.No, Visible: mailbox.Yes, RegisteredMail: mailbox.Yes}},
		"receivedAfter=2026-02-28&expiredBefore=2060-01-01": {1, 25, mailbox.Filter{
			ReceivedAfter: mailbox.Date{Year: 2026, Month: 2, Day: 28}, ExpiredBefore: mailbox.Date{Year: 2060, Month: 1, Day: 1},
		}},
		"messageTypeId=a%3Ab&senderOrganizationId=0406798006&senderApplicationId=x": {1, 25, mailbox.Filter{
			MessageTypeID: "a:b", SenderOrganizationID: "0406798006", SenderApplicationID: "x",
		}},
		"q=me+rando&qlang=fr":    {1, 25, mailbox.Filter{Q: "me rando", QLang: "fr"}},
		"sort=subject&page=1&q2": {1, 25, mailbox.Filter{}},
	} {
		got, err := readList(raw)
		if err != nil {
			t.Errorf("%q: %v", raw, err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", raw, diff)
		}
	}
}

func TestQueryRefuses(t *testing.T) {
	for raw, want := range map[string]string{
		"page=0":                            "page must be a whole number from 1 to 2147483647",
		"page=-1":                           "page must be a whole number from 1 to 2147483647",
		"page=2147483648":                   "page must be a whole number from 1 to 2147483647",
		"page=1.5":                          "page must be a whole number from 1 to 2147483647",
		"page=":                             "page must be a whole number from 1 to 2147483647",
		"pageSize=0":                        "pageSize must be a whole number from 1 to 100",
		"pageSize=101":                      "pageSize must be a whole number from 1 to 100",
		"readStatus=yes":                    "readStatus must be true or false",
		"visible=TRUE":                      "visible must be true or false",
		"registeredMail=1":                  "registeredMail must be true or false",
		"receivedBefore=2026-02-30":         "receivedBefore must be a day, YYYY-MM-DD",
		"receivedAfter=01-02-2026":          "receivedAfter must be a day, YYYY-MM-DD",
		"expiredBefore=2026-1-2":            "expiredBefore must be a day, YYYY-MM-DD",
		"expiredAfter=2026-01-02T00:00:00Z": "expiredAfter must be a day, YYYY-MM-DD",
		"q=a":                               "qlang must be given with q",
		"q=":                                "qlang must be given with q",
		"q=a&qlang=en":                      "qlang must be nl, fr or de",
		"qlang=":                            "qlang must be nl, fr or de",
		"page=0&pageSize=0":                 "page must be a whole number from 1 to 2147483647",
		"page=%zz":                          "the query cannot be read",
	} {
		if got, err := readList(raw); err == nil || err.Error() != want {
			t.Errorf("%q was read as %+v with %v, want %q", raw, got, err, want)
		}
	}
}
