package backend

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"myebox/ebox"
)

// Place is where somebody was in a list of messages, for the next start. It holds no text: neither what was searched for,
// nor anything of a message.
type Place struct {
	Hidden     bool   `json:"hidden,omitempty"`     // the folder of hidden messages
	Unread     bool   `json:"unread,omitempty"`     // only those
	Registered bool   `json:"registered,omitempty"` // only those
	Expiring   bool   `json:"expiring,omitempty"`   // only those about to expire
	Sender     string `json:"sender,omitempty"`     // only of that organisation: its identifier
	Type       string `json:"type,omitempty"`       // only of that type: its identifier
	Order      int    `json:"order,omitempty"`      // how the screen arranges them
	Message    string `json:"message,omitempty"`    // PlaceOf the message that had the focus; "": the first one
	Before     int    `json:"before,omitempty"`     // messages above it
}

// PlaceOf stands for a message in a Place: a hash, by which it is found again and nothing is learnt of it.
func PlaceOf(k ebox.Key) string {
	h := sha256.Sum256(fmt.Appendf(nil, "%d:%s%s", len(k.Provider), k.Provider, k.ID))
	return hex.EncodeToString(h[:16])
}
