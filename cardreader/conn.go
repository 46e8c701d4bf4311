package cardreader

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"sync/atomic"
)

// conn is the Transport on a reader. A call that outlives its context is given up: the handle is then used by nobody
// but the goroutine that waits for the call, which logs off and disconnects.
type conn struct {
	sys    *System
	reader string
	right  *atomic.Bool  // the card's: a PIN may be in force
	turn   chan struct{} // holds one token while a call runs; guards what follows
	opened
	within bool        // a transaction is open
	closed atomic.Bool // set under turn
}

// do runs one call of PC/SC.
func (c *conn) do(ctx context.Context, f func(h handle) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if c.closed.Load() { // do not wait for a call that was given up
		return ErrClosed
	}
	select {
	case c.turn <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	if c.closed.Load() {
		<-c.turn
		return ErrClosed
	}
	done := make(chan error, 1)
	go func() { done <- f(c.h) }()
	select {
	case err := <-done:
		<-c.turn
		return err
	case <-ctx.Done():
		c.closed.Store(true)
		go func() {
			<-done
			c.shut()
			<-c.turn
		}()
		return ctx.Err()
	}
}

// shut logs off, ends the transaction and disconnects; the caller has the turn. When LOG OFF does not work the card is
// reset, which drops the right as well.
func (c *conn) shut() {
	c.closed.Store(true)
	if c.right.Load() {
		if resp, err := c.h.Transmit(logOff()); err == nil && bytes.Equal(resp, []byte{0x90, 0x00}) {
			c.right.Store(false)
		}
	}
	reset := c.right.Load()
	if c.within {
		_ = c.h.End(reset) // what fails here failed because card or service are gone, and the right with them
	}
	_ = c.h.Disconnect(reset)
	_ = c.ses.Release()
	c.within = false
	c.right.Store(false)
	c.sys.forget(c)
}

// Close ends the connection. It waits for a call that is running, but not beyond ctx.
func (c *conn) Close(ctx context.Context) error {
	_, err := inTime(ctx, func() (struct{}, error) {
		c.turn <- struct{}{}
		defer func() { <-c.turn }()
		if !c.closed.Load() {
			c.shut()
		}
		return struct{}{}, nil
	}, nil)
	return err
}

// Transmit implements Transport. The command is copied, as the call may go on after the caller has wiped its own, and
// the copy is wiped too: it may hold a PIN.
func (c *conn) Transmit(ctx context.Context, cmd []byte) (resp []byte, err error) {
	own := bytes.Clone(cmd)
	var got []byte
	err = c.do(ctx, func(h handle) error {
		defer clear(own)
		var err error
		if got, err = h.Transmit(own); err == nil && len(got) < 2 {
			err = codeCommError // some drivers answer nothing when the card has just gone
		}
		return err
	})
	if err != nil {
		return nil, c.explain(ctx, err)
	}
	return got, nil
}

// Control asks the reader itself (PC/SC part 10).
func (c *conn) Control(ctx context.Context, code uint32, in []byte) ([]byte, error) {
	var got []byte
	err := c.do(ctx, func(h handle) error {
		var err error
		got, err = h.Control(code, in)
		return err
	})
	if err != nil {
		return nil, c.explain(ctx, err)
	}
	return got, nil
}

// Begin implements transactor. A reset that another program did before is taken note of here, where nothing depends
// on what was selected.
func (c *conn) Begin(ctx context.Context) (end func() error, err error) {
	err = c.do(ctx, func(h handle) error {
		err := h.Begin()
		for try := 0; try < 3 && errors.Is(err, ErrReset); try++ {
			if err = h.Reconnect(); err == nil {
				err = h.Begin()
			}
		}
		c.within = err == nil
		return err
	})
	if err != nil {
		return nil, c.explain(ctx, err)
	}
	return func() error { return c.end(ctx) }, nil
}

// end ends the transaction, also after ctx has. A right that LOG OFF could not drop is dropped by a reset.
func (c *conn) end(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), closeTime)
	defer cancel()
	err := c.do(ctx, func(h handle) error {
		c.within = false
		reset := c.right.Load()
		err := h.End(reset)
		if reset && err == nil {
			c.right.Store(false)
		}
		return err
	})
	// The card's or the service's end ended the transaction, and a connection that was given up ends it by itself.
	for _, gone := range []error{ErrClosed, ErrReset, ErrRemoved, ErrNoCard, ErrReaderGone, ErrNoService, ErrComm} {
		if errors.Is(err, gone) {
			return nil
		}
	}
	return err
}

// Recover implements recoverer.
func (c *conn) Recover(ctx context.Context) (fresh bool, err error) {
	err = c.do(ctx, func(h handle) error {
		err := h.Reconnect()
		if !errors.Is(err, ErrNoService) && !errors.Is(err, ErrComm) {
			return err
		}
		o, err := c.sys.open(ctx, c.reader)
		if err != nil {
			return err
		}
		if !bytes.Equal(o.atr, c.atr) {
			o.close()
			return ErrRemoved
		}
		fresh = true
		_ = c.h.Disconnect(false) // of a service that is gone
		_ = c.ses.Release()
		c.opened, c.within = *o, false
		return nil
	})
	if err != nil {
		return false, c.explain(ctx, err)
	}
	return fresh, nil
}

// explain turns a failed exchange into its cause: the service ended, the card or the reader went. The service notices
// that only a moment after the exchange failed.
func (c *conn) explain(ctx context.Context, err error) error {
	if !errors.Is(err, ErrComm) && !errors.Is(err, ErrNotAllowed) {
		return err
	}
	cause, lerr := inTime(ctx, func() (error, error) { return c.sys.look(ctx, c.reader), nil }, nil)
	switch {
	case lerr != nil:
		return lerr
	case cause != nil:
		return fmt.Errorf("%w: %w", cause, err)
	case errors.Is(err, ErrNotAllowed): // it had allowed the connection: it ended, and another one runs now
		return fmt.Errorf("%w: %w", ErrNoService, err)
	}
	return err
}

// look tells what keeps a reader's card from being used, waiting a moment for it to show.
func (s *System) look(ctx context.Context, reader string) error {
	ses, err := s.establish(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = ses.Release() }() // only read from
	st := []readerState{{name: reader}}
	for range 4 {
		err := ses.StatusChange(st, removalTime)
		e := st[0].event
		switch {
		case errors.Is(err, codeTimeout):
			return nil
		case err != nil:
			return err
		case e&(stateUnknown|stateUnavailable) != 0:
			return ErrReaderGone
		case e&stateEmpty != 0:
			return ErrRemoved
		}
		st[0].current = e &^ stateChanged
	}
	return nil
}

// Reader is the reader's name.
func (c *conn) Reader() string { return c.reader }
