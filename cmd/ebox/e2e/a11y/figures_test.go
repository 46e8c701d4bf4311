package a11y

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
)

// mode is a way of using the program.
type mode string

// The ways that are measured.
const (
	linear   mode = "linear"
	layout   mode = "reader layout"
	ordinary mode = "default"
)

// line is one line of the table of acceptance.
type line string

// The lines that are measured under screen readers; the others are measured in package tui.
const (
	downSaid   line = "Down: ratio"
	downWords  line = "Down: words of the item that are heard, %"
	edgeSaid   line = "Down at the edge of the screen: ratio"
	idleSaid   line = "10 s without a key: characters"
	startSaid  line = "start: characters"
	startRatio line = "start: ratio to the first screen"
	statusSaid line = "message after an action: ratio"
	slowSaid   line = "10 s of slow work: texts"
	longSaid   line = "30 s of slow work: texts"
	homeSaid   line = "Home: ratio"
	awaySaid   line = "cursor not on what was said"
	strange    line = "words of other rows"
)

var lines = []line{downSaid, downWords, edgeSaid, homeSaid, idleSaid, startSaid, startRatio, statusSaid, slowSaid, longSaid, awaySaid, strange}

// figures are the worst measured figures, by line, mode and screen reader.
var figures = struct {
	sync.Mutex
	of      map[line]map[mode]map[string]float64
	leftOut []string // what could not be measured here, and why
}{of: map[line]map[mode]map[string]float64{}}

// note keeps a figure; of several the highest, for words heard the lowest.
func note(l line, m mode, reader string, value float64) {
	figures.Lock()
	defer figures.Unlock()
	if figures.of[l] == nil {
		figures.of[l] = map[mode]map[string]float64{}
	}
	if figures.of[l][m] == nil {
		figures.of[l][m] = map[string]float64{}
	}
	was, known := figures.of[l][m][reader]
	if !known || l == downWords && value < was || l != downWords && value > was {
		figures.of[l][m][reader] = value
	}
}

// leaveOut notes what could not be measured here.
func leaveOut(why string) {
	figures.Lock()
	defer figures.Unlock()
	figures.leftOut = append(figures.leftOut, why)
}

// report writes the table into the file that A11Y_REPORT names, if it does: what the test program prints itself is only
// shown when something fails. What was left out is always in it; for each line and mode there is what every screen
// reader did.
func report() error {
	path := os.Getenv("A11Y_REPORT")
	if path == "" {
		return nil
	}
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	printFigures(f)
	return f.Close()
}

// printFigures writes the table.
func printFigures(w io.Writer) {
	figures.Lock()
	defer figures.Unlock()
	for _, l := range lines {
		fmt.Fprintf(w, "%s\n", l)
		for _, m := range []mode{linear, layout, ordinary} {
			var parts []string
			for _, r := range []string{"yasr", "Fenrir", "Fenrir on the console", "BRLTTY"} {
				if v, ok := figures.of[l][m][r]; ok {
					parts = append(parts, fmt.Sprintf("%s %s", r, number(v)))
				}
			}
			if len(parts) > 0 {
				fmt.Fprintf(w, "  %-14s %s\n", m, strings.Join(parts, ", "))
			}
		}
	}
	for _, s := range figures.leftOut {
		fmt.Fprintln(w, "left out:", s)
	}
}

// number writes a ratio with two places and a count without any.
func number(v float64) string {
	if v == float64(int(v)) && (v == 0 || v > 3) {
		return fmt.Sprint(int(v))
	}
	return fmt.Sprintf("%.2f", v)
}
