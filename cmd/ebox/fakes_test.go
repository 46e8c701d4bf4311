package main

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"strings"

	"golang.org/x/net/html"
)

// fakeOpener stands in for xdg-open: it notes what it was asked to open, and for the login page it is a person who clicks
// the elements with the ids in FAKE_BROWSER, one after the other.
func fakeOpener() {
	err := note(os.Args[1:])
	if ids := strings.Fields(os.Getenv("FAKE_BROWSER")); err == nil && len(ids) > 0 {
		err = browse(os.Args[1], ids)
	}
	end(err)
}

// fakePrinter stands in for lp.
func fakePrinter() { end(note(append([]string{"lp"}, os.Args[1:]...))) }

func end(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// note appends a line to the file in OPENED.
func note(words []string) error {
	f, err := os.OpenFile(os.Getenv("OPENED"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(f, strings.Join(words, " "))
	return errors.Join(err, f.Close())
}

// browse opens a page and clicks.
func browse(address string, ids []string) error {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return err
	}
	client := &http.Client{Jar: jar}
	resp, err := client.Get(address)
	for _, id := range ids {
		if err != nil {
			return err
		}
		if resp, err = click(client, resp, id); err != nil {
			return fmt.Errorf("clicking %s: %w", id, err)
		}
	}
	if err == nil {
		err = resp.Body.Close()
	}
	return err
}

// click follows a link or presses a button of a page.
func click(client *http.Client, page *http.Response, id string) (*http.Response, error) {
	defer page.Body.Close()
	doc, err := html.Parse(io.LimitReader(page.Body, 1<<20))
	if err != nil {
		return nil, err
	}
	var target *html.Node
	for n := range doc.Descendants() {
		if attribute(n, "id") == id {
			target = n
		}
	}
	if target == nil {
		return nil, errors.New("it is not on the page")
	}
	if target.Data == "a" {
		u, err := page.Request.URL.Parse(attribute(target, "href"))
		if err != nil {
			return nil, err
		}
		return client.Get(u.String())
	}
	form := target
	for form != nil && form.Data != "form" {
		form = form.Parent
	}
	if form == nil {
		return nil, errors.New("it is in no form")
	}
	u, err := page.Request.URL.Parse(attribute(form, "action"))
	if err != nil {
		return nil, err
	}
	return client.PostForm(u.String(), fields(form, target))
}

// fields is what pressing the button sends: it, hidden fields, and what is chosen.
func fields(form, button *html.Node) url.Values {
	v := url.Values{attribute(button, "name"): {attribute(button, "value")}}
	for n := range form.Descendants() {
		if n.Data != "input" {
			continue
		}
		kind := attribute(n, "type")
		if kind == "hidden" || kind == "text" || kind == "radio" && has(n, "checked") {
			v.Set(attribute(n, "name"), attribute(n, "value"))
		}
	}
	return v
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}
