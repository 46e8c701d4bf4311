package card

import (
	"crypto/x509"
	"encoding/asn1"
	"strings"

	"myebox/ebox/sandbox/fas"
)

// Why a card is turned away: error_description of access_denied.
const (
	ReasonUsage   = "unsupported_certificate"
	ReasonRevoked = "certificate_revoked"
	ReasonUnknown = "certificate_unknown"
	ReasonStatus  = "certificate_status_unknown"
)

var (
	oidSurname   = asn1.ObjectIdentifier{2, 5, 4, 4}
	oidGivenName = asn1.ObjectIdentifier{2, 5, 4, 42}
)

// PersonOf reads the subject of an authentication certificate: serialNumber is the national number, surname and given
// names are attributes of their own, else the common name is taken without its "(Authentication)". The certificate does
// not tell the language. ok is false without eleven digits.
func PersonOf(cert *x509.Certificate) (p fas.Person, ok bool) {
	p = fas.Person{NationalNumber: cert.Subject.SerialNumber, Language: "fr"}
	if len(p.NationalNumber) != 11 || strings.Trim(p.NationalNumber, "0123456789") != "" {
		return fas.Person{}, false
	}
	for _, a := range cert.Subject.Names {
		text, isText := a.Value.(string)
		switch {
		case !isText:
		case a.Type.Equal(oidSurname):
			p.Surname = text
		case a.Type.Equal(oidGivenName):
			p.GivenName = text
		}
	}
	if p.Surname == "" && p.GivenName == "" {
		name, _, _ := strings.Cut(cert.Subject.CommonName, " (")
		p.Surname = name
	}
	return p, true
}
