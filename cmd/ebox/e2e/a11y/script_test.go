package a11y

import (
	"fmt"
	"strings"
	"testing"
)

// TestByEar goes the whole way under every screen reader, in both modes: log in, walk the list, read a message, search,
// wait, fail, download.
func TestByEar(t *testing.T) {
	t.Parallel()
	for _, r := range inTerminals {
		for _, m := range []mode{linear, layout} {
			t.Run(r.name+" "+string(m), func(t *testing.T) {
				t.Parallel()
				p, start := use(t, r, m, "fr")
				p.starts(start)
				p.logsIn()
				p.walks()
				p.pages()
				p.opens()
				p.searches()
				p.acts()
				p.asks()
				p.fails()
				p.waits()
				p.downloads()
				p.replies()
				p.consents()
			})
		}
	}
}

// starts checks the first words: the mode, what there is, how to go on; on a screen the screen, once.
func (p *person) starts(said string) {
	p.t.Helper()
	note(startSaid, p.mode, p.reader, float64(len([]rune(strings.TrimSpace(plain(said))))))
	if p.mode == linear {
		p.hears("start", said, "--screen-reader", p.words.Login.InBrowser)
		if n := len([]rune(plain(said))); n > 250 {
			p.t.Errorf("start: %d characters: %q", n, said)
		}
		return
	}
	p.hears("start", said, p.words.Login.InBrowser, p.words.Login.Title)
	p.page(startRatio, "start", said)
}

// logsIn goes through the browser, with a wait that says nothing.
func (p *person) logsIn() {
	p.t.Helper()
	if p.mode == layout {
		p.press("Down") // from the news about card readers to the list
		p.press("Up")
	}
	said := p.press("Enter")
	p.hears("logging in", said, p.words.Login.Waiting)
	p.silent("waiting for the login", p.rest(10))
	p.ear.forget()
	browse(p.t, p.w.address(), "key-itsme", "itsme-success")
	said = p.until(p.words.Inbox.Title)
	if !strings.Contains(said, p.words.Inbox.Title) {
		p.t.Fatalf("logged in: the list was not heard: %q\n%s", said, strings.Join(p.rows(), "\n"))
	}
	if p.mode == layout {
		p.page(startRatio, "the list", said)
	} else if last := p.focus(); len(missing(said, last)) > 0 {
		p.t.Errorf("the first message %q was not heard: %q", last, said)
	}
}

// silent checks that nothing was said.
func (p *person) silent(when string, texts []string) {
	p.t.Helper()
	note(idleSaid, p.mode, p.reader, float64(len([]rune(plain(strings.Join(texts, " "))))))
	if len(texts) > 0 {
		p.t.Errorf("%s: %q was said", when, texts)
	}
}

// walks goes from one message to the next, also over the edge of the screen, and rests.
func (p *person) walks() {
	p.t.Helper()
	for range 4 {
		p.item(downSaid, "Down", p.press("Down"))
	}
	p.item(downSaid, "Up", p.press("Up"))
	for range 17 {
		p.keys("Down")
	}
	p.ear.listen(false)
	p.item(downSaid, "Down", p.press("Down"))
	for range 3 {
		p.item(edgeSaid, "Down at the edge", p.press("Down"))
	}
	p.silent("10 s without a key", p.rest(10))
}

// pages turns a page, and goes to the ends of the list.
func (p *person) pages() {
	p.t.Helper()
	p.item(homeSaid, "Home", p.lastOf(p.press("Home")))
	said := p.press("PageDown")
	if row := p.focus(); len(missing(said, row)) > 0 {
		p.t.Errorf("PageDown: %q was not heard: %q", row, said)
	}
	said = p.press("End")
	if row := p.focus(); len(missing(said, row)) > 0 {
		p.t.Errorf("End: %q was not heard: %q", row, said)
	}
	said = p.press("Home", "Up")
	p.hears("Up at the top", said, p.words.Inbox.StartOfList)
}

// lastOf is what Home says of the message: in the layout the page turns, and is read as a whole.
func (p *person) lastOf(said string) string {
	p.t.Helper()
	row := p.focus()
	if p.mode == layout && len(missing(said, row)) == 0 {
		return row
	}
	return said
}

// opens reads a message and goes back to the list.
func (p *person) opens() {
	p.t.Helper()
	p.press("Down", "Down")
	list := p.focus()
	said := p.press("Enter")
	row := p.focus()
	if len(missing(said, row)) > 0 || row == "" {
		p.t.Errorf("opening: %q was not heard: %q", row, said)
	}
	if p.mode == layout {
		if _, y, _ := p.cursor(); y > 3 {
			p.t.Errorf("opening: the cursor is on row %d, below more than three rows of header", y)
		}
	}
	p.item(downSaid, "Down in a message", p.press("Down"))
	said = p.press("q")
	if now := p.focus(); now != list || len(missing(said, list)) > 0 {
		p.t.Errorf("closing: the cursor is on %q, was on %q; said %q", now, list, said)
	}
}

