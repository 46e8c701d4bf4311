package fas

import (
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
)

// Person is a test person. National numbers must be well formed and never issued.
type Person struct {
	ID             string // stable name for login_hint, element ids and kept sessions
	GivenName      string
	Surname        string
	NationalNumber string   // 11 digits
	Language       string   // fr, nl, de
	Mail           string   // in a domain that cannot exist
	Company        *Company // nil: acts in their own name only
}

// Company is a test company that a person may act for.
type Company struct {
	Number string // CBE number, 10 digits
	Name   string
}

// Name is given name and surname.
func (p Person) Name() string { return p.GivenName + " " + p.Surname }

// subject is the sub claim: opaque, the same at every login and after a restart.
func (p Person) subject(client string) string {
	h := sha256.Sum256([]byte("fas sandbox subject\x00" + client + "\x00" + p.NationalNumber))
	return base64.RawURLEncoding.EncodeToString(h[:18])
}

// fedID is the federal identifier: 40 hexadecimal digits.
func (p Person) fedID() string {
	h := sha1.Sum([]byte("fas sandbox fedid\x00" + p.NationalNumber))
	return hex.EncodeToString(h[:])
}

// DefaultPersons are the test persons of the sandbox, one per language; the first is who logs in when nobody is named.
// They are born in the last days of 2099, so their numbers cannot have been issued.
func DefaultPersons() []Person {
	company := &Company{Number: "1999999943", Name: "Specimen Test NV/SA"}
	return []Person{
		{
			ID: "specimen-fr", GivenName: "Test", Surname: "Spécimen", NationalNumber: "99123100395", Language: "fr",
			Mail: "specimen-fr@sandbox.invalid", Company: company,
		},
		{
			ID: "specimen-nl", GivenName: "Test", Surname: "Specimen", NationalNumber: "99123000427", Language: "nl",
			Mail: "specimen-nl@sandbox.invalid", Company: company,
		},
		{
			ID: "specimen-de", GivenName: "Test", Surname: "Muster", NationalNumber: "99122900556", Language: "de",
			Mail: "specimen-de@sandbox.invalid",
		},
	}
}
