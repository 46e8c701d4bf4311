package card

import (
	"crypto/x509"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"myebox/cardreader/cardtest"
)

// The generations of cards that Issuer makes, as people write them.
const (
	Applet17 = "1.7" // RSA-2048
	Applet18 = "1.8" // ECDSA P-384
)

// The states that a card is issued in.
const (
	Good       = "good"
	Expired    = "expired"       // its certificates ended last year
	Revoked    = "revoked"       // its authentication certificate is on the list
	Foreign    = "foreign"       // of a CA that the host does not trust
	NotForAuth = "not-for-login" // a signature certificate where the one for logging in should be
	LastTry    = "last-try"      // one more wrong PIN blocks it
	Blocked    = "blocked"       // no PIN is accepted any more
)

// States lists them.
func States() []string {
	return []string{Good, Expired, Revoked, Foreign, NotForAuth, LastTry, Blocked}
}

// PIN is that of every card.
const PIN = "1234"

// Issuer is the CA of the sandbox's cards, and the authority that answers for it.
type Issuer struct {
	*Authority
	pki *cardtest.PKI
	now func() time.Time
}

// OpenIssuer makes a CA for cards with that applet, or takes the one that is kept in dir ("": it is not kept).
func OpenIssuer(applet, dir string, now func() time.Time) (*Issuer, error) {
	if now == nil {
		now = time.Now
	}
	pki, err := openPKI(applet, dir)
	if err != nil {
		return nil, err
	}
	return &Issuer{NewAuthority(pki.CA, pki.CAKey(), now), pki, now}, nil
}

func openPKI(applet, dir string) (*cardtest.PKI, error) {
	path := filepath.Join(dir, "card-ca-"+applet+".pem")
	if dir != "" {
		text, err := os.ReadFile(path)
		if err == nil {
			pki, err := cardtest.DecodePKI(text)
			if err != nil {
				return nil, fmt.Errorf("reading the cards' CA: %w", err)
			}
			return pki, nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("reading the cards' CA: %w", err)
		}
	}
	pki, err := cardtest.NewPKI(applet == Applet17)
	if err != nil || dir == "" {
		return pki, err
	}
	text, err := pki.Encode()
	if err != nil {
		return nil, err
	}
	if err := os.WriteFile(path, text, 0o600); err != nil {
		return nil, fmt.Errorf("keeping the cards' CA: %w", err)
	}
	return pki, nil
}

// SetURL says where the authority is reached; before cards are issued.
func (i *Issuer) SetURL(base string) {
	i.pki.OCSPURL, i.pki.CRLURL = base+OCSPPath, base+CRLPath
}

// CAs are what a host trusts and names to clients.
func (i *Issuer) CAs() []*x509.Certificate { return []*x509.Certificate{i.pki.Root, i.pki.CA} }

// ErrState is a state that there is not.
var ErrState = errors.New("card: no such state")

// Issue makes a card with PIN for a person, in one of the States.
func (i *Issuer) Issue(who cardtest.Person, state string) (*cardtest.Card, error) {
	if !slices.Contains(States(), state) {
		return nil, ErrState
	}
	now := i.now()
	o := cardtest.Options{Person: who, PIN: PIN, From: now.AddDate(-1, 0, 0), To: now.AddDate(9, 0, 0), AuthIsNon: state == NotForAuth}
	if state == Expired {
		o.From, o.To = now.AddDate(-11, 0, 0), now.AddDate(-1, 0, 0)
	}
	pki := i.pki
	if state == Foreign {
		var err error
		if pki, err = cardtest.NewPKI(i.pki.CA.PublicKeyAlgorithm == x509.RSA); err != nil {
			return nil, err
		}
	}
	c, err := pki.NewCard(o)
	if err != nil {
		return nil, fmt.Errorf("issuing card: %w", err)
	}
	switch state {
	case Revoked:
		cert, err := authentication(c)
		if err != nil {
			return nil, err
		}
		i.Revoke(cert)
	case LastTry:
		c.Tries = 1
	case Blocked:
		c.Tries = 0
	}
	return c, nil
}

// authentication reads a card's certificate for logging in out of its file, which zeros fill up.
func authentication(c *cardtest.Card) (*x509.Certificate, error) {
	file := c.Files[0xDF005038]
	if len(file) < 4 {
		return nil, errors.New("reading certificate: there is none")
	}
	size := 4 + int(file[2])<<8 + int(file[3])
	cert, err := x509.ParseCertificate(file[:min(size, len(file))])
	if err != nil {
		return nil, fmt.Errorf("reading certificate: %w", err)
	}
	return cert, nil
}
