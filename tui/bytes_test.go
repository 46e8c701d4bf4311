package tui

import (
	"bytes"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/hinshun/vt10x"
)

// terminal counts what a program writes and shows it on an emulated screen.
type terminal struct {
	mu  sync.Mutex
	vt  vt10x.Terminal
	n   int
	raw bytes.Buffer

	filter func([]byte) []byte // of what is written
}

func newTerminal(w, h int) *terminal { return &terminal{vt: vt10x.New(vt10x.WithSize(w, h))} }

func (t *terminal) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	whole := len(p)
	if t.filter != nil {
		p = t.filter(p)
	}
	t.n += len(p)
	t.raw.Write(p)
	// without a terminal to put into raw mode the renderer counts on the line discipline's mapping of line feeds
	if _, err := t.vt.Write(bytes.ReplaceAll(p, []byte("\n"), []byte("\r\n"))); err != nil {
		return 0, err
	}
	return whole, nil
}

// take is what was written since the last take.
func (t *terminal) take() (n int, raw string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	n, raw = t.n, t.raw.String()
	t.n = 0
	t.raw.Reset()
	return n, raw
}

// rows is the screen's text.
func (t *terminal) rows() []string {
	t.vt.Lock()
	defer t.vt.Unlock()
	w, h := t.vt.Size()
	out := make([]string, h)
	for y := range out {
		var b strings.Builder
		for x := range w {
			b.WriteRune(t.vt.Cell(x, y).Char)
		}
		out[y] = strings.TrimRight(b.String(), " \x00")
	}
	return out
}

// reversed is the first reversed cell of a row and the one after the last; -1 if there are none.
func (t *terminal) reversed(y int) (from, to int) {
	const reverse = 1 // the emulator's bit for it
	t.vt.Lock()
	defer t.vt.Unlock()
	w, _ := t.vt.Size()
	from, to = -1, -1
	for x := range w {
		if t.vt.Cell(x, y).Mode&reverse != 0 {
			if from < 0 {
				from = x
			}
			to = x + 1
		}
	}
	return from, to
}

// runReal runs the real program in a synctest bubble on an emulated terminal.
func runReal(t *testing.T, w, h int, d Deps, do func(p *tea.Program, term *terminal)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		term := newTerminal(w, h)
		term.filter = output(d).filter
		p := tea.NewProgram(New(t.Context(), d), tea.WithContext(t.Context()), tea.WithInput(nil), tea.WithOutput(term),
			tea.WithWindowSize(w, h), tea.WithoutSignalHandler(), tea.WithColorProfile(colorprofile.TrueColor),
			tea.WithEnvironment([]string{"TERM=xterm-256color"}))
		done := make(chan error)
		go func() {
			_, err := p.Run()
			done <- err
		}()
		time.Sleep(time.Second)
		do(p, term)
		p.Quit()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
}

// press sends a key and lets the screen be drawn.
func press(p *tea.Program, k string) {
	p.Send(keyPress(k))
	time.Sleep(100 * time.Millisecond)
	synctest.Wait()
}

// TestBytesPerDown counts what one Down inside the page writes to an 80x24 terminal, and looks where the cursor is.
func TestBytesPerDown(t *testing.T) {
	const limit = 190
	for _, lang := range []string{"fr", "nl", "de", "en"} {
		t.Run(lang, func(t *testing.T) {
			f := newFake(t, 10_000)
			d := f.deps(lang)
			runReal(t, 80, 24, d, func(p *tea.Program, term *terminal) {
				first := firstRow(term.rows())
				term.take()
				most := 0
				for i := range 14 {
					was := term.rows()
					press(p, "down")
					n, raw := term.take()
					most = max(most, n)
					if n > limit {
						t.Errorf("Down %d wrote %d bytes, want at most %d: %q", i, n, limit, raw)
					}
					now := term.rows()
					if strings.ReplaceAll(fmt.Sprint(was), ">", " ") != strings.ReplaceAll(fmt.Sprint(now), ">", " ") {
						t.Errorf("Down %d changed the text of the screen", i)
					}
					c := term.vt.Cursor()
					if !strings.HasPrefix(now[c.Y], ">") || strings.Contains(strings.Join(now, "\n"), "\n>"+now[c.Y-1][1:]) {
						t.Errorf("Down %d: the sign of the focus is not on row %d alone: %q", i, c.Y, now)
					}
					if c.X != 1 || c.Y != first+i+1 || !term.vt.CursorVisible() {
						t.Errorf("Down %d: cursor at %d,%d, want 1,%d", i, c.X, c.Y, first+i+1)
					}
					for y := range now {
						if from, _ := term.reversed(y); (from == 1) != (y == c.Y) {
							t.Errorf("Down %d: row %d is highlighted from %d", i, y, from)
						}
					}
				}
				t.Logf("default layout, %s: at most %d bytes a Down", lang, most)
				time.Sleep(10 * time.Second)
				if n, raw := term.take(); n != 0 {
					t.Errorf("10 idle seconds wrote %d bytes: %q", n, raw)
				}
			})
		})
	}
}

// firstRow is the screen row of the first message.
func firstRow(rows []string) int {
	for y, r := range rows {
		if strings.Contains(r, "ONSS") {
			return y
		}
	}
	return -1
}
