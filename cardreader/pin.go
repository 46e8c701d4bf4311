package cardreader

import (
	"context"
	"errors"
	"fmt"
)

// PIN rules (M17 and M18 section 3.2).
const (
	minPIN      = 4
	maxPIN      = 12
	pinBlockLen = 8
	fullTries   = 3
)

// TriesUnknown is the counter of a card that does not tell it for free.
const TriesUnknown = -1

// CheckPIN tells whether the card can be asked at all: 4 to 12 digits. The error is ErrBadPIN.
func CheckPIN(pin []byte) error {
	if len(pin) < minPIN || len(pin) > maxPIN {
		return ErrBadPIN
	}
	for _, d := range pin {
		if d < '0' || d > '9' {
			return ErrBadPIN
		}
	}
	return nil
}

// pinBlock writes the PIN as format 2 block into dst: 2, length, digits as BCD, filled with F (M17 3.2).
func pinBlock(dst, pin []byte) {
	for i := range dst[:pinBlockLen] {
		dst[i] = 0xFF
	}
	dst[0] = 0x20 | byte(len(pin))
	for i, d := range pin {
		n := d - '0'
		if i%2 == 0 {
			dst[1+i/2] = n<<4 | 0x0F
		} else {
			dst[1+i/2] = dst[1+i/2]&0xF0 | n
		}
	}
}

// Tries is how many wrong PINs the card still allows, 0 when it is blocked, or TriesUnknown where asking would cost a
// try (applet 1.1 and lower) or the card does not tell. It never spends one.
func (c *Card) Tries(ctx context.Context) (int, error) {
	had := c.info != nil
	info, err := c.Info(ctx)
	if err != nil {
		return TriesUnknown, err
	}
	if !had && info.tries != TriesUnknown {
		return info.tries, nil // just told
	}
	left := TriesUnknown
	err = c.again(ctx, func() error {
		return c.link.exclusive(ctx, func() (err error) { left, err = c.askTries(ctx, info.Applet); return err })
	})
	return left, err
}

func (c *Card) askTries(ctx context.Context, a Applet) (int, error) {
	switch {
	case a >= Applet18:
		data, err := c.link.send(ctx, cardDataPIN())
		if err != nil && !errors.As(err, new(*SWError)) {
			return TriesUnknown, err
		}
		if err != nil || len(data) < 29 || data[28] == 0xFF {
			return TriesUnknown, nil
		}
		return int(data[28]), nil
	case a >= Applet17:
		_, err := c.link.send(ctx, verifyStatus())
		var p *PINError
		switch {
		case err == nil: // a right is in force: the counter is full
			return fullTries, nil
		case errors.As(err, &p):
			return p.Left, nil
		case errors.As(err, new(*SWError)): // a driver or card that does not know the question
			return TriesUnknown, nil
		}
		return TriesUnknown, err
	}
	return TriesUnknown, nil
}

// verify sends the PIN once and clears it. It is never repeated: after a broken connection the outcome is unknown
// (ErrOutcome). Other errors: ErrBadPIN, *PINError.
func (c *Card) verify(ctx context.Context, pin []byte) error {
	defer clear(pin)
	if err := CheckPIN(pin); err != nil {
		return err
	}
	cmd := make([]byte, 5+pinBlockLen)
	defer clear(cmd)
	copy(cmd, []byte{0x00, insVerify, 0, refPIN, pinBlockLen})
	pinBlock(cmd[5:], pin)
	return c.spend(ctx, cmd)
}

// spend sends a command that may cost a try.
func (c *Card) spend(ctx context.Context, cmd []byte) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	c.right.Store(true) // until the card says otherwise: it may be in force even if the answer is lost
	_, err := c.link.send(ctx, cmd)
	switch {
	case err == nil:
		return nil
	case errors.As(err, new(*SWError)):
		c.right.Store(false) // a wrong PIN drops every right
		return err
	}
	return errors.Join(ErrOutcome, err)
}

// ChangePIN replaces the PIN. Both are cleared. A wrong old PIN costs a try (*PINError); a malformed PIN is found before
// the card is asked (ErrBadPIN). ErrTooOld for applet 1.1, ErrNotBeID for other cards.
func (c *Card) ChangePIN(ctx context.Context, oldPIN, newPIN []byte) error {
	defer clear(oldPIN)
	defer clear(newPIN)
	if err := errors.Join(CheckPIN(oldPIN), CheckPIN(newPIN)); err != nil {
		return ErrBadPIN
	}
	if err := c.mayVerify(ctx); err != nil {
		return err
	}
	cmd := make([]byte, 5+2*pinBlockLen)
	defer clear(cmd)
	copy(cmd, []byte{0x00, insChange, 0, refPIN, 2 * pinBlockLen})
	pinBlock(cmd[5:], oldPIN)
	pinBlock(cmd[5+pinBlockLen:], newPIN)
	return c.withPIN(ctx, func() error { return c.spend(ctx, cmd) })
}

// ChangePINOnPad replaces the PIN with everything typed on the reader, which blocks until the person is done. Errors
// besides those of ChangePIN: ErrNoPad, ErrPadTimeout, ErrCancelled, ErrPINsDiffer.
func (c *Card) ChangePINOnPad(ctx context.Context) error {
	if err := c.mayVerify(ctx); err != nil {
		return err
	}
	p := c.pinPad(ctx)
	if p.modify == 0 {
		return ErrNoPad
	}
	err := c.withPIN(ctx, func() error { return c.padSpend(ctx, p.modify, p.modifyStructure(c.Language)) })
	if errors.Is(err, errPadRefused) {
		return fmt.Errorf("%w: %w", ErrNoPad, err)
	}
	return err
}

// mayVerify makes sure that the card is one to which a PIN may be sent.
func (c *Card) mayVerify(ctx context.Context) error {
	info, err := c.Info(ctx)
	if err == nil && info.Applet < Applet17 {
		return ErrTooOld
	}
	return err
}

// withPIN runs f, which sends a PIN, alone with the card and logs off afterwards, whatever happens in f. Where LOG OFF
// does not work any more, the end of the transaction resets the card or finds it gone, and the right with it.
func (c *Card) withPIN(ctx context.Context, f func() error) error {
	_, resets := c.link.t.(transactor)
	return c.link.exclusive(ctx, func() (err error) {
		defer func() {
			if e := c.logOff(ctx); err == nil && !resets {
				err = e
			}
		}()
		return f()
	})
}

// logOff drops the PIN's right, if there may be one, also when the caller's time is over: the right belongs to the card,
// any program could use it. Where that does not work the connection resets the card when it ends the transaction.
func (c *Card) logOff(ctx context.Context) error {
	if !c.right.Load() {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), closeTime)
	defer cancel()
	if _, err := c.link.send(ctx, logOff()); err != nil {
		return fmt.Errorf("logging off the card: %w", err)
	}
	c.right.Store(false)
	return nil
}
