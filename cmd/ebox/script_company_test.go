package main

import (
	"crypto/rand"
	"crypto/rsa"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"myebox/ebox/sandbox/mailbox"
	"myebox/ebox/sandbox/oauth"
)

// companies are the test companies whose software may log in, and the server where it does.
type companies struct {
	server *oauth.Server
	creds  *oauth.Credentials
}

// expiredCompany is the one whose certificate has expired; those before it have good ones.
const expiredCompany = 2

// companyKey is made once: keys take long to find.
var companyKey = sync.OnceValues(func() (*rsa.PrivateKey, error) { return rsa.GenerateKey(rand.Reader, 2048) })

func newCompanies() (*companies, error) {
	key, err := companyKey()
	if err != nil {
		return nil, err
	}
	now := time.Now()
	good, err := oauth.IssueWith(key, expiredCompany, oauth.Validity{From: now.AddDate(0, 0, -1), Until: now.AddDate(1, 0, 0)})
	if err != nil {
		return nil, err
	}
	old, err := oauth.IssueWith(key, expiredCompany+1, oauth.Validity{From: now.AddDate(-1, 0, 0), Until: now.AddDate(0, 0, -1)})
	if err != nil {
		return nil, err
	}
	good.Clients = append(good.Clients, old.Clients[expiredCompany])
	return &companies{server: oauth.New(oauth.Config{Clients: good.Clients}), creds: good}, nil
}

// cmdCompany writes the key and the certificate of a test company's software: company N FILE [PASSPHRASE]. CLIENT_N is
// its client id and COMPANY_N its number.
func cmdCompany(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 || len(args) > 3 {
		ts.Fatalf("usage: company N FILE [PASSPHRASE]")
	}
	n, err := strconv.Atoi(args[0])
	ts.Check(err)
	c := worldOf(ts).company.creds
	one := oauth.Credentials{Key: c.Key, Clients: c.Clients[n : n+1]}
	passphrase := ""
	if len(args) == 3 {
		passphrase = args[2]
	}
	path := ts.MkAbs(args[1])
	ts.Check(os.MkdirAll(filepath.Dir(path), 0o700))
	ts.Check(one.Write(path, passphrase))
	ts.Setenv(fmt.Sprintf("CLIENT_%d", n), one.Clients[0].ID)
	ts.Setenv(fmt.Sprintf("COMPANY_%d", n), one.Clients[0].Company)
}

// cmdArrive lets messages arrive: arrive citizen|enterprise PROVIDER N.
func cmdArrive(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: arrive BOX PROVIDER N")
	}
	n, err := strconv.Atoi(args[2])
	ts.Check(err)
	_, err = worldOf(ts).box.Deliver(mailbox.Arrival{BoxType: args[0], Provider: args[1], Count: n})
	ts.Check(err)
}
