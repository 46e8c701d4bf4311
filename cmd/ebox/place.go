package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"myebox/ebox"
	"myebox/tui/backend"
)

// placeVersion is the form of the file.
const placeVersion = 1

// maxPlace is far more than a place takes.
const maxPlace = 16 << 10

// placeFile is where the full screen ended.
type placeFile struct {
	Version int           `json:"version"`
	Place   backend.Place `json:"place"`
}

// placeFlag adds the option that has the full screen begin at the top.
func (w *wiring) placeFlag(cmd *cobra.Command) {
	cmd.Flags().Var(newText(&w.flags.resume, "", "yes|no"), "resume", w.t.Accounts.FlagResume)
}

// lastPlace is where the last full screen of p's box ended, and what keeps where this one does. What cannot be read begins
// at the top, and what cannot be kept is no reason to end badly: it is logged.
func (w *wiring) lastPlace(p *profile) (backend.Place, func(backend.Place)) {
	path := filepath.Join(w.dirs.state, "place-"+p.fileStem()+".json")
	keep := func(at backend.Place) {
		if err := keepPlace(path, at); err != nil {
			w.log.Debug("keeping where the screen ended", "error", ebox.Sanitize(err.Error()))
		}
	}
	if w.flags.resume == "no" {
		return backend.Place{}, keep
	}
	f, err := os.Open(path)
	if err != nil {
		return backend.Place{}, keep
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxPlace))
	if err != nil {
		return backend.Place{}, keep
	}
	return parsePlace(b), keep
}

// checkResume refuses a value of --resume that is neither yes nor no.
func (w *wiring) checkResume() error {
	if r := w.flags.resume; r != "" && !slices.Contains(yesNo, r) {
		return notAmong("--resume", r, yesNo...)
	}
	return nil
}

// parsePlace reads the file; the top of the inbox when it is none of ours.
func parsePlace(b []byte) backend.Place {
	var f placeFile
	if err := json.Unmarshal(b, &f); err != nil || f.Version != placeVersion || f.Place.Before < 0 {
		return backend.Place{}
	}
	return f.Place
}

// keepPlace writes the file, or removes it when there is nothing to remember.
func keepPlace(path string, at backend.Place) error {
	if at == (backend.Place{}) {
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("forgetting the place: %w", err)
		}
		return nil
	}
	b, err := json.Marshal(placeFile{placeVersion, at})
	if err != nil {
		return fmt.Errorf("writing the place: %w", err)
	}
	if err := private(filepath.Dir(path)); err != nil {
		return err
	}
	return replaceFile(path, b)
}
