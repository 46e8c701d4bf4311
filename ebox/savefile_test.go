package ebox

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

func TestSaveFile(t *testing.T) {
	dir := t.TempDir()
	want := []byte("%PDF-1.3\nletter")
	var names []string
	for range 2 {
		s, err := SaveFile(dir, "my-ebox-letter", "application/pdf", want)
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(s.Path)
		if err != nil || !bytes.Equal(got, want) || s.Bytes != int64(len(want)) {
			t.Errorf("%q, %v, %d bytes", got, err, s.Bytes)
		}
		if !filepath.IsAbs(s.Path) {
			t.Errorf("not an absolute path: %s", s.Path)
		}
		names = append(names, filepath.Base(s.Path))
	}
	if names[0] != "my-ebox-letter.pdf" || names[1] == names[0] {
		t.Errorf("%q", names)
	}
	if list, err := os.ReadDir(dir); err != nil || len(list) != 2 {
		t.Errorf("%d files, %v", len(list), err)
	}
	if _, err := SaveFile(filepath.Join(dir, names[0]), "x", "text/plain", want); err == nil {
		t.Error("a file was taken for a directory")
	}
}
