package auth

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
)

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
	access, refresh, store := s.access, s.refresh, s.store
	s.access, s.refresh, s.id, s.dead = secret{}, secret{}, secret{}, ErrLoginRequired
	s.mu.Unlock()
	return s.c.logout(ctx, store, s.login, refresh, access)
}

// Logout ends the stored session without starting it: for a program that has none open. See Session.Logout. With
// nothing stored it only gives the address.
func (c *Client) Logout(ctx context.Context) (endSessionURL string, err error) {
	return c.logout(ctx, c.store, "", secret{}, secret{})
}

// logout revokes what is stored for login ("": for any), else refresh, and access, and deletes what is stored.
func (c *Client) logout(ctx context.Context, store Store, login string, refresh, access secret) (string, error) {
	unlock, err := c.lock.lock(ctx)
	if err != nil {
		return "", err
	}
	defer unlock()
	rec, err := c.load(ctx, store)
	ours := login == "" || err != nil || rec.Login == login
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
		return fmt.Errorf("revoking: %w", cause(err))
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
