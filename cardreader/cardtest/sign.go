package cardtest

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/rsa"
	_ "crypto/sha1" // algorithm 02
	_ "crypto/sha256"
	_ "crypto/sha512"
	"math/big"
)

// mse is MSE SET for a digital signature.
func (c *Card) mse(cmd []byte) uint16 {
	b := body(cmd)
	if cmd[2] != 0x41 || cmd[3] != 0xB6 {
		return swOffset
	}
	if len(b) != 5 || b[0] != 0x04 || b[1] != 0x80 || b[3] != 0x84 {
		return swData
	}
	if !c.knows(b[2]) {
		return swData
	}
	if c.keys[b[4]] == nil || c.DirectoryMSE && c.df != 0xDF00 {
		return swNoReference
	}
	c.alg, c.key = b[2], b[4]
	return swOK
}

func (c *Card) knows(alg byte) bool {
	switch c.Applet {
	case Applet18:
		return alg == 0x01 || alg == 0x02 || alg == 0x04 || alg == 0x40
	case Applet17:
		return alg == 0x01 || alg == 0x02 || alg == 0x08 || alg == 0x10 || alg == 0x20
	}
	return alg == 0x01 || alg == 0x02
}

// pso is PSO: COMPUTE DIGITAL SIGNATURE: the result waits for GET RESPONSE.
func (c *Card) pso(cmd []byte) ([]byte, uint16) {
	if cmd[2] != 0x9E || cmd[3] != 0x9A {
		return nil, swOffset
	}
	b := body(cmd)
	if b == nil {
		return nil, swLength
	}
	if c.key == 0 {
		return nil, swConditions
	}
	if !c.mayUse() {
		return nil, swNoRight
	}
	sig, sw := c.sign(b)
	if sw != swOK {
		return nil, sw
	}
	c.pending = sig
	return nil, sw61 | uint16(min(len(sig), 256)&0xFF)
}

// mayUse applies the rules of both keys: once for 82, just before for 83 (on 1.8 one command may stand between).
func (c *Card) mayUse() bool {
	if c.key == keyAuth {
		return c.right
	}
	between := c.fresh - 1
	c.fresh = -1
	return between == 0 || c.Applet >= Applet18 && between == 1
}

func (c *Card) sign(b []byte) ([]byte, uint16) {
	switch k := c.keys[c.key].(type) {
	case *rsa.PrivateKey:
		return signRSA(k, c.alg, b)
	case *ecdsa.PrivateKey:
		want := map[byte]int{0x01: 32, 0x02: 48, 0x04: 64}[c.alg]
		if want != 0 && len(b) != want || want == 0 && len(b) != 20 && len(b) != 28 && len(b) != 32 && len(b) != 48 && len(b) != 64 {
			return nil, swLength
		}
		r, s, err := ecdsa.Sign(rand.Reader, k, b)
		if err != nil {
			return nil, swConditions
		}
		half := (k.Params().BitSize + 7) / 8
		out := make([]byte, 2*half)
		(&big.Int{}).Set(r).FillBytes(out[:half])
		(&big.Int{}).Set(s).FillBytes(out[half:])
		return out, swOK
	}
	return nil, swNoReference
}

func signRSA(k *rsa.PrivateKey, alg byte, b []byte) ([]byte, uint16) {
	var sig []byte
	var err error
	hashes := map[byte]crypto.Hash{0x01: 0, 0x02: crypto.SHA1, 0x08: crypto.SHA256, 0x10: crypto.SHA1, 0x20: crypto.SHA256}
	h := hashes[alg]
	if h != 0 && len(b) != h.Size() || h == 0 && len(b) > k.Size()-11 {
		return nil, swLength
	}
	switch alg {
	case 0x10, 0x20:
		sig, err = rsa.SignPSS(rand.Reader, k, h, b, &rsa.PSSOptions{SaltLength: rsa.PSSSaltLengthEqualsHash})
	default:
		sig, err = rsa.SignPKCS1v15(rand.Reader, k, h, b)
	}
	if err != nil {
		return nil, swConditions
	}
	return sig, swOK
}
