//go:build !cgo && !windows

package cardreader_test

import (
	"errors"
	"testing"

	"myebox/cardreader"
)

func TestBuiltWithoutPCSC(t *testing.T) {
	if _, err := cardreader.Open(t.Context()); !errors.Is(err, cardreader.ErrNoPCSC) {
		t.Errorf("got %v", err)
	}
}
