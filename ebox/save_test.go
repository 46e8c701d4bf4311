package ebox

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// document is what the server in these tests holds, more than any buffer.
var document = bytes.Repeat([]byte("specimen document\n"), 20_000)

func digestOf(b []byte) *Digest {
	sum := sha256.Sum256(b)
	return &Digest{"sha_256", base64.RawURLEncoding.EncodeToString(sum[:])}
}

// documentServer serves a provider over a real socket; content is what it answers for a document.
func documentServer(t *testing.T, content http.HandlerFunc) *Federation {
	t.Helper()
	server := httptest.NewUnstartedServer(nil)
	server.Config.Handler = http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/fed/messageProviders":
			writeJSON(rw, 200, []any{providerJSON("a", map[string]any{"messageProviderUrl": server.URL + "/base"})})
		case "/base/ebox/messages/m/attachments/x/content":
			content(rw, r)
		default:
			t.Errorf("unexpected call %s %s", r.Method, r.URL)
		}
	})
	server.Start()
	t.Cleanup(server.Close)
	f, err := NewFederation(server.URL+"/fed", Options{HTTP: &http.Client{Transport: &http.Transport{}}, Sandbox: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(f.Close)
	return f
}

func sendAll(rw http.ResponseWriter, r *http.Request) {
	rw.Header().Set("Content-Length", fmt.Sprint(len(document)))
	_, _ = rw.Write(document)
}

var mainMessage = &Message{Key: Key{"a", "m"}}

// files are the names in a directory.
func files(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	out := []string{}
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

func TestSave(t *testing.T) {
	for name, tt := range map[string]struct {
		digest   *Digest
		verified bool
	}{"with a digest": {digestOf(document), true}, "without": {nil, false}} {
		t.Run(name, func(t *testing.T) {
			f := documentServer(t, func(rw http.ResponseWriter, r *http.Request) {
				if r.Header.Get("Accept-Encoding") != "identity" || !strings.HasPrefix(r.Header.Get("Accept"), "application/octet-stream") {
					t.Errorf("asked with %v", r.Header)
				}
				sendAll(rw, r)
			})
			dir := t.TempDir()
			a := &Attachment{ID: "x", FileName: Untrusted("../Attest.pdf"), MediaType: "application/pdf", Digest: tt.digest}
			got, err := f.Save(t.Context(), mainMessage, a, SaveOptions{Dir: dir})
			if err != nil {
				t.Fatal(err)
			}
			want := &Saved{filepath.Join(dir, "Attest.pdf"), int64(len(document)), sha256.Sum256(document), tt.verified}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
			onDisk, err := os.ReadFile(got.Path)
			if err != nil || !bytes.Equal(onDisk, document) {
				t.Errorf("%d bytes on disk, %v", len(onDisk), err)
			}
			if fi, _ := os.Stat(got.Path); fi.Mode() != 0o600 {
				t.Errorf("mode %v", fi.Mode())
			}
			if diff := cmp.Diff([]string{"Attest.pdf"}, files(t, dir)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestSaveNeverOverwrites(t *testing.T) {
	f := documentServer(t, sendAll)
	dir := t.TempDir()
	mine := map[string]string{"a.pdf": "mine", "a (3).pdf": "mine too"}
	for name, text := range mine {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(filepath.Join(dir, "nowhere"), filepath.Join(dir, "a (4).pdf")); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "a (5).pdf"), 0o700); err != nil {
		t.Fatal(err)
	}
	a := &Attachment{ID: "x", FileName: Untrusted("a.pdf"), MediaType: "application/pdf"}
	for _, want := range []string{"a (2).pdf", "a (6).pdf"} {
		got, err := f.Save(t.Context(), mainMessage, a, SaveOptions{Dir: dir})
		if err != nil || filepath.Base(got.Path) != want {
			t.Errorf("got %+v, %v; want %s", got, err, want)
		}
	}
	for name, text := range mine {
		if b, err := os.ReadFile(filepath.Join(dir, name)); err != nil || string(b) != text {
			t.Errorf("%s holds %q, %v", name, b, err)
		}
	}
	if _, err := os.Lstat(filepath.Join(dir, "nowhere")); !errors.Is(err, fs.ErrNotExist) {
		t.Error("the link was followed")
	}
}

func TestManySavesAtOnce(t *testing.T) {
	f := documentServer(t, sendAll)
	dir := t.TempDir()
	a := &Attachment{ID: "x", FileName: Untrusted("a.pdf"), MediaType: "application/pdf", Digest: digestOf(document)}
	errs := make(chan error)
	for range 8 {
		go func() {
			_, err := f.Save(t.Context(), mainMessage, a, SaveOptions{Dir: dir})
			errs <- err
		}()
	}
	for range 8 {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
	if got := files(t, dir); len(got) != 8 {
		t.Errorf("files %v", got)
	}
	for _, name := range files(t, dir) {
		if b, err := os.ReadFile(filepath.Join(dir, name)); err != nil || !bytes.Equal(b, document) {
			t.Errorf("%s: %d bytes, %v", name, len(b), err)
		}
	}
}

func TestSaveThatFailsLeavesNothing(t *testing.T) {
	flawed := append(bytes.Clone(document), document...)[:len(document)]
	flawed[len(flawed)/2] ^= 1
	tests := map[string]struct {
		content http.HandlerFunc
		is      error
	}{
		"wrong digest": {func(rw http.ResponseWriter, r *http.Request) { _, _ = rw.Write(flawed) }, ErrDigest},
		"longer":       {func(rw http.ResponseWriter, r *http.Request) { _, _ = rw.Write(append(bytes.Clone(document), 'x')) }, ErrDigest},
		"cut": {func(rw http.ResponseWriter, r *http.Request) {
			rw.Header().Set("Content-Length", fmt.Sprint(len(document)))
			_, _ = rw.Write(document[:1000])
		}, ErrLength},
		"cut without length": {func(rw http.ResponseWriter, r *http.Request) {
			_, _ = rw.Write(document[:1000])
			_ = http.NewResponseController(rw).Flush()
			panic(http.ErrAbortHandler)
		}, ErrLength},
		"empty":       {func(http.ResponseWriter, *http.Request) {}, ErrDigest},
		"refused":     {answering(403, `{"code":"NO"}`).ServeHTTP, ErrForbidden},
		"gone":        {answering(404, ``).ServeHTTP, ErrNotFound},
		"not offered": {answering(400, `{"code":"NOT_IMPLEMENTED"}`).ServeHTTP, ErrNotOffered},
		"redirect":    {answering(302, ``, "Location", "https://evil.test").ServeHTTP, ErrMalformed},
		"part":        {answering(206, string(document), "Content-Range", "bytes 0-1/2").ServeHTTP, ErrMalformed},
		"no content":  {answering(204, ``).ServeHTTP, ErrMalformed},
		"too long": {func(rw http.ResponseWriter, r *http.Request) {
			rw.Header().Set("Content-Length", fmt.Sprint(maxDocument+1))
			_ = http.NewResponseController(rw).Flush()
		}, ErrTooLarge},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			f := documentServer(t, tt.content)
			dir := t.TempDir()
			a := &Attachment{ID: "x", FileName: Untrusted("a.pdf"), MediaType: "application/pdf", Digest: digestOf(document)}
			got, err := f.Save(t.Context(), mainMessage, a, SaveOptions{Dir: dir})
			if !errors.Is(err, tt.is) || got != nil {
				t.Errorf("got %v, %v", got, err)
			}
			if diff := cmp.Diff([]string{}, files(t, dir)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestSaveIntoNowhereFetchesNothing(t *testing.T) {
	asked := false
	f := documentServer(t, func(rw http.ResponseWriter, r *http.Request) { asked = true })
	dir := filepath.Join(t.TempDir(), "missing")
	_, err := f.Save(t.Context(), mainMessage, &Attachment{ID: "x"}, SaveOptions{Dir: dir})
	if !errors.Is(err, fs.ErrNotExist) || asked {
		t.Errorf("got %v, fetched %v", err, asked)
	}
}

func TestSaveText(t *testing.T) {
	f := newWorld(t).federation(Options{})
	dir := t.TempDir()
	for _, want := range []string{"Avis 2026.txt", "Avis 2026 (2).txt"} {
		got, err := f.SaveText(dir, "Avis\n2026", []byte("Bonjour\n"))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(&Saved{filepath.Join(dir, want), 8, sha256.Sum256([]byte("Bonjour\n")), false}, got); diff != "" {
			t.Error(diff)
		}
	}
	if _, err := f.SaveText(filepath.Join(dir, "missing"), "x", nil); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}
