package auth

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// tokenAnswer is an answer of a token endpoint (RFC 6749 sections 5.1 and 5.2), or of the device authorization endpoint
// (RFC 8628 section 3.2), which refuses in the same form.
type tokenAnswer struct {
	Access    string      `json:"access_token"`
	Refresh   string      `json:"refresh_token"`
	ID        string      `json:"id_token"`
	Type      string      `json:"token_type"`
	Scope     string      `json:"scope"`
	ExpiresIn json.Number `json:"expires_in"`

	DeviceCode  string      `json:"device_code"`
	UserCode    string      `json:"user_code"`
	Address     string      `json:"verification_uri"`
	AddressFull string      `json:"verification_uri_complete"`
	Interval    json.Number `json:"interval"`

	ErrorCode    string `json:"error"`
	ErrorText    string `json:"error_description"`
	ErrorAddress string `json:"error_uri"`

	received time.Time
	skew     time.Duration // the server's clock minus ours by its Date header, to the second; 0: no such header
}

// postToken sends a form and reads the answer. A refusal is a *ProviderError and comes with the answer; for any other
// error there is none. No error holds anything of what was sent or answered.
func (c *Client) postToken(ctx context.Context, endpoint string, form url.Values) (*tokenAnswer, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, endpoint, strings.NewReader(form.Encode()))
	if err != nil {
		return nil, ErrMalformed
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("Accept", "application/json")
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, cause(ctx, err)
	}
	defer func() { _ = resp.Body.Close() }()
	now := c.cfg.Now()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, readError(ctx, err)
	}
	a, err := parseTokenAnswer(b)
	if err != nil {
		return nil, fmt.Errorf("%w: HTTP %d", ErrMalformed, resp.StatusCode)
	}
	a.received = now
	if date, err := http.ParseTime(resp.Header.Get("Date")); err == nil {
		a.skew = date.Sub(now).Round(time.Second)
	}
	switch {
	case a.ErrorCode != "":
		return a, &ProviderError{Code: a.ErrorCode, Description: a.ErrorText, URI: a.ErrorAddress}
	case resp.StatusCode != http.StatusOK:
		return nil, fmt.Errorf("%w: HTTP %d", ErrMalformed, resp.StatusCode)
	}
	return a, nil
}

// parseTokenAnswer reads the JSON; ErrMalformed, without the parser's words.
func parseTokenAnswer(b []byte) (*tokenAnswer, error) {
	var a tokenAnswer
	if json.Unmarshal(b, &a) != nil {
		return nil, ErrMalformed
	}
	return &a, nil
}

// grant takes the tokens out of a good answer.
func (a *tokenAnswer) grant() (*grant, error) {
	if !strings.EqualFold(a.Type, "bearer") {
		return nil, fmt.Errorf("%w: token type", ErrUnsupported)
	}
	if a.Access == "" || !fitsHeader(a.Access) {
		return nil, ErrMalformed
	}
	g := &grant{access: newSecret(a.Access), received: a.received}
	if a.Refresh != "" {
		g.refresh = newSecret(a.Refresh)
	}
	if a.ID != "" {
		g.id = newSecret(a.ID)
	}
	if life := a.seconds(a.ExpiresIn); life > 0 {
		g.expires = a.received.Add(life)
	}
	return g, nil
}

// seconds reads a number of seconds; 0 for none and for nonsense, at most ten years.
func (a *tokenAnswer) seconds(n json.Number) time.Duration {
	f, err := n.Float64()
	if err != nil || !(f > 0) {
		return 0
	}
	return time.Duration(min(f, 10*365*86400)) * time.Second
}

// fitsHeader tells whether a token can stand in a header as it is.
func fitsHeader(token string) bool {
	return !strings.ContainsFunc(token, func(r rune) bool { return r <= ' ' || r >= 0x7F })
}
