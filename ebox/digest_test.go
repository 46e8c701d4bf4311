package ebox

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"testing"
)

func TestDigest(t *testing.T) {
	sum := sha256.Sum256([]byte("specimen 11")) // its base64 holds - and _
	url, plain := base64.URLEncoding.EncodeToString(sum[:]), base64.StdEncoding.EncodeToString(sum[:])
	if url == plain {
		t.Fatal("this hash cannot tell the alphabets apart")
	}
	raw := base64.RawURLEncoding.EncodeToString(sum[:])
	other := sha256.Sum256(nil)
	tests := map[string]struct {
		d        *Digest
		verified bool
		err      error
	}{
		"none":            {nil, false, nil},
		"base64url":       {&Digest{"sha_256", raw}, true, nil},
		"padded":          {&Digest{"sha_256", url}, true, nil},
		"plain base64":    {&Digest{"sha_256", plain}, true, nil},
		"hex":             {&Digest{"SHA-256", hex.EncodeToString(sum[:])}, true, nil},
		"another":         {&Digest{"sha_256", base64.RawURLEncoding.EncodeToString(other[:])}, false, ErrDigest},
		"another, hex":    {&Digest{"sha_256", hex.EncodeToString(other[:])}, false, ErrDigest},
		"cut":             {&Digest{"sha_256", raw[:40]}, false, ErrDigest},
		"longer":          {&Digest{"sha_256", raw + "AAAA"}, false, ErrDigest},
		"empty":           {&Digest{"sha_256", ""}, false, ErrDigest},
		"no base64":       {&Digest{"sha_256", "%%%"}, false, ErrDigest},
		"hex, not quite":  {&Digest{"sha_256", "zz" + hex.EncodeToString(sum[:])[2:]}, false, ErrDigest},
		"unknown method":  {&Digest{"sha_512", raw}, false, nil},
		"method not said": {&Digest{"", raw}, false, nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			verified, err := tt.d.check(sum)
			if verified != tt.verified || !errors.Is(err, tt.err) || (err == nil) != (tt.err == nil) {
				t.Errorf("got %v, %v", verified, err)
			}
		})
	}
}
