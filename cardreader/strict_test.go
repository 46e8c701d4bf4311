package cardreader_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"myebox/cardreader"
	"myebox/cardreader/cardtest"
)

// Cards and readers differ in what the manuals leave open. Everything must work with each of these.
var strict = []struct {
	name string
	o    cardtest.Options
	set  func(*cardtest.Card)
}{
	{"as it comes", cardtest.Options{}, func(*cardtest.Card) {}},
	{"short answers instead of 6Cxx", cardtest.Options{}, func(c *cardtest.Card) { c.No6C = true }},
	{"refusal instead of 6Cxx", cardtest.Options{}, func(c *cardtest.Card) { c.Refuse6C = true }},
	{"paths without the MF", cardtest.Options{}, func(c *cardtest.Card) { c.ShortPaths = true }},
	{"keys only in their directory", cardtest.Options{}, func(c *cardtest.Card) { c.DirectoryMSE = true }},
	{"another applet was selected", cardtest.Options{}, func(c *cardtest.Card) { c.Elsewhere = true }},
	{"no padding", cardtest.Options{Padding: -1}, func(*cardtest.Card) {}},
	{"other padding", cardtest.Options{Padding: 333}, func(*cardtest.Card) {}},
	{"certificate of whole reads", cardtest.Options{CertificateSize: 1024, Padding: -1}, func(*cardtest.Card) {}},
	{
		"accented name",
		cardtest.Options{Person: cardtest.Person{Surname: "SPÉCIMEN-ÅŁŻ", GivenNames: "Éloïse Ĳsbrand", NationalNumber: "99123199969"}},
		func(*cardtest.Card) {},
	},
	{"no address", cardtest.Options{NoAddress: true}, func(*cardtest.Card) {}},
}

