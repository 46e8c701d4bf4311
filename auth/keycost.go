package auth

import (
	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"
)

// maxDERDepth is how deep structures may be nested.
const maxDERDepth = 32

// keyCost is the most that a file's key derivation may cost.
type keyCost struct {
	rounds uint64 // of PBKDF2 and PKCS#12
	memory uint64 // of scrypt: N times r times p, in units of 128 bytes (RFC 7914 section 2)
}

// mostKeyCost is far more than anybody uses: OpenSSL's default is 2048 rounds, careful people take a million.
var mostKeyCost = keyCost{rounds: 10_000_000, memory: 1 << 23}

// check looks through DER for the parameters of key derivations before anything is derived: in all of them (RFC 8018
// appendix A, RFC 7292 section 4, RFC 7914 section 7) the numbers follow the salt, an OCTET STRING. ErrKeyCost.
func (most keyCost) check(der []byte) error {
	s := cryptobyte.String(der)
	return most.walk(&s, maxDERDepth)
}

func (most keyCost) walk(s *cryptobyte.String, depth int) error {
	if depth == 0 {
		return ErrKeyCost
	}
	afterSalt, numbers, product := false, 0, uint64(1)
	for !s.Empty() {
		var inner, element cryptobyte.String
		var tag asn1.Tag
		if !s.ReadAnyASN1Element(&element, &tag) || !readInner(element, &inner, tag) {
			return nil // not DER: whoever decodes it will say so
		}
		if tag == asn1.INTEGER && afterSalt {
			n, small := smallInteger(element)
			if numbers++; numbers > 3 { // a key length comes last
				continue
			}
			if !small || n > most.rounds {
				return ErrKeyCost
			}
			if product = min(product*max(n, 1), 1<<40); numbers == 3 && product > most.memory {
				return ErrKeyCost
			}
			continue
		}
		afterSalt, numbers, product = tag == asn1.OCTET_STRING, 0, 1
		if tag == asn1.OCTET_STRING || tag&0x20 != 0 {
			if err := most.walk(&inner, depth-1); err != nil {
				return err
			}
		}
	}
	return nil
}

func readInner(element cryptobyte.String, inner *cryptobyte.String, tag asn1.Tag) bool {
	return element.ReadAnyASN1(inner, &tag)
}

// smallInteger reads an INTEGER that is not negative and less than 2^32.
func smallInteger(element cryptobyte.String) (n uint64, ok bool) {
	var v uint64
	if !element.ReadASN1Integer(&v) || v >= 1<<32 {
		return 0, false
	}
	return v, true
}
