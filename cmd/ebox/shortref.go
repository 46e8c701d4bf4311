package main

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"

	"myebox/ebox"
)

// shortLen is the hex digits of a short reference: short enough to type, and two of a thousand messages share one in
// one of ten thousand boxes only, which is then said and not guessed.
const shortLen = 8

// shortRef is how a person types a message: a hash of its reference, the same on every machine and stored nowhere.
func shortRef(k ebox.Key) string {
	sum := sha256.Sum256([]byte(k.String()))
	return hex.EncodeToString(sum[:])[:shortLen]
}

var shortPattern = regexp.MustCompile(`^[0-9a-f]{8}$`)

// isShortRef tells whether a reference as typed is a short one: a full one has a slash.
func isShortRef(s string) bool { return shortPattern.MatchString(s) }
