//go:build linux || freebsd || netbsd || openbsd || dragonfly

package auth

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"
)

// keyringReachable looks for a session bus. Without one the D-Bus library would start a bus of its own
// (dbus-launch), which outlives this program and has no keyring on it.
func keyringReachable() error {
	if a := os.Getenv("DBUS_SESSION_BUS_ADDRESS"); a != "" && a != "autolaunch:" {
		return nil
	}
	for _, name := range []string{"bus", "dbus-session"} { // where the library looks next
		if _, err := os.Stat(filepath.Join("/run/user", strconv.Itoa(os.Getuid()), name)); err == nil {
			return nil
		}
	}
	return errors.New("no session bus")
}
