package tui

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// inReader is the reader layout, on top of what set does.
func inReader(set setup) setup {
	return func(f *fake, l *fakeLogin, d *Deps) {
		if set != nil {
			set(f, l, d)
		}
		d.Reader = true
	}
}

// settled lets time pass until the layout shows what there is: it first waits, and then empties rows.
func settled(d *driver, dur time.Duration) {
	d.wait(dur)
	d.wait(time.Second)
}

// drawing tells whether a character is a frame, a block, a braille pattern or a picture: read aloud, it is noise.
func drawing(r rune) bool {
	switch {
	case r >= 0x2500 && r <= 0x259F, r >= 0x2800 && r <= 0x28FF, r >= 0x2600 && r <= 0x27BF, r >= 0x1F000:
		return true
	}
	return false
}

// TestLayoutScreens looks at every screen in every state worth seeing: rows of words from the first cell on, nothing drawn,
// nothing highlighted, no row longer than what every screen reader can follow, and the cursor on words.
func TestLayoutScreens(t *testing.T) {
	for _, s := range shows {
		for _, lang := range []string{"fr", "nl", "de", "en"} {
			for _, size := range [][2]int{{80, 24}, {40, 12}} {
				t.Run(fmt.Sprint(s.name, " ", lang, " ", size[0]), func(t *testing.T) {
					drive(t, size[0], size[1], lang, inReader(s.set), func(d *driver) {
						d.keys(s.keys...)
						settled(d, s.after+3*time.Second)
						plainWords(d)
					})
				})
			}
		}
	}
}

// plainWords checks what must hold of every screen of the layout.
func plainWords(d *driver) {
	d.t.Helper()
	v := d.app.View()
	if strings.Contains(v.Content, "\x1b[7m") || strings.Contains(v.Content, ";7m") {
		d.t.Errorf("something is highlighted: %q", v.Content)
	}
	rows := strings.Split(ansi.Strip(v.Content), "\n")
	for y, r := range rows {
		if strings.HasPrefix(r, " ") || strings.Contains(r, "   ") {
			d.t.Errorf("row %d has cells without words: %q", y, r)
		}
		if len(r) > mostBytes(d.app.w) {
			d.t.Errorf("row %d has %d bytes on a screen of %d cells: %q", y, len(r), d.app.w, r)
		}
		if i := strings.IndexFunc(r, drawing); i >= 0 {
			d.t.Errorf("row %d has a drawing: %q", y, r)
		}
		if strings.HasPrefix(r, sign) || strings.HasPrefix(r, "* ") {
			d.t.Errorf("row %d begins with a sign: %q", y, r)
		}
	}
}

// figures of the reader layout on an emulated terminal; the test of acceptance prints them.
type readerFigures struct{ most, rows, idle, drawn, edge int }

// TestAcceptanceLayout counts, with the real program on an emulated terminal, what Down writes and changes.
func TestAcceptanceLayout(t *testing.T) {
	for _, lang := range []string{"fr", "nl", "de", "en"} {
		t.Run(lang, func(t *testing.T) {
			f := newFake(t, 10_000)
			d := f.deps(lang)
			d.Reader = true
			runReal(t, 80, 24, d, func(p *tea.Program, term *terminal) {
				rest(3 * time.Second)
				press(p, "down") // the cursor comes from the news, and its row is written once more
				rest(time.Second)
				got := readerWalk(t, p, term)
				t.Logf("reader layout, %s: at most %d bytes a Down, %d rows changed, %d bytes at the edge, %d bytes in 10 idle seconds, %d drawn characters",
					lang, got.most, got.rows, got.edge, got.idle, got.drawn)
				if got.most > 24 || got.rows > 0 || got.idle > 0 || got.drawn > 0 {
					t.Errorf("want at most 24 bytes and nothing else: %+v", got)
				}
			})
		})
	}
}

// readerWalk goes down to the edge, and over it.
func readerWalk(t *testing.T, p *tea.Program, term *terminal) (got readerFigures) {
	t.Helper()
	term.take()
	for i := range 18 {
		was := term.rows()
		from := term.vt.Cursor()
		press(p, "down")
		n, raw := term.take()
		got.most = max(got.most, n)
		now, c := term.rows(), term.vt.Cursor()
		for y := range now {
			if now[y] != was[y] {
				got.rows++
			}
		}
		if c.X != 0 || c.Y != from.Y+1 || now[c.Y] == "" || !term.vt.CursorVisible() {
			t.Errorf("Down %d: cursor at %d,%d on %q after row %d: %q", i, c.X, c.Y, now[c.Y], from.Y, raw)
		}
	}
	for i := range 3 {
		was := term.rows()
		press(p, "down")
		n, raw := term.take()
		got.edge = max(got.edge, n)
		now, c := term.rows(), term.vt.Cursor()
		if now[2] != was[3] || c.X != 0 || now[c.Y] == was[c.Y] || strings.Count(raw, "\x1b[K") > 0 {
			t.Errorf("Down %d at the edge did not scroll: %q\n%s", i, raw, strings.Join(now, "\n"))
		}
	}
	rest(10 * time.Second)
	got.idle, _ = term.take()
	for _, r := range term.rows() {
		got.drawn += len([]rune(r)) - len([]rune(strings.Map(func(r rune) rune {
			if drawing(r) {
				return -1
			}
			return r
		}, r)))
	}
	return got
}

