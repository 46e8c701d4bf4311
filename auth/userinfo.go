package auth

import (
	"context"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"
)

// userinfo fetches what the server says about the person: a signed JWT (login.md 4; OpenID Connect Core 5.3.2),
// checked before it is read. Unsigned JSON is refused unless the configuration allows it.
func (c *Client) userinfo(ctx context.Context, md *Metadata, g *grant, subject string) (*claims, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, md.Userinfo, nil)
	if err != nil {
		return nil, ErrMalformed
	}
	req.Header.Set("Authorization", "Bearer "+g.access.reveal())
	req.Header.Set("Accept", "application/jwt")
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, fmt.Errorf("reading user information: %w", cause(ctx, err))
	}
	defer func() { _ = resp.Body.Close() }()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("reading user information: %w: HTTP %d", ErrMalformed, resp.StatusCode)
	}
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, fmt.Errorf("reading user information: %w", readError(ctx, err))
	}
	cl, err := c.parseUserinfo(ctx, md.keys, resp.Header.Get("Content-Type"), b)
	if err != nil {
		return nil, err
	}
	if cl.Subject != subject {
		return nil, &TokenError{whichUserinfo, "subject"}
	}
	return cl, nil
}

// verifier is the part of keySet that reading user information needs.
type verifier interface {
	verify(ctx context.Context, raw, which string) (payload []byte, err error)
}

// parseUserinfo reads the body by its media type.
func (c *Client) parseUserinfo(ctx context.Context, keys verifier, contentType string, b []byte) (*claims, error) {
	media, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		return nil, &TokenError{whichUserinfo, "media type"}
	}
	switch {
	case media == "application/jwt":
		payload, err := keys.verify(ctx, strings.TrimSpace(string(b)), whichUserinfo)
		if err != nil {
			return nil, err
		}
		cl, err := parseClaims(payload, whichUserinfo)
		if err != nil {
			return nil, err
		}
		return cl, c.checkUserinfo(cl)
	case media == "application/json" && c.cfg.PlainUserinfo:
		return parseClaims(b, whichUserinfo)
	}
	return nil, &TokenError{whichUserinfo, "not signed"}
}

// checkUserinfo: iss and aud are required of a signed answer (OpenID Connect Core 5.3.2), exp counts when present.
func (c *Client) checkUserinfo(cl *claims) error {
	if err := c.checkParties(cl, whichUserinfo); err != nil {
		return err
	}
	if expiry, ok := seconds(cl.Expiry); ok && !c.cfg.Now().Before(expiry.Add(tolerance)) {
		return ErrClock
	}
	return nil
}
