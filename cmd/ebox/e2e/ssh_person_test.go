package e2e

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os/exec"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
)

// person is somebody with a browser on the machine at home.
type person struct {
	t       *testing.T
	client  *http.Client
	forward bool   // the machine at home has a tunnel: its port is open there
	port    string // that logins end at
	last    string // address of the page that did not open
	page    *html.Node
	address *url.URL
}

// errNoPage is a page that nobody serves.
var errNoPage = errors.New("nobody answers at 127.0.0.1")

func newPerson(t *testing.T, port string, forward bool) *person {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	p := &person{t: t, port: port, forward: forward}
	p.client = &http.Client{
		Jar: jar, Timeout: patience,
		Transport: &http.Transport{DialContext: p.dial, DisableKeepAlives: true},
		CheckRedirect: func(r *http.Request, _ []*http.Request) error {
			if r.URL.Port() == p.port && !p.forward {
				p.last = r.URL.String()
				return errNoPage
			}
			return nil
		},
	}
	return p
}

// dial finds the loopback of the machine at home; everything else is the network.
func (p *person) dial(ctx context.Context, network, address string) (net.Conn, error) {
	if address == "127.0.0.1:"+p.port {
		address = atHome + ":" + p.port
	}
	var d net.Dialer
	return d.DialContext(ctx, network, address)
}

func (p *person) shown(resp *http.Response, err error) {
	p.t.Helper()
	p.page = nil
	if errors.Is(err, errNoPage) {
		return
	}
	if err != nil {
		p.t.Fatal(err)
	}
	defer resp.Body.Close()
	if p.page, err = html.Parse(io.LimitReader(resp.Body, 1<<20)); err != nil {
		p.t.Fatal(err)
	}
	p.address = resp.Request.URL
}

// goes opens an address.
func (p *person) goes(address string) { p.t.Helper(); p.shown(p.client.Get(address)) }

// clicks follows a link or presses a button of the page, filling in what typed says.
func (p *person) clicks(id string, typed ...string) {
	p.t.Helper()
	target := p.element(id)
	if target.Data == "a" {
		u, err := p.address.Parse(attr(target, "href"))
		if err != nil {
			p.t.Fatal(err)
		}
		p.goes(u.String())
		return
	}
	form := target
	for form.Data != "form" {
		if form = form.Parent; form == nil {
			p.t.Fatalf("%s is in no form", id)
		}
	}
	v := url.Values{attr(target, "name"): {attr(target, "value")}}
	for n := range form.Descendants() {
		checked := false
		for _, a := range n.Attr {
			checked = checked || a.Key == "checked"
		}
		switch kind := attr(n, "type"); {
		case n.Data == "input" && (kind == "hidden" || kind == "radio" && checked):
			v.Set(attr(n, "name"), attr(n, "value"))
		case n.Data == "input" && kind == "text" && len(typed) > 0:
			v.Set(attr(n, "name"), typed[0])
		}
	}
	u, err := p.address.Parse(attr(form, "action"))
	if err != nil {
		p.t.Fatal(err)
	}
	p.shown(p.client.PostForm(u.String(), v))
}

func (p *person) element(id string) *html.Node {
	p.t.Helper()
	if p.page != nil {
		for n := range p.page.Descendants() {
			if attr(n, "id") == id {
				return n
			}
		}
	}
	p.t.Fatalf("%s is not on the page at %v", id, p.address)
	return nil
}

// heading is what the page is called.
func (p *person) heading() string {
	p.t.Helper()
	if p.page == nil {
		p.t.Fatal("there is no page")
	}
	for n := range p.page.Descendants() {
		if n.Data == "h1" && n.FirstChild != nil {
			return strings.TrimSpace(n.FirstChild.Data)
		}
	}
	return ""
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// types runs a command line on the machine at home, as it is, and leaves it open; port is what it opens.
func (s *server) types(line, port string) {
	s.t.Helper()
	cmd := exec.Command("/bin/sh", "-c", line)
	cmd.Env = []string{"PATH=" + s.client + ":/usr/bin:/bin", "HOME=" + s.home}
	in, err := cmd.StdinPipe()
	if err != nil {
		s.t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() {
		_ = in.Close()
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	limit := time.Now().Add(patience)
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for range tick.C {
		c, err := net.Dial("tcp", atHome+":"+port)
		if err == nil {
			_ = c.Close()
			return
		}
		if time.Now().After(limit) {
			s.t.Fatal(fmt.Errorf("%s opens nothing: %w", line, err))
		}
	}
}