// searches looks for something that there is, and for something that there is not.
func (p *person) searches() {
	p.t.Helper()
	for _, q := range []struct{ text, want string }{{"zzzz", p.words.Inbox.EmptyFiltered}, {"carte", "carte"}} {
		p.press("/")
		for range 8 {
			p.keys("BSpace")
		}
		p.typed(q.text)
		said := p.press("Enter")
		p.hears("searching "+q.text, said, q.want)
	}
	p.item(downSaid, "Down after a search", p.press("Down"))
	p.press("x")
}

// acts does something that is told, and goes on.
func (p *person) acts() {
	p.t.Helper()
	said := p.press("r")
	if p.mode == linear {
		p.hears("refreshing", said, p.words.Inbox.Refreshed)
	} else {
		p.exactly(statusSaid, "refreshing", said, p.words.Inbox.Refreshed)
	}
	p.item(downSaid, "Down after an action", p.press("Down"))
}

// asks opens a question and leaves it.
func (p *person) asks() {
	p.t.Helper()
	row := p.focus()
	said := p.press("f")
	p.hears("filter", said, p.words.Filter.Unread)
	said = p.press("q")
	if now := p.focus(); now != row && p.mode == layout {
		p.t.Errorf("leaving a dialog: the cursor is on %q, was on %q: %q", now, row, said)
	}
}

// fails has the servers fail, and hears why and what to do.
func (p *person) fails() {
	p.t.Helper()
	p.w.fault("*:getMessagesByEBoxId:503")
	p.press("r")
	p.hears("failing", p.until(p.words.Words.Error), p.words.Words.Error)
	p.w.fault("")
	p.press("r")
	p.rest(2) // a busy machine may take its time
	p.item(downSaid, "Down after a failure", p.press("Down"))
}

// waits has the servers be slow, and hears little of it.
func (p *person) waits() {
	p.t.Helper()
	p.slow(slowSaid, 10)
}

// slow has the servers be slow for some seconds, in which at most five texts may be said.
func (p *person) slow(l line, seconds int) {
	p.t.Helper()
	p.w.fault(fmt.Sprintf("nsso:getMessagesByEBoxId:delay:delay=%ds", seconds-1))
	p.ear.forget()
	p.keys("r")
	p.ear.wait(seconds)
	texts := begun(p.ear.texts(), p.rows())
	for i, text := range texts { // a provider is not waited for forever: the list is the end of the work
		if strings.HasPrefix(text, p.words.Inbox.Title) {
			texts = texts[:i]
			break
		}
	}
	note(l, p.mode, p.reader, float64(len(texts)))
	if len(texts) == 0 {
		p.t.Errorf("%d s of slow work: nothing was said", seconds)
	}
	if len(texts) > 5 {
		p.t.Errorf("slow work: %d texts: %q", len(texts), texts)
	}
	p.w.fault("")
	p.ear.listen(false)
}

// begun are the texts without those that go on with a row: some screen readers say a row in pieces.
func begun(texts, rows []string) []string {
	var out []string
	for _, text := range texts {
		goesOn := false
		for _, r := range rows {
			i := strings.Index(plain(r), plain(text))
			goesOn = goesOn || i > 0
		}
		if !goesOn {
			out = append(out, text)
		}
	}
	return out
}

// downloads saves a document.
func (p *person) downloads() {
	p.t.Helper()
	p.press("Home", "Enter")
	said := p.press("s")
	p.hears("download", said, p.words.Download.To)
	said = p.press("Enter")
	p.hears("downloading", said, strings.TrimSpace(strings.ReplaceAll(p.words.Download.Saved, "%s", "")), "message txt")
}

// replies opens a message that can be answered, reads what it wants to be answered to, and goes through the question.
func (p *person) replies() {
	p.t.Helper()
	p.press("q", "q", "Home")
	for range 20 {
		if strings.Contains(p.focus(), p.words.Row.Action) {
			break
		}
		p.press("Down")
	}
	p.press("Enter")
	said := p.press("r")
	p.hears("reply", said, p.words.Reply.Title)
	p.item(downSaid, "Down in a reply", p.press("Down"))
	p.item(downSaid, "Down in a reply", p.press("Down"))
	p.press("q", "q")
}

// consents looks at what the person has agreed to.
func (p *person) consents() {
	p.t.Helper()
	said := p.press("p")
	if row := p.focus(); row == "" || len(missing(said, row)) > 0 {
		p.t.Errorf("profile: %q was not heard: %q", row, said)
	}
	p.item(downSaid, "Down in the profile", p.press("Down"))
	p.item(downSaid, "Down in the profile", p.press("Down"))
}
