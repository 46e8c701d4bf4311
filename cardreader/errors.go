package cardreader

import (
	"errors"
	"fmt"
)

// Conditions a caller can act on; test with errors.Is.
var (
	ErrNoFile        = errors.New("no such file on the card")                           // 6A82
	ErrNotActivated  = errors.New("the card is not activated")                          // 6283, 6D00
	ErrPINNeeded     = errors.New("the card wants the PIN")                             // 6982
	ErrNoCertificate = errors.New("the card has no such certificate")                   // an EF of zeros
	ErrNotBeID       = errors.New("not a Belgian identity card")                        // ATR and GET CARD DATA
	ErrTooOld        = errors.New("card of a generation that has expired")              // applet 1.1 and lower
	ErrCardFault     = errors.New("the card does not answer as it should")              // broken answers
	ErrBadPIN        = errors.New("a PIN has 4 to 12 digits")                           // found before the card was asked
	ErrWrongCard     = errors.New("the signature does not fit the certificate")         // the card was swapped
	ErrScheme        = errors.New("the card cannot make this kind of signature")        // hash or padding
	ErrCancelled     = errors.New("cancelled")                                          // on the reader's pad
	ErrPadTimeout    = errors.New("no PIN was entered in time")                         // on the reader's pad
	ErrPINsDiffer    = errors.New("the two new PINs differ")                            // on the reader's pad
	ErrNoPad         = errors.New("the reader has no keys for this")                    // ask on the keyboard
	ErrOutcome       = errors.New("the connection broke while the PIN was being tried") // a try may be spent: ask the counter
	ErrIssuer        = errors.New("the server does not accept this card's issuer")      // its list of CAs
	ErrNoScheme      = errors.New("the server accepts no signature this card can make") // TLS versions and schemes
)

// Conditions of readers and of the service between them and us; test with errors.Is.
var (
	ErrNoPCSC     = errors.New("built without PC/SC: cards cannot be read")            // needs cgo on Linux and macOS
	ErrNoService  = errors.New("the smart card service does not run or was restarted") // pcscd, or the Windows service
	ErrNotAllowed = errors.New("this user may not use the smart card service")         // polkit, often at a remote login
	ErrNoReader   = errors.New("no card reader is connected")                          // none at all
	ErrReaderGone = errors.New("the card reader was unplugged")                        // this one
	ErrNoCard     = errors.New("there is no card in the reader")                       //
	ErrRemoved    = errors.New("the card was taken out")                               // while it was in use
	ErrReset      = errors.New("another program reset the card")                       // selection and right are gone
	ErrBusy       = errors.New("another program keeps the card for itself")            // scdaemon of GnuPG is known for it
	ErrMute       = errors.New("the card does not answer: upside down, or not clean")  // or not a chip card
	ErrComm       = errors.New("the reader could not exchange data with the card")     // a driver's failure
	ErrClosed     = errors.New("the connection to the card is closed")                 // or given up after a cancel
)

// SWError is a status word other than 9000 (ISO 7816-4, 5.1.3).
type SWError struct{ SW uint16 }

// Error gives the status word.
func (e *SWError) Error() string { return fmt.Sprintf("card status %04X", e.SW) }

// Unwrap maps the status words that a caller can act on.
func (e *SWError) Unwrap() error {
	switch {
	case e.SW == 0x6A82:
		return ErrNoFile
	case e.SW == 0x6983:
		return &PINError{Left: 0}
	case e.SW&0xFFF0 == 0x63C0:
		return &PINError{Left: int(e.SW & 0xF)}
	case e.SW == 0x6982:
		return ErrPINNeeded
	case e.SW == 0x6283, e.SW == 0x6D00:
		return ErrNotActivated
	}
	return nil
}

// PINError is a PIN that was not accepted.
type PINError struct {
	Left int // tries that are left; 0: blocked, the municipality can unblock it
}

// Error says what is left.
func (e *PINError) Error() string {
	if e.Left == 0 {
		return "the PIN is blocked"
	}
	return fmt.Sprintf("wrong PIN, %d tries left", e.Left)
}
