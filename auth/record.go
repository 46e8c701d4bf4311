package auth

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// recordVersion is raised when an older program could not read the record any more.
const recordVersion = 1

// errNewer is a record of a newer program: not ours to delete.
var errNewer = errors.New("auth: stored by a newer version")

// record is the one secret that is stored: the refresh token and what a start without the login server's user
// information needs. There is no access token, no identity token, no subject and no national number in it.
type record struct {
	Version  int    `json:"v"`
	Issuer   string `json:"iss"`
	ClientID string `json:"client"`
	Login    string `json:"login"` // random: tells this login from a later one of perhaps another person
	Refresh  string `json:"refresh"`
	Name     string `json:"name,omitempty"`
	Language string `json:"lang,omitempty"`
	ACR      string `json:"acr,omitempty"`
	Created  int64  `json:"created"` // Unix time of the login
	Used     int64  `json:"used"`    // Unix time of the last refresh
}

// encode gives the form to store.
func (r *record) encode() ([]byte, error) {
	b, err := json.Marshal(r)
	if err != nil {
		return nil, fmt.Errorf("encoding the session: %w", err)
	}
	return b, nil
}

// parseRecord reads a stored secret; ErrMalformed, or errNewer. The parser's own words are dropped: they may quote
// the token.
func parseRecord(b []byte) (*record, error) {
	var v struct {
		Version int `json:"v"`
	}
	if json.Unmarshal(b, &v) != nil {
		return nil, ErrMalformed
	}
	if v.Version > recordVersion {
		return nil, errNewer
	}
	var r record
	if json.Unmarshal(b, &r) != nil || r.Version != recordVersion || r.Refresh == "" || r.Login == "" || r.Created <= 0 {
		return nil, ErrMalformed
	}
	return &r, nil
}

// tooOld applies the limits that our side sets to a session (login.md 10, last point). A clock that went back does
// not make a session younger than new.
func (r *record) tooOld(now time.Time, idle, absolute time.Duration) bool {
	return now.Sub(time.Unix(r.Created, 0)) > absolute || now.Sub(time.Unix(r.Used, 0)) > idle
}
