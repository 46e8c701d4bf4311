package present

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"myebox/ebox"
)

// html is the text of a web page. Nothing is fetched; scripts and styles are left out; a link is its text with a number,
// and the addresses follow in full, so that nobody has to trust what a link calls itself.
func (v Voice) html(s string) Document {
	lines, links, cut := v.htmlText(s)
	d := Document{Shown: true, Cut: cut, Notes: []string{v.Texts.Viewer.TextOnly}, Lines: lines, Links: links}
	if len(links) > 0 {
		d.Lines = append(append(d.Lines, "", v.Texts.Viewer.Links), numbered(links)...)
	}
	return d
}

// htmlText is the text of a web page without the list of its links.
func (v Voice) htmlText(s string) (lines, links []string, cut bool) {
	w := htmlWriter{image: v.Texts.Viewer.Image, imageOnly: v.Texts.Viewer.ImageOnly}
	w.read(s[:min(len(s), maxText)])
	lines, cut = textLines(w.b.String())
	return lines, w.links, cut || len(s) > maxText
}

// numbered are links as a text with numbers refers to them.
func numbered(links []string) []string {
	var out []string
	for i, l := range links {
		out = append(out, "["+strconv.Itoa(i+1)+"] "+l)
	}
	return out
}

// htmlWriter writes the text of a stream of tokens; there is no tree, so depth costs nothing.
type htmlWriter struct {
	b                strings.Builder
	image, imageOnly string
	links            []string
	hrefs            []int // numbers of the links that are open, 0 for one that is not listed
	skip             atom.Atom
	pre              int
	blank            bool // a space is due before the next word
	breaks           int  // line breaks are due before the next word
	started          bool
	cell             bool // the row has a cell already
}

// maxLinks bounds the list of links.
const maxLinks = 500

func (w *htmlWriter) read(s string) {
	z := html.NewTokenizer(strings.NewReader(s))
	z.SetMaxBuf(maxText)
	for {
		switch z.Next() {
		case html.ErrorToken:
			return
		case html.TextToken:
			if w.skip == 0 {
				w.text(string(z.Text()))
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			w.start(z.Token())
		case html.EndTagToken:
			name, _ := z.TagName()
			w.end(atom.Lookup(name))
		}
	}
}

func (w *htmlWriter) start(t html.Token) {
	if w.skip != 0 {
		return
	}
	switch t.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Svg, atom.Iframe, atom.Object:
		if t.Type == html.StartTagToken {
			w.skip = t.DataAtom
		}
	case atom.Br:
		w.breaks++
	case atom.Hr:
		w.breakTo(2)
	case atom.Li:
		w.breakTo(1)
		w.text("- ")
	case atom.Td, atom.Th:
		if w.cell {
			w.text(" | ")
		}
		w.cell = true
	case atom.Tr:
		w.breakTo(1)
		w.cell = false
	case atom.Pre, atom.Textarea:
		w.breakTo(2)
		w.pre++
	case atom.A:
		w.hrefs = append(w.hrefs, w.link(attr(t, "href")))
	case atom.Img:
		if alt := attr(t, "alt"); alt != "" {
			w.text(sprintf(w.image, ebox.Sanitize(alt)))
		} else {
			w.text(w.imageOnly)
		}
	default:
		w.breakTo(breaksAround(t.DataAtom))
	}
}

func (w *htmlWriter) end(a atom.Atom) {
	if w.skip != 0 {
		if a == w.skip {
			w.skip = 0
		}
		return
	}
	switch a {
	case atom.Pre, atom.Textarea:
		w.pre = max(w.pre-1, 0)
		w.breakTo(2)
	case atom.A:
		if n := len(w.hrefs); n > 0 {
			if w.hrefs[n-1] > 0 {
				w.blank = true
				w.text("[" + strconv.Itoa(w.hrefs[n-1]) + "]")
			}
			w.hrefs = w.hrefs[:n-1]
		}
	case atom.Li, atom.Tr:
		w.breakTo(1)
	default:
		w.breakTo(breaksAround(a))
	}
}

// breaksAround is how many line breaks an element has before and after it.
func breaksAround(a atom.Atom) int {
	switch a {
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Dl, atom.Table,
		atom.Blockquote, atom.Title, atom.Section, atom.Article, atom.Form, atom.Fieldset:
		return 2
	case atom.Div, atom.Dt, atom.Dd, atom.Header, atom.Footer, atom.Nav, atom.Main, atom.Aside, atom.Figure,
		atom.Figcaption, atom.Caption, atom.Thead, atom.Tbody, atom.Option, atom.Address, atom.Body, atom.Legend:
		return 1
	}
	return 0
}

func (w *htmlWriter) breakTo(n int) { w.breaks = max(w.breaks, n) }

// link gives the address a number; 0 for what is no web or mail address.
func (w *htmlWriter) link(href string) int {
	href = strings.Join(strings.Fields(ebox.Sanitize(href)), "%20")
	low := strings.ToLower(href)
	if !strings.HasPrefix(low, "http://") && !strings.HasPrefix(low, "https://") && !strings.HasPrefix(low, "mailto:") {
		return 0
	}
	for i, l := range w.links {
		if l == href {
			return i + 1
		}
	}
	if len(w.links) >= maxLinks {
		return 0
	}
	w.links = append(w.links, href)
	return len(w.links)
}

// text writes s with its white space collapsed, as a browser does, after the breaks that are due.
func (w *htmlWriter) text(s string) {
	if w.pre > 0 {
		w.due()
		w.b.WriteString(s)
		return
	}
	for i, field := range strings.FieldsFunc(s, htmlSpace) {
		if i > 0 || s != "" && htmlSpace(rune(s[0])) {
			w.blank = true
		}
		w.due()
		w.b.WriteString(field)
		w.blank = false
	}
	if s != "" && htmlSpace(rune(s[len(s)-1])) {
		w.blank = true
	}
}

func (w *htmlWriter) due() {
	switch {
	case !w.started:
	case w.breaks > 0:
		w.b.WriteString(strings.Repeat("\n", min(w.breaks, 2)))
	case w.blank:
		w.b.WriteByte(' ')
	}
	w.started, w.blank, w.breaks = true, false, 0
}

func htmlSpace(r rune) bool { return r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == '\f' }

func attr(t html.Token, name string) string {
	for _, a := range t.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
