package tui

import (
	"errors"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"myebox/tui/backend"
	"myebox/tui/present"
)

// Resize wraps the text for the room there is.
func (l *login) Resize(w, h int) {
	l.w = w
	l.resize(h)
	l.layout()
}

// View is the text, with the cursor on a choice, on what went wrong, or on what is waited for.
func (l *login) View(th theme) page {
	lines, x, y := l.view(th, l.w)
	return page{lines: lines, x: x, y: y, marking: l.try != nil}
}

// layout makes the lines of the state there is.
func (l *login) layout() {
	w := max(min(l.w-2, panelWidth), 1)
	indent := min(1, max(l.w-1, 0))
	var out []line
	switch {
	case l.try == nil:
		out = indented(l.choices(w), indent)
	case l.try.resume:
		out = indented(paragraphs(w, lookPlain, l.kit.t.Login.Resuming), indent)
	case l.try.desk != nil:
		out = indented(l.waitingCard(w), indent)
	case l.try.attempt == nil:
		out = indented(paragraphs(w, lookPlain, l.kit.t.Login.Opening), indent)
	default:
		out = l.waiting(w, indent)
	}
	l.set(out)
}

// choices are what went wrong, if anything did, and the ways in.
func (l *login) choices(w int) []line {
	t := l.kit.t.Login
	var out []line
	if f := l.lost; !f.IsZero() {
		out = append(out, paragraphs(w, lookStrong, f.What)...)
		out = append(out, paragraphs(w, lookPlain, f.Means)...)
		out = append(out, paragraphs(w, lookPlain, f.Todo)...)
		if l.details {
			out = append(out, line{})
			out = append(out, paragraphs(w, lookLabel, l.kit.t.Words.Details)...)
			for _, d := range f.Details {
				out = append(out, paragraphs(w, lookPlain, d)...)
			}
		}
	} else {
		out = append(out, paragraphs(w, lookStrong, t.Title)...)
		if l.cards == nil { // it speaks of the browser only
			out = append(append(out, line{}), paragraphs(w, lookPlain, t.Intro)...)
		}
	}
	out = append(out, line{})
	out = append(out, paragraphs(w, lookPlain, t.Choose)...)
	out = append(out, line{})
	out = append(out, l.way(w, t.InBrowser, t.InBrowserHint, backend.Choice{})...)
	if l.kit.deps.Sandbox {
		out = append(out, line{})
		out = append(out, l.way(w, t.TestPerson+" ["+l.kit.t.Sandbox.Mark+"]", t.TestPersonHint, backend.Choice{TestPerson: true})...)
	}
	out = append(out, l.cardWays(w)...)
	return append(append(out, line{}), paragraphs(w, lookPlain, t.Safety)...)
}

// way is one way in, with a hint below.
func (l *login) way(w int, text, hint string, c backend.Choice) []line {
	if l.again != nil && l.again.choice.Fresh {
		c.Fresh = !c.TestPerson
	}
	out := []line{{text: fit("> "+text, w), item: c}}
	return append(out, indented(paragraphs(w-2, lookPlain, hint), 2)...)
}

// waiting is what is waited for, how long already, and the address: from the first column on and broken by nothing but
// the edge of the screen, so that it can be marked and copied.
func (l *login) waiting(w, indent int) []line {
	t, try := l.kit.t.Login, l.try
	out := paragraphs(w, lookStrong, t.Waiting)
	if !l.kit.deps.Reader { // a clock would be read aloud
		out = append(out, paragraphs(w, lookPlain, waitedFor(l.kit.t, try.elapsed))...)
	}
	if try.choice.TestPerson {
		return indented(out, indent)
	}
	out = append(append(out, line{}), paragraphs(w, lookPlain, t.Address)...)
	after := append([]line{{}}, paragraphs(w, lookPlain, t.AddressWarning)...)
	if try.elapsed >= loginHints {
		after = append(append(after, line{}), paragraphs(w, lookLabel, t.HintsTitle)...)
		for _, h := range (present.Voice{Texts: l.kit.t}).LoginHints() {
			after = append(after, paragraphs(w, lookPlain, h)...)
		}
	}
	out = append(indented(out, indent), line{})
	url, width := try.attempt.URL(), l.w
	if l.kit.deps.Reader {
		width = mostBytes(l.w)
	}
	for _, part := range wrapHard(url, width) {
		out = append(out, line{text: part, link: url})
	}
	return append(out, indented(after, indent)...)
}

