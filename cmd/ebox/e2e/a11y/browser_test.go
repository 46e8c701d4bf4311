package a11y

import (
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"testing"

	"golang.org/x/net/html"
)

// browse is a person in a browser: it opens an address and presses the elements with those ids, one after the other.
func browse(t *testing.T, address string, ids ...string) {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{Jar: jar}
	get := func(u string) *http.Response {
		t.Helper()
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, u, nil)
		if err != nil {
			t.Fatal(err)
		}
		resp, err := client.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		return resp
	}
	page := get(address)
	for _, id := range ids {
		doc, err := html.Parse(io.LimitReader(page.Body, 1<<20))
		if err != nil {
			t.Fatal(err)
		}
		_ = page.Body.Close()
		n := element(doc, id)
		if n == nil {
			t.Fatalf("%s is not on the page %s", id, page.Request.URL)
		}
		name, of := "href", n
		for n.Data != "a" && of.Data != "form" {
			name, of = "action", of.Parent
		}
		to, err := page.Request.URL.Parse(attribute(of, name))
		if err != nil {
			t.Fatal(err)
		}
		if n.Data == "a" {
			page = get(to.String())
			continue
		}
		if page, err = client.PostForm(to.String(), form(of, n)); err != nil {
			t.Fatal(err)
		}
	}
	_ = page.Body.Close()
}

// element finds the element with that id.
func element(doc *html.Node, id string) *html.Node {
	for n := range doc.Descendants() {
		if attribute(n, "id") == id {
			return n
		}
	}
	return nil
}

// form is what pressing a button sends: it, and the fields that hold something.
func form(of, button *html.Node) url.Values {
	v := url.Values{}
	if name := attribute(button, "name"); name != "" {
		v.Set(name, attribute(button, "value"))
	}
	for n := range of.Descendants() {
		kind := attribute(n, "type")
		if n.Data == "input" && (kind == "hidden" || kind == "radio" && has(n, "checked")) {
			v.Set(attribute(n, "name"), attribute(n, "value"))
		}
	}
	return v
}

func has(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
