package auth

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// discardTimeout is for the revocation of what is not wanted: the person waits for the page meanwhile.
const discardTimeout = 5 * time.Second

// Logout ends the session: the refresh token and then the access token are revoked (RFC 7009) and the local copy is
// deleted, whatever the server answers. It gives the address at which the person may also end the browser's session
// ("" when the server has none), without which the next login may pass silently; and the error of what could not be
// done, after everything was tried.
//
// The address carries client_id and no id_token_hint (OpenID Connect RP-Initiated Logout 1.0 section 2 allows
// either): the address reaches the browser as an argument of a process, where everybody on the machine can read it,
// and a token has no place there. The server asks the person to confirm instead.
func (s *Session) Logout(ctx context.Context) (endSessionURL string, err error) {
	s.mu.Lock()
	s.dead = ErrLoginRequired
	if s.enterprise != nil { // its server offers no revocation
		s.access = secret{}
	}
	s.mu.Unlock()
	if s.enterprise != nil {
		return "", nil
	}
	return s.c.logout(ctx, s)
}

// surrender gives the tokens out of the session's hands. The caller holds the shared lock, so no refresh is under way.
func (s *Session) surrender() (store Store, refresh, access secret) {
	s.mu.Lock()
	defer s.mu.Unlock()
	store, refresh, access = s.store, s.refresh, s.access
	s.refresh, s.access = secret{}, secret{}
	return store, refresh, access
}

// Logout ends the stored session without starting it: for a program that has none open. See Session.Logout. With
// nothing stored it only gives the address.
func (c *Client) Logout(ctx context.Context) (endSessionURL string, err error) {
	return c.logout(ctx, nil)
}

// logout deletes what is stored for s, or for any login when s is nil, and revokes it.
func (c *Client) logout(ctx context.Context, s *Session) (string, error) {
	unlock, err := c.lock.lock(ctx)
	if err != nil {
		return "", err
	}
	defer unlock()
	store, refresh, access := c.store, secret{}, secret{}
	if s != nil {
		store, refresh, access = s.surrender()
	}
	rec, err := c.load(ctx, store)
	ours := s == nil || err != nil || rec.Login == s.login
	if err == nil && ours && rec.Issuer == c.cfg.Issuer {
		refresh = newSecret(rec.Refresh) // newer than ours if another process refreshed
	}
	var errs []error
	if err != nil && !errors.Is(err, ErrNotFound) && !errors.Is(err, ErrMalformed) {
		errs = append(errs, err)
	}
	if ours { // another login has its own record
		if err := store.Delete(ctx, c.cfg.Account); err != nil && !errors.Is(err, ErrNotFound) {
			errs = append(errs, fmt.Errorf("deleting the stored session: %w", err))
		}
	}
	md, err := c.Discover(ctx)
	if err != nil {
		return "", errors.Join(append(errs, err)...)
	}
	errs = append(errs, c.revoke(ctx, md, refresh, "refresh_token"), c.revoke(ctx, md, access, "access_token"))
	return c.endSession(md), errors.Join(errs...)
}

// discard revokes a grant that was refused, as well as it goes: nobody will use it.
func (c *Client) discard(ctx context.Context, md *Metadata, g *grant) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), discardTimeout)
	defer cancel()
	_ = c.revoke(ctx, md, g.refresh, "refresh_token")
	_ = c.revoke(ctx, md, g.access, "access_token")
}

// revoke tells the server to forget a token; one that it does not know is fine (RFC 7009 section 2.2).
func (c *Client) revoke(ctx context.Context, md *Metadata, token secret, hint string) error {
	if token.empty() || md.Revocation == "" {
		return nil
	}
	form := url.Values{"token": {token.reveal()}, "token_type_hint": {hint}, "client_id": {c.cfg.ClientID}}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, md.Revocation, strings.NewReader(form.Encode()))
	if err != nil {
		return ErrMalformed
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	resp, err := c.http.Do(req)
	if err != nil {
		return fmt.Errorf("revoking: %w", cause(ctx, err))
	}
	_ = resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("revoking: %w: HTTP %d", ErrMalformed, resp.StatusCode)
	}
	return nil
}

func (c *Client) endSession(md *Metadata) string {
	u, err := url.Parse(md.EndSession)
	if err != nil || md.EndSession == "" {
		return ""
	}
	q := u.Query()
	q.Set("client_id", c.cfg.ClientID)
	if c.cfg.UILocales != "" {
		q.Set("ui_locales", c.cfg.UILocales)
	}
	u.RawQuery = q.Encode()
	return u.String()
}
