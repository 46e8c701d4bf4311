//go:build !cgo && !windows

package cardreader

// platform: without cgo there is no PC/SC on this system.
func platform() (service, error) { return nil, ErrNoPCSC }
