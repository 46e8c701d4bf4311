package outbox

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"fmt"

	"golang.org/x/crypto/chacha20poly1305"

	"myebox/ebox"
)

// sealed is the start of every sealed file: XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha). After it come the mark of the key,
// 8 bytes, the nonce, 24, and the ciphertext. The version of the form, the message and the name of the file are
// authenticated with it.
const sealed = "ebox sealed 1\n"

const keyMark = 8 // bytes that tell keys apart and tell nothing of them

// secret gives the key of the drafts, once it was had. After an error that is not ctx's, drafts stay in memory.
func (o *Outbox) secret(ctx context.Context) ([]byte, error) {
	o.keyMu.Lock()
	defer o.keyMu.Unlock()
	o.mu.Lock()
	key := o.key
	o.mu.Unlock()
	if key != nil {
		return key, nil
	}
	if o.o.Key == nil {
		return nil, ebox.ErrReplyKey
	}
	key, err := o.o.Key(ctx)
	if err == nil && len(key) != chacha20poly1305.KeySize {
		err = fmt.Errorf("%d bytes are no key", len(key))
	}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if err != nil {
		o.keyErr = fmt.Errorf("%w: %w", ebox.ErrReplyKey, err)
		return nil, o.keyErr
	}
	o.key, o.keyErr = bytes.Clone(key), nil
	return o.key, nil
}

func markOf(key []byte) []byte {
	sum := sha256.Sum256(append([]byte("ebox mark of a key\x00"), key...))
	return sum[:keyMark]
}

// about is what a sealed file is bound to.
func about(k ebox.Key, name string) []byte {
	return fmt.Appendf(nil, "%s%d:%s%d:%s%s", sealed, len(k.Provider), k.Provider, len(k.ID), k.ID, name)
}

// seal encrypts.
func seal(key []byte, k ebox.Key, name string, plain []byte) ([]byte, error) {
	aead, err := chacha20poly1305.NewX(key)
	if err != nil {
		return nil, fmt.Errorf("sealing: %w", err)
	}
	b := append([]byte(sealed), markOf(key)...)
	nonce := make([]byte, aead.NonceSize())
	rand.Read(nonce) // never fails
	return aead.Seal(append(b, nonce...), nonce, plain, about(k, name)), nil
}

// unseal decrypts. ErrReplyKey: it was sealed with another key; ErrReplyDamaged: it is not what was sealed.
func unseal(key []byte, k ebox.Key, name string, b []byte) ([]byte, error) {
	aead, err := chacha20poly1305.NewX(key)
	if err != nil {
		return nil, fmt.Errorf("opening: %w", err)
	}
	b, ok := bytes.CutPrefix(b, []byte(sealed))
	if !ok || len(b) < keyMark+aead.NonceSize()+aead.Overhead() {
		return nil, ebox.ErrReplyDamaged
	}
	mark, nonce, text := b[:keyMark], b[keyMark:keyMark+aead.NonceSize()], b[keyMark+aead.NonceSize():]
	if !bytes.Equal(mark, markOf(key)) {
		return nil, ebox.ErrReplyKey
	}
	plain, err := aead.Open(nil, nonce, text, about(k, name))
	if err != nil {
		return nil, ebox.ErrReplyDamaged
	}
	return plain, nil
}
