package auth

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// grant is a good answer of the token endpoint.
type grant struct {
	access, refresh, id secret
	expires             time.Time // of the access token; zero when the server does not say
	received            time.Time
}

// redeem exchanges the code (RFC 6749 section 4.1.3).
func (c *Client) redeem(ctx context.Context, r *request, code secret) (*grant, error) {
	ctx = oidc.ClientContext(ctx, c.http)
	t, err := r.conf.Exchange(ctx, code.reveal(), oauth2.VerifierOption(r.verifier.reveal()))
	if err != nil {
		return nil, fmt.Errorf("exchanging the code: %w", endpointError(ctx, err, ErrCode))
	}
	g, err := c.newGrant(t)
	if err != nil {
		return nil, fmt.Errorf("exchanging the code: %w", err)
	}
	return g, nil
}

// renew exchanges a refresh token (RFC 6749 section 6). A refused one is ErrLoginRequired.
func (c *Client) renew(ctx context.Context, md *Metadata, refresh secret) (*grant, error) {
	ctx = oidc.ClientContext(ctx, c.http)
	t, err := c.oauth2(md, "").TokenSource(ctx, &oauth2.Token{RefreshToken: refresh.reveal()}).Token()
	if err != nil {
		return nil, fmt.Errorf("refreshing: %w", endpointError(ctx, err, ErrLoginRequired))
	}
	g, err := c.newGrant(t)
	if err != nil {
		return nil, fmt.Errorf("refreshing: %w", err)
	}
	return g, nil
}

func (c *Client) newGrant(t *oauth2.Token) (*grant, error) {
	if !strings.EqualFold(t.Type(), "bearer") {
		return nil, fmt.Errorf("%w: token type", ErrUnsupported)
	}
	if !fitsHeader(t.AccessToken) {
		return nil, ErrMalformed
	}
	g := &grant{access: newSecret(t.AccessToken), refresh: newSecret(t.RefreshToken), received: c.cfg.Now()}
	if t.ExpiresIn > 0 {
		g.expires = g.received.Add(time.Duration(t.ExpiresIn) * time.Second)
	}
	if id, ok := t.Extra("id_token").(string); ok && id != "" {
		g.id = newSecret(id)
	}
	return g, nil
}

// endpointError makes one of our errors of what golang.org/x/oauth2 gives: its texts contain the server's answer,
// with the tokens in it. refused is the meaning of invalid_grant.
func endpointError(ctx context.Context, err, refused error) error {
	var re *oauth2.RetrieveError
	switch {
	case errors.As(err, &re) && re.ErrorCode != "":
		pe := &ProviderError{Code: re.ErrorCode, Description: re.ErrorDescription, URI: re.ErrorURI}
		if re.ErrorCode == "invalid_grant" {
			return because(refused, pe)
		}
		return pe
	case errors.As(err, &re):
		return fmt.Errorf("%w: HTTP %d", ErrMalformed, re.Response.StatusCode)
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.As(err, new(*url.Error)): // no answer at all
		return cause(ctx, err)
	}
	return ErrMalformed
}