// wrapHard breaks s at the edge and nowhere else.
func wrapHard(s string, w int) []string {
	var out []string
	for w > 0 && s != "" {
		head := ansi.Truncate(s, w, "")
		if head == "" {
			break
		}
		out, s = append(out, head), s[len(head):]
	}
	return out
}

// Keys are those of the state there is.
func (l *login) Keys() []binding {
	k := l.kit
	var bs []binding
	switch {
	case l.try == nil:
		bs = k.bind(hinted(cmdChoose), hinted(cmdHelp))
		if !l.lost.IsZero() {
			bs = append(bs, k.bind(hinted(cmdRetry), when(len(l.lost.Details) > 0, cmdDetails, k.t.Words.None))...)
		}
		if l.first {
			bs = append(bs, k.bind(hinted(cmdQuit))...)
		} else {
			bs = append(bs, k.bind(hinted(cmdBack))...)
		}
	case l.try.attempt != nil && !l.try.choice.TestPerson:
		bs = k.bind(hinted(cmdCopyAddress), hinted(cmdHelp), hinted(cmdCancel))
		if k.deps.Opener != nil {
			bs = append(k.bind(hinted(cmdOpenAgain)), bs...)
		}
	default:
		bs = k.bind(hinted(cmdHelp), hinted(cmdCancel))
	}
	return append(bs, k.walking(true)...)
}

func (l *login) key(k tea.KeyPressMsg) outcome {
	cmd, why := match(k, l.Keys())
	if why != "" {
		return l.kit.off(why)
	}
	switch cmd {
	case cmdUp, cmdDown:
		if l.try == nil && l.lost.IsZero() {
			l.nextItem(map[command]int{cmdUp: -1, cmdDown: 1}[cmd])
			return outcome{}
		}
	case cmdChoose:
		return l.choice()
	case cmdRetry:
		return l.retry()
	case cmdDetails:
		l.details = !l.details
		l.layout()
	case cmdCopyAddress:
		o := told(noteGood, l.kit.t.Login.AddressCopied)
		o.cmd = tea.SetClipboard(l.try.attempt.URL())
		return o
	case cmdOpenAgain:
		return outcome{cmd: l.openBrowser()}
	case cmdCancel:
		return l.failed(&backend.LoginError{Case: present.LoginCancelled, Err: errCancelled})
	case cmdHelp:
		return opened(newHelp(l.kit, l.Keys(), l.kit.t.Login.Safety))
	case cmdBack:
		return outcome{pop: true}
	case cmdQuit:
		return outcome{quit: true}
	}
	l.walk(cmd)
	return outcome{}
}

// errCancelled is why a try ends that the person cancelled.
var errCancelled = errors.New("cancelled by the person")

// choice begins with the focused way in; on what went wrong it tries the same again, on any other line it goes to the
// next one.
func (l *login) choice() outcome {
	switch c := l.item().(type) {
	case backend.Choice:
		return l.begin(&loginTry{choice: c})
	case cardWay:
		return l.beginCard(c.reader)
	case cardsWay:
		return opened(newCards(l.kit))
	}
	if !l.lost.IsZero() && l.again != nil && !l.again.resume {
		return l.retry()
	}
	l.nextItem(1)
	return outcome{}
}

// retry tries the same way again.
func (l *login) retry() outcome {
	if l.again == nil {
		return l.begin(&loginTry{})
	}
	if l.again.desk != nil {
		return l.beginCard(l.again.reader)
	}
	return l.begin(&loginTry{resume: l.again.resume, choice: l.again.choice})
}

// click focuses a way in, or takes it when it is focused already.
func (l *login) click(y int) outcome {
	from, to := l.visible()
	switch i := from + y; {
	case y < 0 || i >= to:
	case i == l.focus && l.item() != nil:
		return l.choice()
	default:
		l.moveTo(i)
	}
	return outcome{}
}

// loginCase is the case of a login's error; 0 if it has none.
func loginCase(err error) present.Problem {
	var e *backend.LoginError
	if errors.As(err, &e) {
		return e.Case
	}
	return 0
}
