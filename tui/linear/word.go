package linear

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"
)

const (
	// wordPause is how long the word must have stood there before Enter counts. What a terminal pastes comes at once.
	wordPause = 350 * time.Millisecond
	wordMost  = 40 // characters of what is typed as a word
)

// Word asks for a word before an act of legal weight: nothing but that word, typed and ended with Enter, is a yes. Enter
// or Escape alone is a no. There is no default, the end of the input is ErrAborted, and what was typed before the
// question is thrown away.
func (a *Asker) Word(ctx context.Context, question, word string) (bool, error) {
	quoted := a.t.Quote(word)
	a.Say(question, fmt.Sprintf(a.t.Linear.TypeWord, quoted))
	return a.typeWord(ctx, a.t.Label(a.t.Reply.WordLabel, ""), fmt.Sprintf(a.t.Linear.NotTheWord, quoted),
		func(s string) bool { return strings.EqualFold(strings.TrimSpace(s), word) })
}

// typeWord is Word with a prompt and with what is said of another word. The word is taken key by key, whatever the mode
// is otherwise: of a line nobody knows whether it was typed or pasted. What came faster than anybody types is thrown
// away, and the word asked for again.
func (a *Asker) typeWord(ctx context.Context, prompt, wrong string, is func(s string) bool) (ok bool, err error) {
	if !a.con.tty {
		return false, ErrNoTerminal
	}
	if !a.con.keys {
		if err := a.con.in.Set(Keys); err != nil {
			return false, fmt.Errorf("reading single keys: %w", err)
		}
		defer func() {
			if back := a.con.in.Set(a.con.rest()); back != nil && err == nil {
				ok, err = false, fmt.Errorf("reading lines again: %w", back)
			}
		}()
	}
	prompt = strings.TrimRight(prompt, " ")
	for {
		a.drain()
		a.out.prompt(prompt)
		w, err := a.wordKeys(ctx, prompt)
		if a.out.typed(false); a.out.after {
			a.out.text("\n") // nothing else has broken the line
		}
		switch {
		case errors.Is(err, ErrLeft):
			return false, nil
		case err != nil:
			return false, err
		case w.text == "" && !w.pasted:
			return false, nil
		case w.pasted, is(w.text) && time.Since(w.last) < wordPause:
			a.Say(a.t.Linear.WordSoon)
		case !is(w.text):
			a.Say(wrong)
		default:
			return true, nil
		}
	}
}

// typedWord is what was typed until Enter.
type typedWord struct {
	text   string
	pasted bool      // the terminal said so, or all of it came at once
	last   time.Time // when its last character came
}

// wordKeys takes keys until Enter, and shows them. ErrLeft is the Escape key, or Ctrl-D.
func (a *Asker) wordKeys(ctx context.Context, prompt string) (w typedWord, err error) {
	var reads []int // the reading that each character came with
	pastes := a.con.pastes
	for {
		k, _, err := a.con.key(ctx, nil)
		if err != nil {
			return w, err
		}
		switch {
		case leaves(k), k == "ctrl+d":
			return w, ErrLeft
		case k == "enter":
			w.pasted = a.con.pastes != pastes || len(reads) > 1 && reads[0] == reads[len(reads)-1] ||
				len(reads) > 0 && reads[len(reads)-1] == a.con.reads
			return w, nil
		case k == "backspace" && len(reads) > 0:
			_, n := utf8.DecodeLastRuneInString(w.text)
			w.text, reads = w.text[:len(w.text)-n], reads[:len(reads)-1]
			w.last = time.Now()
			a.out.prompt(prompt) // once more: nothing on a line is taken back
			a.out.text(strings.Map(printed, w.text))
		case utf8.RuneCountInString(string(k)) == 1 && len(reads) < wordMost:
			w.text, reads, w.last = w.text+string(k), append(reads, a.con.reads), time.Now()
			a.out.text(strings.Map(printed, string(k)))
		}
	}
}
