package main

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"

	"myebox/auth"
	"myebox/ebox"
)

// The pauses of watch.
const (
	minInterval  = time.Minute // whatever the person asks for: a mailbox is no ticker
	jitterShare  = 0.1         // of the interval, up or down: many machines must not ask at the same second
	napLength    = 30 * time.Second
	maxBackOff   = time.Hour
	watchedPages = 20 // of a provider, in one look: more than that in a few days is no mailbox of ours
)

// mail is the part of a mailbox that watch asks.
type mail interface {
	Providers(ctx context.Context) ([]ebox.Provider, error)
	State(p ebox.Provider) ebox.Notice
	Open(q ebox.Query) *ebox.Listing
}

// news is what a look found.
type news struct {
	items    []*ebox.Message // not told before, oldest first
	notices  []ebox.Notice   // providers that did not answer
	answered []ebox.Provider
	all      []ebox.Provider
}

// look asks for what came since the last one. It fetches lists only, and marks nothing as read.
func (s *watchState) look(ctx context.Context, box mail, now time.Time) (*news, error) {
	all, err := box.Providers(ctx)
	if err != nil {
		return nil, err
	}
	l := box.Open(ebox.Query{ReceivedAfter: s.from(now, all).AddDate(0, 0, -2)}) // days, and exclusive
	defer l.Close()
	view, err := load(ctx, l, watchedPages*25)
	if err != nil {
		return nil, err
	}
	n := &news{all: all}
	missing := map[string]bool{}
	for _, notice := range view.Notices {
		if notice.Kind == ebox.NoticeFailed || notice.Kind == ebox.NoticeWaiting {
			n.notices = append(n.notices, notice)
			missing[notice.Provider.ID] = true
		}
	}
	for _, p := range all {
		if !missing[p.ID] && box.State(p).Kind == 0 {
			n.answered = append(n.answered, p)
		}
	}
	for i := len(view.Items) - 1; i >= 0; i-- {
		if s.isNew(view.Items[i]) {
			n.items = append(n.items, view.Items[i])
		}
	}
	return n, nil
}

// pause is how long to wait for the next look: the interval with jitter, longer after failures in a row, and never
// shorter than a server asked for.
func pause(interval time.Duration, failures int, after time.Duration, random func() float64) time.Duration {
	d := interval
	for range min(failures, 6) {
		d = min(2*d, max(maxBackOff, interval))
	}
	d += time.Duration((2*random() - 1) * jitterShare * float64(d))
	return max(d, after)
}

// random is a number from 0 to 1.
func random() float64 { return rand.Float64() }

// askedToWait is the longest pause that a server asked for, in an error of a look or of its providers.
func askedToWait(err error, notices []ebox.Notice) time.Duration {
	var longest time.Duration
	errs := []error{err}
	for _, n := range notices {
		errs = append(errs, n.Err)
	}
	for _, e := range errs {
		var status *ebox.StatusError
		if errors.As(e, &status) {
			longest = max(longest, status.RetryAfter)
		}
	}
	return longest
}

// needsPerson tells an error that no waiting cures: somebody has to log in, or a file has to be put right.
func needsPerson(err error) bool {
	var key *keyError
	return errors.Is(err, auth.ErrLoginRequired) || errors.Is(err, ebox.ErrUnauthorized) || errors.As(err, &key)
}

// sleepUntil waits for a moment of the wall clock, in naps: a computer that slept through it goes on at once.
func sleepUntil(ctx context.Context, now func() time.Time, when time.Time) error {
	for {
		left := when.Round(0).Sub(now().Round(0))
		if left <= 0 {
			return ctx.Err()
		}
		t := time.NewTimer(min(left, napLength))
		select {
		case <-t.C:
		case <-ctx.Done():
			t.Stop()
			return ctx.Err()
		}
	}
}
