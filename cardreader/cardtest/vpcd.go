package cardtest

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"sync"
)

// VPCDPort is where the virtual reader of vsmartcard listens for the card of slot 0; slot 1 is the port after it.
const VPCDPort = 35963

// Commands of the virtual reader, one byte long (vsmartcard, vpcd.h).
const (
	vpcdOff   = 0x00
	vpcdOn    = 0x01
	vpcdReset = 0x02
	vpcdATR   = 0x04

	maxAPDU = 512 // no command or answer of a short APDU is longer
)

// Serve puts the card into a virtual reader of vsmartcard (vpcd) at a TCP address: it sits in a real pcscd until ctx ends,
// which takes it out, or it is pulled out by its own knobs (ErrRemoved) or the reader hangs up (an error of the network).
func (c *Card) Serve(ctx context.Context, addr string) error {
	var d net.Dialer
	nc, err := d.DialContext(ctx, "tcp", addr)
	if err != nil {
		return fmt.Errorf("inserting the card into the virtual reader: %w", err)
	}
	stop := context.AfterFunc(ctx, func() { _ = nc.Close() })
	defer stop()
	s := &slot{card: c, nc: nc, work: make(chan []byte, 1), failed: make(chan error, 2)}
	var wg sync.WaitGroup
	wg.Go(func() { s.failed <- s.read() })
	wg.Go(func() { s.transmit(ctx) })
	err = <-s.failed
	_ = nc.Close()
	wg.Wait()
	c.Reset()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

// slot is one connection to the reader.
type slot struct {
	card   *Card
	nc     net.Conn
	mu     sync.Mutex // of writes
	work   chan []byte
	failed chan error
}

// read takes the reader's frames and answers its polls at once, also while a signature takes its time: else the card
// counts as removed.
func (s *slot) read() error {
	defer close(s.work)
	for {
		frame, err := s.frame()
		if err != nil {
			return err
		}
		if len(frame) != 1 {
			s.work <- frame
			continue
		}
		switch frame[0] {
		case vpcdOff, vpcdOn, vpcdReset:
			s.card.Reset()
		case vpcdATR:
			if err := s.write(s.card.ATR); err != nil {
				return err
			}
		}
	}
}

func (s *slot) transmit(ctx context.Context) {
	for cmd := range s.work {
		resp, err := s.card.Transmit(ctx, cmd)
		if err == nil {
			err = s.write(resp)
		}
		if err != nil {
			s.failed <- err
			_ = s.nc.Close()
			for range s.work { // until read has ended
			}
			return
		}
	}
}

func (s *slot) frame() ([]byte, error) {
	var head [2]byte
	if _, err := io.ReadFull(s.nc, head[:]); err != nil {
		return nil, err
	}
	quickAck(s.nc)
	n := binary.BigEndian.Uint16(head[:])
	if n > maxAPDU {
		return nil, errors.New("frame of the virtual reader is too long")
	}
	b := make([]byte, n)
	if _, err := io.ReadFull(s.nc, b); err != nil {
		return nil, err
	}
	quickAck(s.nc)
	return b, nil
}

// write sends length and data in one packet.
func (s *slot) write(b []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, err := s.nc.Write(append(binary.BigEndian.AppendUint16(nil, uint16(len(b))), b...))
	quickAck(s.nc)
	return err
}
