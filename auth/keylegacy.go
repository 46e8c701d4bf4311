package auth

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/des"
	"crypto/md5"
	"encoding/hex"
	"encoding/pem"
	"strings"
)

// legacyCiphers are those of DEK-Info that OpenSSL wrote, with the lengths of their keys. They are read, never written.
var legacyCiphers = map[string]struct {
	size int
	make func(key []byte) (cipher.Block, error)
}{
	"AES-128-CBC":  {16, aes.NewCipher},
	"AES-192-CBC":  {24, aes.NewCipher},
	"AES-256-CBC":  {32, aes.NewCipher},
	"DES-EDE3-CBC": {24, des.NewTripleDESCipher},
}

// decryptLegacy decrypts a PEM block with Proc-Type and DEK-Info (RFC 1421 section 4.6, as OpenSSL does it). The form
// has no check but the padding; ErrPassphrase, ErrKeyFormat, ErrNotAKey.
func decryptLegacy(block *pem.Block, passphrase []byte) ([]byte, error) {
	name, ivText, _ := strings.Cut(block.Headers["DEK-Info"], ",")
	c, ok := legacyCiphers[strings.TrimSpace(name)]
	if !ok {
		return nil, ErrKeyFormat
	}
	iv, err := hex.DecodeString(strings.TrimSpace(ivText))
	if err != nil || len(iv) < 8 {
		return nil, ErrNotAKey
	}
	key := legacyKey(passphrase, iv[:8], c.size)
	defer clear(key)
	b, err := c.make(key)
	if err != nil || len(iv) != b.BlockSize() || len(block.Bytes) == 0 || len(block.Bytes)%b.BlockSize() != 0 {
		return nil, ErrNotAKey
	}
	out := bytes.Clone(block.Bytes)
	cipher.NewCBCDecrypter(b, iv).CryptBlocks(out, out)
	pad := int(out[len(out)-1])
	if pad == 0 || pad > b.BlockSize() || !bytes.Equal(out[len(out)-pad:], bytes.Repeat([]byte{byte(pad)}, pad)) {
		clear(out)
		return nil, ErrPassphrase
	}
	return out[:len(out)-pad], nil
}

// legacyKey is OpenSSL's EVP_BytesToKey with MD5 and one round.
func legacyKey(passphrase, salt []byte, size int) []byte {
	var key, digest []byte
	for len(key) < size {
		h := md5.New()
		h.Write(digest)
		h.Write(passphrase)
		h.Write(salt)
		digest = h.Sum(nil)
		key = append(key, digest...)
	}
	return key[:size]
}
