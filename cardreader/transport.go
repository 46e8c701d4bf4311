package cardreader

import (
	"context"
	"fmt"
)

// Transport sends one command APDU to a card and returns its answer, status word included. Implementations do no
// chaining, no retries and no interpretation.
type Transport interface {
	Transmit(ctx context.Context, cmd []byte) (resp []byte, err error)
}

// transactor is a Transport that can keep other programs away from the card between two commands.
type transactor interface {
	// Begin blocks until the card is ours alone; end must be called once.
	Begin(ctx context.Context) (end func() error, err error)
}

// recoverer is a Transport that can come back after a reset or a restart of the service. fresh tells that the connection
// is new: the card may be another one.
type recoverer interface {
	Recover(ctx context.Context) (fresh bool, err error)
}

const (
	swOK        = 0x9000
	maxFollowUp = 40 // GET RESPONSEs and resends for one command: 32,767 bytes need 129 reads, one answer never that many
)

// link is a Transport above which GET RESPONSE and wrong-length answers are done with (ISO 7816-4, 5.1.3 and 11.7.1).
type link struct{ t Transport }

// send gives the answer's data without its status word. Any status word but 9000 is an *SWError; then data is what
// came with it.
func (l link) send(ctx context.Context, cmd []byte) (data []byte, err error) {
	next := cmd
	for range maxFollowUp {
		resp, err := l.transmit(ctx, next)
		if err != nil {
			return nil, err
		}
		sw := uint16(resp[len(resp)-2])<<8 | uint16(resp[len(resp)-1])
		data = append(data, resp[:len(resp)-2]...)
		switch sw >> 8 {
		case 0x61: // more waits; 00 means 256
			next = []byte{next[0] & 0x03, insGetResponse, 0, 0, byte(sw)}
		case 0x6C: // wrong Le, the card names the right one
			if len(next) != 5 {
				return data, &SWError{SW: sw}
			}
			next = append(append([]byte{}, next[:4]...), byte(sw))
		default:
			if sw != swOK {
				return data, &SWError{SW: sw}
			}
			return data, nil
		}
	}
	return nil, fmt.Errorf("%w: answers without end", ErrCardFault)
}

func (l link) transmit(ctx context.Context, cmd []byte) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	resp, err := l.t.Transmit(ctx, cmd)
	if err != nil {
		return nil, err
	}
	if len(resp) < 2 || len(resp) > maxReadLen+2 {
		return nil, fmt.Errorf("%w: answer of %d bytes", ErrCardFault, len(resp))
	}
	return resp, nil
}

// exclusive runs f with the card for ourselves, where the transport can do that, also when f panics: another program must
// get its turn.
func (l link) exclusive(ctx context.Context, f func() error) (err error) {
	t, ok := l.t.(transactor)
	if !ok {
		return f()
	}
	end, err := t.Begin(ctx)
	if err != nil {
		return err
	}
	defer func() {
		if e := end(); err == nil {
			err = e
		}
	}()
	return f()
}
