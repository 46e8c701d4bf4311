package mailbox

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// appendFolded appends s to dst in the form in which the search compares: without case and accents.
func appendFolded(dst []byte, s []byte) []byte {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			dst = append(dst, c)
			i++
			continue
		}
		_, n := utf8.DecodeRune(s[i:])
		dst = appendFoldedRune(dst, s[i:i+n])
		i += n
	}
	return dst
}

// appendFoldedRune folds one character outside ASCII. Its decomposition's marks are dropped, so a composed é, a
// decomposed one and an e come out alike.
func appendFoldedRune(dst, char []byte) []byte {
	var buffer [32]byte
	d := norm.NFD.Append(buffer[:0], char...)
	for len(d) > 0 {
		r, n := utf8.DecodeRune(d)
		d = d[n:]
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == 'ß' || r == 'ẞ':
			dst = append(dst, "ss"...)
		default:
			dst = utf8.AppendRune(dst, unicode.ToLower(r))
		}
	}
	return dst
}

// folded is appendFolded for a string.
func folded(s string) string { return string(appendFolded(nil, []byte(s))) }
