//go:build !linux && !freebsd && !netbsd && !openbsd && !dragonfly

package auth

// keyringReachable: the systems' own keyrings are always there to be asked.
func keyringReachable() error { return nil }
