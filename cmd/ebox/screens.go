package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"myebox/ebox"
	"myebox/tui/backend"
)

// lister and fetcher give the federation the shape that the screens declare.
type lister struct{ fed *ebox.Federation }

func (l lister) Open(q ebox.Query) backend.List { return l.fed.Open(q) }

type fetcher struct{ fed *ebox.Federation }

func (f fetcher) Content(ctx context.Context, m *ebox.Message, a *ebox.Attachment, limit int64) ([]byte, error) {
	return f.fed.Content(ctx, m, a, limit)
}

func (f fetcher) Save(ctx context.Context, m *ebox.Message, a *ebox.Attachment, dir string, progress func(done, total int64)) (*ebox.Saved, error) {
	return f.fed.Save(ctx, m, a, ebox.SaveOptions{Dir: dir, Progress: progress})
}

func (f fetcher) SaveBody(ctx context.Context, k ebox.Key, dir string, file func(ebox.Translated) (name string, text []byte)) (*ebox.Saved, error) {
	return f.fed.SaveBody(ctx, k, dir, file)
}

// downloads is the directory that documents are saved in when nobody says: of the configuration, else the person's
// folder for downloads, else their home directory.
func (w *wiring) downloads() (string, error) {
	if w.cfg.Download != "" {
		return w.cfg.Download, nil
	}
	if d := w.sys.getenv("XDG_DOWNLOAD_DIR"); filepath.IsAbs(d) {
		return d, nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", fmt.Errorf("looking for the home directory: %w", err)
	}
	d := filepath.Join(home, "Downloads")
	if st, err := os.Stat(d); err == nil && st.IsDir() {
		return d, nil
	}
	return home, nil
}

// noColor follows no-color.org: any value but the empty one counts.
func (w *wiring) noColor() bool { return w.flags.noColor || w.sys.getenv("NO_COLOR") != "" }

// utf8 tells whether the locale's characters are UTF-8 (POSIX: LC_ALL, LC_CTYPE, LANG), and whether anybody said so.
func (w *wiring) utf8() (yes, said bool) {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if v := strings.ToUpper(w.sys.getenv(name)); v != "" {
			return strings.Contains(v, "UTF-8") || strings.Contains(v, "UTF8"), true
		}
	}
	return false, false
}

// oldTerminal tells a terminal of the VT100's kind. What calls itself xterm, screen, tmux or linux is none.
func (w *wiring) oldTerminal() bool {
	term := w.sys.getenv("TERM")
	return strings.HasPrefix(term, "vt1") || strings.HasPrefix(term, "vt2")
}

// asciiOnly tells whether the screen should do without line drawing: only when the locale says so, since many systems
// set none and draw lines well.
func (w *wiring) asciiOnly() bool {
	yes, said := w.utf8()
	return said && !yes && runtime.GOOS != "windows"
}
