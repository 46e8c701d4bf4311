package tui

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"myebox/tui/backend"
	"myebox/tui/lang"
	"myebox/tui/present"
)

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
	fails := func(c *fakeCards) { c.err = &backend.CardError{Case: present.CardMute, Err: errors.New("test")} }
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

// TestCardPhoto draws the photo when a key asks for it, and not at all without colours.
func TestCardPhoto(t *testing.T) {
	driveCards(t, 80, 30, "en", nil, func(d *driver, c *fakeCards) {
		openCards(d, "en")
		c.there(d, oneCard(belgian(fakeReader)))
		d.keys("enter")
		d.silent(upperHalf)
		d.keys("p")
		d.says(upperHalf)
		d.on("Photo")
		if raw := d.app.View().Content; strings.Count(raw, upperHalf) < 200 {
			t.Errorf("%d cells are drawn", strings.Count(raw, upperHalf))
		}
		d.keys("p")
		d.silent(upperHalf)
	})
	drive(t, 80, 30, "en", func(f *fake, l *fakeLogin, deps *Deps) {
		withCards(nil, oneCard(belgian(fakeReader)))(f, l, deps)
		deps.NoColor = true
	}, func(d *driver) {
		openCards(d, "en")
		d.keys("enter", "p")
		d.silent(upperHalf)
		d.says("not now: cannot be shown")
	})
}

func TestDrawPhoto(t *testing.T) {
	img := decodePhoto(fakePhoto())
	for _, c := range []struct{ w, rows, wantW, wantH int }{{60, 20, 28, 20}, {60, 100, 40, 28}, {10, 20, 10, 7}, {0, 20, 0, 0}, {1, 1, 0, 0}} {
		got := drawPhoto(img, c.w, c.rows)
		if len(got) != c.wantH || c.wantH > 0 && width(got) != c.wantW {
			t.Errorf("%d by %d: %d rows, %d columns", c.w, c.rows, len(got), width(got))
		}
	}
	if decodePhoto([]byte("no picture")) != nil || decodePhoto(nil) != nil {
		t.Error("a picture out of nothing")
	}
}
