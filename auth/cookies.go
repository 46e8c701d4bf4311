package auth

import (
	"fmt"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
)

// cookies is the memory of one card login. Hosts do not see each other's cookies, whatever a cookie's domain says:
// each host and port has a jar of its own. Hosts of one configured domain share one, as those of FAS do. It is used by
// one goroutine.
type cookies struct {
	domains []string // without a leading dot, lower case
	jars    map[string]*cookiejar.Jar
}

func newCookies(domains []string) *cookies {
	c := &cookies{jars: map[string]*cookiejar.Jar{}}
	for _, d := range domains {
		if d = strings.ToLower(strings.TrimPrefix(d, ".")); d != "" {
			c.domains = append(c.domains, d)
		}
	}
	return c
}

// realm names the jar of an address.
func (c *cookies) realm(u *url.URL) string {
	host := strings.ToLower(u.Hostname())
	for _, d := range c.domains {
		if host == d || strings.HasSuffix(host, "."+d) {
			return d
		}
	}
	return hostPort(u)
}

// put adds what the address set before to a request for it.
func (c *cookies) put(r *http.Request) {
	if jar := c.jars[c.realm(r.URL)]; jar != nil {
		for _, k := range jar.Cookies(r.URL) {
			r.AddCookie(k)
		}
	}
}

// take remembers what an answer sets.
func (c *cookies) take(u *url.URL, resp *http.Response) error {
	set := resp.Cookies()
	if len(set) == 0 {
		return nil
	}
	realm := c.realm(u)
	if c.jars[realm] == nil {
		jar, err := cookiejar.New(nil) // one realm needs no list of public suffixes
		if err != nil {
			return fmt.Errorf("remembering cookies: %w", err)
		}
		c.jars[realm] = jar
	}
	c.jars[realm].SetCookies(u, set)
	return nil
}
