package tui

import "cmp"

// newLastNews is the last line of news as a whole: where it is shown there may be no room for all of it.
func newLastNews(k *kit, text string) *helper {
	n := &helper{kit: k, asked: cmdAgain}
	n.title = k.t.Access.NewsTitle
	n.foot = foot(n.Keys())
	n.fill = func(w int) []line { return paragraphs(w, lookPlain, cmp.Or(text, k.t.Access.NoNews)) }
	return n
}
