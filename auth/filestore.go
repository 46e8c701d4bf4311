package auth

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// maxKept is the most bytes of one secret.
const maxKept = 64 << 10

// AskPassphrase asks the person for the passphrase of the store; with confirm for a new one, twice. The answer is wiped.
type AskPassphrase func(ctx context.Context, confirm bool) ([]byte, error)

// File keeps secrets in an encrypted file, for machines without a keyring. It is a Store; it is safe for concurrent use,
// also by several processes.
//
// One file holds the secrets of all accounts, encrypted as one: nobody without the passphrase learns which accounts there
// are, and none can be swapped, left out or put in. The passphrase is asked for once in a process, when it is first
// needed; its key stays in memory, locked there where the system allows it. See fileformat.go for the format.
type File struct {
	dir    string
	ask    AskPassphrase
	cost   kdf
	shared *sharedLock

	turn gate      // one operation at a time; guards key
	key  *storeKey // of the file as it was when last opened; nil: not known
}

// NewFile gives a store in dir, which is made when something is first saved (0700, the file in it 0600). It does no I/O.
//
// Errors of its methods: ErrNotFound; ErrPassphrase, ErrPassphraseNeeded (ask is nil); ErrDamaged, ErrNewer, ErrWeakStore;
// *FileError with ErrFileMode, ErrFileOwner, ErrFileLink, ErrFileSize; ErrTooBig; what ask gave; the end of ctx as it is.
func NewFile(dir string, ask AskPassphrase) *File {
	return &File{dir: dir, ask: ask, cost: standardKDF, shared: newSharedLock(dir, "file store"), turn: newGate()}
}

// Load implements Store.
func (f *File) Load(ctx context.Context, account string) ([]byte, error) {
	secret, err := f.load(ctx, account)
	return secret, wrapped("reading the store", err)
}

func (f *File) load(ctx context.Context, account string) ([]byte, error) {
	if err := f.turn.lock(ctx); err != nil {
		return nil, err
	}
	defer f.turn.unlock()
	root, err := openDir(f.dir, false)
	if err != nil {
		return nil, absent(err)
	}
	defer func() { _ = root.Close() }()
	h, err := f.read(root) // needs no lock: the file is only ever replaced as a whole
	if err != nil {
		return nil, absent(err)
	}
	key, err := f.keyFor(ctx, h)
	if err != nil {
		return nil, err
	}
	secrets, err := h.open(key)
	if err != nil {
		return nil, err
	}
	defer wipe(secrets)
	kept, ok := secrets[account]
	if !ok {
		return nil, ErrNotFound
	}
	return bytes.Clone(kept), nil
}

// Save implements Store.
func (f *File) Save(ctx context.Context, account string, secret []byte) error {
	if len(secret) > maxKept {
		return fmt.Errorf("writing the store: %w", ErrTooBig)
	}
	err := f.change(ctx, changing{make: true, use: func(secrets map[string][]byte) error {
		clear(secrets[account])
		secrets[account] = bytes.Clone(secret)
		return nil
	}})
	return wrapped("writing the store", err)
}

// Delete implements Store.
func (f *File) Delete(ctx context.Context, account string) error {
	err := f.change(ctx, changing{use: func(secrets map[string][]byte) error {
		kept, ok := secrets[account]
		if !ok {
			return ErrNotFound
		}
		clear(kept)
		delete(secrets, account)
		return nil
	}})
	return wrapped("deleting from the store", err)
}

// ChangePassphrase asks for the passphrase (unless it is known already) and for a new one, and encrypts everything anew
// in one step: at any moment the file is either the old one or the new one. ErrNotFound when there is no store.
func (f *File) ChangePassphrase(ctx context.Context) error {
	err := f.change(ctx, changing{rekey: true, use: func(map[string][]byte) error { return nil }})
	return wrapped("changing the passphrase", err)
}

// Unlock asks for the passphrase now and not when a secret comes: that of the store, or a new one, under which an empty
// store is made.
func (f *File) Unlock(ctx context.Context) error {
	var err error
	if f.Exists() {
		_, err = f.load(ctx, "")
	} else {
		err = f.change(ctx, changing{make: true, use: func(map[string][]byte) error { return nil }})
	}
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	return wrapped("opening the store", err)
}

// Remove deletes the store with all that is in it, whatever its passphrase; ErrNotFound when there is none.
func (f *File) Remove(ctx context.Context) error {
	if err := f.turn.lock(ctx); err != nil {
		return err
	}
	defer f.turn.unlock()
	f.remember(nil)
	root, err := openDir(f.dir, false)
	if err != nil {
		return wrapped("deleting the store", absent(err))
	}
	defer func() { _ = root.Close() }()
	unlock, err := f.shared.lock(ctx)
	if err != nil {
		return wrapped("deleting the store", err)
	}
	defer unlock()
	_ = root.Remove(storeNewName) // somebody died over it
	return wrapped("deleting the store", absent(withoutPath(root.Remove(storeName))))
}

