package linear

import (
	"io"
	"time"

	"myebox/ebox"
)

// bell remembers the list before it is fetched again; what it gives makes a sound if there is an unread message now that
// was not there and is newer than all that were. A sound is made only at a terminal, where the person chose to have one.
func (m *inbox) bell() (rings func()) {
	keys, newest := map[ebox.Key]bool{}, time.Time{}
	for _, msg := range m.items {
		keys[msg.Key] = true
		if msg.ReceiptDate.After(newest) {
			newest = msg.ReceiptDate
		}
	}
	return func() {
		if !m.s.d.Bell || !m.s.con.tty || newest.IsZero() {
			return
		}
		for _, msg := range m.items {
			if !msg.ReadStatus && !keys[msg.Key] && msg.ReceiptDate.After(newest) {
				_, _ = io.WriteString(m.s.d.Out, "\a")
				return
			}
		}
	}
}
