package present

import (
	"strings"

	"myebox/ebox"
)

// bodyWidth is the width of the lines of a saved text: what editors and printers take without wrapping again.
const bodyWidth = 78

// BodyFile is the text of a message as the content of a text file (UTF-8, lines end in \n): the header first, so that the
// file says by itself what it is, from whom and of when, then the text with its web addresses whole.
func (v Voice) BodyFile(m *ebox.Message, body ebox.Translated) []byte {
	t := v.Texts
	var b strings.Builder
	line := func(s string) {
		for _, l := range Wrap(s, bodyWidth) {
			b.WriteString(l + "\n")
		}
	}
	for _, i := range v.header(m).Items {
		line(t.Label(i.Label, i.Text))
	}
	if f := m.ForTheAttentionOf; f != nil && attention(f) != "" {
		line(t.Label(t.Reader.Attention, attention(f)))
	}
	line(t.Label(t.Reader.Reference, ebox.Sanitize(m.Key.String())))
	b.WriteByte('\n')
	text, links, shown := v.bodyText(body)
	if text == "" {
		text = t.Reader.BodyEmpty
	}
	line(text)
	if len(links) > 0 && links[0] != shown[0] { // the text only has their numbers
		line("\n" + t.Viewer.Links + "\n" + strings.Join(shown, "\n"))
	}
	return []byte(b.String())
}

// BodyName is the name of that file before it is made safe: the subject, else a word for message.
func (v Voice) BodyName(m *ebox.Message) string {
	name := v.in(m.Subject).String()
	if name == "" {
		name = v.Texts.Download.BodyName
	}
	return name + ".txt"
}
