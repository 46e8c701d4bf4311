package fas

import (
	"fmt"
	"strings"
)

// Level is the strength of a login: the number in urn:be:fedict:iam:fas:Level400. Higher is stronger.
type Level int

// The levels that FAS names, weakest first.
const (
	Level100 Level = 100 // self-registered account
	Level200 Level = 200 // user name and password
	Level300 Level = 300 // a minimum some applications ask for
	Level400 Level = 400 // code by app
	Level450 Level = 450 // itsme
	Level500 Level = 500 // eID with a reader
)

var levels = []Level{Level100, Level200, Level300, Level400, Level450, Level500}

const levelURN = "urn:be:fedict:iam:fas:"

// The two kinds of box a login can be for, as they appear in addresses, scopes and assurance levels.
const (
	Citizen    = "citizen"
	Enterprise = "enterprise"
)

// URN is the level as it stands in acr and acr_values.
func (l Level) URN() string { return fmt.Sprintf("%sLevel%d", levelURN, int(l)) }

// groupURN is the form with the target group in the name, urn:be:fedict:iam:fas:citizen:Level400.
func (l Level) groupURN(box string) string { return fmt.Sprintf("%s%s:Level%d", levelURN, box, int(l)) }

// ParseLevel reads one value of acr_values. box is "citizen" or "enterprise" when the value names a target group,
// else empty; ok is false for everything that is not one of the known levels.
func ParseLevel(acr string) (l Level, box string, ok bool) {
	rest, ok := strings.CutPrefix(acr, levelURN)
	if !ok {
		return 0, "", false
	}
	for _, b := range []string{Citizen, Enterprise} {
		if r, found := strings.CutPrefix(rest, b+":"); found {
			rest, box = r, b
			break
		}
	}
	for _, l := range levels {
		if rest == fmt.Sprintf("Level%d", int(l)) {
			return l, box, true
		}
	}
	return 0, "", false
}

// Key is a digital key offered on the login page.
type Key struct {
	ID    string // in addresses and element ids: "eid"
	Level Level  // what it reaches
	AMR   string // how the ID token names it, beside the level
}

// Keys are the digital keys, strongest first.
func Keys() []Key {
	return []Key{
		{"eid", Level500, "eid"},
		{"itsme", Level450, "bmid"},
		{"totp", Level400, "totp"},
		{"password", Level200, "pwd"},
	}
}

// weaker is the level that the "too weak" buttons give: the strongest one of a key, or of a self-registered account,
// below what was asked. ok is false when nothing is weaker.
func weaker(than Level) (l Level, ok bool) {
	for _, k := range Keys() {
		if k.Level < than {
			return k.Level, true
		}
	}
	return Level100, than > Level100
}
