package auth

import (
	"encoding/json"
	"strconv"
	"strings"
)

// fasPrefix starts every assurance level of FAS: urn:be:fedict:iam:fas:[citizen:|enterprise:]LevelNNN (login.md 3).
const fasPrefix = "urn:be:fedict:iam:fas:"

// parseLevel gives rank (100 to 999) and target group ("" when the name has none) of a level of FAS.
func parseLevel(s string) (rank int, group string, ok bool) {
	s, ok = strings.CutPrefix(s, fasPrefix)
	if !ok {
		return 0, "", false
	}
	if i := strings.LastIndexByte(s, ':'); i >= 0 {
		group, s = s[:i], s[i+1:]
		if group != "citizen" && group != "enterprise" {
			return 0, "", false
		}
	}
	digits, ok := strings.CutPrefix(s, "Level")
	if !ok || len(digits) != 3 {
		return 0, "", false
	}
	rank, err := strconv.Atoi(digits)
	return rank, group, err == nil && rank >= 100
}

// checkLevel compares what was reached with what was asked, by rank: one of the values asked for must be reached.
// Two target groups that are both named must agree. Values of another provider must match as they are.
func checkLevel(got, asked string) error {
	values := strings.Fields(asked)
	rank, group, known := parseLevel(got)
	for _, v := range values {
		if v == got {
			return nil
		}
		r, g, ok := parseLevel(v)
		if ok && known && rank >= r && (g == group || g == "" || group == "") {
			return nil
		}
	}
	if len(values) == 0 {
		return nil
	}
	return &WeakKeyError{Got: got, Want: asked}
}

// assurance is assurance_level of user information: a level's name, or its number as text or as a number (the form is
// not documented).
type assurance string

// UnmarshalJSON implements json.Unmarshaler; what is neither text nor a number is taken for not said.
func (l *assurance) UnmarshalJSON(b []byte) error {
	var s string
	if json.Unmarshal(b, &s) != nil {
		s = string(b)
	}
	if n, err := strconv.Atoi(s); err == nil {
		s = fasPrefix + "Level" + strconv.Itoa(n)
	}
	*l = assurance(s)
	return nil
}

// check refuses a level that is understood and too low; one in an unknown form says nothing, and the identity
// token's acr was checked already.
func (l assurance) check(asked string) error {
	if _, _, ok := parseLevel(string(l)); !ok {
		return nil
	}
	return checkLevel(string(l), asked)
}