// rest lets time go by without a key.
func rest(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

// TestLayoutFlips turns pages, opens and closes: what is on the screen afterwards is right, each row that is new is
// written as a whole, and no row is written twice.
func TestLayoutFlips(t *testing.T) {
	f := newFake(t, 60)
	d := f.deps("fr")
	d.Reader = true
	runReal(t, 80, 24, d, func(p *tea.Program, term *terminal) {
		rest(3 * time.Second)
		for _, k := range []string{"pgdown", "end", "home", "enter", "esc", "?", "esc", "f", "down", "enter", "s", "esc", "n", "q", "end", "down", "down"} {
			was := term.rows()
			term.take()
			press(p, k)
			rest(2 * time.Second)
			_, raw := term.take()
			for y, r := range term.rows()[:23] { // the last one is never emptied
				if r == "" || len([]rune(r)) < 12 {
					continue
				}
				if n := strings.Count(raw, r); n > 1 && was[y] != r && strings.Count(strings.Join(term.rows(), "\n"), r) == 1 {
					t.Errorf("%s: row %d was written %d times: %q", k, y, n, r)
				}
				if was[y] != r && !strings.Contains(raw, r) && !strings.Contains(strings.Join(was, "\n"), r) {
					t.Errorf("%s: row %d was not written as a whole: %q in %q", k, y, r, raw)
				}
			}
		}
	})
}

// TestLayoutKeys presses every key of the table on every screen: the layout holds whatever comes.
func TestLayoutKeys(t *testing.T) {
	var keys []string
	for c := cmdNone + 1; int(c) <= len(keyTable); c++ {
		for _, k := range keyTable[c].keys {
			if k != "q" && k != "ctrl+c" && k != "O" {
				keys = append(keys, k)
			}
		}
	}
	for _, s := range shows {
		t.Run(s.name, func(t *testing.T) {
			drive(t, 80, 24, "de", inReader(s.set), func(d *driver) {
				d.keys(s.keys...)
				for _, k := range keys {
					d.keys(k)
					settled(d, time.Second)
					plainWords(d)
				}
			})
		})
	}
}

// TestLayoutSays holds what is only said in the layout: the choice that holds, the states of a message in words, the
// news on its row, and the cursor with it until the next key.
func TestLayoutSays(t *testing.T) {
	drive(t, 80, 24, "en", inReader(nil), func(d *driver) {
		settled(d, 3*time.Second)
		d.says("unread, 3 days left", "Inbox, 60 messages, newest first")
		d.keys("down", "up", "up")
		settled(d, 2*time.Second)
		d.on("Start of list.")
		if c := d.app.View().Cursor; c.Y != 22 {
			t.Errorf("the news is on row %d", c.Y)
		}
		d.keys("down")
		settled(d, 2*time.Second)
		d.on("SPF Finances")
		d.says("Start of list.")
		d.keys("s")
		settled(d, 2*time.Second)
		d.on("newest first, chosen")
		d.keys("esc", "enter")
		settled(d, 2*time.Second)
		if c := d.app.View().Cursor; c.Y > 3 {
			t.Errorf("the text begins on row %d", c.Y)
		}
		d.on("Madame, Monsieur")
	})
}

// TestLayoutBraille keeps what matters within the cells of the display, and text no wider than it.
func TestLayoutBraille(t *testing.T) {
	for _, cells := range []int{20, 40, 80} {
		drive(t, 80, 24, "fr", func(f *fake, l *fakeLogin, d *Deps) { d.Reader, d.BrailleWidth = true, cells }, func(d *driver) {
			settled(d, 3*time.Second)
			rows := strings.Split(d.text(), "\n")
			for y, want := range map[int][]string{2: {"non lu. ", "ONSS. ", "Vo"}, 3: {"non lu. ", "SPF"}} {
				head := ansi.Truncate(rows[y], cells, "")
				for _, w := range want {
					if !strings.Contains(head, w) {
						t.Errorf("%d cells: %q is not within %q", cells, w, head)
					}
				}
			}
			d.keys("down", "enter")
			settled(d, 3*time.Second)
			for y, r := range strings.Split(d.text(), "\n")[2:22] {
				if n := ansi.StringWidth(r); n > max(cells, 72) && cells >= 40 || cells < 40 && n > cells+2 {
					t.Errorf("%d cells: row %d of the text takes %d: %q", cells, y, n, r)
				}
			}
		})
	}
}
