package tui

import (
	tea "charm.land/bubbletea/v2"

	"myebox/tui/backend"
	"myebox/tui/lang"
)

// retold is a screen that keeps words. Of all others the words are made when they are laid out or drawn.
type retold interface {
	// retell replaces the words that the screen keeps by those of the kit's language, which has just changed. Whatever
	// the person chose or typed stays; the screen is resized afterwards.
	retell(was *lang.Texts)
}

// asksLanguage tells whether a key asks for the program's next language: wherever there is help, so never where letters
// are typed, and not in a question that is to be answered first.
func (a *app) asksLanguage(k tea.KeyPressMsg) bool {
	if len(a.stack) == 0 {
		return false
	}
	if c, _ := match(k, a.kit.bind(on(cmdTongue))); c != cmdTongue {
		return false
	}
	return helpHint(a.stack[len(a.stack)-1]) != ""
}

// nextLanguage goes on in the next language, on all screens, and says how to keep it.
func (a *app) nextLanguage() tea.Cmd {
	a.kit.deps.LangGuess = false // the person has chosen
	cmd := a.speak(a.kit.t.Next())
	t := a.kit.t
	return tea.Batch(cmd, a.do(told(noteGood, sprintf(t.App.LanguageNow, t.Name)+". "+sprintf(t.App.LanguageKeep, t.Code))))
}

// speakTo goes on in the language of whoever logged in, if nobody asked for another.
func (a *app) speakTo(s *backend.Session) tea.Cmd {
	if !a.kit.deps.LangGuess || !lang.Known(s.Lang) || s.Lang == a.kit.t.Code {
		return nil
	}
	return a.speak(lang.For(s.Lang))
}

// again asks the screen below for the same help, in the language that it speaks now.
func (a *app) again(h *helper, at spot) tea.Cmd {
	a.pop(h)
	cmd := a.update(pressOf(a.kit.keysOf(h.asked)[0]))
	if again, ok := a.stack[len(a.stack)-1].(*helper); ok {
		again.toSpot(at)
	}
	return cmd
}

// speak changes the language of everything on the stack. The last news stays in the language in which it was said.
func (a *app) speak(t *lang.Texts) tea.Cmd {
	was := a.kit.t
	a.kit.t = t
	a.dress()
	places := map[screen]spot{}
	for _, s := range a.stack {
		if w, ok := s.(walker); ok {
			places[s] = w.spot()
		}
		if r, ok := s.(retold); ok {
			r.retell(was)
		}
	}
	cmd := a.resized()
	for s, p := range places {
		s.(walker).toSpot(p)
	}
	if n := len(a.stack); n > 1 {
		if h, ok := a.stack[n-1].(*helper); ok {
			return tea.Batch(cmd, a.again(h, places[h]))
		}
	}
	return cmd
}
