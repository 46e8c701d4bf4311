package mailbox

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"
)

// TestShowcaseGolden writes down the smallest box, for people to read what a demonstration shows.
func TestShowcaseGolden(t *testing.T) {
	for _, boxType := range []string{"citizen", "enterprise"} {
		t.Run(boxType, func(t *testing.T) {
			w := newWorld(t, Config{Seed: 1, Size: 25})
			var out strings.Builder
			for _, p := range liveProviders {
				b := openBox(t, w, p.id, boxType)
				for _, m := range all(b, Filter{}) {
					fmt.Fprintf(&out, "%s %s %s until %s%s\n", p.id, m.MessageID, m.ReceiptDate.Format("2006-01-02 15:04"), m.ExpirationDate.Format("2006-01-02"), marks(&m))
					for _, l := range []string{"nl", "fr", "de"} {
						if s := m.Subject.In(l); s != "" {
							fmt.Fprintf(&out, "  %s %q\n", l, s)
						}
					}
					if m.Attachments == nil {
						continue
					}
					for _, a := range m.Attachments.Items {
						fmt.Fprintf(&out, "  - %q %.1f kB\n", a.FileName, a.Size)
					}
				}
			}
			golden.RequireEqual(t, []byte(out.String()))
		})
	}
}

func marks(m *Message) string {
	s := ""
	for _, mark := range []struct {
		name string
		is   bool
	}{
		{"unread", !m.ReadStatus},
		{"hidden", !m.Visible},
		{"registered", m.RegisteredMail},
		{"reply", m.ReplyAuthorized},
		{"action", dataValue(m, "FOR_ACTION") == "true"},
		{"payment", m.PaymentData != nil},
		{"body", m.BodyMainContent},
	} {
		if mark.is {
			s += ", " + mark.name
		}
	}
	return s
}
