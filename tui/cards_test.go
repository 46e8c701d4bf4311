package tui

import (
	"errors"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/google/go-cmp/cmp"

	"myebox/tui/backend"
	"myebox/tui/lang"
	"myebox/tui/present"
)

func TestCardsComeAndGo(t *testing.T) {
	driveCards(t, 80, 40, "en", nil, func(d *driver, c *fakeCards) {
		d.says("Looking for card readers…")
		c.there(d, backend.Readers{})
		d.says("No card reader is connected.")
		c.there(d, oneCard(present.CardReader{Name: fakeReader}))
		d.says("The card reader ACME Reader 00 is empty", "The card reader ACME Reader 00 was connected.")
		c.there(d, oneCard(belgian(fakeReader)))
		d.says("Log in with the eID card", "A card was put into the reader ACME Reader 00.")
		d.on("> Log in with the browser")
		c.there(d, oneCard(belgian(fakeReader), belgian("Other 01")))
		d.says("There are several cards")
		c.there(d, oneCard(present.CardReader{Name: fakeReader, Card: present.CardOther}, present.CardReader{Name: "Other 01", Card: present.CardSilent}))
		d.says("is not a Belgian eID card.", "does not answer")
		d.silent("> Log in with the eID card", "There are several cards")
		c.there(d, oneCard(belgian(fakeReader)))
		d.says("The card reader Other 01 was disconnected.")
		c.there(d, oneCard(present.CardReader{Name: fakeReader}))
		d.says("The card was taken out of the reader ACME Reader 00.")
		c.there(d, backend.Readers{Problem: present.CardNoService})
		d.says("The smart card service of this computer does not run.")
	})
}

// TestCardsKeepTheFocus has a card come above the focused item: the cursor stays on that item.
func TestCardsKeepTheFocus(t *testing.T) {
	driveCards(t, 80, 40, "en", nil, func(d *driver, c *fakeCards) {
		c.there(d, backend.Readers{})
		d.keys("down", "down")
		d.on("> Cards and card readers")
		c.there(d, oneCard(belgian(fakeReader)))
		d.on("> Cards and card readers")
		c.there(d, backend.Readers{})
		d.on("> Cards and card readers")
	})
}

// TestCardsEndTheirWatch leaves nobody behind that watches.
func TestCardsEndTheirWatch(t *testing.T) {
	driveCards(t, 80, 40, "en", nil, func(d *driver, c *fakeCards) {
		c.there(d, oneCard(belgian(fakeReader)))
		chooseCard(d, "en")
		typed(d, "1234")
		d.keys("enter")
		d.says("Inbox")
		if c.ended != 1 {
			t.Errorf("%d watches ended, want 1", c.ended)
		}
	})
}

