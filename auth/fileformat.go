package auth

import (
	"bytes"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"

	"golang.org/x/crypto/argon2"
	"golang.org/x/crypto/chacha20poly1305"
)

// The file of the store, all numbers big-endian:
//
//	 7  "eboxsec"
//	 1  version, 1
//	 4  argon2id: passes
//	 4  argon2id: memory in KiB
//	 1  argon2id: lanes
//	16  salt
//	16  check: the last 16 of the 48 bytes that argon2id gives; the first 32 are the key
//	24  nonce, random for every writing
//	 n  XChaCha20-Poly1305 of JSON {account: secret in base64}; everything before it is authenticated with it
//	32  SHA-256 of all of that, to tell a damaged file from a wrong passphrase
const (
	storeMagic   = "eboxsec"
	storeVersion = 1
	saltSize     = 16
	checkSize    = 16
	headerSize   = len(storeMagic) + 1 + 4 + 4 + 1 + saltSize + checkSize
	nonceAt      = headerSize
	bodyAt       = nonceAt + chacha20poly1305.NonceSizeX
	leastStore   = bodyAt + chacha20poly1305.Overhead + sha256.Size
)

// kdf are the parameters of argon2id (RFC 9106).
type kdf struct {
	passes, memory uint32 // memory in KiB
	lanes          uint8
}

// standardKDF is the second recommended choice of RFC 9106 section 4. It is also the least that is accepted in a file,
// so that nobody can swap it for one whose passphrase is easier to guess.
var standardKDF = kdf{passes: 3, memory: 64 << 10, lanes: 4}

// mostKDF keeps a broken file from asking for more than a machine has.
var mostKDF = kdf{passes: 64, memory: 2 << 20, lanes: 64}

func (k kdf) below(least kdf) bool { return k.passes < least.passes || k.memory < least.memory }

func (k kdf) beyond(most kdf) bool {
	return k.passes > most.passes || k.memory > most.memory || k.lanes > most.lanes || k.lanes == 0
}

// storeKey is what a passphrase makes for one salt.
type storeKey struct {
	cost  kdf
	salt  [saltSize]byte
	bytes *[chacha20poly1305.KeySize]byte // behind a pointer, so that fmt does not find it
	check [checkSize]byte
}

func deriveKey(passphrase []byte, cost kdf, salt [saltSize]byte) *storeKey {
	out := argon2.IDKey(passphrase, salt[:], cost.passes, cost.memory, cost.lanes, chacha20poly1305.KeySize+checkSize)
	defer clear(out)
	k := &storeKey{cost: cost, salt: salt, bytes: new([chacha20poly1305.KeySize]byte)}
	keepInMemory(k.bytes[:])
	copy(k.bytes[:], out)
	copy(k.check[:], out[chacha20poly1305.KeySize:])
	return k
}

// opens tells whether k is the key of that file.
func (k *storeKey) opens(h *sealed) bool {
	return k.cost == h.cost && k.salt == h.salt && subtle.ConstantTimeCompare(k.check[:], h.check[:]) == 1
}

func (k *storeKey) wipe() { clear(k.bytes[:]) }

// header is everything before the nonce.
func (k *storeKey) header() []byte {
	b := make([]byte, 0, headerSize)
	b = append(b, storeMagic...)
	b = append(b, storeVersion)
	b = binary.BigEndian.AppendUint32(b, k.cost.passes)
	b = binary.BigEndian.AppendUint32(b, k.cost.memory)
	b = append(b, k.cost.lanes)
	b = append(b, k.salt[:]...)
	return append(b, k.check[:]...)
}

// sealed is a file that was read and not yet decrypted.
type sealed struct {
	cost  kdf
	salt  [saltSize]byte
	check [checkSize]byte
	raw   []byte // header, nonce and body
}

// parseStore reads a file; ErrDamaged, ErrNewer, or ErrWeakStore when its cost is below least.
func parseStore(b []byte, least kdf) (*sealed, error) {
	if len(b) <= len(storeMagic) || string(b[:len(storeMagic)]) != storeMagic {
		return nil, ErrDamaged
	}
	if len(b) < leastStore {
		return nil, ErrDamaged
	}
	raw := b[:len(b)-sha256.Size]
	if sum := sha256.Sum256(raw); !bytes.Equal(sum[:], b[len(raw):]) {
		return nil, ErrDamaged
	}
	if version := b[len(storeMagic)]; version != storeVersion {
		return nil, ErrNewer
	}
	h := &sealed{raw: raw}
	p := raw[len(storeMagic)+1:]
	h.cost = kdf{binary.BigEndian.Uint32(p), binary.BigEndian.Uint32(p[4:]), p[8]}
	copy(h.salt[:], p[9:])
	copy(h.check[:], p[9+saltSize:])
	switch {
	case h.cost.beyond(mostKDF):
		return nil, ErrDamaged
	case h.cost.below(least):
		return nil, ErrWeakStore
	}
	return h, nil
}

// open decrypts; ErrDamaged.
func (h *sealed) open(key *storeKey) (map[string][]byte, error) {
	aead, err := chacha20poly1305.NewX(key.bytes[:])
	if err != nil {
		return nil, fmt.Errorf("decrypting: %w", err)
	}
	plain, err := aead.Open(nil, h.raw[nonceAt:bodyAt], h.raw[bodyAt:], h.raw[:nonceAt])
	if err != nil {
		return nil, ErrDamaged
	}
	defer clear(plain)
	secrets := map[string][]byte{}
	if json.Unmarshal(plain, &secrets) != nil || secrets == nil {
		return nil, ErrDamaged
	}
	return secrets, nil
}

// sealStore encrypts under a fresh nonce.
func sealStore(key *storeKey, secrets map[string][]byte, random io.Reader) ([]byte, error) {
	plain, err := json.Marshal(secrets)
	if err != nil {
		return nil, fmt.Errorf("encoding the store: %w", err)
	}
	defer clear(plain)
	aead, err := chacha20poly1305.NewX(key.bytes[:])
	if err != nil {
		return nil, fmt.Errorf("encrypting: %w", err)
	}
	var nonce [chacha20poly1305.NonceSizeX]byte
	if _, err := io.ReadFull(random, nonce[:]); err != nil {
		return nil, fmt.Errorf("encrypting: %w", err)
	}
	b := append(key.header(), nonce[:]...)
	b = aead.Seal(b, nonce[:], plain, key.header())
	sum := sha256.Sum256(b)
	return append(b, sum[:]...), nil
}
