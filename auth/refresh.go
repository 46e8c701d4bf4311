package auth

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// refreshTimeout is for one whole refresh: waiting for other processes, the keyring, the server.
const refreshTimeout = 2 * time.Minute

// flight is one refresh that any number of goroutines wait for.
type flight struct {
	done chan struct{}
	err  error // valid once done is closed
}

// token gives an access token to use now, renewed when it is about to end.
func (s *Session) token(ctx context.Context) (secret, error) {
	now := s.c.cfg.Now()
	s.mu.Lock()
	access, dead := s.access, s.dead
	due := !s.renewAt.IsZero() && !now.Before(s.renewAt) && (s.enterprise != nil || !s.refresh.empty())
	valid := now.Before(s.expires)
	s.mu.Unlock()
	if dead != nil {
		return secret{}, dead
	}
	if !due && !access.empty() {
		return access, nil
	}
	renewed, err := s.renewed(ctx, access)
	if errors.Is(err, ErrServerDown) && valid && !access.empty() {
		return access, nil // still good for a moment
	}
	return renewed, err
}

// renewed gives another access token than stale: the one that somebody got meanwhile, else by a refresh that all
// callers share. It goes on when ctx ends, for a limited time: a refresh token that was sent is spent, and the one
// that comes back has to be stored whoever still waits for it.
func (s *Session) renewed(ctx context.Context, stale secret) (secret, error) {
	if err := ctx.Err(); err != nil {
		return secret{}, err
	}
	s.mu.Lock()
	if s.dead != nil {
		defer s.mu.Unlock()
		return secret{}, s.dead
	}
	if !s.access.empty() && s.access.reveal() != stale.reveal() {
		defer s.mu.Unlock()
		return s.access, nil
	}
	f := s.flight
	if f == nil {
		f = &flight{done: make(chan struct{})}
		s.flight = f
		s.c.flights.add()
		go s.fly(context.WithoutCancel(ctx), f)
	}
	s.mu.Unlock()
	select {
	case <-f.done:
	case <-ctx.Done():
		return secret{}, ctx.Err()
	}
	if f.err != nil {
		return secret{}, f.err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.access, nil
}

// fly does one refresh and tells everybody.
func (s *Session) fly(ctx context.Context, f *flight) {
	defer s.c.flights.done()
	ctx, cancel := context.WithTimeout(ctx, refreshTimeout)
	defer cancel()
	err := s.fetch(ctx)
	if errors.Is(err, context.DeadlineExceeded) { // ours, not a caller's
		err = fmt.Errorf("refreshing: %w: not done in time", ErrServerDown)
	}
	s.mu.Lock()
	if errors.Is(err, ErrLoginRequired) {
		s.dead = err
	}
	f.err, s.flight = err, nil
	s.mu.Unlock()
	close(f.done)
}

// fetch gets another access token: a person's by the refresh token, a company's by a new assertion.
func (s *Session) fetch(ctx context.Context) error {
	if s.enterprise != nil {
		return s.enterprise.obtain(ctx, s)
	}
	return s.rotate(ctx)
}

// rotate is the order of things that login.md 10 asks for: lock, read again, refresh, write, use, release.
func (s *Session) rotate(ctx context.Context) error {
	md, err := s.c.Discover(ctx)
	if err != nil {
		return err
	}
	unlock, err := s.c.lock.lock(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	rec, err := s.current(ctx)
	if err != nil {
		return err
	}
	g, err := s.c.renew(ctx, md, newSecret(rec.Refresh))
	if errors.Is(err, ErrLoginRequired) {
		s.forget(ctx) // spent, or the session ended elsewhere
	}
	if err != nil {
		return err
	}
	rec.Refresh, rec.Used = g.refresh.reveal(), g.received.Unix()
	if err := s.write(ctx, rec); err != nil {
		return fmt.Errorf("storing the session: %w", err)
	}
	return s.adopt(ctx, md, g)
}

// current is the stored record as it is now: another process may have rotated the token.
func (s *Session) current(ctx context.Context) (*record, error) {
	s.mu.Lock()
	store := s.store
	s.mu.Unlock()
	rec, err := s.c.load(ctx, store)
	switch {
	case errors.Is(err, ErrNotFound), errors.Is(err, ErrMalformed), errors.Is(err, errNewer): // logged out elsewhere
		return nil, ErrLoginRequired
	case err != nil: // the old copy may be spent: using it would end the session everywhere
		return nil, fmt.Errorf("reading the stored session: %w", err)
	case rec.Login != s.login:
		return nil, because(ErrLoginRequired, ErrAnotherLogin)
	case rec.tooOld(s.c.cfg.Now(), s.c.cfg.IdleLimit, s.c.cfg.AbsoluteLimit):
		s.forget(ctx)
		return nil, because(ErrLoginRequired, ErrSessionExpired)
	}
	return rec, nil
}

// adopt checks the identity token of a refresh, if there is one, and only then uses the new tokens.
func (s *Session) adopt(ctx context.Context, md *Metadata, g *grant) error {
	s.mu.Lock()
	subject := s.subject
	s.mu.Unlock()
	id, err := s.c.checkIDToken(ctx, md, g, idTokenRules{subject: subject, acrValues: s.c.cfg.ACRValues})
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.md = md
	s.keep(g)
	if id != nil {
		s.subject = id.Subject
		if id.ACR != "" {
			s.identity.ACR = id.ACR
		}
	}
	return nil
}

// forget deletes the stored record under the lock that the caller holds.
func (s *Session) forget(ctx context.Context) {
	s.mu.Lock()
	store := s.store
	s.mu.Unlock()
	_ = store.Delete(ctx, s.c.cfg.Account)
}
