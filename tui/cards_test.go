package tui

import (
	"context"
	"errors"
	"iter"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/google/go-cmp/cmp"

	"myebox/ebox"
	"myebox/tui/lang"
	"myebox/tui/present"
)

// fakeCards are readers without hardware: what is in them is sent, and every card has the PIN 1234.
type fakeCards struct {
	mu      sync.Mutex
	now     *Readers       // what a new watch is told; nil: nothing yet
	watches []chan Readers // what Watch tells
	session *Session
	tries   int   // left; negative: the card does not tell
	pad     bool  // the reader has keys
	padErr  error // how the entry on the reader ends
	padDone chan struct{}
	err     error // before anything else
	asked   []PINPrompt
	pins    []string // what was typed, to be compared
	got     [][]byte // the slices that came: the card clears them
	reads   int
	ended   int // watches
}

const fakeReader = "ACME Reader 00"

func oneCard(cards ...present.CardReader) Readers { return Readers{List: cards} }

func belgian(name string) present.CardReader {
	return present.CardReader{Name: name, Card: present.CardBelgian}
}

func (c *fakeCards) Watch(ctx context.Context) iter.Seq[Readers] {
	return func(yield func(Readers) bool) {
		ch := make(chan Readers, 10)
		c.mu.Lock()
		c.watches = append(c.watches, ch)
		if c.now != nil {
			ch <- *c.now
		}
		c.mu.Unlock()
		for {
			select {
			case r := <-ch:
				if !yield(r) {
					return
				}
			case <-ctx.Done():
				c.mu.Lock()
				c.ended++
				c.mu.Unlock()
				return
			}
		}
	}
}

// try is a PIN that reached the card.
func (c *fakeCards) try(pin []byte) error {
	defer clear(pin)
	c.got = append(c.got, pin)
	c.pins = append(c.pins, string(pin))
	if string(pin) == "1234" {
		return nil
	}
	c.tries--
	return &CardError{Case: present.CardWrongPIN, Tries: c.tries, Err: errors.New("test")}
}

func (c *fakeCards) begin(ctx context.Context, ask func(context.Context, PINPrompt) error) (done bool, err error) {
	if c.err != nil {
		return true, c.err
	}
	if c.tries == 0 {
		return true, &CardError{Case: present.CardBlocked, Err: errors.New("test")}
	}
	p := PINPrompt{Tries: c.tries, Pad: c.pad}
	c.asked = append(c.asked, p)
	if !c.pad {
		return false, nil
	}
	pctx, end := context.WithCancel(ctx)
	defer end()
	if err := ask(pctx, p); err != nil {
		return true, err
	}
	select {
	case <-c.padDone:
		return true, c.padErr
	case <-ctx.Done():
		return true, ctx.Err()
	}
}

func (c *fakeCards) Login(ctx context.Context, _ string, ask AskPIN) (*Session, error) {
	done, err := c.begin(ctx, func(ctx context.Context, p PINPrompt) error { _, err := ask(ctx, p); return err })
	if err != nil {
		return nil, err
	}
	if !done {
		pin, err := ask(ctx, PINPrompt{Tries: c.tries})
		if err == nil {
			err = c.try(pin)
		}
		if err != nil {
			return nil, err
		}
	}
	return c.session, nil
}

func (c *fakeCards) Read(context.Context, string) (*present.Card, error) {
	c.reads++
	if c.err != nil {
		return nil, c.err
	}
	until := time.Date(2030, 1, 2, 0, 0, 0, 0, time.UTC)
	return &present.Card{
		Surname: ebox.Untrusted("SPECIMEN"), GivenNames: ebox.Untrusted("Test Élodie"), NationalNumber: ebox.Untrusted("99123199969"),
		Street: ebox.Untrusted("Specimenstraat 12"), PostalCode: ebox.Untrusted("1000"), Town: ebox.Untrusted("Brussel"),
		Photo: present.CardPhoto{Width: 140, Height: 200, Bytes: 3072}, Applet: "1.8",
		Certificates: []present.CardCertificate{{Kind: present.CertAuth, From: until.AddDate(-10, 0, 0), Until: until}, {Kind: present.CertSign, Missing: true}},
		Identity:     present.CheckGood, Address: present.CheckGood, PhotoFits: present.CheckBad, Register: present.CheckGood,
	}, nil
}

