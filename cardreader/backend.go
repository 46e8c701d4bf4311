package cardreader

import (
	"fmt"
	"time"
)

// service is PC/SC as the rest of the package sees it. pcsc.go implements it; nothing in it knows a context, and every
// call may block.
type service interface {
	Establish() (session, error)
}

// session is a context of PC/SC. Its calls are serialised by pcsc-lite, so everything that may wait has its own.
type session interface {
	ListReaders() ([]string, error)
	// StatusChange blocks until a reader differs from its current state, at most for timeout (negative: for ever), and
	// fills in event and atr.
	StatusChange(states []readerState, timeout time.Duration) error
	Connect(reader string) (handle, error)
	Cancel() error // ends StatusChange
	Release() error
}

// handle is a card that is connected: shared, T=0.
type handle interface {
	ATR() ([]byte, error)
	Transmit(cmd []byte) ([]byte, error)
	Control(code uint32, in []byte) ([]byte, error)
	Begin() error
	End(reset bool) error
	Reconnect() error // leaves the card as it is
	Disconnect(reset bool) error
}

// readerState is SCARD_READERSTATE.
type readerState struct {
	name           string
	current, event uint32
	atr            []byte
}

// Bits of a reader's state (SCARD_STATE_*); the upper 16 bits count insertions and removals.
const (
	stateChanged     = 0x0002
	stateUnknown     = 0x0004
	stateUnavailable = 0x0008
	stateEmpty       = 0x0010
	statePresent     = 0x0020
	stateMute        = 0x0200
)

// pcscError is a result code of PC/SC.
type pcscError uint32

// Error gives the code.
func (e pcscError) Error() string { return fmt.Sprintf("PC/SC %08X", uint32(e)) }

// The codes that something depends on.
const (
	codeCancelled     pcscError = 0x80100002
	codeInvalidHandle pcscError = 0x80100003
	codeUnknownReader pcscError = 0x80100009
	codeTimeout       pcscError = 0x8010000A
	codeSharing       pcscError = 0x8010000B
	codeNoCard        pcscError = 0x8010000C
	codeProtoMismatch pcscError = 0x8010000F
	codeCommError     pcscError = 0x80100013
	codeNotTransacted pcscError = 0x80100016
	codeReaderGone    pcscError = 0x80100017
	codeNoService     pcscError = 0x8010001D
	codeStopped       pcscError = 0x8010001E
	codeNoReaders     pcscError = 0x8010002E
	codeUnresponsive  pcscError = 0x80100066
	codeUnpowered     pcscError = 0x80100067
	codeReset         pcscError = 0x80100068
	codeRemoved       pcscError = 0x80100069
	codeNotAllowed    pcscError = 0x8010006A
)

// Unwrap maps the code to what a caller can act on. Codes without a meaning of their own are a failed exchange.
func (e pcscError) Unwrap() error {
	switch e {
	case codeUnknownReader, codeReaderGone:
		return ErrReaderGone
	case codeSharing:
		return ErrBusy
	case codeNoCard:
		return ErrNoCard
	case codeProtoMismatch: // does not speak T=0
		return ErrNotBeID
	case codeNoService, codeStopped, codeInvalidHandle: // an invalid handle is one of a daemon that was restarted
		return ErrNoService
	case codeNoReaders:
		return ErrNoReader
	case codeUnresponsive:
		return ErrMute
	case codeReset, codeUnpowered:
		return ErrReset
	case codeRemoved:
		return ErrRemoved
	case codeNotAllowed:
		return ErrNotAllowed
	}
	return ErrComm
}
