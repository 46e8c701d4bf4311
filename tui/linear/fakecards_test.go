package linear

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/jpeg"
	"iter"
	"sync"
	"time"

	"myebox/ebox"
	"myebox/tui/backend"
	"myebox/tui/present"
)

// fakeCards are readers without hardware: what is in them is sent, and every card has the PIN 1234.
type fakeCards struct {
	mu      sync.Mutex
	now     *backend.Readers       // what a new watch is told; nil: nothing yet
	watches []chan backend.Readers // what Watch tells
	session *backend.Session
	tries   int   // left; negative: the card does not tell
	pad     bool  // the reader has keys
	padErr  error // how the entry on the reader ends
	padDone chan struct{}
	err     error // before anything else
	asked   []backend.PINPrompt
	pins    []string // what was typed, to be compared
	got     [][]byte // the slices that came: the card clears them
	reads   int
	ended   int // watches
}

const fakeReader = "ACME Reader 00"

func oneCard(cards ...present.CardReader) backend.Readers { return backend.Readers{List: cards} }

func belgian(name string) present.CardReader {
	return present.CardReader{Name: name, Card: present.CardBelgian}
}

func (c *fakeCards) Watch(ctx context.Context) iter.Seq[backend.Readers] {
	return func(yield func(backend.Readers) bool) {
		ch := make(chan backend.Readers, 10)
		c.mu.Lock()
		c.watches = append(c.watches, ch)
		if c.now != nil {
			ch <- *c.now
		}
		c.mu.Unlock()
		for {
			select {
			case r := <-ch:
				if !yield(r) {
					return
				}
			case <-ctx.Done():
				c.mu.Lock()
				c.ended++
				c.mu.Unlock()
				return
			}
		}
	}
}

// try is a PIN that reached the card.
func (c *fakeCards) try(pin []byte) error {
	defer clear(pin)
	c.got = append(c.got, pin)
	c.pins = append(c.pins, string(pin))
	if string(pin) == "1234" {
		return nil
	}
	c.tries--
	return &backend.CardError{Case: present.CardWrongPIN, Tries: c.tries, Err: errors.New("test")}
}

func (c *fakeCards) begin(ctx context.Context, ask func(context.Context, backend.PINPrompt) error) (done bool, err error) {
	if c.err != nil {
		return true, c.err
	}
	if c.tries == 0 {
		return true, &backend.CardError{Case: present.CardBlocked, Err: errors.New("test")}
	}
	p := backend.PINPrompt{Tries: c.tries, Pad: c.pad}
	c.asked = append(c.asked, p)
	if !c.pad {
		return false, nil
	}
	pctx, end := context.WithCancel(ctx)
	defer end()
	if err := ask(pctx, p); err != nil {
		return true, err
	}
	select {
	case <-c.padDone:
		return true, c.padErr
	case <-ctx.Done():
		return true, ctx.Err()
	}
}

func (c *fakeCards) Login(ctx context.Context, _ string, ask backend.AskPIN) (*backend.Session, error) {
	done, err := c.begin(ctx, func(ctx context.Context, p backend.PINPrompt) error { _, err := ask(ctx, p); return err })
	if err != nil {
		return nil, err
	}
	if !done {
		pin, err := ask(ctx, backend.PINPrompt{Tries: c.tries})
		if err == nil {
			err = c.try(pin)
		}
		if err != nil {
			return nil, err
		}
	}
	return c.session, nil
}

func (c *fakeCards) Read(context.Context, string) (*present.Card, error) {
	c.reads++
	if c.err != nil {
		return nil, c.err
	}
	until := time.Date(2030, 1, 2, 0, 0, 0, 0, time.UTC)
	return &present.Card{
		Surname: ebox.Untrusted("SPECIMEN"), GivenNames: ebox.Untrusted("Test Élodie"), NationalNumber: ebox.Untrusted("99123199969"),
		Street: ebox.Untrusted("Specimenstraat 12"), PostalCode: ebox.Untrusted("1000"), Town: ebox.Untrusted("Brussel"),
		Photo: present.CardPhoto{Width: 140, Height: 200, Bytes: 3072}, Picture: fakePhoto(), Applet: "1.8",
		Certificates: []present.CardCertificate{{Kind: present.CertAuth, From: until.AddDate(-10, 0, 0), Until: until}, {Kind: present.CertSign, Missing: true}},
		Identity:     present.CheckGood, Address: present.CheckGood, PhotoFits: present.CheckBad, Register: present.CheckGood,
	}, nil
}

func (c *fakeCards) ChangePIN(ctx context.Context, _ string, ask backend.AskChange) error {
	done, err := c.begin(ctx, func(ctx context.Context, p backend.PINPrompt) error { _, _, err := ask(ctx, p); return err })
	if err != nil || done {
		return err
	}
	old, fresh, err := ask(ctx, backend.PINPrompt{Tries: c.tries})
	if err != nil {
		return err
	}
	c.pins = append(c.pins, string(fresh))
	clear(fresh)
	return c.try(old)
}

// fakePhoto is dark at the top and light at the bottom.
func fakePhoto() []byte {
	img := image.NewGray(image.Rect(0, 0, 140, 200))
	for i := range img.Pix {
		img.Pix[i] = uint8(i / 140)
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		return nil
	}
	return b.Bytes()
}
