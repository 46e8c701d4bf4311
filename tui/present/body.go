package present

import (
	"net/url"
	"regexp"
	"strings"

	"myebox/ebox"
)

// body is the text of the message. A text that is the main content and was not opened is said to be there, no more:
// opening it is the person's act.
func (v Voice) body(m *ebox.Message, b *ebox.Translated) Section {
	t := v.Texts
	s := Section{Kind: Body, Title: t.Reader.Body}
	if b == nil {
		if m.BodyMainContent {
			s.Items = []Item{{Text: t.Reader.BodyClosed + " " + t.Reader.OpenMarks}}
		}
		return s
	}
	text, links, shown := v.bodyText(*b)
	if text == "" {
		s.Items = []Item{{Text: t.Reader.BodyEmpty}}
		return s
	}
	s.Items = []Item{{Text: text}}
	for i, u := range links {
		label := t.Reader.Links
		if i > 0 {
			label = ""
		}
		s.Items = append(s.Items, Item{Label: label, Text: shown[i], URL: u})
	}
	if len(links) > 0 {
		s.Items = append(s.Items, Item{Text: t.Reader.LinkNote, Level: Notice})
	}
	return s
}

// markup recognises a body that a sender wrote as a web page, though the contract says text.
var markup = regexp.MustCompile(`(?i)</(p|div|a|html|body|table|ul|ol|b|strong|span)>|<br ?/?>`)

// bodyText is a body with its line breaks, without empty lines at both ends and with no more than one between
// paragraphs, and the web addresses in it, as they are and as they are shown. Of a body in HTML it is the text, where a
// link is marked with its number.
func (v Voice) bodyText(b ebox.Translated) (text string, links, shown []string) {
	text = tidy(v.in(b).Block())
	if !markup.MatchString(text) {
		links = Links(text)
		return text, links, links
	}
	lines, links, _ := v.htmlText(text)
	return strings.Join(lines, "\n"), links, numbered(links)
}

// tidy removes blanks at line ends, empty lines at both ends and all but one of several empty lines.
func tidy(s string) string {
	var out []string
	for line := range strings.SplitSeq(s, "\n") {
		line = strings.TrimRight(line, " ")
		if line == "" && (len(out) == 0 || out[len(out)-1] == "") {
			continue
		}
		out = append(out, line)
	}
	for len(out) > 0 && out[len(out)-1] == "" {
		out = out[:len(out)-1]
	}
	return strings.Join(out, "\n")
}

var linkPattern = regexp.MustCompile(`(?i)\bhttps?://[^\s<>"'“”„«»|\\^{}` + "`" + `]+`)

// Links are the web addresses in a text, each once, in the order of the text and in full.
func Links(text string) []string {
	var out []string
	seen := map[string]bool{}
	for _, u := range linkPattern.FindAllString(text, -1) {
		u = trimLink(u)
		if parsed, err := url.Parse(u); err != nil || parsed.Host == "" || seen[u] {
			continue
		}
		seen[u] = true
		out = append(out, u)
	}
	return out
}

// trimLink takes off the punctuation of the sentence around an address.
func trimLink(u string) string {
	for {
		cut := strings.TrimRight(u, ".,;:!?…")
		if strings.HasSuffix(cut, ")") && strings.Count(cut, "(") < strings.Count(cut, ")") {
			cut = strings.TrimSuffix(cut, ")")
		}
		if strings.HasSuffix(cut, "]") && strings.Count(cut, "[") < strings.Count(cut, "]") {
			cut = strings.TrimSuffix(cut, "]")
		}
		if cut == u {
			return u
		}
		u = cut
	}
}

// webAddress is a text that is one web address; "" for all others.
func webAddress(tx ebox.Text) string {
	s := tx.String()
	if l := Links(s); len(l) == 1 && l[0] == s {
		return s
	}
	return ""
}
