package e2e

import (
	"encoding/json"
	"flag"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/hinshun/vt10x"
)

// filmDir is where the journey leaves its recording and its pictures; the README shows them. Empty: nothing is kept.
var filmDir = flag.String("film", "", "write the recorded session and the pictures of the screens into this `directory`")

// film is an asciicast (version 2) of one terminal.
type film struct {
	w, h   int
	last   time.Time
	at     float64
	events []string
}

// add keeps output. Waits are shortened: nobody wants to watch a test wait.
func (f *film) add(b []byte) {
	now := time.Now()
	if !f.last.IsZero() {
		f.at += min(now.Sub(f.last).Seconds(), 1.2)
	}
	f.last = now
	e, _ := json.Marshal([]any{float64(int(f.at*1000)) / 1000, "o", string(b)})
	f.events = append(f.events, string(e))
}

func (f *film) write(t *testing.T, path string) {
	t.Helper()
	head, _ := json.Marshal(map[string]any{"version": 2, "width": f.w, "height": f.h, "title": "ebox"})
	if err := os.WriteFile(path, []byte(string(head)+"\n"+strings.Join(f.events, "\n")+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
}

// picture writes the screen as it is now, when a film is wanted.
func (tm *terminal) picture(name string) {
	tm.t.Helper()
	if *filmDir == "" {
		return
	}
	x, y, shown := tm.cursor()
	if !shown {
		x, y = -1, -1
	}
	svg := renderSVG(tm.run("capture-pane", "-e", "-p"), tm.w, tm.h, x, y)
	if err := os.WriteFile(filepath.Join(*filmDir, name+".svg"), []byte(svg), 0o644); err != nil {
		tm.t.Fatal(err)
	}
}

const (
	cellW, cellH = 8.4, 18
	margin       = 14
)

// palette is a terminal's sixteen colours, each at least 4.5:1 on the ground.
var palette = [16]string{
	"#45475a", "#ff8a80", "#a5d6a7", "#ffe082", "#90caf9", "#e1bee7", "#80deea", "#dfe3ee",
	"#8a90a5", "#ffab9f", "#c5e1a5", "#fff59d", "#bbdefb", "#f8bbd0", "#b2ebf2", "#ffffff",
}

const ground, ink = "#16181d", "#e6e9f0"

func colour(c vt10x.Color) string {
	switch {
	case c == vt10x.DefaultBG:
		return ground
	case c < 16:
		return palette[c]
	case c < 232: // the colour cube
		n := int(c) - 16
		level := func(v int) int { return [6]int{0, 95, 135, 175, 215, 255}[v] }
		return fmt.Sprintf("#%02x%02x%02x", level(n/36), level(n/6%6), level(n%6))
	case c < 256:
		v := 8 + 10*(int(c)-232)
		return fmt.Sprintf("#%02x%02x%02x", v, v, v)
	case c < 1<<24:
		return fmt.Sprintf("#%06x", uint32(c))
	}
	return ink
}

// Attribute bits of a vt10x glyph; the package does not export them. It swaps the colours of reversed cells itself.
const (
	attrUnderline = 1 << 1
	attrBold      = 1 << 2
)

// renderSVG draws a styled screen. cx, cy is the cursor's cell, -1 for none.
func renderSVG(styled string, w, h, cx, cy int) string {
	term := vt10x.New(vt10x.WithSize(w, h))
	_, _ = term.Write([]byte(strings.ReplaceAll(strings.TrimRight(styled, "\n"), "\n", "\r\n")))
	width, height := float64(w)*cellW+2*margin, float64(h)*cellH+2*margin
	var back, fore strings.Builder
	for y := range h {
		for x := 0; x < w; {
			g := term.Cell(x, y)
			run := []rune{}
			start := x
			for ; x < w; x++ {
				o := term.Cell(x, y)
				if o.FG != g.FG || o.BG != g.BG || o.Mode != g.Mode {
					break
				}
				run = append(run, max(o.Char, ' '))
			}
			px, py := margin+float64(start)*cellW, margin+float64(y)*cellH
			if bg := colour(g.BG); bg != ground {
				fmt.Fprintf(&back, `<rect x="%.1f" y="%.1f" width="%.1f" height="%d" fill="%s"/>`, px, py, float64(len(run))*cellW, cellH, bg)
			}
			text := string(run)
			if strings.TrimSpace(text) == "" {
				continue
			}
			style := ""
			if g.Mode&attrBold != 0 {
				style += ` font-weight="bold"`
			}
			if g.Mode&attrUnderline != 0 {
				style += ` text-decoration="underline"`
			}
			trimmed := strings.TrimRight(text, " ")
			fmt.Fprintf(&fore, `<text x="%.1f" y="%.1f" fill="%s"%s textLength="%.1f" xml:space="preserve">%s</text>`+"\n",
				px, py+13, colour(g.FG), style, float64(utf8.RuneCountInString(trimmed))*cellW, html.EscapeString(trimmed))
		}
	}
	if cx >= 0 {
		fmt.Fprintf(&back, `<rect x="%.1f" y="%.1f" width="2" height="%d" fill="%s"/>`, margin+float64(cx)*cellW-1, margin+float64(cy)*cellH, cellH, ink)
	}
	return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %.0f %.0f" width="%.0f" font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="14">`+
		`<rect width="100%%" height="100%%" rx="8" fill="%s"/>`+"%s\n%s</svg>\n", width, height, width, ground, back.String(), fore.String())
}
