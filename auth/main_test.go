package auth

import (
	"fmt"
	"os"
	"testing"
)

// roleVariable makes another process of this test binary play a part in a test.
const roleVariable = "AUTH_TEST_ROLE"

// roles are the parts; files that are not for every system add theirs.
var roles = map[string]func() error{"refresh": refreshRole, "die": dieRole, "keyring": keyringRole}

func TestMain(m *testing.M) {
	role, ok := roles[os.Getenv(roleVariable)]
	if !ok {
		os.Exit(m.Run())
	}
	if err := role(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}
