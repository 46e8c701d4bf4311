package auth

import (
	"context"
	"fmt"
)

// passphraseAccount is under which name the keyring keeps the passphrase of an account's key file.
func passphraseAccount(account string) string { return "passphrase/" + account }

// SavePassphrase keeps the passphrase of an account's key file in a store, for programs that run without a person. Its
// errors are the store's.
func SavePassphrase(ctx context.Context, s Store, account string, passphrase []byte) error {
	if err := s.Save(ctx, passphraseAccount(account), passphrase); err != nil {
		return fmt.Errorf("keeping the passphrase: %w", err)
	}
	return nil
}

// LoadPassphrase gives the passphrase kept for an account's key file; ErrNotFound, or the store's error. Wipe it after
// use.
func LoadPassphrase(ctx context.Context, s Store, account string) ([]byte, error) {
	p, err := s.Load(ctx, passphraseAccount(account))
	if err != nil {
		return nil, fmt.Errorf("reading the passphrase: %w", err)
	}
	return p, nil
}

// DeletePassphrase forgets it; ErrNotFound, or the store's error.
func DeletePassphrase(ctx context.Context, s Store, account string) error {
	if err := s.Delete(ctx, passphraseAccount(account)); err != nil {
		return fmt.Errorf("deleting the passphrase: %w", err)
	}
	return nil
}
