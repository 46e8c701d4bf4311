package ebox

import (
	"context"
	"fmt"
	"sync"
	"time"
)

// The days before the end of availability at which a message counts as about to expire, and as urgent.
const (
	ExpiringDays = 15
	UrgentDays   = 7
)

// Count is a number of messages; with Least there may be more.
type Count struct {
	N     int
	Least bool
}

func (c *Count) add(n int, least bool) {
	c.N += n
	c.Least = c.Least || least
}

// Overview is a box in numbers: of its visible messages, over the providers that answered.
type Overview struct {
	Unread      Count
	Registered  Count
	ForAction   Count     // among the newest 100 of each provider: the registry cannot be asked for them
	Expiring    Count     // available for at most ExpiringDays more, Urgent included
	Urgent      Count     // available for at most UrgentDays more
	LastReceipt time.Time // zero: nothing was ever received, or nobody answered
	Notices     []Notice  // providers that are missing and why
}

// overviewPage is the page of a question whose answers are looked at, not only counted.
const overviewPage = 100

// question is one list page that Overview asks a provider for, and what it reads off it.
type question struct {
	q    Query
	size int
	take func(o *Overview, p *Page)
}

// questions are what Overview asks at the time now.
func questions(now time.Time) []question {
	yes, no := true, false
	soon := Query{ExpiredBefore: now.AddDate(0, 0, ExpiringDays+1)}
	urgent := Query{ExpiredBefore: now.AddDate(0, 0, UrgentDays+1)}
	return []question{
		{Query{}, overviewPage, func(o *Overview, p *Page) {
			n := 0
			for _, m := range p.Items {
				if _, ok := m.ForAction(); ok {
					n++
				}
				if m.ReceiptDate.After(o.LastReceipt) {
					o.LastReceipt = m.ReceiptDate
				}
			}
			o.ForAction.add(n, p.more())
		}},
		{Query{ReadStatus: &no}, 1, func(o *Overview, p *Page) { o.Unread.add(p.total()) }},
		{Query{RegisteredMail: &yes}, 1, func(o *Overview, p *Page) { o.Registered.add(p.total()) }},
		{soon, overviewPage, func(o *Overview, p *Page) {
			n, close := 0, 0
			for _, m := range p.Items {
				if soon.selects(m) {
					n++
				}
				if urgent.selects(m) {
					close++
				}
			}
			o.Expiring.add(n, p.more())
			o.Urgent.add(close, p.more())
		}},
	}
}

// more tells whether there are further pages.
func (p *Page) more() bool {
	n := len(p.Items) + p.Skipped
	return p.TotalItems > n || p.TotalItems < 0 && n > 0
}

// total is how many messages there are, as far as the registry says.
func (p *Page) total() (n int, least bool) {
	if p.TotalItems >= 0 {
		return p.TotalItems, false
	}
	return len(p.Items), len(p.Items) > 0
}

// Overview counts what is in the box, with operation getMessagesByEBoxId: four pages of each live provider, all at once
// but for the limit. Nothing is marked as read. A provider that fails costs a notice and makes every count a lower bound;
// when none answered the error is a *PartialError, or that of the provider list.
func (f *Federation) Overview(ctx context.Context) (*Overview, error) {
	list, err := f.dir.get(ctx)
	if err != nil {
		return nil, err
	}
	o := &Overview{}
	if n, ok := f.dir.stale(); ok {
		o.Notices = append(o.Notices, n)
	}
	var live []Provider
	missing := false
	for _, p := range list {
		switch n := f.State(p); n.Kind {
		case 0:
			live = append(live, p)
		case NoticeEnded:
		default:
			o.Notices = append(o.Notices, n)
			missing = missing || n.Kind != NoticeNotYet
		}
	}
	failed := f.ask(ctx, live, o)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	for _, p := range live {
		if err := failed[p.ID]; err != nil {
			o.Notices = append(o.Notices, Notice{Provider: p, Kind: NoticeFailed, Err: err})
			missing = true
		}
	}
	for _, c := range []*Count{&o.Unread, &o.Registered, &o.ForAction, &o.Expiring, &o.Urgent} {
		c.Least = c.Least || missing
	}
	if len(live) > 0 && len(failed) == len(live) {
		return o, fmt.Errorf("counting messages: %w", &PartialError{failed})
	}
	return o, nil
}

// ask puts every question to every provider and adds up the answers. A provider that failed one of them counts as
// failed, with what it answered to the others.
func (f *Federation) ask(ctx context.Context, live []Provider, o *Overview) map[string]error {
	var (
		wg     sync.WaitGroup
		mu     sync.Mutex
		failed = map[string]error{}
	)
	for _, p := range live {
		for _, q := range questions(f.o.Now()) {
			wg.Go(func() {
				var page *Page
				err := f.slot(ctx, func() error {
					r, err := f.registryOf(p)
					if err != nil {
						return err
					}
					page, err = r.Messages.List(ctx, ListOptions{Query: q.q, PageSize: q.size})
					return err
				})
				mu.Lock()
				defer mu.Unlock()
				if err != nil {
					failed[p.ID] = err
					return
				}
				q.take(o, page)
			})
		}
	}
	wg.Wait()
	return failed
}
