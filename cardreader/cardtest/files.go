package cardtest

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/x509"
	"encoding/hex"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"time"
)

// The answers to reset (C54 section 2.3).
var (
	atr17 = unhex("3B9813400AA503010101AD1311")
	atr18 = unhex("3B7F96000080318065B085040120120FFF829000")
)

func unhex(s string) []byte {
	b, err := hex.DecodeString(s)
	if err != nil { // a constant of this file
		panic(err)
	}
	return b
}

// Options shape a card that NewCard issues. The zero value is an ordinary card, valid for years, PIN 1234.
type Options struct {
	Person    Person
	PIN       string
	From, To  time.Time // validity of the certificates
	NoAuth    bool      // without authentication certificate, as for a child
	AuthIsNon bool      // the authentication file holds a certificate for non-repudiation

	CertificateSize int // bytes of the authentication certificate's DER, 0: as it comes; at least 950
	Padding         int // zeros after each certificate of the person; 0: the generation's, -1: none
	NoAddress       bool
	RSA             bool // an RSA key under a CA with ECDSA: a card of 1.7 that was given new certificates
}

// NewCard issues a card of the PKI's generation: applet 1.7 for RSA, 1.8 for ECDSA.
func (p *PKI) NewCard(o Options) (*Card, error) {
	if o.Person == (Person{}) {
		o.Person = Specimen
	}
	if o.PIN == "" {
		o.PIN = "1234"
	}
	if o.From.IsZero() {
		o.From, o.To = time.Date(2021, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2039, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	c := &Card{Applet: Applet18, ATR: atr18, PIN: o.PIN, Tries: fullTries, Files: map[uint32][]byte{}, keys: map[byte]crypto.Signer{}}
	if p.rsa || o.RSA {
		c.Applet, c.ATR = Applet17, atr17
	}
	copy(c.Serial[:], unhex("534C494E"))
	if _, err := io.ReadFull(rand.Reader, c.Serial[4:]); err != nil {
		return nil, err
	}
	c.reset()
	if err := p.certificates(c, o); err != nil {
		return nil, err
	}
	if err := p.identity(c, o); err != nil {
		return nil, err
	}
	pkcs15(c)
	return c, nil
}

// certificates fills DF00's certificates with the padding of the generation.
func (p *PKI) certificates(c *Card, o Options) error {
	use := [2]string{"Authentication", "Signature"}
	if o.AuthIsNon {
		use[0] = "Signature"
	}
	var der [2][]byte
	for i, key := range []byte{keyAuth, keySign} {
		k, err := p.cardKey(o.RSA)
		if err != nil {
			return err
		}
		size := 0
		if i == 0 {
			size = o.CertificateSize
		}
		cert, err := p.issueSized(o, use[i], k.Public(), size)
		if err != nil {
			return err
		}
		c.keys[key], der[i] = k, cert.Raw
	}
	leaf, ca := 50, 0
	if !p.rsa {
		leaf, ca = 1100, 1100
	}
	if o.Padding != 0 {
		leaf = max(o.Padding, 0)
	}
	pad := func(b []byte, n int) []byte { return append(append([]byte{}, b...), make([]byte, n)...) }
	c.Files[0xDF005038], c.Files[0xDF005039] = pad(der[0], leaf), pad(der[1], leaf)
	if o.NoAuth {
		c.Files[0xDF005038] = make([]byte, 1300)
	}
	c.Files[0xDF00503A] = pad(p.CA.Raw, leaf)
	c.Files[0xDF00503B], c.Files[0xDF00503C] = pad(p.Root.Raw, ca), pad(p.RRN.Raw, ca)
	return nil
}

// identity fills DF01, signed by the register (C54 section 6.2).
func (p *PKI) identity(c *Card, o Options) error {
	photo, err := drawPhoto()
	if err != nil {
		return err
	}
	hash := sha512.Sum384(photo)
	id := tlv(nil, 0x01, "999999999999")
	id = tlv(id, 0x02, string(c.Serial[:]))
	id = tlv(id, 0x03, o.From.Format("02.01.2006"))
	id = tlv(id, 0x04, o.To.Format("02.01.2006"))
	id = tlv(id, 0x05, "Brussel")
	id = tlv(id, 0x06, o.Person.NationalNumber)
	id = tlv(id, 0x07, o.Person.Surname)
	id = tlv(id, 0x08, o.Person.GivenNames)
	id = tlv(id, 0x09, "")
	id = tlv(id, 0x0A, "Belg")
	id = tlv(id, 0x0B, "Luik")
	id = tlv(id, 0x0C, "31 DEC 2099")
	id = tlv(id, 0x0D, "F")
	id = tlv(id, 0x0E, "")
	id = tlv(id, 0x0F, "1")
	id = tlv(id, 0x10, "0")
	id = tlv(id, 0x11, string(hash[:]))
	if c.Applet == Applet18 {
		basic, err := basicKey(c)
		if err != nil {
			return err
		}
		h := sha512.Sum384(basic)
		id = tlv(id, 0x1A, string(h[:]))
	}
	idSig, err := p.registerSign(id)
	if err != nil {
		return err
	}
	if o.RSA { // filled up to the size of the signature that was there before
		idSig = append(idSig, make([]byte, 256-len(idSig))...)
	}
	street, code, town := "Specimenstraat 12", "1000", "Brussel"
	if o.NoAddress {
		street, code, town = "", "", ""
	}
	addr := tlv(nil, 0x01, street)
	addr = tlv(addr, 0x02, code)
	addr = tlv(addr, 0x03, town)
	addrSig, err := p.registerSign(append(append([]byte{}, addr...), idSig...))
	if err != nil {
		return err
	}
	c.Files[0xDF014031], c.Files[0xDF014032] = id, idSig
	c.Files[0xDF014033], c.Files[0xDF014034] = append(addr, make([]byte, 117-len(addr))...), addrSig
	c.Files[0xDF014035] = photo
	return nil
}

func tlv(b []byte, tag byte, v string) []byte { return append(append(b, tag, byte(len(v))), v...) }

func (p *PKI) registerSign(data []byte) ([]byte, error) {
	if p.rsa {
		h := sha256.Sum256(data)
		return p.rrnKey.Sign(rand.Reader, h[:], crypto.SHA256)
	}
	h := sha512.Sum384(data)
	return p.rrnKey.Sign(rand.Reader, h[:], crypto.SHA384)
}

// basicKey is EF(PuK#1) of applet 1.8.
func basicKey(c *Card) ([]byte, error) {
	k, err := ecdsa.GenerateKey(elliptic.P384(), rand.Reader)
	if err != nil {
		return nil, err
	}
	der, err := x509.MarshalPKIXPublicKey(k.Public())
	if err != nil {
		return nil, fmt.Errorf("encoding the basic key: %w", err)
	}
	c.Files[0xDF014040] = der
	return der, nil
}

// drawPhoto is a grey picture of nobody.
func drawPhoto() ([]byte, error) {
	m := image.NewGray(image.Rect(0, 0, 140, 200))
	for y := range 200 {
		for x := range 140 {
			shade := uint8(210)
			if dx, dy := x-70, y-80; dx*dx+dy*dy*3/4 < 1600 || y > 140 && (x-70)*(x-70) < (y-120)*60 {
				shade = 120
			}
			m.SetGray(x, y, color.Gray{Y: shade})
		}
	}
	var b limited
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 60}); err != nil {
		return nil, fmt.Errorf("drawing the photo: %w", err)
	}
	return b, nil
}

