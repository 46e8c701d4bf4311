package cardtest

import (
	"context"
	"crypto"
	"errors"
	"sync"
)

// ErrRemoved is what a Card answers after it was pulled out.
var ErrRemoved = errors.New("card removed")

// ErrReader is an exchange that the reader could not do (Card.MaxRead); an adapter gives it the reader's own error.
var ErrReader = errors.New("reader failed")

// Applet versions of a Card.
const (
	Applet11 = 0x11
	Applet17 = 0x17
	Applet18 = 0x18
)

const (
	insVerify      = 0x20
	insMSE         = 0x22
	insChange      = 0x24
	insPSO         = 0x2A
	insSelect      = 0xA4
	insReadBinary  = 0xB0
	insGetResponse = 0xC0
	insCardData    = 0xE4
	insLogOff      = 0xE6

	keyAuth = 0x82
	keySign = 0x83

	fullTries = 3
)

// status words that the card gives
const (
	swOK          = 0x9000
	swLength      = 0x6700
	swNoRight     = 0x6982
	swBlocked     = 0x6983
	swConditions  = 0x6985
	swNoEF        = 0x6986
	swData        = 0x6A80
	swNotFound    = 0x6A82
	swP1P2        = 0x6A86
	swNoReference = 0x6A88
	swOffset      = 0x6B00
	swINS         = 0x6D00
	swCLA         = 0x6E00
	swWrongPIN    = 0x63C0
	swTriesMask   = 0x000F
	sw61, sw6C    = 0x6100, 0x6C00
)

// Card is a Belgian identity card in memory. Its exported fields are knobs, set before use.
type Card struct {
	Applet        byte              // Applet11, Applet17 or Applet18
	ATR           []byte            // as the applet's
	Files         map[uint32][]byte // by DF and EF, 0xDF005038; DIR is 0x00002F00
	Serial        [16]byte
	PIN           string
	Tries         int  // left
	BlockWith63C0 bool // the third wrong PIN answers 63C0 instead of 6983
	NotActivated  bool // every command answers 6D00
	RemoveAfter   int  // pulled out before command number n+1; 0: never
	ResetBefore   int  // another program resets the card before command number n; 0: never
	Inject        map[int]uint16

	// How strict cards and readers differ.
	No6C         bool   // a read beyond the end gives what is left and 9000, as drivers do that follow 6Cxx themselves
	Refuse6C     bool   // a read beyond the end is refused with 6700
	ShortPaths   bool   // paths with the MF's identifier are refused, as the manuals have it
	DirectoryMSE bool   // the keys are only found while DF00 is the current directory
	RefuseWith   uint16 // what a card that is NotActivated answers; 0: 6D00
	Elsewhere    bool   // another program selected another applet
	MaxRead      int    // the reader fails at answers longer than this; 0: never

	keys map[byte]crypto.Signer // 82 and 83

	mu      sync.Mutex
	before  func(n int)
	log     []byte // instructions
	count   int
	df      uint32 // 3F00, DF00 or DF01
	ef      []byte
	efOK    bool
	pending []byte
	alg     byte
	key     byte // of the security environment, 0: none
	right   bool // for key 82
	fresh   int  // commands since a VERIFY that may serve key 83; -1: none
}

// Transmit answers one command APDU.
func (c *Card) Transmit(ctx context.Context, cmd []byte) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	c.mu.Lock()
	c.count++
	n, before := c.count, c.before
	c.mu.Unlock()
	if before != nil {
		before(n)
		if err := ctx.Err(); err != nil { // it pulled the card out
			return nil, err
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.log = append(c.log, cmd[1])
	if c.RemoveAfter > 0 && n > c.RemoveAfter {
		return nil, ErrRemoved
	}
	if c.ResetBefore == n {
		c.reset()
	}
	if sw, ok := c.Inject[n]; ok {
		return []byte{byte(sw >> 8), byte(sw)}, nil
	}
	data, sw := c.answer(cmd)
	if c.MaxRead > 0 && len(data) > c.MaxRead {
		return nil, ErrReader
	}
	return append(append([]byte{}, data...), byte(sw>>8), byte(sw)), nil
}

// Instructions are those of all commands since the last StartCount.
func (c *Card) Instructions() []byte {
	c.mu.Lock()
	defer c.mu.Unlock()
	return append([]byte{}, c.log...)
}

// OnCommand lets f be called before command number n is answered, from now on; nil ends that.
func (c *Card) OnCommand(f func(n int)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.before = f
}

// StartCount counts commands from zero again.
func (c *Card) StartCount() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.count, c.log = 0, nil
}

