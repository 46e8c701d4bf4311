package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/BurntSushi/toml"

	"myebox/auth"
)

// company logs the software of a test company in as a client would: company [-passphrase WORD] [PROFILE] [PATH...] prints
// the company and what the federation answers under each path.
func company() {
	args := os.Args[1:]
	word := ""
	if len(args) > 1 && args[0] == "-passphrase" {
		word, args = args[1], args[2:]
	}
	name := "company"
	if len(args) > 0 {
		name, args = args[0], args[1:]
	}
	var file profileFile
	if _, err := toml.DecodeFile(os.Getenv("EBOX_CONFIG"), &file); err != nil {
		fail(err)
	}
	p := file.Profiles[name]
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	key, err := auth.LoadKey(ctx, p.Key, auth.KeyOptions{Passphrase: func(context.Context) ([]byte, error) { return []byte(word), nil }})
	if err != nil {
		fail(err)
	}
	s, err := auth.NewEnterprise(auth.ClientCredentials{
		TokenEndpoint: p.TokenEndpoint, Audience: p.Audience, ClientID: p.ClientID, Key: key.Signer, Certificate: key.Certificate,
		Scopes: []string{
			"scope:document:management:consult:ws-eboxrestentreprise:messagesfull",
			"scope:document:management:consult:ws-eboxrestentreprise:summaryownebox",
			"scope:documentmanagement:ebox:enterprise:federation-rest:registry",
		},
		Sandbox: p.Sandbox,
	}).Login(ctx)
	if err != nil {
		fail(err)
	}
	fmt.Println("company", s.Identity().Company)
	if skew := s.ClockSkew().Abs(); skew > time.Minute {
		fmt.Println("clock", skew)
	}
	client := s.HTTP(func(*url.URL) bool { return true }, nil)
	for _, path := range args {
		resp, err := client.Get(cmp.Or(strings.TrimSuffix(p.Issuer, "/fas/oauth2"), p.Federation) + path)
		if err != nil {
			fail(err)
		}
		b, err := io.ReadAll(resp.Body)
		if err != nil {
			fail(err)
		}
		_ = resp.Body.Close()
		fmt.Printf("%d %s\n%s\n", resp.StatusCode, http.StatusText(resp.StatusCode), b)
	}
}
