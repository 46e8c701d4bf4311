package ebox

import (
	"encoding/base64"
	"encoding/hex"
	"strings"
)

// check compares the hash of a document with the announced one. It is false without an error when nothing was
// announced, or a method that the contract does not name; ErrDigest when the document is another, or the announced
// value no hash.
func (d *Digest) check(sum [32]byte) (verified bool, err error) {
	if d == nil || strings.NewReplacer("_", "", "-", "").Replace(strings.ToLower(d.Method)) != "sha256" {
		return false, nil
	}
	want, ok := d.bytes()
	if !ok || want != sum {
		return false, ErrDigest
	}
	return true, nil
}

// bytes reads the value: base64url, padded or not. Plain base64 and hexadecimal are against the contract and common;
// they prove as much.
func (d *Digest) bytes() (sum [32]byte, ok bool) {
	if len(d.Value) == 2*len(sum) {
		_, err := hex.Decode(sum[:], []byte(d.Value))
		return sum, err == nil
	}
	v := strings.NewReplacer("+", "-", "/", "_").Replace(strings.TrimRight(d.Value, "="))
	b, err := base64.RawURLEncoding.DecodeString(v)
	if err != nil || len(b) != len(sum) {
		return sum, false
	}
	return [32]byte(b), true
}
