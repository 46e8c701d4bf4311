package main

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"time"

	"myebox/cardreader"
)

// socketCard is the sandbox's simulated card, reached without a smart card service: every frame on its socket is two
// bytes of length, high byte first, and that many bytes; the first one is the answer to reset. It implements
// cardreader.Transport.
type socketCard struct{ nc net.Conn }

// cardPatience is how long the simulated card may take for one answer.
const cardPatience = 10 * time.Second

// The card has one user at a time, and notices a little later that the last one has gone.
const (
	dialTries = 10
	dialPause = 50 * time.Millisecond
)

// dialCard powers the simulated card up. Closing the card powers it down, and every right is gone.
func dialCard(ctx context.Context, path, language string) (*cardreader.Card, error) {
	for try := 1; ; try++ {
		c, err := dialOnce(ctx, path, language)
		if !errors.Is(err, cardreader.ErrBusy) || try == dialTries {
			return c, err
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

func dialOnce(ctx context.Context, path, language string) (*cardreader.Card, error) {
	var d net.Dialer
	nc, err := d.DialContext(ctx, "unix", path)
	if err != nil {
		return nil, fmt.Errorf("connecting to the simulated card: %w: %w", cardreader.ErrNoCard, err)
	}
	t := &socketCard{nc}
	stop := context.AfterFunc(ctx, func() { _ = nc.SetDeadline(time.Now()) })
	defer stop()
	_ = nc.SetDeadline(time.Now().Add(cardPatience))
	atr, err := t.frame()
	if err != nil {
		_ = nc.Close()
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, fmt.Errorf("connecting to the simulated card: %w", cardreader.ErrBusy) // another program has it
	}
	c := cardreader.NewCard(&closingCard{t}, atr)
	c.Language = language
	return c, nil
}

// Transmit implements cardreader.Transport.
func (t *socketCard) Transmit(ctx context.Context, cmd []byte) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	_ = t.nc.SetDeadline(time.Now().Add(cardPatience))
	stop := context.AfterFunc(ctx, func() { _ = t.nc.SetDeadline(time.Now()) })
	defer stop()
	frame := append(binary.BigEndian.AppendUint16(make([]byte, 0, 2+len(cmd)), uint16(len(cmd))), cmd...)
	defer clear(frame) // it may hold the PIN
	if _, err := t.nc.Write(frame); err != nil {
		return nil, t.lost(ctx, err)
	}
	resp, err := t.frame()
	if err != nil {
		return nil, t.lost(ctx, err)
	}
	if len(resp) < 2 {
		return nil, cardreader.ErrComm
	}
	return resp, nil
}

// lost is a card that is gone, or a person who does not want to wait.
func (t *socketCard) lost(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if errors.Is(err, io.EOF) || errors.Is(err, net.ErrClosed) {
		return cardreader.ErrRemoved
	}
	return fmt.Errorf("%w: %w", cardreader.ErrRemoved, err)
}

// frame reads one frame.
func (t *socketCard) frame() ([]byte, error) {
	var head [2]byte
	if _, err := io.ReadFull(t.nc, head[:]); err != nil {
		return nil, err
	}
	b := make([]byte, binary.BigEndian.Uint16(head[:]))
	_, err := io.ReadFull(t.nc, b)
	return b, err
}

// closingCard ends the connection with the card.
type closingCard struct{ *socketCard }

// Close powers the card down.
func (c *closingCard) Close(context.Context) error {
	if err := c.nc.Close(); err != nil && !errors.Is(err, net.ErrClosed) {
		return fmt.Errorf("powering the simulated card down: %w", err)
	}
	return nil
}
