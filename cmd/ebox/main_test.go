package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// sessionEnv is set for the test binary that runs with a session bus and a keyring of its own.
const sessionEnv = "EBOX_TEST_SESSION"

// TestMain runs the tests with a private session bus and a real, unlocked gnome-keyring, so that a login of one process
// is there for the next one and nothing touches the keyring of whoever runs the tests. The stories call this very binary
// as ebox, as the system's opener and as its print command.
func TestMain(m *testing.M) {
	commands := map[string]func(){"ebox": checkedMain, "xdg-open": fakeOpener, "lp": fakePrinter}
	if _, isCommand := commands[filepath.Base(os.Args[0])]; !isCommand && os.Getenv(sessionEnv) == "" {
		os.Exit(inSession())
	}
	testscript.Main(m, commands)
}

// inSession runs this test binary again, in a session of its own. A missing part is a failure: the script names it.
func inSession() int {
	dir, err := os.MkdirTemp("", "ebox-session-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	cmd := exec.Command("../../testdata/tools/session.sh", append([]string{dir, os.Args[0]}, os.Args[1:]...)...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	cmd.Env = append(os.Environ(), sessionEnv+"=1")
	err = cmd.Run()
	var exit *exec.ExitError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &exit):
		return max(exit.ExitCode(), 1)
	}
	fmt.Fprintln(os.Stderr, "starting a session for the tests:", err)
	return 1
}
