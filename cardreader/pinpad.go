package cardreader

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"runtime"
	"strings"
)

// controller is a Transport whose reader can be asked itself (PC/SC part 10).
type controller interface {
	Control(ctx context.Context, code uint32, in []byte) ([]byte, error)
}

// Tags of part 10, section 2.2.
const (
	featureVerifyDirect = 0x06
	featureModifyDirect = 0x07
	featureProperties   = 0x12 // TLV_PROPERTIES

	propertyMinPIN = 0x06
	propertyMaxPIN = 0x07
)

// padTimeout is how long the reader waits for the first key and between keys, in seconds.
const padTimeout = 30

// errPadRefused is 6B80: the reader does not like the structure. The PIN can still be typed on the keyboard.
var errPadRefused = errors.New("the reader refused to ask for the PIN")

// padState is what a reader offers. The control codes are the ones that it names, never constants.
type padState struct {
	verify, modify uint32 // 0: cannot
	min, max       byte   // digits
}

// HasPad tells whether the reader takes the PIN on its own keys: then it is asked there, and never on the keyboard.
func (c *Card) HasPad(ctx context.Context) bool { return c.pinPad(ctx).verify != 0 }

// pinPad asks the reader once what it can do. A reader that cannot be asked has no pad.
func (c *Card) pinPad(ctx context.Context) *padState {
	if c.pad != nil {
		return c.pad
	}
	p := &padState{min: minPIN, max: maxPIN}
	t, ok := c.link.t.(controller)
	if !ok {
		c.pad = p
		return p
	}
	list, err := t.Control(ctx, featureRequest(), nil)
	if err != nil {
		if ctx.Err() == nil {
			c.pad = p
		}
		return p
	}
	f := parseFeatures(list)
	p.verify, p.modify = f[featureVerifyDirect], f[featureModifyDirect]
	if code := f[featureProperties]; code != 0 {
		if list, err := t.Control(ctx, code, nil); err == nil {
			p.limit(list)
		}
	}
	if r, ok := c.link.t.(interface{ Reader() string }); ok && strings.Contains(r.Reader(), "GemPC Pinpad") {
		p.max = min(p.max, 8) // known from the official middleware
	}
	c.pad = p
	return p
}

// featureRequest is CM_IOCTL_GET_FEATURE_REQUEST, SCARD_CTL_CODE(3400).
func featureRequest() uint32 {
	if runtime.GOOS == "windows" {
		return 0x31<<16 | 3400<<2
	}
	return 0x42000000 + 3400
}

// parseFeatures reads the list of features: tag, length 4, control code big-endian. What is malformed is left out.
func parseFeatures(b []byte) map[byte]uint32 {
	out := map[byte]uint32{}
	for len(b) >= 2 {
		n := int(b[1])
		if len(b) < 2+n {
			break
		}
		if n == 4 {
			out[b[0]] = binary.BigEndian.Uint32(b[2:6])
		}
		b = b[2+n:]
	}
	return out
}

// parseProperties reads TLV_PROPERTIES: tag, length, value little-endian of at most four bytes.
func parseProperties(b []byte) map[byte]uint32 {
	out := map[byte]uint32{}
	for len(b) >= 2 {
		n := int(b[1])
		if len(b) < 2+n {
			break
		}
		if n <= 4 {
			var v uint32
			for i := n - 1; i >= 0; i-- {
				v = v<<8 | uint32(b[2+i])
			}
			out[b[0]] = v
		}
		b = b[2+n:]
	}
	return out
}

// limit narrows the number of digits to what the reader can take.
func (p *padState) limit(list []byte) {
	f := parseProperties(list)
	if v := f[propertyMinPIN]; v > minPIN && v <= maxPIN {
		p.min = byte(v)
	}
	if v := f[propertyMaxPIN]; v >= minPIN && v < maxPIN {
		p.max = byte(v)
	}
	p.max = max(p.max, p.min)
}

// languages are the LANGIDs of the texts that a reader may show.
var languages = map[string]uint16{"nl": 0x0813, "fr": 0x080C, "de": 0x0407, "en": 0x0409}

func langID(lang string) uint16 {
	if id, ok := languages[lang]; ok {
		return id
	}
	return languages["en"]
}

// emptyBlock is a PIN block into which the reader writes length and digits.
var emptyBlock = []byte{0x20, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF}

// verifyStructure is PIN_VERIFY_STRUCTURE (part 10, section 2.5.2) for VERIFY with a format 2 block.
func (p *padState) verifyStructure(lang string) []byte {
	apdu := append([]byte{0x00, insVerify, 0, refPIN, pinBlockLen}, emptyBlock...)
	b := []byte{
		padTimeout, padTimeout,
		0x89, // in bytes; PIN one byte into the block, left justified, BCD
		0x47, // length of 4 bits, 7 bytes of digits
		0x04, // in bits; the length goes to bit 4
		p.max, p.min,
		0x02, // ended with OK
		0x01, // one message
	}
	b = binary.LittleEndian.AppendUint16(b, langID(lang))
	b = append(b, 0x00, 0, 0, 0) // message index, prologue of T=1
	b = binary.LittleEndian.AppendUint32(b, uint32(len(apdu)))
	return append(b, apdu...)
}

// modifyStructure is PIN_MODIFY_STRUCTURE (part 10, section 2.5.5): the old PIN, and the new one twice.
func (p *padState) modifyStructure(lang string) []byte {
	apdu := append([]byte{0x00, insChange, 0, refPIN, 2 * pinBlockLen}, emptyBlock...)
	apdu = append(apdu, emptyBlock...)
	b := []byte{
		padTimeout, padTimeout, 0x89, 0x47, 0x04,
		0x00, pinBlockLen, // where the old and the new PIN go
		p.max, p.min,
		0x03, // asks the old one, and the new one twice
		0x02, 0x03,
	}
	b = binary.LittleEndian.AppendUint16(b, langID(lang))
	b = append(b, 0x00, 0x01, 0x02, 0, 0, 0)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(apdu)))
	return append(b, apdu...)
}

// padSpend lets the reader ask for the PIN and send it to the card.
func (c *Card) padSpend(ctx context.Context, code uint32, structure []byte) error {
	t, ok := c.link.t.(controller)
	if !ok {
		return errPadRefused
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	c.right.Store(true) // until the card says otherwise
	resp, err := t.Control(ctx, code, structure)
	if err != nil {
		return errors.Join(ErrOutcome, err)
	}
	if len(resp) != 2 {
		return fmt.Errorf("%w: %w: the reader answered %d bytes", ErrOutcome, ErrCardFault, len(resp))
	}
	sw := uint16(resp[0])<<8 | uint16(resp[1])
	if sw == swOK {
		return nil
	}
	if sw>>8 != 0x64 && sw != 0x6B80 {
		c.right.Store(false) // the card was asked and refused, which drops every right
	}
	return padError(sw)
}

// padError is the meaning of a reader's answer. 64xx and 6B80 come from the reader, not from the card.
func padError(sw uint16) error {
	switch sw {
	case 0x6400:
		return ErrPadTimeout
	case 0x6401:
		return ErrCancelled
	case 0x6402:
		return ErrPINsDiffer
	case 0x6403:
		return ErrBadPIN
	case 0x6B80:
		return errPadRefused
	}
	return &SWError{SW: sw}
}
