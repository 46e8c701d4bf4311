package tui

import (
	"strings"
	"unicode"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"golang.org/x/text/unicode/norm"

	"myebox/ebox"
	"myebox/tui/lang"
)

// sieve is a text that is typed after a panel's title and leaves of its lines those that match. The cursor stands behind
// the text while it is typed. In the reader layout the lines follow when the typing ends: what changes at every letter
// would be heard at every letter.
type sieve struct {
	what   string
	typing bool
}

// sieveMost is how many characters can be typed.
const sieveMost = 30

// typed takes a key while the text is typed. changed tells that the lines may be others now.
func (s *sieve) typed(k tea.KeyPressMsg, keys []binding) (changed bool) {
	cmd, _ := match(k, keys)
	switch {
	case cmd == cmdCancel:
		s.what, s.typing = "", false
	case cmd == cmdChoose, k.Code == tea.KeyDown:
		s.typing = false
	case k.Code == tea.KeyBackspace:
		if r := []rune(s.what); len(r) > 0 {
			s.what = string(r[:len(r)-1])
		}
	default:
		return s.add(k.Text)
	}
	return true
}

// add takes text, as far as there is room for it.
func (s *sieve) add(text string) bool {
	text = strings.Join(strings.Fields("."+ebox.Sanitize(text)+"."), " ") // blanks at the ends stay
	r := []rune(s.what + text[1:len(text)-1])
	s.what = string(r[:min(len(r), sieveMost)])
	return len(text) > 2
}

// keys are those of the typing.
func (s *sieve) keys(k *kit) []binding {
	bs := k.bind(on(cmdChoose), on(cmdCancel))
	bs[0].text, bs[1].text = k.t.Palette.FilterKey, k.t.Palette.AllOfThem
	return bs
}

// after is a panel's title with what is typed behind it.
func (s *sieve) after(t *lang.Texts, title string) string {
	if !s.typing && s.what == "" {
		return title
	}
	return t.Label(title, s.what)
}

// place moves a page's cursor behind what is typed.
func (s *sieve) place(p *panel, v page) page {
	if !s.typing {
		return v
	}
	v.x, v.y = min(ansi.StringWidth(p.title), p.inner), 0
	if p.bordered() {
		v.x, v.y = v.x+2, 1
	}
	return v
}

// lets tells whether every word that was typed is in one of the texts, whatever their capitals and accents.
func (s *sieve) lets(texts ...string) bool {
	for _, word := range strings.Fields(folded(s.what)) {
		found := false
		for _, t := range texts {
			found = found || strings.Contains(folded(t), word)
		}
		if !found {
			return false
		}
	}
	return true
}

// names are the texts that a command is found by: what it does, in the person's language and in English, its name and its
// keys.
func (k *kit) names(b binding) []string {
	e := keyTable[b.cmd]
	return append(b.names(), b.text, e.text(lang.For("en")), e.name, strings.ReplaceAll(e.name, "-", " "))
}

// folded is text in small letters without accents.
func folded(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(s))
}
