package cardreader

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync/atomic"
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
	tries     int // left, or TriesUnknown
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

// Card is a card in a reader. One goroutine may use it at a time; System.Close may be called beside it.
type Card struct {
	// Language is for the display of a reader with keys: nl, fr, de or en.
	Language string

	link  link
	atr   []byte
	info  *Info
	chunk int         // bytes that one READ BINARY asks for
	short bool        // paths are sent without the MF's identifier
	right atomic.Bool // a PIN's right may be in force
	pad   *padState   // nil: not asked yet
}

// NewCard is a card behind t that answered its reset with atr.
func NewCard(t Transport, atr []byte) *Card { return &Card{link: link{t}, atr: atr, chunk: maxReadLen} }

// Info asks the card who it is, once. ErrNotBeID when it is another card: then nothing else is sent to it.
// ErrNotActivated for a card that the municipality has not activated.
func (c *Card) Info(ctx context.Context) (*Info, error) {
	if c.info != nil {
		return c.info, nil
	}
	if !LooksBeID(c.atr) {
		return nil, ErrNotBeID
	}
	err := c.again(ctx, func() error {
		return c.link.exclusive(ctx, func() (err error) { c.info, err = c.askInfo(ctx); return err })
	})
	if err != nil {
		return nil, fmt.Errorf("asking the card who it is: %w", err)
	}
	return c.info, nil
}

func (c *Card) askInfo(ctx context.Context) (*Info, error) {
	i, err := c.cardData(ctx)
	if !errors.Is(err, errElsewhere) {
		return i, err
	}
	// Perhaps another program selected another applet; a card that is not activated answers the same.
	if _, serr := c.link.send(ctx, selectApplet()); serr != nil {
		return nil, refusal(err, ErrNotBeID)
	}
	if i, err = c.cardData(ctx); errors.Is(err, errElsewhere) {
		return nil, refusal(err, ErrNotBeID)
	}
	return i, err
}

// errElsewhere is a refusal of GET CARD DATA that may come from another applet or from the card's life cycle.
var errElsewhere = errors.New("card data refused")

// refusal is what a refusal means: not activated where the status word says so, else other.
func refusal(err, other error) error {
	if errors.Is(err, ErrNotActivated) {
		return err
	}
	return fmt.Errorf("%w: %w", other, err)
}

// cardData is GET CARD DATA. On 1.8, which has an ATR of its own, the same command tells the tries that are left.
func (c *Card) cardData(ctx context.Context) (*Info, error) {
	if bytes.Equal(c.atr, atr18) {
		if data, err := c.link.send(ctx, cardDataPIN()); err == nil {
			return parseInfo(data)
		} else if !isSW(err, 0x6B00, 0x6A86, 0x6700) {
			return nil, cardDataError(err)
		}
	}
	data, err := c.link.send(ctx, cardData())
	if err != nil {
		return nil, cardDataError(err)
	}
	return parseInfo(data)
}

func cardDataError(err error) error {
	switch {
	case isSW(err, 0x6D00, 0x6985, 0x6283):
		return fmt.Errorf("%w: %w: %w", errElsewhere, ErrNotActivated, err)
	case isSW(err, 0x6E00, 0x6881, 0x6A81, 0x6A82, 0x6A86, 0x6B00, 0x6700, 0x6999):
		return fmt.Errorf("%w: %w", errElsewhere, err)
	case errors.As(err, new(*SWError)):
		return fmt.Errorf("%w: %w", ErrCardFault, err)
	}
	return err
}

// isSW tells whether err is one of these status words.
func isSW(err error, words ...uint16) bool {
	var sw *SWError
	return errors.As(err, &sw) && slices.Contains(words, sw.SW)
}

// again runs op, and again from its start when the card was reset by another program, the service was restarted or the
// reader cannot do long answers: then nothing of before holds. Never for an op that sends a PIN.
func (c *Card) again(ctx context.Context, op func() error) error {
	for try := 0; ; try++ {
		err := op()
		if err == nil || try == 2 {
			return err
		}
		switch {
		case errors.Is(err, ErrComm) && c.chunk > smallChunk:
			c.chunk = smallChunk
		case errors.Is(err, ErrReset), errors.Is(err, ErrNoService):
		default:
			return err
		}
		if err := c.recover(ctx); err != nil {
			return err
		}
	}
}

// recover makes the connection usable again and makes sure that it is the same card.
func (c *Card) recover(ctx context.Context) error {
	r, ok := c.link.t.(recoverer)
	if !ok {
		return nil
	}
	fresh, err := r.Recover(ctx)
	if err != nil || !fresh || c.info == nil {
		return err
	}
	old := c.info
	if c.info, err = c.askInfo(ctx); err != nil {
		return err
	}
	if c.info.Serial != old.Serial {
		return ErrRemoved
	}
	return nil
}

// parseInfo reads the answer to GET CARD DATA.
func parseInfo(data []byte) (*Info, error) {
	if len(data) < cardDataSz {
		return nil, fmt.Errorf("%w: %d bytes of card data", ErrNotBeID, len(data))
	}
	i := &Info{Applet: Applet(data[21]), GlobalOS: uint16(data[22])<<8 | uint16(data[23]), LifeCycle: data[27], tries: TriesUnknown}
	if len(data) > 28 && data[28] != 0xFF {
		i.tries = int(data[28])
	}
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
	err = c.again(ctx, func() error {
		return c.link.exclusive(ctx, func() (err error) {
			if err = c.selectFile(ctx, f); err != nil {
				return err
			}
			data, err = c.readSelected(ctx, length)
			return err
		})
	})
	return data, err
}

// selectFile selects by path. The manuals describe paths without the MF's identifier, all clients send it.
func (c *Card) selectFile(ctx context.Context, f file) error {
	_, err := c.link.send(ctx, selectPath(f, c.short))
	if !c.short && isSW(err, 0x6A80, 0x6A82, 0x6A86, 0x6A87, 0x6700) {
		if _, second := c.link.send(ctx, selectPath(f, true)); second == nil {
			c.short = true
			return nil
		}
	}
	if isSW(err, 0x6985) {
		return fmt.Errorf("%w: %w", ErrNotActivated, err)
	}
	return err
}

// readSelected reads the selected file. A card tells its end by 6Cxx (followed by link), by a short answer, by 6282 or,
// at a multiple of the chunk, by 6B00; one that only refuses (6700) is asked for less and less.
func (c *Card) readSelected(ctx context.Context, length func(head []byte) (int, error)) (data []byte, err error) {
	want, known := c.chunk, false
	for chunk := c.chunk; len(data) < want; {
		n := min(want-len(data), chunk)
		more, err := c.link.send(ctx, readBinary(len(data), n))
		data = append(data, more[:min(len(more), n)]...)
		switch {
		case isSW(err, 0x6700) && n > 1:
			chunk = n / 2
			continue
		case err != nil && !(isSW(err, 0x6B00, 0x6700) && len(data) > 0 || isSW(err, 0x6282)):
			return nil, err
		}
		if !known {
			if want, err = length(data); err != nil {
				return nil, err
			}
			known = true
		}
		if err != nil || len(more) < n {
			break
		}
	}
	return data[:min(len(data), want)], nil
}

// Close drops the PIN's right and ends the connection. It must be called on every way out.
func (c *Card) Close(ctx context.Context) error {
	if t, ok := c.link.t.(interface{ Close(context.Context) error }); ok {
		return t.Close(ctx) // which logs off, or resets the card
	}
	return c.logOff(ctx)
}
