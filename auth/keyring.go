package auth

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/zalando/go-keyring"
)

// DefaultKeyringTimeout is for one call to the operating system's keyring, the person's answer to its dialog
// included.
const DefaultKeyringTimeout = 60 * time.Second

// backend is the part of the operating system's keyring that we use; go-keyring's functions, or a test's.
type backend struct {
	get       func(service, account string) (string, error)
	set       func(service, account, secret string) error
	del       func(service, account string) error
	reachable func() error // a quick look whether asking makes sense
}

// osKeyring keeps secrets in the operating system's store, one item per account: Secret Service, macOS Keychain,
// Windows Credential Manager.
type osKeyring struct {
	service string
	timeout time.Duration
	backend backend
	turn    gate        // one call at a time
	hangs   atomic.Bool // the call that has the turn was given up
}

// NewKeyring gives the operating system's keyring under a service name. Its calls know no context and may wait for a
// dialog that nobody sees: each is limited to timeout (0: DefaultKeyringTimeout) and then gives ErrKeyringTimeout, as
// do the following ones at once, until the one that hangs comes back. Other errors: ErrNotFound, ErrKeyring (none
// there), ErrKeyringLocked, ErrTooBig.
func NewKeyring(service string, timeout time.Duration) Store {
	if timeout <= 0 {
		timeout = DefaultKeyringTimeout
	}
	return &osKeyring{service: service, timeout: timeout, turn: newGate(), backend: backend{
		get: keyring.Get, set: keyring.Set, del: keyring.Delete, reachable: keyringReachable,
	}}
}

// Load implements Store.
func (k *osKeyring) Load(ctx context.Context, account string) ([]byte, error) {
	var secret string
	err := k.call(ctx, func() (err error) {
		secret, err = k.backend.get(k.service, account)
		return err
	}, nil)
	if err != nil {
		return nil, fmt.Errorf("reading the keyring: %w", err)
	}
	return []byte(secret), nil
}

// Save implements Store. A save that was given up and comes through later is undone: by then the token in it may be
// spent, and using it again would end the session everywhere.
func (k *osKeyring) Save(ctx context.Context, account string, secret []byte) error {
	if len(secret) > MaxSecret {
		return fmt.Errorf("writing to the keyring: %w", ErrTooBig)
	}
	text := string(secret)
	err := k.call(ctx, func() error { return k.backend.set(k.service, account, text) },
		func() { _ = k.backend.del(k.service, account) })
	if err != nil {
		return fmt.Errorf("writing to the keyring: %w", err)
	}
	return nil
}

// Delete implements Store.
func (k *osKeyring) Delete(ctx context.Context, account string) error {
	if err := k.call(ctx, func() error { return k.backend.del(k.service, account) }, nil); err != nil {
		return fmt.Errorf("deleting from the keyring: %w", err)
	}
	return nil
}

// call runs f on a goroutine of its own and waits for it, for ctx, or until the time is over. Nothing is started
// while an earlier call hangs. undo is run after a call that was given up and succeeded later.
func (k *osKeyring) call(ctx context.Context, f func() error, undo func()) error {
	if k.hangs.Load() {
		return ErrKeyringTimeout
	}
	limit, cancel := context.WithTimeoutCause(ctx, k.timeout, ErrKeyringTimeout)
	defer cancel()
	if err := k.turn.lock(limit); err != nil {
		return context.Cause(limit)
	}
	if err := k.backend.reachable(); err != nil {
		k.turn.unlock()
		return because(ErrKeyring, err)
	}
	type outcome struct {
		sync.Mutex
		over, abandoned bool
	}
	var o outcome
	done := make(chan error, 1)
	go func() {
		defer k.turn.unlock()
		err := guarded(f)
		done <- err
		o.Lock()
		o.over = true
		late := o.abandoned
		o.Unlock()
		if late && err == nil && undo != nil {
			_ = guarded(func() error { undo(); return nil })
		}
		if late {
			k.hangs.Store(false)
		}
	}()
	select {
	case err := <-done:
		return keyringError(err)
	case <-limit.Done():
	}
	o.Lock()
	defer o.Unlock()
	if o.over { // in the last moment
		return keyringError(<-done)
	}
	o.abandoned = true
	k.hangs.Store(true)
	return context.Cause(limit)
}

// guarded turns a panic into an error: go-keyring indexes what the bus sends it, and a bus that goes away sends
// nothing.
func guarded(f func() error) (err error) {
	defer func() {
		if recover() != nil {
			err = errors.New("no answer")
		}
	}()
	return f()
}

// keyringError maps the errors of go-keyring and of the Secret Service to ours.
func keyringError(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, keyring.ErrNotFound):
		return ErrNotFound
	case errors.Is(err, keyring.ErrSetDataTooBig):
		return ErrTooBig
	case strings.Contains(err.Error(), "unlock correct collection"), strings.Contains(err.Error(), "IsLocked"),
		strings.Contains(err.Error(), "locked collection"):
		return ErrKeyringLocked
	}
	return because(ErrKeyring, err)
}