type limited []byte

func (l *limited) Write(p []byte) (int, error) { *l = append(*l, p...); return len(p), nil }

// pkcs15 fills the files that PKCS#15 clients read (C54 sections 5.2 and 5.3).
func pkcs15(c *Card) {
	c.Files[0x2F00] = unhex("61234F0CA000000177504B43532D3135500642454C50494351043F00DF0073050603603802")
	c.Files[0xDF005031] = unhex("A00A300804063F00DF005035A40A300804063F00DF005037A80A300804063F00DF005034")
	info := append(unhex("30270201000410"), c.Serial[:]...)
	version := "03020000"
	if c.Applet == Applet18 {
		version = "04040000"
	}
	c.Files[0xDF005032] = append(info, unhex("800642454C504943030204309E04"+version)...)
	c.Files[0xDF005034] = unhex("3033300F0C0942617369632050494E030206C03003040101A11B30190302020C0A01000201040201088001010401FF300404023F00")
	if c.Applet == Applet18 {
		c.Files[0xDF005035] = unhex("A03A30170C0E41757468656E7469636174696F6E030206C0040101300F04010203020520030203B802020082A10E300C300604043F00DF0002020180" +
			"A03930150C095369676E6174757265030206C004010102010130100401030303060040030203B802020083A10E300C300604043F00DF0002020180")
		c.Files[0xDF005037] = unhex("302F30170C0E41757468656E7469636174696F6E030206400401013006040102830100A10C300A300804063F00DF005038" +
			"302A30120C095369676E6174757265030206400401013006040103830100A10C300A300804063F00DF005039" +
			"3026300B0C0243410302064004010130090401040101FF830100A10C300A300804063F00DF00503A" +
			"3028300D0C04526F6F740302064004010130090401060101FF830100A10C300A300804063F00DF00503B")
		return
	}
	c.Files[0xDF005035] = unhex("303A30170C0E41757468656E7469636174696F6E030206C0040101300F04010203020520030203B802020082A10E300C300604043F00DF0002020800" +
		"303930150C095369676E6174757265030206C004010102010130100401030303060040030203B802020083A10E300C300604043F00DF0002020800")
	c.Files[0xDF005037] = unhex("302C30170C0E41757468656E7469636174696F6E030206C00401013003040102A10C300A300804063F00DF005038" +
		"302730120C095369676E6174757265030206C00401013003040103A10C300A300804063F00DF005039" +
		"3023300B0C024341030206C004010130060401040101FFA10C300A300804063F00DF00503A" +
		"3025300D0C04526F6F74030206C004010130060401060101FFA10C300A300804063F00DF00503B")
}
