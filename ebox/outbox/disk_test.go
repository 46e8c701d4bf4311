//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package outbox

import (
	"encoding/base64"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"myebox/ebox"
	"myebox/ebox/sandbox"
)

// encodings are the ways in which a text might stand in a file.
func encodings(text string) map[string]string {
	m := map[string]string{"as it is": text, "hexadecimal": hex.EncodeToString([]byte(text)), "JSON": strings.ReplaceAll(text, "'", `\u0027`)}
	var le, be strings.Builder
	for _, u := range utf16.Encode([]rune(text)) {
		le.Write([]byte{byte(u), byte(u >> 8)})
		be.Write([]byte{byte(u >> 8), byte(u)})
	}
	m["UTF-16LE"], m["UTF-16BE"] = le.String(), be.String()
	for shift := range 3 { // what base64 looks like depends on where the text begins
		whole := base64.StdEncoding.EncodeToString([]byte(strings.Repeat("x", shift) + text + "xx"))
		m["base64 "+string(rune('0'+shift))] = whole[4 : len(whole)-8]
	}
	return m
}

// TestNoPlainText looks through all files in every state for anything of what a reply says.
func TestNoPlainText(t *testing.T) {
	messages := &supply{t: t, boxType: sandbox.Citizen}
	for knob, state := range map[string]ebox.ReplyState{"": ebox.ReplySent, "*:postMessage:400": ebox.ReplyRefused, "*:postMessage:cut": ebox.ReplyPerhaps} {
		b, f, m := messages.next(t)
		dir := t.TempDir()
		o := b.outbox(dir, f)
		searches := 0
		o.step = func(step string) {
			if strings.HasSuffix(step, "half written") || strings.HasSuffix(step, "renamed") || step == "request" || step == "recorded" {
				searches++
				search(t, dir, step)
			}
		}
		if err := o.SaveDraft(t.Context(), fixedFor(o, b.answerable(f, true)[0])); err != nil {
			t.Fatal(err)
		}
		d := draftFor(m)
		if err := o.Attach(t.Context(), d, upload(t, 2000)); err != nil {
			t.Fatal(err)
		}
		if knob != "" {
			if err := b.sandbox.Faults().SetText(knob); err != nil {
				t.Fatal(err)
			}
		}
		if rec, err := o.Send(t.Context(), m, d, false); rec.State != state || err != nil && strings.Contains(err.Error(), "Flamingo") {
			t.Errorf("%+v, %v", rec, err)
		}
		if searches < 12 {
			t.Errorf("only %d looks", searches)
		}
	}
}

// search looks through a directory. The name of a file that goes along and the subject are part of what is secret.
func search(t *testing.T, dir, when string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		for _, text := range []string{"Flamingo Quasar", "j'accepte", "Zeppelin Marzipan", "annexe é.txt", "SANDBOX_REPLY"} {
			for how, s := range encodings(text) {
				if strings.Contains(string(b), s) || strings.Contains(path, s) {
					t.Errorf("%s, %s: %q %s", when, e.Name(), text, how)
				}
			}
		}
		fi, err2 := e.Info()
		if err2 == nil && fi.Mode().Perm() != 0o600 {
			t.Errorf("%s, %s has mode %o", when, e.Name(), fi.Mode().Perm())
		}
		return errors.Join(err, err2)
	})
	if err != nil {
		t.Error(err)
	}
}

func TestEncodingsAreFound(t *testing.T) {
	for shift := range 3 {
		text := base64.StdEncoding.EncodeToString([]byte(strings.Repeat("?", shift) + secretComment + "??"))
		found := false
		for _, s := range encodings(secretComment) {
			found = found || strings.Contains(text, s)
		}
		if !found {
			t.Errorf("not found %d bytes into base64", shift)
		}
	}
}

func TestDirectory(t *testing.T) {
	p := newProvider(t)
	open := t.TempDir()
	if err := os.Chmod(open, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := p.outbox(open).SaveDraft(t.Context(), draftFor(question)); err != nil {
		t.Fatal(err)
	}
	if fi, err := os.Stat(open); err != nil || fi.Mode().Perm() != 0o700 {
		t.Errorf("mode %v, %v", fi.Mode(), err)
	}
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(t.TempDir(), link); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{file, link, filepath.Join(file, "below")} {
		o := p.outbox(dir)
		rec, err := o.Send(t.Context(), question, draftFor(question), false)
		if !errors.Is(err, ebox.ErrReplyDisk) || rec.State == ebox.ReplySent {
			t.Errorf("%s: %+v, %v", filepath.Base(dir), rec, err)
		}
	}
	if p.posts != 0 {
		t.Errorf("%d requests", p.posts)
	}
}

// TestLinksAreRefused puts a symbolic link in the place of each file.
func TestLinksAreRefused(t *testing.T) {
	p := newProvider(t)
	for end, is := range map[string]error{endRecord: ebox.ErrReplyJournal, endLock: ebox.ErrReplyDisk, endDraft: ebox.ErrReplyDamaged} {
		dir := t.TempDir()
		o := p.outbox(dir)
		d := draftFor(question)
		if err := o.SaveDraft(t.Context(), d); err != nil {
			t.Fatal(err)
		}
		path := o.path(stem(question.Key) + end)
		elsewhere := filepath.Join(t.TempDir(), "elsewhere")
		if err := errors.Join(os.Rename(path, elsewhere), os.Symlink(elsewhere, path)); err != nil {
			t.Fatal(err)
		}
		if _, err := o.Send(t.Context(), question, d, true); !errors.Is(err, is) || p.posts != 0 {
			t.Errorf("%s: %v after %d requests", end, err, p.posts)
		}
	}
}

// TestNoLock: where nothing can be locked nothing is sent.
func TestNoLock(t *testing.T) {
	p := newProvider(t)
	o := p.outbox(t.TempDir())
	if err := os.Mkdir(o.path(stem(question.Key)+endLock), 0o700); err != nil {
		t.Fatal(err)
	}
	rec, err := o.Send(t.Context(), question, draftFor(question), false)
	if !errors.Is(err, ebox.ErrReplyDisk) || rec.State != ebox.ReplyNone || p.posts != 0 {
		t.Errorf("%+v, %v", rec, err)
	}
}