func TestStrictCards(t *testing.T) {
	for _, tc := range strict {
		eachApplet(t, func(t *testing.T, applet int) {
			t.Run(tc.name, func(t *testing.T) {
				sim := issue(t, applet, tc.o)
				tc.set(sim)
				c := cardreader.NewCard(sim, sim.ATR)
				if _, err := c.Info(t.Context()); err != nil {
					t.Fatal(err)
				}
				var known cardreader.Certificates
				for _, what := range []string{"unknown", "known"} {
					l := c.Login(t.Context(), &known, typed("1234"))
					if _, err := handshakeGet(t, pkis[applet](), 0x0304, l.GetClientCertificate); err != nil {
						t.Errorf("login, certificate %s: %v", what, err)
					}
				}
				// A new connection, where no directory was selected by a read.
				sim.Reset()
				if err := signKnown(t, sim, &known); err != nil {
					t.Errorf("after a reset: %v", err)
				}
				v, err := c.ReadVerified(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				if err := errors.Join(v.IdentityErr, v.AddressErr, v.PhotoErr, v.RRNErr); err != nil {
					t.Error(err)
				}
				if tc.o.Person.Surname != "" && (v.Identity.Surname != tc.o.Person.Surname || v.Identity.GivenNames != tc.o.Person.GivenNames) {
					t.Error("the name was not read as it is")
				}
				if sim.TriesLeft() != 3 || sim.HasRight() {
					t.Errorf("%d tries, right %v", sim.TriesLeft(), sim.HasRight())
				}
			})
		})
	}
}

func signKnown(t *testing.T, sim *cardtest.Card, known *cardreader.Certificates) error {
	t.Helper()
	c := cardreader.NewCard(sim, sim.ATR)
	l := c.Login(t.Context(), known, typed("1234"))
	_, err := handshakeGet(t, pkis[int(sim.Applet)](), 0x0304, l.GetClientCertificate)
	return errors.Join(err, l.Err())
}

// A card of 1.7 under the newer CA: an RSA key in a certificate that was signed with ECDSA, and a register that signs so.
func TestRekeyedCard(t *testing.T) {
	sim, err := pkis[cardtest.Applet18]().NewCard(cardtest.Options{RSA: true})
	if err != nil {
		t.Fatal(err)
	}
	c := cardreader.NewCard(sim, sim.ATR)
	info, err := c.Info(t.Context())
	if err != nil || info.Applet != cardreader.Applet17 {
		t.Fatalf("%v, %v", info, err)
	}
	l := c.Login(t.Context(), nil, typed("1234"))
	if _, err := handshakeGet(t, pkis[cardtest.Applet18](), 0x0304, l.GetClientCertificate); err != nil {
		t.Error(err)
	}
	v, err := c.ReadVerified(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(v.IdentityErr, v.AddressErr, v.PhotoErr, v.RRNErr); err != nil {
		t.Error(err)
	}
}

func TestNotActivated(t *testing.T) {
	for _, sw := range []uint16{0x6D00, 0x6985, 0x6283} {
		eachApplet(t, func(t *testing.T, applet int) {
			sim := issue(t, applet, cardtest.Options{})
			sim.NotActivated, sim.RefuseWith = true, sw
			c := cardreader.NewCard(sim, sim.ATR)
			if _, err := c.Info(t.Context()); !errors.Is(err, cardreader.ErrNotActivated) {
				t.Errorf("%04X, card data: %v", sw, err)
			}
			if _, err := c.Certificate(t.Context(), cardreader.CertAuthentication); !errors.Is(err, cardreader.ErrNotActivated) {
				t.Errorf("%04X, certificate: %v", sw, err)
			}
		})
	}
}

// A card of the first generation is recognised and read, and never gets a VERIFY of any kind: even an empty one would
// cost a try. Nor does a card with an ATR like ours that is something else.
func TestCardsThatNeverGetAVerify(t *testing.T) {
	for _, tc := range []struct {
		name string
		set  func(*cardtest.Card)
		want error
	}{
		{"applet 1.1", func(c *cardtest.Card) { c.Applet = cardtest.Applet11 }, cardreader.ErrTooOld},
		{"unknown class", func(c *cardtest.Card) { c.NotActivated, c.RefuseWith = true, 0x6E00 }, cardreader.ErrNotBeID},
		{"broken", func(c *cardtest.Card) { c.NotActivated, c.RefuseWith = true, 0x6581 }, cardreader.ErrCardFault},
		{"another applet version", func(c *cardtest.Card) { c.Applet = 0x71 }, cardreader.ErrNotBeID},
	} {
		t.Run(tc.name, func(t *testing.T) {
			sim := issue(t, cardtest.Applet17, cardtest.Options{})
			c := cardreader.NewCard(sim, sim.ATR)
			cert := must(c.Certificate(t.Context(), cardreader.CertAuthentication))
			tc.set(sim)
			sim.StartCount()
			s, err := c.Signer(t.Context(), cert, func(context.Context, cardreader.Prompt) ([]byte, error) {
				return nil, errors.New("asked for the PIN")
			})
			if err == nil {
				_, err = s.Sign(nil, make([]byte, 32), sha256Opts)
			}
			if !errors.Is(err, tc.want) {
				t.Errorf("signing: %v", err)
			}
			if err := c.ChangePIN(t.Context(), []byte("1234"), []byte("5678")); !errors.Is(err, tc.want) {
				t.Errorf("changing the PIN: %v", err)
			}
			for _, ins := range sim.Instructions() {
				if ins == 0x20 || ins == 0x24 {
					t.Errorf("commands %X", sim.Instructions())
				}
			}
			if sim.TriesLeft() != 3 {
				t.Error("a try was spent")
			}
		})
	}
}

// The PIN is blocked while the person types, or was before: said in the same way for both status words.
func TestBlocked(t *testing.T) {
	for _, with63C0 := range []bool{false, true} {
		eachApplet(t, func(t *testing.T, applet int) {
			sim := issue(t, applet, cardtest.Options{})
			sim.BlockWith63C0, sim.Tries = with63C0, 1
			var left []int
			for range 2 {
				asked := fmt.Sprint(sim.TriesLeft())
				p, ok := asPIN(sign(t, sim, "9999"))
				if !ok {
					t.Fatalf("with %s left: no PIN error", asked)
				}
				left = append(left, p.Left)
			}
			if left[0] != 0 || left[1] != 0 {
				t.Errorf("left %v", left)
			}
		})
	}
}
