package backend

import (
	"fmt"

	"myebox/tui/present"
)

// LoginError is a login, or a session, that came to an end, with the case that has words for it. Whoever wires the
// screens makes it of the login's own errors.
type LoginError struct {
	Case present.Problem
	Said present.Said
	Err  error
}

// Error is the cause.
func (e *LoginError) Error() string { return fmt.Sprintf("logging in: %v", e.Err) }

// Unwrap is the cause.
func (e *LoginError) Unwrap() error { return e.Err }
