package main

import (
	"encoding/json"
	"fmt"
	"io"

	"myebox/tui/present"
)

// schemaVersion is the version field of every JSON document that a command prints. It changes when a field changes its
// name, its type or its meaning, or goes; new fields may come at any time.
const schemaVersion = 1

// head is what every JSON document starts with.
type head struct {
	Version int    `json:"version"`
	Profile string `json:"profile"`
	Sandbox bool   `json:"sandbox"` // invented data: nothing in here is real
	Box     string `json:"box"`     // citizen or enterprise
}

func newHead(p *profile) head { return head{schemaVersion, p.Name, p.Sandbox, p.Box} }

// writeJSON prints one document.
func writeJSON(out io.Writer, v any) error {
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return fmt.Errorf("writing the result: %w", err)
	}
	return nil
}

// width is how wide lines of text are: as the terminal, but no wider than is comfortable to read.
func (w *wiring) width() int { return min(w.sys.columns, 100) }

// say prints text to the output, wrapped.
func (w *wiring) say(text string) { printLines(w.sys.out, present.Wrap(text, w.width())) }

// note prints text to the error output, wrapped: what a script that reads the output must not meet.
func (w *wiring) note(text string) { printLines(w.sys.err, present.Wrap(text, w.width())) }

// printLines writes lines as they are. A broken output ends the program by its signal, so errors are of no use here.
func printLines(out io.Writer, lines []string) {
	for _, l := range lines {
		fmt.Fprintln(out, l)
	}
}

// sandboxNote marks the output of a sandbox profile: once, before anything else, apart from the result.
func (w *wiring) sandboxNote(p *profile) {
	if p != nil && p.Sandbox {
		w.note(w.t.Sandbox.Banner)
	}
}

// voice says domain values in the language of w.
func (w *wiring) voice(n *names) present.Voice {
	v := present.Voice{Texts: w.t, Now: w.sys.now()}
	if n != nil {
		v.Names = n
	}
	return v
}
