package cardreader

import (
	"bytes"
	"context"
	"errors"
	"fmt"
)

// Applet is the version byte of the card's application: its two hexadecimal digits are major and minor.
type Applet byte

// The generations.
const (
	Applet11 Applet = 0x11 // and lower: RSA-1024, all expired
	Applet17 Applet = 0x17 // RSA-2048
	Applet18 Applet = 0x18 // ECDSA P-384
)

// String is the version as people write it, "1.8".
func (a Applet) String() string { return fmt.Sprintf("%d.%d", a>>4, a&0xF) }

// Info is GET CARD DATA (M17 6.9, M18 6.14).
type Info struct {
	Serial    [16]byte // of the chip; also in the identity file
	Applet    Applet
	GlobalOS  uint16
	LifeCycle byte
}

// atr18 is the ATR of applet 1.8; cards up to 1.7 share a pattern (C54 section 2.3).
var (
	atr18      = []byte{0x3B, 0x7F, 0x96, 0x00, 0x00, 0x80, 0x31, 0x80, 0x65, 0xB0, 0x85, 0x04, 0x01, 0x20, 0x12, 0x0F, 0xFF, 0x82, 0x90, 0x00}
	atr17      = []byte{0x3B, 0x98, 0x00, 0x40, 0x00, 0x00, 0x00, 0x00, 0x01, 0x01, 0xAD, 0x13, 0x10}
	atr17Mask  = []byte{0xFF, 0xFF, 0x00, 0xFF, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0xF0}
	cardDataSz = 28
)

// LooksBeID tells whether an answer to reset is one of a Belgian identity card. Only Info makes sure.
func LooksBeID(atr []byte) bool {
	if bytes.Equal(atr, atr18) {
		return true
	}
	if len(atr) != len(atr17) {
		return false
	}
	for i, b := range atr {
		if b&atr17Mask[i] != atr17[i] {
			return false
		}
	}
	return true
}

// Card is a card in a reader. It is not safe for concurrent use.
type Card struct {
	link  link
	atr   []byte
	info  *Info
	right bool // a PIN right may be in force
}

// NewCard is a card behind t that answered its reset with atr.
func NewCard(t Transport, atr []byte) *Card { return &Card{link: link{t}, atr: atr} }

// Info asks the card who it is, once. ErrNotBeID when it is another card: then nothing else is sent to it.
func (c *Card) Info(ctx context.Context) (*Info, error) {
	if c.info != nil {
		return c.info, nil
	}
	if !LooksBeID(c.atr) {
		return nil, ErrNotBeID
	}
	data, err := c.link.send(ctx, cardData())
	var sw *SWError
	if errors.As(err, &sw) && !errors.Is(err, ErrNotActivated) {
		return nil, fmt.Errorf("%w: %w", ErrNotBeID, err)
	}
	if err != nil {
		return nil, fmt.Errorf("asking the card who it is: %w", err)
	}
	if c.info, err = parseInfo(data); err != nil {
		return nil, err
	}
	return c.info, nil
}

// parseInfo reads the answer to GET CARD DATA.
func parseInfo(data []byte) (*Info, error) {
	if len(data) < cardDataSz {
		return nil, fmt.Errorf("%w: %d bytes of card data", ErrNotBeID, len(data))
	}
	i := &Info{Applet: Applet(data[21]), GlobalOS: uint16(data[22])<<8 | uint16(data[23]), LifeCycle: data[27]}
	copy(i.Serial[:], data)
	// 1.0 and 1.1 report 10 and 11; anything above 1.8 is a newer card, spoken to as 1.8.
	if i.Applet < 0x10 || i.Applet > 0x2F {
		return nil, fmt.Errorf("%w: applet version %02X", ErrNotBeID, byte(i.Applet))
	}
	return i, nil
}

// readFile reads a whole transparent file, padding included, at most limit bytes.
func (c *Card) readFile(ctx context.Context, f file, limit int) ([]byte, error) {
	return c.read(ctx, f, func([]byte) (int, error) { return limit, nil })
}

// read selects f and reads until the size that length tells after the first answer, or until the file's end. It runs in
// a transaction: another program must not select between two commands.
func (c *Card) read(ctx context.Context, f file, length func(head []byte) (int, error)) (data []byte, err error) {
	err = c.link.exclusive(ctx, func() error {
		if _, err := c.link.send(ctx, selectFile(f)); err != nil {
			return err
		}
		if data, err = c.link.send(ctx, readBinary(0, maxReadLen)); err != nil {
			return err
		}
		want, err := length(data)
		if err != nil {
			return err
		}
		for len(data) < want && len(data)%maxReadLen == 0 && len(data) > 0 {
			more, err := c.link.send(ctx, readBinary(len(data), min(want-len(data), maxReadLen)))
			var sw *SWError
			if errors.As(err, &sw) && sw.SW == 0x6B00 {
				break // the size was a multiple of the chunk
			}
			if err != nil {
				return err
			}
			if len(more) == 0 {
				break
			}
			data = append(data, more...)
		}
		data = data[:min(len(data), want)]
		return nil
	})
	return data, err
}

// Close drops the PIN's right. It must be called on every way out.
func (c *Card) Close(ctx context.Context) error { return c.logOff(ctx) }
