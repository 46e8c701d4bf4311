//go:build !linux

package a11y

import "testing"

// TestOnConsole needs the console of Linux.
func TestOnConsole(*testing.T) {
	leaveOut("BRLTTY, and Fenrir on the kernel's console: this is not Linux")
}