func (c *fakeCards) ChangePIN(ctx context.Context, _ string, ask AskChange) error {
	done, err := c.begin(ctx, func(ctx context.Context, p PINPrompt) error { _, _, err := ask(ctx, p); return err })
	if err != nil || done {
		return err
	}
	old, fresh, err := ask(ctx, PINPrompt{Tries: c.tries})
	if err != nil {
		return err
	}
	c.pins = append(c.pins, string(fresh))
	clear(fresh)
	return c.try(old)
}

// driveCards shows the login screen with cards; set may change them before.
func driveCards(t *testing.T, w, h int, code string, set func(c *fakeCards), do func(d *driver, c *fakeCards)) {
	t.Helper()
	var c *fakeCards
	offer := func(f *fake, l *fakeLogin, deps *Deps) {
		loggedOut(f, l, deps)
		c = &fakeCards{padDone: make(chan struct{}), session: l.session, tries: 3}
		if set != nil {
			set(c)
		}
		deps.Cards = c
	}
	drive(t, w, h, code, offer, func(d *driver) { do(d, c) })
}

// withCards is a world whose readers hold that, and whose cards set changes.
func withCards(set func(c *fakeCards), r Readers) setup {
	return func(f *fake, l *fakeLogin, deps *Deps) {
		loggedOut(f, l, deps)
		c := &fakeCards{padDone: make(chan struct{}), session: l.session, tries: 3, now: &r}
		if set != nil {
			set(c)
		}
		deps.Cards = c
	}
}

// there tells the screens what is in the readers.
func (c *fakeCards) there(d *driver, r Readers) {
	c.mu.Lock()
	c.now = &r
	for _, ch := range c.watches {
		ch <- r
	}
	c.mu.Unlock()
	d.send(nil)
}

// typed types text.
func typed(d *driver, s string) {
	for _, r := range s {
		d.keys(string(r))
	}
}

// saysText is says for whole texts: a line may break after a hyphen.
func saysText(d *driver, texts ...string) {
	d.t.Helper()
	join := func(s string) string { return strings.ReplaceAll(flat(s), "- ", "-") }
	for _, s := range texts {
		if !strings.Contains(join(d.said()), join(s)) {
			d.t.Errorf("the screen does not say %q:\n%s", s, d.text())
		}
	}
}

// chooseCard goes to the way in with the card and takes it.
func chooseCard(d *driver, code string) {
	for range 4 {
		if strings.Contains(d.row(), lang.For(code).Card.LogIn) {
			break
		}
		d.keys("down")
	}
	d.on(lang.For(code).Card.LogIn)
	d.keys("enter")
}

func TestCardsComeAndGo(t *testing.T) {
	driveCards(t, 80, 40, "en", nil, func(d *driver, c *fakeCards) {
		d.says("Looking for card readers…")
		c.there(d, Readers{})
		d.says("No card reader is connected.")
		c.there(d, oneCard(present.CardReader{Name: fakeReader}))
		d.says("The card reader ACME Reader 00 is empty", "The card reader ACME Reader 00 was connected.")
		c.there(d, oneCard(belgian(fakeReader)))
		d.says("> Log in with the eID card", "A card was put into the reader ACME Reader 00.")
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
		c.there(d, Readers{Problem: present.CardNoService})
		d.says("The smart card service of this computer does not run.")
	})
}