// TriesLeft is the counter of the PIN.
func (c *Card) TriesLeft() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.Tries
}

// Count is how many commands the card has seen.
func (c *Card) Count() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.count
}

// HasRight tells whether the PIN's right is in force: any program could sign.
func (c *Card) HasRight() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.right
}

// Reset is what power off, power on and reset do: no selection, no right, no security environment.
func (c *Card) Reset() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.reset()
}

func (c *Card) reset() {
	c.df, c.ef, c.efOK, c.pending, c.alg, c.key, c.right, c.fresh = 0x3F00, nil, false, nil, 0, 0, false, -1
}

func (c *Card) answer(cmd []byte) ([]byte, uint16) {
	if len(cmd) < 4 {
		return nil, swLength
	}
	if c.NotActivated {
		return nil, c.refusal()
	}
	if c.Elsewhere && !(cmd[1] == insSelect && cmd[2] == 0x04) {
		return nil, swCLA
	}
	if cmd[1] == insGetResponse {
		return c.getResponse(cmd)
	}
	c.pending = nil
	if c.fresh >= 0 {
		c.fresh++
	}
	switch {
	case cmd[0] == 0x80 && cmd[1] == insCardData:
		return c.cardData(cmd)
	case cmd[0] == 0x80 && cmd[1] == insLogOff:
		c.right, c.fresh = false, -1
		return nil, swOK
	case cmd[0] != 0x00 && cmd[0] != 0x80:
		return nil, swCLA
	case cmd[0] == 0x80:
		return nil, swINS
	}
	switch cmd[1] {
	case insSelect:
		return nil, c.selectFile(cmd)
	case insReadBinary:
		return c.readBinary(cmd)
	case insVerify:
		return nil, c.verify(cmd)
	case insChange:
		return nil, c.change(cmd)
	case insMSE:
		return nil, c.mse(cmd)
	case insPSO:
		return c.pso(cmd)
	}
	return nil, swINS
}

func (c *Card) refusal() uint16 {
	if c.RefuseWith != 0 {
		return c.RefuseWith
	}
	return swINS
}

// body is the command's data, nil when Lc does not fit.
func body(cmd []byte) []byte {
	if len(cmd) < 5 || len(cmd) < 5+int(cmd[4]) {
		return nil
	}
	return cmd[5 : 5+int(cmd[4])]
}

func (c *Card) getResponse(cmd []byte) ([]byte, uint16) {
	if len(c.pending) == 0 {
		return nil, swConditions
	}
	le := le(cmd)
	if le > len(c.pending) {
		return nil, sw6C | uint16(len(c.pending)&0xFF)
	}
	data := c.pending[:le]
	c.pending = c.pending[le:]
	if len(c.pending) > 0 {
		return data, sw61 | uint16(min(len(c.pending), 256)&0xFF)
	}
	return data, swOK
}

func le(cmd []byte) int {
	if len(cmd) < 5 || cmd[4] == 0 {
		return 256
	}
	return int(cmd[4])
}

func (c *Card) cardData(cmd []byte) ([]byte, uint16) {
	d := append([]byte{}, c.Serial[:]...)
	switch c.Applet {
	case Applet18:
		d = append(d, 0xF3, 0x36, 0x01, 0x25, 0x01, Applet18, 0x00, 0x01, 0x00, 0x00, 0x02, 0x0F)
	case Applet17:
		d = append(d, 0xF3, 0x36, 0x01, 0x25, 0x01, Applet17, 0x00, 0x03, 0x00, 0x21, 0x01, 0x0F)
	default:
		d = append(d, 0xA5, 0x03, 0x01, 0x01, 0x01, c.Applet, 0x00, 0x02, 0x00, 0x01, 0x01, 0x0F)
	}
	switch {
	case cmd[2] != 0, cmd[3] > 1, cmd[3] == 1 && c.Applet < Applet18:
		return nil, swOffset
	case cmd[3] == 1:
		d = append(d, byte(c.Tries), 0xFF, 0xFF)
	}
	if le(cmd) != len(d) {
		return nil, sw6C | uint16(len(d))
	}
	return d, swOK
}
