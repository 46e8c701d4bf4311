package a11y

import (
	"strings"
	"testing"
	"time"

	"myebox/tui/lang"
)

// person uses the program by ear.
type person struct {
	screen
	t      *testing.T
	ear    *ear
	w      *world
	words  *lang.Texts
	reader string
	mode   mode

	said, want string // so far, in the layout that nobody chose
}

// use starts the program under a screen reader, in a world of its own, and hears what it says first; more are options of
// the sandbox.
func use(t *testing.T, r screenReader, m mode, code string, more ...string) (p *person, start string) {
	t.Helper()
	p = &person{t: t, ear: newEar(t), w: newWorld(t, 40, code, more...), words: lang.For(code), reader: r.name, mode: m}
	args := map[mode][]string{linear: {"--screen-reader"}, layout: {"--layout", "reader"}, ordinary: {"--linear=off"}}[m]
	p.screen = r.start(t, p.ear, p.w.script(code, r.vars, args...))
	return p, p.until(p.words.Login.InBrowser)
}

// patience is how long a test waits for what must come to the screen; only a failing test ever waits that long.
const patience = time.Minute

// until waits for words on the screen, and hears all that was said meanwhile.
func (p *person) until(words string) string {
	p.t.Helper()
	limit := time.NewTimer(patience)
	defer limit.Stop()
	look := time.NewTicker(100 * time.Millisecond)
	defer look.Stop()
	for !strings.Contains(plain(strings.Join(p.rows(), " ")), plain(words)) {
		select {
		case <-look.C:
		case <-limit.C:
			p.t.Fatalf("%q did not come:\n%s", words, strings.Join(p.rows(), "\n"))
		}
	}
	return p.ear.listen(true)
}

// sees waits until the row that the cursor is on is as it should be.
func (p *person) sees(is func(row string) bool) {
	p.t.Helper()
	for end := time.Now().Add(patience); !is(p.focus()); <-time.After(50 * time.Millisecond) {
		if time.Now().After(end) {
			p.t.Fatalf("the cursor is on %q:\n%s", p.focus(), strings.Join(p.rows(), "\n"))
		}
	}
}

// press sends keys one after the other and hears what is said after the last one.
func (p *person) press(keys ...string) string {
	p.t.Helper()
	for _, k := range keys[:len(keys)-1] {
		p.keys(k)
		p.ear.listen(false)
	}
	p.ear.forget()
	p.keys(keys[len(keys)-1])
	return p.ear.listen(true)
}

// typed types text into a field: what is said of single letters is the choice of whoever set up the screen reader.
func (p *person) typed(text string) {
	p.t.Helper()
	for _, c := range text {
		p.keys(string(c))
	}
	p.ear.listen(false)
}

// reach presses a key until the cursor is on a row with those words, and hears what is said there.
func (p *person) reach(key, words string) (said string) {
	p.t.Helper()
	for range 40 {
		if strings.Contains(strings.ToLower(plain(p.focus())), strings.ToLower(plain(words))) {
			return said
		}
		said = p.press(key)
	}
	p.t.Fatalf("%s does not lead to %q:\n%s", key, words, strings.Join(p.rows(), "\n"))
	return ""
}

// rest hears what is said while nothing is pressed.
func (p *person) rest(seconds int) []string {
	p.t.Helper()
	p.ear.forget()
	p.ear.wait(seconds)
	return p.ear.texts()
}

// focus is the row that the real cursor is on.
func (p *person) focus() string {
	p.t.Helper()
	_, y, shown := p.cursor()
	rows := p.rows()
	if !shown || y >= len(rows) {
		p.t.Errorf("the cursor is not on the screen: row %d, shown %v", y, shown)
		return ""
	}
	return strings.TrimSpace(rows[y])
}

// atMost is how much more than the item may be said.
func (p *person) atMost() float64 {
	if p.mode == ordinary && (p.reader == "yasr" || strings.HasPrefix(p.reader, "Fenrir")) {
		return 2.2
	}
	return 1.05
}

// item checks that a key said the item that the cursor is on now, nothing else, and all of it. The figure goes into l.
func (p *person) item(l line, key, said string) {
	p.t.Helper()
	row := p.focus()
	if row == "" && plain(said) == "" { // between two paragraphs
		return
	}
	got := ratio(said, row)
	if p.mode == ordinary { // the row that is left is said, too: a short one after a long one is no fault
		p.said, p.want = p.said+" "+said, p.want+" "+row
		got = ratio(p.said, p.want)
	}
	note(l, p.mode, p.reader, got)
	if got > p.atMost() || row == "" {
		p.t.Errorf("%s: %.2f of %q was said: %q", key, got, row, said)
	}
	lost := missing(said, row)
	if n := len(strings.Fields(plain(row))); n > 0 {
		note(downWords, p.mode, p.reader, 100*float64(n-len(lost))/float64(n))
	}
	if len(lost) > 0 {
		p.t.Errorf("%s: %q of %q was not heard: %q", key, lost, row, said)
		note(awaySaid, p.mode, p.reader, 1)
	} else {
		note(awaySaid, p.mode, p.reader, 0)
	}
	other := 0
	if p.mode != ordinary { // there the row that is left is said, too
		other = len(foreign(said, row, p.rows()))
	}
	note(strange, p.mode, p.reader, float64(other))
	if other > 0 {
		p.t.Errorf("%s: %q was heard of other rows than %q", key, foreign(said, row, p.rows()), row)
	}
}

// exactly checks that a text was said, once, and nothing else.
func (p *person) exactly(l line, key, said, text string) {
	p.t.Helper()
	got := ratio(said, text)
	note(l, p.mode, p.reader, got)
	if lost := missing(said, text); got > 1.05 || len(lost) > 0 {
		p.t.Errorf("%s: %.2f of %q was said: %q", key, got, text, said)
	}
}

// hears checks that texts were said, whatever else was.
func (p *person) hears(key, said string, texts ...string) {
	p.t.Helper()
	for _, text := range texts {
		if !strings.Contains(strings.ToLower(plain(said)), strings.ToLower(plain(text))) {
			p.t.Errorf("%s: %q was not heard: %q", key, text, said)
		}
	}
}

// page checks that what was said is the screen, once.
func (p *person) page(l line, key, said string) {
	p.t.Helper()
	all := strings.Join(p.rows(), " ")
	got := ratio(said, all)
	note(l, p.mode, p.reader, got)
	if got > 1.05 {
		p.t.Errorf("%s: %.2f of the screen was said: %q\n%s", key, got, said, strings.Join(p.rows(), "\n"))
	}
}