// TestCardsKeepTheFocus has a card come above the focused item: the cursor stays on that item.
func TestCardsKeepTheFocus(t *testing.T) {
	driveCards(t, 80, 40, "en", nil, func(d *driver, c *fakeCards) {
		c.there(d, Readers{})
		d.keys("down", "down")
		d.on("> Cards and card readers")
		c.there(d, oneCard(belgian(fakeReader)))
		d.on("> Cards and card readers")
		c.there(d, Readers{})
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
			fails := func(c *fakeCards) { c.err = &CardError{Case: p, Tries: 2, Err: errors.New("test")} }
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
	for want, now := range map[string]Readers{
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
		{"time out", &CardError{Case: present.CardPadTimeout, Err: errors.New("test")}, "No PIN code was typed on the reader in time."},
		{"cancelled there", &CardError{Case: present.CardPadCancelled, Err: errors.New("test")}, "It was cancelled on the card reader."},
		{"wrong", &CardError{Case: present.CardWrongPIN, Tries: 2, Err: errors.New("test")}, "The PIN code is wrong. 2 tries left."},
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
		d.says("> Log in with the eID card [simulated card]")
		chooseCard(d, "en")
		d.says("sandbox [simulated card]")
	})
}

// openCards goes to the screen with readers and cards from the login.
func openCards(d *driver, code string) {
	for range 4 {
		if strings.Contains(d.row(), lang.For(code).Card.Readers) {
			break
		}
		d.keys("down")
	}
	d.keys("enter")
	d.says(lang.For(code).Card.Title)
}

func TestCardScreen(t *testing.T) {
	driveCards(t, 80, 40, "en", nil, func(d *driver, c *fakeCards) {
		c.there(d, oneCard(present.CardReader{Name: "sandbox", Card: present.CardBelgian, Simulated: true}))
		openCards(d, "en")
		c.there(d, oneCard(present.CardReader{Name: "sandbox", Card: present.CardBelgian, Simulated: true}))
		d.on("> Show the card")
		if c.reads != 0 {
			t.Error("the card was read before anybody asked")
		}
		d.keys("enter")
		d.says("Test Élodie SPECIMEN", "••.••.••-•••.69", "This card is simulated", "140 by 200 dots", "Photo: does not fit the signature")
		d.silent("99.12.31")
		d.keys("n")
		d.says("99.12.31-999.69", "hide the national register number")
		d.keys("n")
		d.silent("99.12.31")
		d.keys("esc", "esc")
		d.says("How do you want to log in?")
	})
}

func TestCardScreenFails(t *testing.T) {
	fails := func(c *fakeCards) { c.err = &CardError{Case: present.CardMute, Err: errors.New("test")} }
	driveCards(t, 80, 40, "en", fails, func(d *driver, c *fakeCards) {
		openCards(d, "en")
		d.says("Looking for card readers…")
		c.there(d, oneCard(belgian(fakeReader)))
		d.keys("enter")
		d.says("The card does not answer.", "wipe the chip")
		d.keys("esc")
		d.on("> Show the card")
	})
}

func TestCardChange(t *testing.T) {
	for _, code := range lang.Codes() {
		driveCards(t, 80, 40, code, nil, func(d *driver, c *fakeCards) {
			text := lang.For(code).Card
			openCards(d, code)
			c.there(d, oneCard(belgian(fakeReader)))
			d.keys("down", "enter")
			d.on(text.OldPIN)
			typed(d, "1234")
			d.keys("enter")
			d.on(text.NewPIN)
			typed(d, "5678")
			d.keys("enter")
			d.on(text.NewAgain)
			typed(d, "5679")
			d.keys("enter")
			saysText(d, text.Differ)
			d.on(text.NewPIN)
			for range 2 {
				typed(d, "5678")
				d.keys("enter")
			}
			saysText(d, text.Changed)
			if diff := cmp.Diff([]string{"5678", "1234"}, c.pins); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestCardChangeFails(t *testing.T) {
	for _, c := range []struct {
		name string
		set  func(c *fakeCards)
		keys []string
		want string
	}{
		{"wrong", nil, []string{"9", "9", "9", "9", "enter", "5", "6", "7", "8", "enter", "5", "6", "7", "8", "enter"}, "2 tries left."},
		{"cancelled", nil, []string{"1", "esc"}, "Cancelled."},
		{"blocked", func(c *fakeCards) { c.tries = 0 }, nil, "The PIN code of the card is blocked."},
		{"pad", func(c *fakeCards) { c.pad = true }, nil, "then twice the new one."},
		{"pad given up", func(c *fakeCards) { c.pad = true }, []string{"esc"}, "Cancelled."},
	} {
		t.Run(c.name, func(t *testing.T) {
			driveCards(t, 80, 40, "en", c.set, func(d *driver, f *fakeCards) {
				openCards(d, "en")
				f.there(d, oneCard(belgian(fakeReader)))
				d.keys("down", "enter")
				d.keys(c.keys...)
				saysText(d, c.want)
			})
		})
	}
}

// TestCardsFromTheInbox opens readers and cards beside a session that is there already.
func TestCardsFromTheInbox(t *testing.T) {
	offer := func(_ *fake, l *fakeLogin, deps *Deps) {
		deps.Cards = &fakeCards{session: l.session}
	}
	drive(t, 80, 24, "en", offer, func(d *driver) {
		d.keys("c")
		d.says("eID cards and card readers", "Looking for card readers…")
		d.keys("esc")
		d.says("Inbox")
	})
}
