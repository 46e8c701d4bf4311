package auth

import (
	"context"
	"errors"
	"sync"
	"time"
)

// Session is a person, or a company's software, that is logged in. It is safe for concurrent use.
type Session struct {
	c          *Client
	md         *Metadata
	enterprise *Enterprise // nil: a person

	login   string // see record
	created time.Time

	mu       sync.Mutex
	access   secret
	refresh  secret    // the last one we were given: for Logout when the store does not answer
	renewAt  time.Time // when the access token is better renewed before use; zero: not known
	expires  time.Time // when it ends; zero: not known
	subject  string    // "": not known yet
	identity Identity
	store    Store // the client's, or one in memory after that one failed
	storeErr error // why the client's store is not used
	flight   *flight
	dead     error // ErrLoginRequired: nothing is asked any more
	stepUp   string
	scopes   []string      // of a company's software, as granted
	skew     time.Duration // see ClockSkew
}

// Resume is the policy for a start without a person: what is stored is refreshed; nothing else is tried. It gives
// ErrLoginRequired when nothing is stored, what is stored is too old, of another server or of a weaker login, or the
// server refuses it (then it is deleted). ErrServerDown leaves what is stored as it is, and so does the end of ctx,
// which is returned as it is: cancelled is not refused. A keyring that fails gives its error and ErrLoginRequired.
func (c *Client) Resume(ctx context.Context) (*Session, error) {
	if err := c.cfg.check(); err != nil {
		return nil, err
	}
	rec, err := c.stored(ctx)
	if err != nil {
		return nil, err
	}
	s := c.restored(rec)
	if _, err := s.renewed(ctx, secret{}); err != nil {
		return nil, err
	}
	return s, nil
}

// stored reads what is kept and judges it: see Resume.
func (c *Client) stored(ctx context.Context) (*record, error) {
	rec, err := c.load(ctx, c.store)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.Is(err, ErrNotFound):
		return nil, ErrLoginRequired
	case err != nil:
		return nil, because(ErrLoginRequired, err)
	case rec.Issuer != c.cfg.Issuer || rec.ClientID != c.cfg.ClientID:
		return nil, ErrLoginRequired
	case rec.tooOld(c.cfg.Now(), c.cfg.IdleLimit, c.cfg.AbsoluteLimit):
		return nil, because(ErrLoginRequired, errors.Join(ErrSessionExpired, c.purge(ctx)))
	}
	if err := checkLevel(rec.ACR, c.cfg.ACRValues); err != nil {
		return nil, because(ErrLoginRequired, err)
	}
	return rec, nil
}

// purge deletes a record that is too old, unless another process has put a better one there meanwhile.
func (c *Client) purge(ctx context.Context) error {
	unlock, err := c.lock.lock(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	rec, err := c.load(ctx, c.store)
	if err != nil || !rec.tooOld(c.cfg.Now(), c.cfg.IdleLimit, c.cfg.AbsoluteLimit) {
		return nil
	}
	return c.store.Delete(ctx, c.cfg.Account)
}

// load reads and parses the record of the account.
func (c *Client) load(ctx context.Context, store Store) (*record, error) {
	b, err := store.Load(ctx, c.cfg.Account)
	if err != nil {
		return nil, err
	}
	defer clear(b)
	return parseRecord(b)
}

// save writes the record of the account.
func (c *Client) save(ctx context.Context, store Store, rec *record) error {
	b, err := rec.encode()
	if err != nil {
		return err
	}
	defer clear(b)
	return store.Save(ctx, c.cfg.Account, b)
}

// restored is the session of a record, before its first refresh.
func (c *Client) restored(rec *record) *Session {
	created := time.Unix(rec.Created, 0)
	return &Session{
		c: c, login: rec.Login, created: created, store: c.store, refresh: newSecret(rec.Refresh),
		identity: Identity{
			Name: rec.Name, Language: knownLanguage(rec.Language), ACR: rec.ACR, Expires: created.Add(c.cfg.AbsoluteLimit),
		},
	}
}

// establish makes the session of a login: identity token (login.md 9.7), user information, store.
func (c *Client) establish(ctx context.Context, r *request, g *grant) (*Session, error) {
	id, err := c.checkIDToken(ctx, r.md, g, idTokenRules{
		nonce: r.nonce.reveal(), acrValues: r.acrValues, maxAge: r.maxAge, required: true,
	})
	if err != nil {
		return nil, err
	}
	info := id
	if r.md.Userinfo != "" {
		if info, err = c.userinfo(ctx, r.md, g, id.Subject); err != nil {
			return nil, err
		}
		if err := info.Assurance.check(r.acrValues); err != nil {
			return nil, err
		}
	}
	s := &Session{
		c: c, md: r.md, login: randomText(), created: g.received, store: c.store, subject: id.Subject,
		identity: Identity{
			Name: displayName(info.GivenName, info.Surname), Language: knownLanguage(info.Language),
			NationalNumber: newNationalNumber(info.Number), ACR: id.ACR, Expires: g.received.Add(c.cfg.AbsoluteLimit),
		},
	}
	if at, ok := seconds(id.AuthTime); ok {
		s.identity.AuthTime = at
	}
	s.keep(g)
	if g.refresh.empty() {
		return s, nil // lives as long as its access token
	}
	unlock, err := c.lock.lock(ctx)
	if err != nil {
		return nil, err
	}
	defer unlock()
	if err := s.write(ctx, s.record(g)); err != nil {
		return nil, err
	}
	return s, nil
}

// keep takes over the tokens of g. The caller holds s.mu or is alone.
func (s *Session) keep(g *grant) {
	s.access = g.access
	if !g.refresh.empty() {
		s.refresh = g.refresh
	}
	s.renewAt, s.expires = time.Time{}, g.expires
	if !g.expires.IsZero() {
		life := g.expires.Sub(g.received)
		margin := min(life/10, 30*time.Second)
		if s.enterprise != nil {
			margin = min(life/2, time.Minute)
		}
		s.renewAt = g.expires.Add(-margin)
	}
}

// record is what to store of the session after g.
func (s *Session) record(g *grant) *record {
	return &record{
		Version: recordVersion, Issuer: s.c.cfg.Issuer, ClientID: s.c.cfg.ClientID, Login: s.login,
		Refresh: g.refresh.reveal(), Name: s.identity.Name, Language: s.identity.Language, ACR: s.identity.ACR,
		Created: s.created.Unix(), Used: g.received.Unix(),
	}
}

// write stores rec under the lock that the caller holds. A store that fails is given up for one in memory, and what
// it still holds is deleted, since that token is spent; only the end of ctx is an error.
func (s *Session) write(ctx context.Context, rec *record) error {
	s.mu.Lock()
	store := s.store
	s.mu.Unlock()
	err := s.c.save(ctx, store, rec)
	if err == nil {
		return nil
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	_ = store.Delete(ctx, s.c.cfg.Account)
	mem := NewMemory()
	if err := s.c.save(ctx, mem, rec); err != nil {
		return err
	}
	s.mu.Lock()
	s.store, s.storeErr = mem, err
	s.mu.Unlock()
	return nil
}

// Identity tells who is logged in.
func (s *Session) Identity() Identity {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.identity
}

// Stored tells whether the session survives the process. If not, the person has to be told; StoreErr says why.
func (s *Session) Stored() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return !isVolatile(s.store) && !s.refresh.empty()
}

// StoreErr is why the store given to New is not used (ErrKeyring, ErrKeyringLocked, ErrKeyringTimeout, ErrTooBig), or
// nil.
func (s *Session) StoreErr() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.storeErr
}
