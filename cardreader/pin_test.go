package cardreader_test

import (
	"context"
	"crypto"
	"crypto/sha256"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"myebox/cardreader"
	"myebox/cardreader/cardtest"
)

func sign(t *testing.T, sim *cardtest.Card, pin string) error {
	t.Helper()
	c := cardreader.NewCard(sim, sim.ATR)
	cert, err := c.Certificate(t.Context(), cardreader.CertAuthentication)
	if err != nil {
		return err
	}
	s, err := c.Signer(t.Context(), cert, typed(pin))
	if err != nil {
		return err
	}
	d := sha256.Sum256([]byte("x"))
	_, err = s.Sign(nil, d[:], crypto.SHA256)
	return err
}

func TestWrongPIN(t *testing.T) {
	for _, with63C0 := range []bool{false, true} {
		eachApplet(t, func(t *testing.T, applet int) {
			sim := issue(t, applet, cardtest.Options{})
			sim.BlockWith63C0 = with63C0
			var got []int
			for range 4 {
				var p *cardreader.PINError
				if err := sign(t, sim, "9999"); !errors.As(err, &p) {
					t.Fatalf("got %v", err)
				}
				left, err := cardreader.NewCard(sim, sim.ATR).Tries(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				got = append(got, left)
			}
			if d := cmp.Diff([]int{2, 1, 0, 0}, got); d != "" {
				t.Error(d)
			}
			var p *cardreader.PINError
			if err := sign(t, sim, "1234"); !errors.As(err, &p) || p.Left != 0 {
				t.Errorf("a blocked card: %v", err)
			}
		})
	}
}

func TestMalformedPINsCostNothing(t *testing.T) {
	for _, pin := range []string{"", "1", "123", "1234567890123", "12a4", "12 4", "１２３４"} {
		sim := issue(t, cardtest.Applet18, cardtest.Options{})
		if err := sign(t, sim, pin); !errors.Is(err, cardreader.ErrBadPIN) {
			t.Errorf("%q: %v", pin, err)
		}
		if sim.Tries != 3 {
			t.Errorf("%q cost a try", pin)
		}
	}
}

func TestPINsOfEveryLength(t *testing.T) {
	for n := 4; n <= 12; n++ {
		pin := "123456789012"[:n]
		sim := issue(t, cardtest.Applet18, cardtest.Options{PIN: pin})
		if err := sign(t, sim, pin); err != nil {
			t.Errorf("%d digits: %v", n, err)
		}
	}
}

func TestTriesCostNothing(t *testing.T) {
	eachApplet(t, func(t *testing.T, applet int) {
		sim := issue(t, applet, cardtest.Options{})
		sim.Tries = 2
		c := cardreader.NewCard(sim, sim.ATR)
		for range 3 {
			if left, err := c.Tries(t.Context()); err != nil || left != 2 {
				t.Errorf("got %d, %v", left, err)
			}
		}
		if sim.Tries != 2 {
			t.Error("asking cost a try")
		}
	})
}

func TestTriesOfAnOldCardAreNotAsked(t *testing.T) {
	sim := issue(t, cardtest.Applet17, cardtest.Options{})
	sim.Applet = cardtest.Applet11
	left, err := cardreader.NewCard(sim, sim.ATR).Tries(t.Context())
	if err != nil || left != cardreader.TriesUnknown {
		t.Errorf("got %d, %v", left, err)
	}
	if sim.Tries != 3 {
		t.Error("asking cost a try")
	}
}

func TestChangePIN(t *testing.T) {
	eachApplet(t, func(t *testing.T, applet int) {
		sim := issue(t, applet, cardtest.Options{})
		c := cardreader.NewCard(sim, sim.ATR)
		var p *cardreader.PINError
		if err := c.ChangePIN(t.Context(), []byte("4321"), []byte("56789")); !errors.As(err, &p) || p.Left != 2 {
			t.Errorf("wrong old PIN: %v", err)
		}
		if err := c.ChangePIN(t.Context(), []byte("1234"), []byte("567")); !errors.Is(err, cardreader.ErrBadPIN) {
			t.Errorf("short new PIN: %v", err)
		}
		old, fresh := []byte("1234"), []byte("56789")
		if err := c.ChangePIN(t.Context(), old, fresh); err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff([][]byte{make([]byte, 4), make([]byte, 5)}, [][]byte{old, fresh}); d != "" {
			t.Errorf("the PINs were not cleared: %s", d)
		}
		if sim.PIN != "56789" || sim.Tries != 3 || sim.HasRight() {
			t.Errorf("tries %d, right %v", sim.Tries, sim.HasRight())
		}
	})
}

// Whatever command of a login the card is pulled out before: an error, at most one VERIFY, and the PIN is cleared.
func TestPulledOutAtEveryCommand(t *testing.T) {
	eachApplet(t, func(t *testing.T, applet int) {
		whole := issue(t, applet, cardtest.Options{})
		if err := sign(t, whole, "1234"); err != nil {
			t.Fatal(err)
		}
		for n := 1; n < whole.Count(); n++ {
			sim := issue(t, applet, cardtest.Options{})
			sim.RemoveAfter = n
			if err := sign(t, sim, "1234"); !errors.Is(err, cardtest.ErrRemoved) {
				t.Errorf("after command %d: %v", n, err)
			}
			if sim.Tries != 3 {
				t.Errorf("after command %d: a try was spent", n)
			}
		}
	})
}

// A reset by another program between two commands is noticed, never answered with a second VERIFY.
func TestResetAtEveryCommand(t *testing.T) {
	eachApplet(t, func(t *testing.T, applet int) {
		whole := issue(t, applet, cardtest.Options{})
		if err := sign(t, whole, "1234"); err != nil {
			t.Fatal(err)
		}
		for n := 2; n < whole.Count(); n++ {
			sim := issue(t, applet, cardtest.Options{})
			sim.ResetBefore = n
			err := sign(t, sim, "1234")
			if sim.Tries != 3 || sim.HasRight() {
				t.Errorf("before command %d: tries %d, right %v, %v", n, sim.Tries, sim.HasRight(), err)
			}
		}
	})
}

func TestCancelledBeforeThePIN(t *testing.T) {
	sim := issue(t, cardtest.Applet18, cardtest.Options{})
	c := cardreader.NewCard(sim, sim.ATR)
	cert := must(c.Certificate(t.Context(), cardreader.CertAuthentication))
	ctx, cancel := context.WithCancel(t.Context())
	var before int
	s := must(c.Signer(ctx, cert, func(context.Context, cardreader.Prompt) ([]byte, error) {
		cancel()
		before = sim.Count()
		return []byte("1234"), nil
	}))
	d := sha256.Sum256(nil)
	if _, err := s.Sign(nil, d[:], crypto.SHA256); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if sim.Count() != before {
		t.Error("the card was asked after the person cancelled")
	}
}

// errorsIs is errors.Is that takes nil for no error.
func errorsIs(err, want error) bool { return errors.Is(err, want) && (err == nil) == (want == nil) }

func asPIN(err error) (p *cardreader.PINError, ok bool) {
	ok = errors.As(err, &p)
	return p, ok
}

const sha256Opts = crypto.SHA256
