package main

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"myebox/ebox/sandbox/mailbox"
)

// letterbox counts what arrives and breaks at the third.
type letterbox struct{ n int }

func (l *letterbox) Deliver(a mailbox.Arrival) ([]mailbox.Arrived, error) {
	l.n++
	if l.n == 3 {
		return nil, errors.New("the letterbox is full")
	}
	return nil, nil
}

func TestTrickle(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var box letterbox
		var log bytes.Buffer
		trickle := newTrickle(t.Context(), &options{arrive: 30 * time.Second}, &box, &log)
		<-time.After(125 * time.Second)
		if err := trickle.Close(); err != nil || box.n != 4 {
			t.Errorf("%d messages in 125 s, want one every 30 s; %v", box.n, err)
		}
		<-time.After(time.Hour)
		if box.n != 4 || strings.Count(log.String(), "full") != 1 {
			t.Errorf("%d messages after the end, log %q", box.n, &log)
		}
	})
}