func TestCardLogin(t *testing.T) {
	for _, code := range lang.Codes() {
		driveCards(t, 80, 24, code, nil, func(d *driver, c *fakeCards) {
			text := lang.For(code)
			c.there(d, oneCard(belgian(fakeReader)))
			chooseCard(d, code)
			saysText(d, text.Card.PINTitle, text.Count(text.Card.TriesLeft, 3), text.Card.Hidden, fakeReader)
			d.on(text.Card.PINField)
			typed(d, "12345")
			d.silent("12345", "1 2")
			d.says("*****")
			d.keys("backspace", "c")
			saysText(d, text.Count(text.Card.Typed, 4))
			d.keys("enter")
			saysText(d, text.Inbox.Title)
			if diff := cmp.Diff([]string{"1234"}, c.pins); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestCardPINIsCleared finds nothing of the PIN in the field after it was handed over, nor after the prompt was left.
func TestCardPINIsCleared(t *testing.T) {
	for _, last := range []string{"enter", "esc"} {
		driveCards(t, 80, 24, "en", nil, func(d *driver, c *fakeCards) {
			c.there(d, oneCard(belgian(fakeReader)))
			chooseCard(d, "en")
			p := d.app.stack[len(d.app.stack)-1].(*pinPrompt)
			typed(d, "1234")
			if string(p.typed.digits[:4]) != "1234" {
				t.Fatalf("typed %q", p.typed.digits)
			}
			d.keys(last)
			if p.typed != (secret{}) {
				t.Errorf("%s leaves %v", last, p.typed)
			}
			for _, b := range c.got {
				if slices.ContainsFunc(b, func(x byte) bool { return x != 0 }) {
					t.Errorf("the card's copy is %v", b)
				}
			}
		})
	}
}

func TestCardPINField(t *testing.T) {
	driveCards(t, 80, 24, "en", nil, func(d *driver, c *fakeCards) {
		c.there(d, oneCard(belgian(fakeReader)))
		chooseCard(d, "en")
		x := d.app.View().Cursor.X
		d.send(tea.PasteMsg{Content: "1234"})
		d.says("A PIN code is typed, not pasted.")
		d.silent("*")
		d.keys("enter")
		d.says("A PIN code has 4 to 12 digits.")
		d.keys("x")
		d.says("A PIN code has digits only.")
		typed(d, "1")
		if got := d.app.View().Cursor.X; got != x+1 {
			t.Errorf("the cursor is in column %d, want %d", got, x+1)
		}
		d.keys("up")
		typed(d, "2")
		d.on("PIN code: **")
		typed(d, "34567890123")
		d.on("PIN code: ************")
		d.says("A PIN code has 4 to 12 digits.")
		if len(c.pins) != 0 {
			t.Errorf("the card was asked: %d", len(c.pins))
		}
	})
}

func TestCardCancelled(t *testing.T) {
	driveCards(t, 80, 24, "en", nil, func(d *driver, c *fakeCards) {
		c.there(d, oneCard(belgian(fakeReader)))
		chooseCard(d, "en")
		typed(d, "1234")
		d.keys("esc")
		d.says("The login was cancelled.")
		if len(c.pins) != 0 || len(d.app.stack) != 1 {
			t.Errorf("%d tries, %d screens", len(c.pins), len(d.app.stack))
		}
	})
}

// TestCardWrongPIN goes through all tries: wrong, wrong again, the last one only after a key that says so, blocked.
func TestCardWrongPIN(t *testing.T) {
	for _, code := range lang.Codes() {
		driveCards(t, 80, 30, code, nil, func(d *driver, c *fakeCards) {
			text := lang.For(code)
			wrong := func() { typed(d, "9999"); d.keys("enter") }
			c.there(d, oneCard(belgian(fakeReader)))
			chooseCard(d, code)
			wrong()
			saysText(d, text.CardErrors.WrongPIN.What, text.Count(text.Card.TriesLeft, 2))
			d.keys("r")
			saysText(d, text.Count(text.Card.TriesLeft, 2))
			wrong()
			saysText(d, text.CardErrors.WrongPIN.What, text.Card.LastTry)
			d.keys("r")
			saysText(d, text.Card.LastTry, text.Card.LastTryYes)
			d.silent(text.Card.PINField)
			wrong() // nothing to type into yet
			if len(c.pins) != 2 {
				t.Fatalf("%s: a try was spent without the key", code)
			}
			d.keys("y")
			d.on(text.Card.PINField)
			wrong()
			saysText(d, text.CardErrors.Blocked.What, text.CardErrors.Blocked.Todo)
			d.keys("r")
			saysText(d, text.CardErrors.Blocked.What)
			if len(c.pins) != 3 || len(c.asked) != 3 {
				t.Errorf("%s: %d tries, asked %d times", code, len(c.pins), len(c.asked))
			}
		})
	}
}

func TestCardTriesUnknown(t *testing.T) {
	driveCards(t, 80, 24, "en", func(c *fakeCards) { c.tries = -1 }, func(d *driver, c *fakeCards) {
		c.there(d, oneCard(belgian(fakeReader)))
		chooseCard(d, "en")
		d.says("Three wrong PIN codes in a row block the card.")
		d.on("PIN code:")
	})
}

// TestCardErrors has a screen and its words in every language for every way in which a card can fail.
func TestCardErrors(t *testing.T) {
	for p := present.CardNoPCSC; p <= present.CardNoTerminal; p++ {
		for _, code := range lang.Codes() {
			fails := func(c *fakeCards) { c.err = &backend.CardError{Case: p, Tries: 2, Err: errors.New("test")} }
			driveCards(t, 80, 40, code, fails, func(d *driver, c *fakeCards) {
				c.there(d, oneCard(belgian(fakeReader)))
				chooseCard(d, code)
				f := present.Voice{Texts: lang.For(code)}.Card(p, 2)
				saysText(d, f.What, f.Means, f.Todo)
				d.on(strings.Fields(f.What)[0])
				c.err = nil
				d.keys("r")
				d.says(lang.For(code).Card.PINTitle)
			})
		}
	}
}

// TestCardPulledOut ends a prompt whose card or reader goes: no digit stays, and the words say which.
func TestCardPulledOut(t *testing.T) {
	for want, now := range map[string]backend.Readers{
		"The card was taken out.":           oneCard(present.CardReader{Name: fakeReader}),
		"The card reader was disconnected.": {},
	} {
		driveCards(t, 80, 24, "en", nil, func(d *driver, c *fakeCards) {
			c.there(d, oneCard(belgian(fakeReader)))
			chooseCard(d, "en")
			p := d.app.stack[len(d.app.stack)-1].(*pinPrompt)
			typed(d, "12")
			c.there(d, now)
			saysText(d, want)
			if p.typed != (secret{}) || len(d.app.stack) != 1 {
				t.Errorf("%v, %d screens", p.typed, len(d.app.stack))
			}
		})
	}
}

func TestCardPad(t *testing.T) {
	for _, c := range []struct {
		name string
		err  error
		want string
	}{
		{"typed", nil, "Inbox"},
		{"time out", &backend.CardError{Case: present.CardPadTimeout, Err: errors.New("test")}, "No PIN code was typed on the reader in time."},
		{"cancelled there", &backend.CardError{Case: present.CardPadCancelled, Err: errors.New("test")}, "It was cancelled on the card reader."},
		{"wrong", &backend.CardError{Case: present.CardWrongPIN, Tries: 2, Err: errors.New("test")}, "The PIN code is wrong. 2 tries left."},
	} {
		t.Run(c.name, func(t *testing.T) {
			set := func(f *fakeCards) { f.pad, f.padErr = true, c.err }
			driveCards(t, 80, 24, "en", set, func(d *driver, f *fakeCards) {
				f.there(d, oneCard(belgian(fakeReader)))
				chooseCard(d, "en")
				d.says("Type the PIN code on the card reader", "3 tries left.")
				d.silent("PIN code: ")
				typed(d, "1234")
				d.silent("*")
				close(f.padDone)
				d.send(nil)
				saysText(d, c.want)
				if len(d.app.stack) != 1 {
					t.Errorf("%d screens", len(d.app.stack))
				}
			})
		})
	}
	t.Run("given up here", func(t *testing.T) {
		driveCards(t, 80, 24, "en", func(f *fakeCards) { f.pad = true }, func(d *driver, f *fakeCards) {
			f.there(d, oneCard(belgian(fakeReader)))
			chooseCard(d, "en")
			d.keys("esc")
			d.says("The login was cancelled.")
		})
	})
}

func TestCardSimulated(t *testing.T) {
	driveCards(t, 80, 30, "en", nil, func(d *driver, c *fakeCards) {
		c.there(d, oneCard(present.CardReader{Name: "sandbox", Card: present.CardBelgian, Simulated: true}))
		d.says("Log in with the eID card [simulated card]")
		chooseCard(d, "en")
		d.says("sandbox [simulated card]")
	})
}
