package main

import (
	"context"
	"errors"
	"time"

	"myebox/cardreader"
)

// The simulated card has one user at a time, and notices a little later that the last one has gone.
const (
	dialTries = 10
	dialPause = 50 * time.Millisecond
)

// dialCard powers the simulated card up. Closing the card powers it down, and every right is gone.
func dialCard(ctx context.Context, path, language string) (*cardreader.Card, error) {
	for try := 1; ; try++ {
		c, err := cardreader.ConnectSimulated(ctx, path)
		if err == nil {
			c.Language = language
			return c, nil
		}
		if !errors.Is(err, cardreader.ErrBusy) || try == dialTries {
			return nil, err
		}
		t := time.NewTimer(dialPause)
		select {
		case <-t.C:
		case <-ctx.Done():
			t.Stop()
			return nil, ctx.Err()
		}
	}
}
