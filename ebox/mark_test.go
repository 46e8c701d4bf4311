package ebox

import (
	"context"
	"errors"
	"fmt"
	"io"
	"testing"
)

func TestMarkOf(t *testing.T) {
	for name, tc := range map[string]struct {
		err  error
		want Mark
	}{
		"done":                       {nil, MarkYes},
		"no place to write":          {fmt.Errorf("saving: %w", io.ErrShortWrite), MarkNo},
		"refused":                    {asked(&StatusError{HTTP: 503}), MarkNo},
		"address of somebody else":   {asked(fmt.Errorf("x: %w", ErrNotAllowed)), MarkNo},
		"no answer":                  {asked(ErrUnavailable), MarkUnknown},
		"cancelled":                  {asked(context.Canceled), MarkUnknown},
		"redirected":                 {asked(&StatusError{HTTP: 302}), MarkUnknown},
		"cut off":                    {given(ErrLength), MarkYes},
		"not what was announced":     {fmt.Errorf("x: %w", given(ErrDigest)), MarkYes},
		"the body was not decodable": {asked(ErrMalformed), MarkUnknown},
	} {
		if got := MarkOf(tc.err); got != tc.want {
			t.Errorf("%s: got %v, want %v", name, got, tc.want)
		}
	}
	if err := given(ErrDigest); !errors.Is(err, ErrDigest) || err.Error() != ErrDigest.Error() {
		t.Errorf("the mark changed the error: %v", err)
	}
}
