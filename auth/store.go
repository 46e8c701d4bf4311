package auth

import (
	"bytes"
	"context"
	"sync"
)

// MaxSecret is the most bytes that a keyring keeps under one account: the Windows Credential Manager takes 2,560, and
// the same limit everywhere makes the same session work everywhere.
const MaxSecret = 2560

// Store keeps one small secret per account. Load and Delete give ErrNotFound when there is none. An implementation
// must not block for long: a keyring that asks the person for a password has to be limited in time.
type Store interface {
	Load(ctx context.Context, account string) (secret []byte, err error)
	Save(ctx context.Context, account string, secret []byte) error
	Delete(ctx context.Context, account string) error
}

// volatile is what a Store says whose secrets end with the process.
type volatile interface{ Volatile() bool }

func isVolatile(s Store) bool {
	v, ok := s.(volatile)
	return ok && v.Volatile()
}

type memory struct {
	mu      sync.Mutex
	secrets map[string]*[]byte // behind pointers, so that fmt does not find them
}

// NewMemory gives a store that forgets everything when the process ends. It is safe for concurrent use.
func NewMemory() Store { return &memory{secrets: map[string]*[]byte{}} }

// Volatile tells that nothing is kept.
func (m *memory) Volatile() bool { return true }

func (m *memory) Load(ctx context.Context, account string) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	b, ok := m.secrets[account]
	if !ok {
		return nil, ErrNotFound
	}
	return bytes.Clone(*b), nil
}

func (m *memory) Save(ctx context.Context, account string, secret []byte) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	b := bytes.Clone(secret)
	m.secrets[account] = &b
	return nil
}

func (m *memory) Delete(ctx context.Context, account string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	b, ok := m.secrets[account]
	if !ok {
		return ErrNotFound
	}
	clear(*b)
	delete(m.secrets, account)
	return nil
}
