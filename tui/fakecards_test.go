package tui

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/jpeg"
	"iter"
	"strings"
	"sync"
	"testing"
	"time"

	"myebox/ebox"
	"myebox/tui/backend"
	"myebox/tui/lang"
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

// driveCards shows the login screen with cards; set may change them before.
func driveCards(t *testing.T, w, h int, code string, set func(c *fakeCards), do func(d *driver, c *fakeCards)) {
	t.Helper()
	var c *fakeCards
	offer := func(f *fake, l *fakeLogin, deps *Deps) {
		loggedOut(f, l, deps)
		c = &fakeCards{padDone: make(chan struct{}), session: l.session, tries: 3}
		if set != nil {
			set(c)
		}
		deps.Cards = c
	}
	drive(t, w, h, code, offer, func(d *driver) { do(d, c) })
}

// withCards is a world whose readers hold that, and whose cards set changes.
func withCards(set func(c *fakeCards), r backend.Readers) setup {
	return func(f *fake, l *fakeLogin, deps *Deps) {
		loggedOut(f, l, deps)
		c := &fakeCards{padDone: make(chan struct{}), session: l.session, tries: 3, now: &r}
		if set != nil {
			set(c)
		}
		deps.Cards = c
	}
}

// there tells the screens what is in the readers.
func (c *fakeCards) there(d *driver, r backend.Readers) {
	c.mu.Lock()
	c.now = &r
	for _, ch := range c.watches {
		ch <- r
	}
	c.mu.Unlock()
	d.send(nil)
}

// typed types text.
func typed(d *driver, s string) {
	for _, r := range s {
		d.keys(string(r))
	}
}

// saysText is says for whole texts: a line may break after a hyphen.
func saysText(d *driver, texts ...string) {
	d.t.Helper()
	join := func(s string) string { return strings.ReplaceAll(flat(s), "- ", "-") }
	for _, s := range texts {
		if !strings.Contains(join(d.said()), join(s)) {
			d.t.Errorf("the screen does not say %q:\n%s", s, d.text())
		}
	}
}

// chooseCard goes to the way in with the card and takes it.
func chooseCard(d *driver, code string) {
	for range 4 {
		if strings.Contains(d.row(), lang.For(code).Card.LogIn) {
			break
		}
		d.keys("down")
	}
	d.on(lang.For(code).Card.LogIn)
	d.keys("enter")
}

// openCards goes to the screen with readers and cards from the login.
func openCards(d *driver, code string) {
	for range 4 {
		if strings.Contains(d.row(), lang.For(code).Card.Readers) {
			break
		}
		d.keys("down")
	}
	d.keys("enter")
	d.says(lang.For(code).Card.Title)
}
