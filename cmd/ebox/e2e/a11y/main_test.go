package a11y

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// bin is the directory of the built programs.
var bin string

func TestMain(m *testing.M) {
	flag.Parse()
	os.Exit(run(m))
}

func run(m *testing.M) int {
	// The tests mostly wait for screen readers to fall silent.
	if err := flag.Set("test.parallel", "14"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	for cmd, pkg := range map[string]string{"tmux": "tmux", "yasr": "yasr", "fenrir": "fenrir"} {
		if _, err := exec.LookPath(cmd); err != nil {
			fmt.Fprintf(os.Stderr, "%s is missing (Debian: %s); make test installs it\n", cmd, pkg)
			return 1
		}
	}
	out, err := exec.Command("go", "env", "GOMOD").Output()
	if err != nil {
		fmt.Fprintln(os.Stderr, "looking for the module:", err)
		return 1
	}
	if bin, err = os.MkdirTemp("", "ebox-a11y-"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(bin)
	build := exec.Command("go", "build", "-o", bin+"/", "./cmd/ebox", "./cmd/ebox-sandbox")
	build.Dir = filepath.Dir(strings.TrimSpace(string(out)))
	if out, err := build.CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "building: %v\n%s", err, out)
		return 1
	}
	code := m.Run()
	if err := report(); err != nil {
		fmt.Fprintln(os.Stderr, "writing the report:", err)
		return 1
	}
	return code
}
