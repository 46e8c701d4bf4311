package ebox

import (
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"time"
)

// providerCopy is the last good list of providers on disk, for an outage of the federation. It holds public data only.
type providerCopy struct {
	path string // "": none
	base string // the federation it is of: one file may not serve two
}

type copyFile struct {
	Federation string          `json:"federation"`
	Fetched    time.Time       `json:"fetched"`
	Providers  json.RawMessage `json:"providers"` // as the federation gave it
}

// write replaces the copy in one step. It is a convenience: what goes wrong costs nothing now.
func (c providerCopy) write(raw []byte, now time.Time) {
	if c.path == "" {
		return
	}
	b, err := json.Marshal(copyFile{c.base, now.UTC(), raw})
	if err != nil {
		return
	}
	dir := filepath.Dir(c.path)
	if os.MkdirAll(dir, 0o700) != nil {
		return
	}
	f, err := os.CreateTemp(dir, ".providers-*") // mode 0600
	if err != nil {
		return
	}
	_, err = f.Write(b)
	if err == nil {
		err = f.Sync()
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Rename(f.Name(), c.path)
	}
	if err != nil {
		os.Remove(f.Name())
	}
}

// read gives the copy and when it was fetched; nil when there is none, or it is not of this federation. Addresses in it
// are where tokens go, so a file that others may write to does not count.
func (c providerCopy) read() ([]Provider, time.Time) {
	if c.path == "" {
		return nil, time.Time{}
	}
	f, err := os.Open(c.path)
	if err != nil {
		return nil, time.Time{}
	}
	defer f.Close()
	if fi, err := f.Stat(); err != nil || !fi.Mode().IsRegular() || !private(fi) {
		return nil, time.Time{}
	}
	b, err := io.ReadAll(io.LimitReader(f, 2*maxItem))
	var file copyFile
	if err != nil || json.Unmarshal(b, &file) != nil || file.Federation != c.base {
		return nil, time.Time{}
	}
	list, err := decodeProviders(file.Providers)
	if err != nil {
		return nil, time.Time{}
	}
	return list, file.Fetched
}
