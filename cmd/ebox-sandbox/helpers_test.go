package main

import (
	"cmp"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"

	"github.com/BurntSushi/toml"
)

// base is where the sandbox is, by the profile.
func base() string {
	var p profileFile
	if _, err := toml.DecodeFile(os.Getenv("EBOX_CONFIG"), &p); err != nil {
		fail(err)
	}
	u, err := url.Parse(p.Profiles["sandbox"].Issuer)
	if err != nil {
		fail(err)
	}
	return u.Scheme + "://" + u.Host
}

// fetch asks the sandbox: fetch [METHOD] PATH [BODY] prints status and body. BASE may be set instead of a profile.
func fetch() {
	args := os.Args[1:]
	method := http.MethodGet
	if len(args) > 0 && !strings.HasPrefix(args[0], "/") {
		method, args = args[0], args[1:]
	}
	if len(args) == 0 {
		fail(fmt.Errorf("fetch: which path?"))
	}
	from := os.Getenv("BASE")
	if from == "" {
		from = base()
	}
	req, err := http.NewRequest(method, from+args[0], strings.NewReader(strings.Join(args[1:], " ")))
	if err != nil {
		fail(err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		fail(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		fail(err)
	}
	fmt.Printf("%d %s\n%s\n", resp.StatusCode, cmp.Or(resp.Header.Get("Content-Type"), "-"), b)
}

// showMemory prints the most memory in MiB that the sandbox, its parent, ever held.
func showMemory() {
	b, err := os.ReadFile("/proc/" + strconv.Itoa(os.Getppid()) + "/status")
	if err != nil {
		fail(err)
	}
	for line := range strings.Lines(string(b)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kb, err := strconv.Atoi(strings.Fields(rest)[0])
			if err != nil {
				fail(err)
			}
			fmt.Printf("%d MiB\n", kb>>10)
		}
	}
}
