package main

import (
	"cmp"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/BurntSushi/toml"
)

// client is the profile that the sandbox wrote.
func client() profile {
	var p profileFile
	if _, err := toml.DecodeFile(os.Getenv("EBOX_CONFIG"), &p); err != nil {
		fail(err)
	}
	return p.Profiles[os.Getenv("EBOX_PROFILE")]
}

// login walks the way of the test person and gives an access token.
func login(p profile) string {
	verifier := strings.Repeat("v", 43)
	sum := sha256.Sum256([]byte(verifier))
	const redirect = "http://127.0.0.1:9/callback"
	query := url.Values{
		"client_id": {p.ClientID}, "redirect_uri": {redirect}, "response_type": {"code"}, "scope": {strings.Join(p.Scopes, " ")},
		"state": {"s"}, "nonce": {"n"}, "acr_values": {p.ACRValues},
		"code_challenge": {base64.RawURLEncoding.EncodeToString(sum[:])}, "code_challenge_method": {"S256"},
	}
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err := client.Get(p.Issuer + "/sandbox_test_person?" + query.Encode())
	if err != nil {
		fail(err)
	}
	resp.Body.Close()
	to, err := resp.Location()
	if err != nil || to.Query().Get("code") == "" {
		fail(fmt.Errorf("no code: %d, %v", resp.StatusCode, err))
	}
	resp, err = client.PostForm(p.Issuer+"/access_token", url.Values{
		"grant_type": {"authorization_code"}, "client_id": {p.ClientID}, "redirect_uri": {redirect},
		"code": {to.Query().Get("code")}, "code_verifier": {verifier},
	})
	if err != nil {
		fail(err)
	}
	defer resp.Body.Close()
	var tokens struct {
		AccessToken string `json:"access_token"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&tokens); err != nil || tokens.AccessToken == "" {
		fail(fmt.Errorf("no token: %d, %v", resp.StatusCode, err))
	}
	return tokens.AccessToken
}

// patience bounds what must not take long, so that a test that hangs fails with its log.
const patience = 30 * time.Second

// fetch asks the sandbox: fetch [-login] [METHOD] PATH [BODY] prints status and body.
func fetch() {
	args := os.Args[1:]
	p := client()
	token := ""
	if len(args) > 0 && args[0] == "-login" {
		args, token = args[1:], login(p)
	}
	method := http.MethodGet
	if len(args) > 0 && !strings.HasPrefix(args[0], "/") {
		method, args = args[0], args[1:]
	}
	if len(args) == 0 {
		fail(fmt.Errorf("fetch: which path?"))
	}
	req, err := http.NewRequest(method, strings.TrimSuffix(p.Issuer, "/fas/oauth2")+args[0], strings.NewReader(strings.Join(args[1:], " ")))
	if err != nil {
		fail(err)
	}
	switch {
	case method == http.MethodPost && len(args) > 1:
		req.Header.Set("Content-Type", "application/json")
	case method == http.MethodPatch:
		req.Header.Set("Content-Type", "application/merge-patch+json")
	}
	if token != "" {
		req.Header.Set("Authorization", "Bearer "+token)
	}
	resp, err := (&http.Client{Timeout: patience}).Do(req)
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
