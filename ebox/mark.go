package ebox

import "errors"

// Mark is what is known of a message's read status after its main content was asked for.
type Mark int

// The values of Mark.
const (
	MarkNo      Mark = iota // the server gave nothing: the message is as it was
	MarkYes                 // the server began to give it: the message is read, whatever arrived
	MarkUnknown             // no answer is known: Federation.Message tells
)

// MarkOf reads it off the error of Save, SaveBody, Content or Body; nil is MarkYes. It is about main content only:
// anything else changes nothing.
func MarkOf(err error) Mark {
	var m *markedError
	switch {
	case err == nil:
		return MarkYes
	case errors.As(err, &m):
		return m.mark
	}
	return MarkNo
}

// markedError is err with what is known of the mark; it says nothing of its own.
type markedError struct {
	err  error
	mark Mark
}

func (e *markedError) Error() string { return e.err.Error() }
func (e *markedError) Unwrap() error { return e.err }

// given marks what went wrong after the server began to answer with the content.
func given(err error) error {
	if err == nil {
		return nil
	}
	return &markedError{err, MarkYes}
}

// asked marks what went wrong with the request itself: a refusal changes nothing, without an answer nothing is known.
func asked(err error) error {
	var refused *StatusError
	if err == nil || errors.As(err, &refused) && refused.HTTP >= 400 || errors.Is(err, ErrNotAllowed) {
		return err
	}
	return &markedError{err, MarkUnknown}
}
