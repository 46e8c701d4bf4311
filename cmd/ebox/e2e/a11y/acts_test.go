package a11y

import (
	"fmt"
	"strings"
	"testing"

	"myebox/tui/lang"
)

// TestActsByEar does what has legal weight under every screen reader, in both modes: a reply that is sent, and a withdrawal
// of consent that is given up at its very last word.
func TestActsByEar(t *testing.T) {
	t.Parallel()
	for _, r := range inTerminals {
		for _, m := range []mode{linear, layout} {
			t.Run(r.name+" "+string(m), func(t *testing.T) {
				t.Parallel()
				p, _ := use(t, r, m, "fr")
				p.entersAsTest()
				p.answers()
				p.keepsConsent()
			})
		}
	}
}

// step checks that a step of a reply was said, with other words of it.
func (p *person) step(said, name string, n int, words ...string) {
	p.t.Helper()
	t := p.words
	p.hears(name, said, append(words, fmt.Sprintf(t.Reply.Step, t.Number(int64(n)), t.Number(5), name))...)
}

// answers opens a message that can be answered, chooses an answer, reads all that it means, and sends it.
func (p *person) answers() {
	p.t.Helper()
	t := p.words.Reply
	p.reach("Down", p.words.Row.Action)
	p.press("Enter")
	p.hears("replying before the document was opened", p.all(p.press("r")), t.OpenNow)
	p.reach("Tab", t.OpenNow)
	p.press("Enter")
	p.press("q")
	p.step(p.all(p.press("r")), t.StepAnswer, 1, t.Choose, t.Once)
	p.reach("Tab", "1.")
	answer := strings.TrimPrefix(p.focus(), "1. ")
	p.step(p.all(p.press("Enter")), t.StepMeaning, 2, t.SenderSays, t.Legal, answer)
	p.reach("Tab", p.words.Words.Continue)
	p.step(p.all(p.press("Enter")), t.StepAdd, 3, t.AddBoth, t.Write)
	p.reach("Tab", p.words.Words.Continue)
	p.step(p.all(p.press("Enter")), t.StepReview, 4, t.ReviewIntro, answer, t.Legal)
	p.reach("End", p.words.Words.Continue)
	p.step(p.press("Enter"), t.StepConfirm, 5, t.ConfirmOnce, strings.ToUpper(t.Word))
	p.spells("non")
	p.hears("another word", p.press("Enter"), fmt.Sprintf(t.WordWrong, t.Word))
	if p.mode == layout {
		p.press("BSpace", "BSpace", "BSpace")
	}
	p.spells(t.Word)
	p.hears("the result", p.press("Enter"), strings.TrimSpace(strings.Split(t.States.SentAt, "%s")[0]))
	p.press("q")
	if said := p.press("q"); len(missing(said, p.focus())) > 0 {
		p.t.Errorf("back in the list: %q was not heard: %q", p.focus(), said)
	}
}

// spells types a word as slowly as a person: what comes at once counts as pasted.
func (p *person) spells(word string) {
	p.t.Helper()
	for i := range word {
		p.keys(word[i : i+1])
		p.sees(func(row string) bool { return strings.HasSuffix(row, word[:i+1]) })
	}
	p.ear.listen(false)
}

// all is what was said of a page, and in linear mode what is said of the rest of it, five lines a key.
func (p *person) all(said string) string {
	p.t.Helper()
	for n := 0; p.mode == linear && n < 12 && !strings.Contains(plain(said), plain(p.words.Linear.EndOfText)); n++ {
		said += " " + p.press("PageDown")
	}
	return said
}

// keepsConsent goes up to the last word of a withdrawal, and gives it up with Ctrl+G: some screen readers never hand on a
// lone Escape.
func (p *person) keepsConsent() {
	p.t.Helper()
	t := p.words.Consent.Withdrawal
	said := p.press("p")
	if row := p.focus(); len(missing(said, row)) > 0 {
		p.t.Errorf("profile: %q was not heard: %q", row, said)
	}
	p.reach("Tab", t.Title)
	p.hears("withdrawing", p.press("Enter"), t.Title)
	p.reach("Tab", t.Start)
	p.hears("the first question", p.press("Enter"), t.Question, t.Until, t.After, t.First, t.NotLogout)
	p.hears("the second question", p.press("y"), t.Second, t.What, fmt.Sprintf(t.Type, lang.For("fr").Consent.Withdrawal.Word))
	p.spells(t.Word)
	p.hears("given up", p.press("C-g"), t.NotDone)
	p.item(downSaid, "Down after that", p.press("Down"))
}

// TestLongWork listens for half a minute to work that takes so long.
func TestLongWork(t *testing.T) {
	t.Parallel()
	for _, r := range inTerminals {
		for _, m := range []mode{linear, layout} {
			t.Run(r.name+" "+string(m), func(t *testing.T) {
				t.Parallel()
				p, _ := use(t, r, m, "fr")
				p.entersAsTest()
				p.slow(longSaid, 30)
			})
		}
	}
}

// TestPINByEar logs in with the card: what is typed is never said, how much of it was typed is.
func TestPINByEar(t *testing.T) {
	t.Parallel()
	for _, r := range inTerminals {
		for _, m := range []mode{linear, layout} {
			t.Run(r.name+" "+string(m), func(t *testing.T) {
				t.Parallel()
				p, _ := use(t, r, m, "fr", "--card", "1.8")
				p.entersByCard("1234")
			})
		}
	}
}

// entersByCard logs in with the card's PIN; before the last digit it asks how many there are.
func (p *person) entersByCard(pin string) {
	p.t.Helper()
	t := p.words.Card
	p.reach("Down", t.LogIn)
	said := p.press("Enter")
	p.hears("the PIN is asked for", said, t.PINField, p.words.Count(t.TriesLeft, 3))
	last := len(pin) - 1
	p.secret(pin[:last])
	p.hears("how many digits", p.press("c"), p.words.Count(t.Typed, last))
	p.secret(pin[last:])
	if rows := strings.Join(p.rows(), " "); strings.Contains(rows, pin) {
		p.t.Errorf("the PIN is on the screen: %q", rows)
	}
	p.ear.forget()
	p.keys("Enter")
	said = p.until(p.words.Inbox.Title)
	p.hears("logged in", said, p.words.Inbox.Title)
	if strings.Contains(strings.ReplaceAll(said, " ", ""), pin) {
		p.t.Errorf("the PIN was heard: %q", said)
	}
}

// secret types digits, of which nothing may be said.
func (p *person) secret(digits string) {
	p.t.Helper()
	p.ear.forget()
	for _, d := range digits {
		p.keys(string(d))
		said := p.ear.listen(false)
		if strings.ContainsAny(said, "0123456789") {
			p.t.Errorf("a digit of the PIN was heard: %q", said)
		}
		p.ear.forget()
	}
}
