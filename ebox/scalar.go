package ebox

import (
	"encoding/json"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// maxIdent is the longest identifier taken over, in bytes.
const maxIdent = 1024

// ident is an identifier or code. What holds a character that cannot be printed is no identifier and reads as absent,
// so that domain fields of type string can be shown as they are.
type ident string

// UnmarshalJSON takes a string or a number; anything else is an error.
func (i *ident) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] != '"' && string(b) != "null" {
		var n json.Number
		if err := json.Unmarshal(b, &n); err != nil {
			return err
		}
		*i = ident(n)
		return nil
	}
	var s string
	if err := json.Unmarshal(b, &s); err != nil {
		return err
	}
	*i = ""
	if isClean(s) {
		*i = ident(s)
	}
	return nil
}

// isClean tells whether s can be shown as it is.
func isClean(s string) bool {
	if len(s) > maxIdent || !utf8.ValidString(s) || strings.ContainsRune(s, utf8.RuneError) {
		return false
	}
	return strings.IndexFunc(s, func(r rune) bool { return !unicode.IsPrint(r) || unicode.IsMark(r) || invisible(r) }) < 0
}

// cbe is a company number of ten digits; old sources leave out the leading zero.
type cbe string

// UnmarshalJSON takes what ident takes.
func (c *cbe) UnmarshalJSON(b []byte) error {
	var i ident
	if err := i.UnmarshalJSON(b); err != nil {
		return err
	}
	if len(i) == 9 && strings.Trim(string(i), "0123456789") == "" {
		i = "0" + i
	}
	*c = cbe(i)
	return nil
}

// media is a media type without its parameters, in lower case.
type media string

// UnmarshalJSON takes what ident takes.
func (m *media) UnmarshalJSON(b []byte) error {
	var i ident
	if err := i.UnmarshalJSON(b); err != nil {
		return err
	}
	t, _, _ := strings.Cut(string(i), ";")
	*m = media(strings.ToLower(strings.TrimSpace(t)))
	return nil
}

// stamp is a date-time. The contract writes yyyy-MM-dd'T'HH:mm:ssXXX; any RFC 3339 is read, and what lacks a zone is
// meant in Belgium. What cannot be read is the zero time, never an error: a message without a date is still a message.
type stamp struct{ t time.Time }

// UnmarshalJSON takes anything.
func (s *stamp) UnmarshalJSON(b []byte) error {
	var v string
	*s = stamp{}
	if json.Unmarshal(b, &v) == nil {
		s.t = parseTime(strings.TrimSpace(v))
	}
	return nil
}

// parseTime gives the time in Belgium, zero when v is none.
func parseTime(v string) time.Time {
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05.999999999Z0700", "2006-01-02T15:04:05", time.DateOnly} {
		if t, err := time.ParseInLocation(layout, v, Brussels()); err == nil && t.Year() > 0 {
			return t.In(Brussels())
		}
	}
	return time.Time{}
}

// number is a JSON number, or a string that holds one.
type number float64

// UnmarshalJSON refuses what is no finite number.
func (n *number) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		return nil
	}
	s := strings.Trim(string(b), `"`)
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsInf(f, 0) || math.IsNaN(f) {
		return ErrMalformed
	}
	*n = number(f)
	return nil
}

// count is the number as a non-negative int32.
func (n number) count() int { return int(min(max(0, n), math.MaxInt32)) }

// or is the count, d when nothing came.
func (n *number) or(d int) int {
	if n == nil {
		return d
	}
	return n.count()
}

// loose is text that the contract types as an object: a string, a number, or the texts inside an object in the order
// of their names.
type loose string

// UnmarshalJSON takes anything.
func (l *loose) UnmarshalJSON(b []byte) error {
	var v any
	if err := json.Unmarshal(b, &v); err != nil {
		return err
	}
	*l = loose(strings.Join(leaves(v), " "))
	return nil
}

func leaves(v any) []string {
	var out []string
	switch v := v.(type) {
	case string:
		out = append(out, v)
	case float64:
		out = append(out, strconv.FormatFloat(v, 'f', -1, 64))
	case []any:
		for _, e := range v {
			out = append(out, leaves(e)...)
		}
	case map[string]any:
		for _, k := range slices.Sorted(maps.Keys(v)) {
			out = append(out, leaves(v[k])...)
		}
	}
	return out
}
