package a11y

import (
	"strings"
	"testing"
)

// TestLanguages walks the list and fails, in the other languages: rows must fit, and be heard, in all of them.
func TestLanguages(t *testing.T) {
	t.Parallel()
	for _, code := range []string{"nl", "de", "en"} {
		for _, r := range inTerminals {
			for _, m := range []mode{linear, layout} {
				t.Run(strings.Join([]string{code, r.name, string(m)}, " "), func(t *testing.T) {
					t.Parallel()
					p, start := use(t, r, m, code)
					p.starts(start)
					p.entersAsTest()
					for range 3 {
						p.item(downSaid, "Down", p.press("Down"))
					}
					p.fails()
				})
			}
		}
	}
}

// TestOrdinary walks the list of the layout that nobody chose: all of the item must be heard, whatever else is.
func TestOrdinary(t *testing.T) {
	t.Parallel()
	for _, r := range inTerminals {
		t.Run(r.name, func(t *testing.T) {
			t.Parallel()
			p, _ := use(t, r, ordinary, "fr")
			p.entersAsTest()
			p.press("Down")
			for range 4 {
				p.item(downSaid, "Down", p.press("Down"))
			}
			for range 16 {
				p.keys("Down")
			}
			p.ear.listen(false)
			p.ordinaryEdge()
			p.silent("10 s without a key", p.rest(10))
		})
	}
}

// ordinaryEdge goes down at the edge of the screen. The row that comes in is written over another one: of the word in the
// last column, what differs is heard at least.
func (p *person) ordinaryEdge() {
	p.t.Helper()
	said := p.press("Down")
	row := p.focus()
	note(edgeSaid, p.mode, p.reader, ratio(said, row))
	if lost := missing(said, row); len(lost) > 1 {
		p.t.Errorf("Down at the edge: %q of %q was not heard: %q", lost, row, said)
	}
}

// entersAsTest logs in as the sandbox's test person, without a browser.
func (p *person) entersAsTest() {
	p.t.Helper()
	if p.mode == linear {
		p.press("2")
	} else {
		p.press("Down")
		if !strings.Contains(p.focus(), p.words.Login.TestPerson) {
			p.press("Down")
		}
	}
	// BRLTTY says the row of the cursor and no other.
	if said := p.press("Enter"); !strings.Contains(said+strings.Join(p.rows(), " "), p.words.Inbox.Title) || said == "" {
		p.t.Fatalf("logged in: the list was not heard: %q\n%s", said, strings.Join(p.rows(), "\n"))
	}
}
