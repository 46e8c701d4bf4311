package pdftext

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5" // the format's own key derivation
	"crypto/rc4" // the format's own cipher
	"crypto/sha256"
	"crypto/sha512"
	"encoding/binary"
)

// crypt undoes the standard security handler (section 7.6) for documents that open without a password: their authors
// limited printing or changing, not reading.
type crypt struct {
	key  []byte
	v    int
	aes  bool // RC4 otherwise
	none bool // streams and strings are not encrypted
}

// padding is what passwords are filled up with (section 7.6.4.3.2).
var padding = []byte("\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A")

// unlock prepares decryption. ErrProtected means that a password is needed, or that the method is not known.
func (f *file) unlock() error {
	if f.trailer["Encrypt"] == nil {
		return nil
	}
	d := f.dict(f.trailer["Encrypt"])
	c := &crypt{}
	c.v, _ = f.resolve(d["V"]).(int)
	rev, _ := f.resolve(d["R"]).(int)
	length, ok := f.resolve(d["Length"]).(int)
	if !ok || length < 40 || length > 128 {
		length = 40
	}
	if f.resolve(d["Filter"]) != name("Standard") {
		return ErrProtected
	}
	switch c.v {
	case 1:
		length = 40
	case 2:
	case 4, 5:
		length = 128
		filter, _ := f.resolve(d["StmF"]).(name)
		switch f.resolve(f.dict(f.dict(d["CF"])[filter])["CFM"]) {
		case name("AESV2"), name("AESV3"):
			c.aes = true
		case name("V2"):
		default:
			c.none = true
		}
	default:
		return ErrProtected
	}
	if c.v == 5 {
		c.key = f.key256(d, rev)
	} else {
		c.key = f.key128(d, rev, length/8)
	}
	if c.key == nil {
		return ErrProtected
	}
	f.crypt = c
	clear(f.cache)
	return nil
}

func (f *file) bytesOf(o object) []byte {
	s, _ := f.resolve(o).(str)
	return []byte(s)
}

// key128 derives the key from the empty password (algorithm 2) and checks it (algorithms 4 to 6); nil if it is not the
// one.
func (f *file) key128(d dict, rev, n int) []byte {
	o, u := f.bytesOf(d["O"]), f.bytesOf(d["U"])
	p, _ := f.resolve(d["P"]).(int)
	var id []byte
	if ids := f.array(f.trailer["ID"]); len(ids) > 0 {
		id = f.bytesOf(ids[0])
	}
	if len(o) < 32 || len(u) < 16 {
		return nil
	}
	h := md5.New()
	h.Write(padding)
	h.Write(o[:32])
	h.Write(binary.LittleEndian.AppendUint32(nil, uint32(p)))
	h.Write(id)
	if meta, ok := f.resolve(d["EncryptMetadata"]).(bool); ok && !meta && rev >= 4 {
		h.Write([]byte{255, 255, 255, 255})
	}
	key := h.Sum(nil)
	if rev < 3 {
		key = key[:5]
		if bytes.Equal(arc4(key, padding), u[:min(len(u), 32)]) {
			return key
		}
		return nil
	}
	for range 50 {
		sum := md5.Sum(key[:n])
		key = sum[:]
	}
	key = key[:n]
	sum := md5.Sum(append(padding[:32:32], id...))
	check := arc4(key, sum[:])
	for i := byte(1); i < 20; i++ {
		k := make([]byte, n)
		for j := range k {
			k[j] = key[j] ^ i
		}
		check = arc4(k, check)
	}
	if !bytes.Equal(check, u[:16]) {
		return nil
	}
	return key
}

// key256 takes the key of AES-256 documents out of their dictionary with the empty password (algorithm 2.A).
func (f *file) key256(d dict, rev int) []byte {
	u, ue := f.bytesOf(d["U"]), f.bytesOf(d["UE"])
	if len(u) < 48 || len(ue) < 32 || rev < 5 || rev > 6 {
		return nil
	}
	if !bytes.Equal(hash256(u[32:40], rev), u[:32]) {
		return nil
	}
	block, err := aes.NewCipher(hash256(u[40:48], rev))
	if err != nil {
		return nil
	}
	key := make([]byte, 32)
	cipher.NewCBCDecrypter(block, make([]byte, 16)).CryptBlocks(key, ue[:32])
	return key
}

// hash256 is algorithm 2.B for the empty password; revision 5 takes the first step only.
func hash256(salt []byte, rev int) []byte {
	first := sha256.Sum256(salt)
	k := first[:]
	for i := 0; rev == 6; i++ {
		block, err := aes.NewCipher(k[:16])
		if err != nil {
			return nil
		}
		e := bytes.Repeat(k, 64)
		cipher.NewCBCEncrypter(block, k[16:32]).CryptBlocks(e, e)
		rest := 0
		for _, c := range e[:16] {
			rest += int(c)
		}
		switch rest % 3 {
		case 0:
			sum := sha256.Sum256(e)
			k = sum[:]
		case 1:
			sum := sha512.Sum384(e)
			k = sum[:]
		default:
			sum := sha512.Sum512(e)
			k = sum[:]
		}
		if i >= 63 && int(e[len(e)-1]) <= i-32 {
			break
		}
	}
	return k[:32]
}

// object is the key for one object (algorithm 1).
func (c *crypt) object(id ref) []byte {
	if c.v == 5 {
		return c.key
	}
	b := append(c.key[:len(c.key):len(c.key)], byte(id.num), byte(id.num>>8), byte(id.num>>16), byte(id.gen), byte(id.gen>>8))
	if c.aes {
		b = append(b, "sAlT"...)
	}
	sum := md5.Sum(b)
	return sum[:min(len(c.key)+5, 16)]
}

func (c *crypt) stream(b []byte, id ref) []byte {
	switch {
	case c.none:
		return b
	case !c.aes:
		return arc4(c.object(id), b)
	}
	block, err := aes.NewCipher(c.object(id))
	if err != nil || len(b) < 32 {
		return nil
	}
	out := make([]byte, (len(b)-16)&^15)
	cipher.NewCBCDecrypter(block, b[:16]).CryptBlocks(out, b[16:16+len(out)])
	if n := int(out[len(out)-1]); n <= 16 {
		out = out[:len(out)-n]
	}
	return out
}

// strings decrypts the strings in an object of the file.
func (c *crypt) strings(o object, id ref) object {
	switch o := o.(type) {
	case str:
		return str(c.stream([]byte(o), id))
	case array:
		for i := range o {
			o[i] = c.strings(o[i], id)
		}
	case dict:
		for k := range o {
			o[k] = c.strings(o[k], id)
		}
	case *stream:
		c.strings(o.dict, id)
	}
	return o
}

func arc4(key, b []byte) []byte {
	r, err := rc4.NewCipher(key)
	if err != nil {
		return nil
	}
	out := make([]byte, len(b))
	r.XORKeyStream(out, b)
	return out
}