// Exists tells whether there is a store, without asking for its passphrase.
func (f *File) Exists() bool {
	_, err := os.Lstat(filepath.Join(f.dir, storeName))
	return err == nil
}

// Forget wipes the key: the next operation asks for the passphrase again.
func (f *File) Forget(ctx context.Context) error {
	if err := f.turn.lock(ctx); err != nil {
		return err
	}
	defer f.turn.unlock()
	f.remember(nil)
	return nil
}

func wrapped(doing string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", doing, err)
}

// absent makes of a file that is not there a secret that is not there.
func absent(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return ErrNotFound
	}
	return err
}

func wipe(secrets map[string][]byte) {
	for _, b := range secrets {
		clear(b)
	}
}

// changing is what to do with the store.
type changing struct {
	make  bool // begin one when there is none; else that is ErrNotFound
	rekey bool // under a new passphrase
	use   func(map[string][]byte) error
}

// errStale is a file that another process put there since its key was found.
var errStale = errors.New("auth: the store has changed")

// change reads, changes and writes the store under the lock that processes share. The person is asked before it is
// taken: whoever thinks about a passphrase keeps nobody waiting.
func (f *File) change(ctx context.Context, c changing) error {
	if err := f.turn.lock(ctx); err != nil {
		return err
	}
	defer f.turn.unlock()
	root, err := openDir(f.dir, c.make)
	if err != nil {
		return absent(err)
	}
	defer func() { _ = root.Close() }()
	var next *storeKey // the new passphrase's
	for {
		key, err := f.keyNow(ctx, root, c.make)
		if err != nil {
			return absent(err)
		}
		if c.rekey && next == nil {
			if next, err = f.newKey(ctx); err != nil {
				return err
			}
		}
		err = f.replace(ctx, root, key, next, c)
		if errors.Is(err, errStale) {
			continue
		}
		return err
	}
}

// keyNow is the key of the file as it is, or of a new passphrase when there is none yet.
func (f *File) keyNow(ctx context.Context, root *os.Root, make bool) (*storeKey, error) {
	h, err := f.read(root)
	switch {
	case make && errors.Is(err, fs.ErrNotExist):
		return f.newKey(ctx)
	case err != nil:
		return nil, err
	}
	return f.keyFor(ctx, h)
}

// replace does one change under the lock; errStale when key is not, or no longer, that of the file.
func (f *File) replace(ctx context.Context, root *os.Root, key, next *storeKey, c changing) error {
	unlock, err := f.shared.lock(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	h, err := f.read(root)
	secrets := map[string][]byte{}
	switch {
	case err == nil && !key.opens(h):
		return errStale
	case err == nil:
		secrets, err = h.open(key)
	case c.make && errors.Is(err, fs.ErrNotExist):
		err = nil
	}
	if err != nil {
		return absent(err)
	}
	defer wipe(secrets)
	if err := c.use(secrets); err != nil {
		return err
	}
	if next != nil {
		key = next
	}
	b, err := sealStore(key, secrets, rand.Reader)
	if err != nil {
		return err
	}
	if len(b) > maxStore {
		return ErrTooBig
	}
	if err := writeStore(root, b); err != nil {
		return err
	}
	f.remember(key)
	return nil
}

// read reads the file and checks what needs no key.
func (f *File) read(root *os.Root) (*sealed, error) {
	b, err := readStore(root)
	if err != nil {
		return nil, err
	}
	return parseStore(b, f.cost)
}

// keyFor gives the key of a file: the one in memory, else by the passphrase.
func (f *File) keyFor(ctx context.Context, h *sealed) (*storeKey, error) {
	if f.key != nil && f.key.opens(h) {
		return f.key, nil
	}
	passphrase, err := f.passphrase(ctx, false)
	if err != nil {
		return nil, err
	}
	defer clear(passphrase)
	key := deriveKey(passphrase, h.cost, h.salt)
	if !key.opens(h) {
		return nil, ErrPassphrase
	}
	f.remember(key)
	return key, nil
}

// newKey is the key of a new passphrase.
func (f *File) newKey(ctx context.Context) (*storeKey, error) {
	passphrase, err := f.passphrase(ctx, true)
	if err != nil {
		return nil, err
	}
	defer clear(passphrase)
	var salt [saltSize]byte
	_, _ = rand.Read(salt[:]) // never fails (Go 1.24)
	return deriveKey(passphrase, f.cost, salt), nil
}

func (f *File) passphrase(ctx context.Context, confirm bool) ([]byte, error) {
	if f.ask == nil {
		return nil, ErrPassphraseNeeded
	}
	p, err := f.ask(ctx, confirm)
	if err != nil {
		return nil, err
	}
	if len(p) == 0 {
		return nil, ErrPassphraseNeeded
	}
	return p, nil
}

// remember keeps the key for the next time and wipes the one before it.
func (f *File) remember(key *storeKey) {
	if f.key != nil && f.key != key {
		f.key.wipe()
	}
	f.key = key
}
