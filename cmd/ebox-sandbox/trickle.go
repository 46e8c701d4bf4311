package main

import (
	"context"
	"fmt"
	"io"
	"time"

	"myebox/ebox/sandbox/mailbox"
)

// postman delivers messages; a world is one.
type postman interface {
	Deliver(a mailbox.Arrival) ([]mailbox.Arrived, error)
}

// trickle is the goroutine that lets messages arrive, one of each type of box at a time.
type trickle struct {
	stop context.CancelFunc
	done chan struct{}
}

// newTrickle starts it. What cannot be delivered goes to the log.
func newTrickle(ctx context.Context, o *options, to postman, logTo io.Writer) *trickle {
	ctx, stop := context.WithCancel(ctx)
	t := &trickle{stop, make(chan struct{})}
	go func() {
		defer close(t.done)
		tick := time.NewTicker(o.arrive)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
				if _, err := to.Deliver(mailbox.Arrival{}); err != nil {
					fmt.Fprintln(logTo, "ebox-sandbox:", err)
				}
			}
		}
	}()
	return t
}

// Close implements io.Closer: nothing arrives after it.
func (t *trickle) Close() error {
	t.stop()
	<-t.done
	return nil
}
