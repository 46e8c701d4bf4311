package main

import "myebox/tui/lang"

// langGuessed tells that nobody asked for a language: what is spoken is the locale's.
func (w *wiring) langGuessed() bool {
	return w.flags.lang == "" && w.sys.getenv("EBOX_LANG") == "" && w.cfg.Lang == ""
}

// speakTo goes on in the language that a person has chosen at the login service ("" when that is not known), where nobody
// asked for another one.
func (w *wiring) speakTo(code string) {
	if w.langGuessed() && lang.Known(code) {
		w.setLang(code)
	}
}
