package e2e

import (
	"fmt"
	"strings"
	"testing"

	"myebox/cardreader/cardtest"
)

// The card instead of a browser: PIN, inbox. With a real pcscd, whose virtual reader the sandbox puts its card into, for
// both generations; and without one, where the card comes over a private socket.
func TestLoginByCard(t *testing.T) {
	d := cardtest.StartDaemon(t)
	for _, tc := range []struct {
		name, applet, vpcd, reader string
	}{
		{"1.7 in pcscd", "1.7", d.Address(0), "Virtual PCD 00 00"},
		{"1.8 in pcscd", "1.8", d.Address(1), "Virtual PCD 00 01"},
		{"1.8 without pcscd", "1.8", "", "sandbox"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			desk := newDesk(t, "--size", "25", "--card", tc.applet, "--vpcd", tc.vpcd)
			if tc.vpcd != "" {
				desk.env = append(desk.env, "PCSCLITE_CSOCK_NAME="+d.Socket)
			}
			tm := desk.start(80, 24)
			tm.see(fmt.Sprintf(english.Card.Present, tc.reader+" ["+english.Card.Simulated+"]"))
			focus(tm, english.Card.LogIn)
			tm.keys("Enter")
			prompt := func(tries string) {
				tm.until("the prompt with "+tries, func(s string) bool {
					return strings.Contains(s, english.Card.PINField) && strings.Contains(s, tries)
				})
			}
			prompt("3 tries left.")
			tm.keys("9", "9", "9", "9", "Enter")
			tm.see(english.CardErrors.WrongPIN.What)
			tm.keys("Enter") // on what went wrong: the same again
			prompt("2 tries left.")
			s := tm.screen()
			if strings.Contains(s, "9999") {
				t.Errorf("the PIN is on the screen:\n%s", s)
			}
			tm.keys("1", "2", "3", "4", "Enter")
			tm.see(english.Inbox.SortNewest)
			quit(tm)
		})
	}
}

// focus walks down to the way in with that text.
func focus(tm *terminal, text string) {
	tm.t.Helper()
	for range 20 {
		_, y, _ := tm.cursor()
		if row := strings.Split(tm.screen(), "\n")[y]; strings.Contains(row, text) {
			return
		}
		before := y
		tm.keys("Down")
		tm.until("the cursor to move", func(string) bool { _, y, _ := tm.cursor(); return y != before })
	}
	tm.t.Fatalf("no way in %q:\n%s", text, tm.screen())
}
