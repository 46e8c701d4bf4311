package ebox

import (
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"strings"
)

// originOf is scheme, host and port of an address (RFC 6454 section 4), with the default port written out; "" for
// anything that is no plain http or https address.
func originOf(u *url.URL) string {
	if u == nil || u.Opaque != "" || u.User != nil || u.Hostname() == "" {
		return ""
	}
	port := u.Port()
	switch scheme := strings.ToLower(u.Scheme); {
	case scheme == "https" && port == "":
		port = "443"
	case scheme == "http" && port == "":
		port = "80"
	case scheme != "https" && scheme != "http":
		return ""
	}
	return strings.ToLower(u.Scheme) + "://" + net.JoinHostPort(strings.ToLower(u.Hostname()), port)
}

// isLoopback tells whether the address stays on this machine.
func isLoopback(u *url.URL) bool {
	host := strings.ToLower(u.Hostname())
	if host == "localhost" {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.Unmap().IsLoopback()
}

// baseURL reads a base URL that a token may be sent to: https, or http on loopback in the sandbox. The error wraps
// ErrNotAllowed and does not repeat the address.
func baseURL(raw string, sandbox bool) (*url.URL, error) {
	u, err := url.Parse(raw)
	if err != nil || originOf(u) == "" || u.RawQuery != "" || u.Fragment != "" || u.ForceQuery {
		return nil, fmt.Errorf("reading base address: %w: no plain http address", ErrNotAllowed)
	}
	if strings.EqualFold(u.Scheme, "https") || sandbox && isLoopback(u) {
		return u, nil
	}
	return nil, fmt.Errorf("reading base address: %w: neither https nor the sandbox on this machine", ErrNotAllowed)
}
