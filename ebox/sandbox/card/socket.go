package card

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"sync"

	"myebox/cardreader/cardtest"
)

// maxCommand is longer than any command of a short APDU.
const maxCommand = 512

// Socket is a card that a program on this machine reaches without a smart card service: on a unix socket that only its
// owner may open. Every frame is two bytes of length, high byte first, and that many bytes. A connection powers the card
// up: the first frame is its answer to reset; then each frame to the card is a command, and each frame back its answer.
// One connection at a time has the card; others are closed at once, without a frame.
type Socket struct {
	card *cardtest.Card
	l    net.Listener
	busy sync.Mutex // held by the connection that has the card
	wg   sync.WaitGroup
}

// ListenCard offers a card at path.
func ListenCard(path string, c *cardtest.Card) (*Socket, error) {
	l, err := net.Listen("unix", path)
	if err != nil {
		return nil, fmt.Errorf("offering the simulated card: %w", err)
	}
	if err := os.Chmod(path, 0o600); err != nil { // the directory is private already
		return nil, errors.Join(fmt.Errorf("offering the simulated card: %w", err), l.Close())
	}
	return &Socket{card: c, l: l}, nil
}

// Serve answers until ctx ends.
func (s *Socket) Serve(ctx context.Context) error {
	stop := context.AfterFunc(ctx, func() { _ = s.l.Close() })
	defer stop()
	defer s.wg.Wait()
	for {
		nc, err := s.l.Accept()
		if err != nil {
			if ctx.Err() != nil {
				return nil
			}
			return fmt.Errorf("offering the simulated card: %w", err)
		}
		s.wg.Go(func() {
			stop := context.AfterFunc(ctx, func() { _ = nc.Close() })
			defer stop()
			s.serve(ctx, nc)
		})
	}
}

// serve is one connection. Whatever ends it, the card loses its power and every right with it.
func (s *Socket) serve(ctx context.Context, nc net.Conn) {
	defer func() { _ = nc.Close() }()
	if !s.busy.TryLock() {
		return
	}
	defer s.busy.Unlock()
	s.card.Reset()
	defer s.card.Reset()
	if writeFrame(nc, s.card.ATR) != nil {
		return
	}
	for {
		cmd, err := readFrame(nc)
		if err != nil {
			return
		}
		resp, err := s.card.Transmit(ctx, cmd)
		clear(cmd) // it may hold the PIN
		if err != nil || writeFrame(nc, resp) != nil {
			return
		}
	}
}

// readFrame takes one frame. A command has four bytes at least.
func readFrame(r io.Reader) ([]byte, error) {
	var head [2]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return nil, err
	}
	n := binary.BigEndian.Uint16(head[:])
	if n < 4 || n > maxCommand {
		return nil, errors.New("not a command")
	}
	b := make([]byte, n)
	_, err := io.ReadFull(r, b)
	return b, err
}

func writeFrame(w io.Writer, b []byte) error {
	_, err := w.Write(append(binary.BigEndian.AppendUint16(nil, uint16(len(b))), b...))
	return err
}
