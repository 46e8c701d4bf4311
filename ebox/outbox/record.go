package outbox

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"myebox/ebox"
)

const (
	recordVersion = 1
	maxRecord     = 64 << 10 // bytes of a record; one is far shorter
)

// entry is a record of the journal.
type entry struct {
	Version  int       `json:"version"`
	Provider string    `json:"provider"`
	Message  string    `json:"message"`
	Owner    string    `json:"owner,omitempty"` // see Outbox.owner
	State    state     `json:"state"`
	Changed  time.Time `json:"changed"`
	Begun    time.Time `json:"begun,omitzero"`
	ReplyID  string    `json:"replyId,omitempty"`
	HTTP     int       `json:"http,omitempty"`
	Code     string    `json:"code,omitempty"`
	Ref      string    `json:"ref,omitempty"`
	Tries    int       `json:"tries,omitempty"`
	Doubt    bool      `json:"doubt,omitempty"` // nobody knows what became of an earlier request
	Same     string    `json:"same,omitempty"`  // Idempotency-Key of the last request
}

// state is an ebox.ReplyState as it is written.
type state ebox.ReplyState

// stateNames are the states that are written; ReplyNone is no record.
var stateNames = map[state]string{
	state(ebox.ReplyDrafted): "drafted", state(ebox.ReplySending): "sending", state(ebox.ReplySent): "sent",
	state(ebox.ReplyRefused): "refused", state(ebox.ReplyPerhaps): "perhaps",
}

// MarshalText implements encoding.TextMarshaler.
func (s state) MarshalText() ([]byte, error) {
	if name, ok := stateNames[s]; ok {
		return []byte(name), nil
	}
	return nil, fmt.Errorf("writing state %d: there is no such", s)
}

// UnmarshalText implements encoding.TextUnmarshaler.
func (s *state) UnmarshalText(b []byte) error {
	for known, name := range stateNames {
		if name == string(b) {
			*s = known
			return nil
		}
	}
	return fmt.Errorf("reading state: there is no such")
}

// key is the message that the record is about.
func (e *entry) key() ebox.Key { return ebox.Key{Provider: e.Provider, ID: e.Message} }

// record is what the entry says.
func (e *entry) record(k ebox.Key) ebox.ReplyRecord {
	return ebox.ReplyRecord{
		Key: k, State: ebox.ReplyState(e.State), Changed: local(e.Changed), Begun: local(e.Begun), ReplyID: e.ReplyID,
		HTTP: e.HTTP, Code: e.Code, Ref: e.Ref, Tries: e.Tries,
	}
}

func local(t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	return t.In(ebox.Brussels())
}

// encode is the entry as it is written: JSON on a line, and its hash on another.
func (e *entry) encode() ([]byte, error) {
	b, err := json.Marshal(e)
	if err != nil {
		return nil, fmt.Errorf("writing the record: %w", err)
	}
	sum := sha256.Sum256(b)
	return fmt.Appendf(b, "\n%s\n", hex.EncodeToString(sum[:])), nil
}

// parseEntry reads a record. Whatever is not exactly as it was written is ErrReplyJournal; k is then the message that it
// seems to be about, if any.
func parseEntry(b []byte) (e entry, err error) {
	text, rest, _ := bytes.Cut(b, []byte("\n"))
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	sum := sha256.Sum256(text)
	switch {
	case d.Decode(&e) != nil, d.More():
		err = fmt.Errorf("%w: not understood", ebox.ErrReplyJournal)
	case string(rest) != hex.EncodeToString(sum[:])+"\n":
		err = fmt.Errorf("%w: damaged", ebox.ErrReplyJournal)
	case e.Version != recordVersion:
		err = fmt.Errorf("%w: of another version", ebox.ErrReplyJournal)
	case stateNames[e.State] == "", e.Provider == "", e.Message == "", e.Tries < 0, e.HTTP < 0:
		err = fmt.Errorf("%w: incomplete", ebox.ErrReplyJournal)
	case e.State != state(ebox.ReplyDrafted) && e.Begun.IsZero():
		err = fmt.Errorf("%w: incomplete", ebox.ErrReplyJournal)
	}
	return e, err
}
