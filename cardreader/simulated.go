package cardreader

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"time"
)

// maxAnswer is the longest frame that a simulated card sends: an ATR, or 256 bytes and a status word.
const maxAnswer = 258

// simulatedPatience is how long a simulated card may take for one answer.
const simulatedPatience = 10 * time.Second

// simulated is the Transport to a card that another program of this machine plays, over a unix socket. A frame is two
// bytes of length, high byte first, and that many bytes; the first frame is the answer to reset, then commands and
// answers take turns. It is for one goroutine at a time, as Card is.
type simulated struct {
	nc    net.Conn
	right *Card // whose PIN right is to be dropped
}

// ConnectSimulated opens the simulated card behind a unix socket, as the sandbox offers one: a card without a reader and
// without PC/SC. It is for tests and demonstrations; who uses it says so on the screen. Call Card.Close when done.
// ErrNoCard when nobody offers one there, ErrBusy when another program has it.
func ConnectSimulated(ctx context.Context, path string) (*Card, error) {
	var d net.Dialer
	nc, err := d.DialContext(ctx, "unix", path)
	if err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, fmt.Errorf("connecting to the simulated card: %w", ErrNoCard)
	}
	s := &simulated{nc: nc}
	atr, err := s.exchange(ctx, nil)
	if err != nil {
		err = errors.Join(err, nc.Close())
		if errors.Is(err, ErrRemoved) { // it hung up without a word
			err = ErrBusy
		}
		return nil, fmt.Errorf("connecting to the simulated card: %w", err)
	}
	card := NewCard(s, atr)
	s.right = card
	return card, nil
}

// Transmit implements Transport.
func (s *simulated) Transmit(ctx context.Context, cmd []byte) ([]byte, error) {
	return s.exchange(ctx, cmd)
}

// exchange sends a frame, unless it is empty, and takes one. What was sent is wiped: it may hold a PIN.
func (s *simulated) exchange(ctx context.Context, cmd []byte) (resp []byte, err error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	_ = s.nc.SetDeadline(time.Now().Add(simulatedPatience))
	stop := context.AfterFunc(ctx, func() { _ = s.nc.SetDeadline(time.Unix(1, 0)) })
	defer func() {
		if !stop() && err != nil {
			err = ctx.Err() // an answer may still come: the connection is of no use any more
			_ = s.nc.Close()
		}
	}()
	if len(cmd) > 0 {
		frame := append(binary.BigEndian.AppendUint16(nil, uint16(len(cmd))), cmd...)
		_, err := s.nc.Write(frame)
		clear(frame)
		if err != nil {
			return nil, ErrRemoved
		}
	}
	var head [2]byte
	if _, err := io.ReadFull(s.nc, head[:]); err != nil {
		return nil, ErrRemoved
	}
	n := binary.BigEndian.Uint16(head[:])
	if n > maxAnswer {
		return nil, fmt.Errorf("%w: a frame of %d bytes", ErrCardFault, n)
	}
	b := make([]byte, n)
	if _, err := io.ReadFull(s.nc, b); err != nil {
		return nil, ErrRemoved
	}
	return b, nil
}

// Close ends the connection; the card loses its power, and the PIN's right with it.
func (s *simulated) Close(ctx context.Context) error {
	if s.right.right.Load() {
		if resp, err := s.exchange(ctx, logOff()); err == nil && bytes.Equal(resp, []byte{0x90, 0x00}) {
			s.right.right.Store(false)
		}
	}
	if err := s.nc.Close(); err != nil && !errors.Is(err, net.ErrClosed) {
		return fmt.Errorf("closing the connection to the simulated card: %w", err)
	}
	s.right.right.Store(false)
	return nil
}
