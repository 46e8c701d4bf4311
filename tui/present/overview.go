package present

import (
	"time"

	"myebox/ebox"
)

// BoxTitle is whose box it is: the name that the person gave it, what kind it is, and the company's number.
func (v Voice) BoxTitle(account string, enterprise bool, company string) string {
	title := v.Texts.App.Citizen
	if enterprise {
		title = v.Texts.App.Enterprise
	}
	if account != "" {
		title = v.Texts.Label(account, title)
	}
	if company != "" {
		title += ", " + CompanyNumber(company)
	}
	return title
}

// Overview is a box in numbers: a line for what asks for attention first, then the rest, then who is missing.
func (v Voice) Overview(o *ebox.Overview) []string {
	t := &v.Texts.Accounts
	var lines []string
	for _, c := range []struct {
		label  string
		n      ebox.Count
		always bool
	}{
		{t.Unread, o.Unread, true},
		{t.Urgent, o.Urgent, false},
		{t.Expiring, o.Expiring, true},
		{t.ForAction, o.ForAction, true},
		{t.Registered, o.Registered, true},
	} {
		if c.always || c.n.N > 0 {
			lines = append(lines, v.Texts.Label(c.label, v.number(c.n)))
		}
	}
	last := v.Texts.Words.None
	if !o.LastReceipt.IsZero() {
		last = v.Texts.DateTime(o.LastReceipt.Truncate(time.Second))
	}
	lines = append(lines, v.Texts.Label(t.LastReceipt, last))
	for _, n := range o.Notices {
		lines = append(lines, v.Notice(n))
	}
	return lines
}

// number is a number of messages, "at least" said with it where there may be more.
func (v Voice) number(c ebox.Count) string {
	if c.Least {
		return v.Texts.AtLeast(c.N)
	}
	return v.Texts.Number(int64(c.N))
}
