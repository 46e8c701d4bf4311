//go:build !linux

package auth

import "errors"

// keyringRole has no part to play here: the Secret Service is Linux's.
func keyringRole() error { return errors.New("not on this system") }
