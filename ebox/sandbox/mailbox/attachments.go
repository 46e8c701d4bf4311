package mailbox

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"strings"
)

// attachments is the metadata of all documents of a message, nil when there are none.
func (b *Box) attachments(g *glance) *Attachments {
	if len(g.sent.docs) == 0 {
		return nil
	}
	list := &Attachments{TotalItems: len(g.sent.docs), Items: make([]Attachment, 0, len(g.sent.docs))}
	for j := range g.sent.docs {
		list.Items = append(list.Items, b.attachment(g, j))
	}
	return list
}

// attachment is the metadata of document j.
func (b *Box) attachment(g *glance, j int) Attachment {
	d := &g.sent.docs[j]
	f := b.world.papers.facts(b, g, j)
	a := Attachment{
		AttachmentID:     g.attachmentID(j),
		FileName:         g.fileName(j),
		MainContent:      d.main,
		MediaType:        mediaTypes[d.media].name,
		Size:             kB(f.size),
		AttachmentSigned: d.signed,
	}
	if at(g.key, slotAttachment+uint64(j))%8 != 0 {
		t := g.translated(func(l lang) string { return g.expanded(d.title[l], l) })
		a.AttachmentTitle = &t
	}
	if !g.digestless(j) {
		a.Digest = &Digest{DigestValue: base64.RawURLEncoding.EncodeToString(f.sum[:]), DigestMethod: "sha_256"}
	}
	return a
}

// digestless tells whether the sender announced no digest: it never does with answers, and now and then elsewhere.
func (g *glance) digestless(j int) bool {
	return g.sent.answer || at(g.key, slotAttachment+uint64(j))>>8%53 == 0
}

func (g *glance) attachmentID(j int) string {
	return fmt.Sprintf("%08x", uint32(at(g.key, slotAttachment+uint64(j))>>24)) + fmt.Sprintf("%02d", j+1)
}

// wildNames are file names that must never become a path, a command or a lie on somebody's screen. The extension of the
// document's type follows, except after the first ones.
var wildNames = [...]string{
	"../../.bashrc\x00", "facture\u202efdp.exe\x00", "CON", "a/b\\c", "..\\..\\autorun.inf\x00", "/etc/passwd\x00", "nul.",
	"\x1b]0;title\x07\x1b[2Jrapport", "line\r\nbreak\ttab", "-rf ~", "$(reboot)`reboot`;|&", "   ", ".", "naïve\u200bzero\u200bwidth",
	"C:\\Windows\\x", "COM1.tar",
}

// fileName is the name of document j as its sender gave it.
func (g *glance) fileName(j int) string {
	d := &g.sent.docs[j]
	ext := mediaTypes[d.media].ext
	if g.wild {
		i := j % len(wildNames) // the showcase begins with the worst
		if !g.shown {
			i = (int(g.key%uint64(len(wildNames))) + j) % len(wildNames)
		}
		if name, alone := strings.CutSuffix(wildNames[i], "\x00"); alone {
			return name
		}
		return wildNames[i] + ext
	}
	name := strings.ReplaceAll(g.expanded(d.title[g.lang], g.lang), "/", "-") + "_" + string(g.appendRef(nil))
	if g.long {
		name += strings.Repeat("_"+d.title[g.lang], 20)
		name = string(cutRunes([]byte(name), 0, 255-len(ext)))
	}
	return name + ext
}

// Open is a document; when MainContent is set, fetching it must mark the message as read. Opening marks nothing.
func (b *Box) Open(id, attachmentID string) (*Document, bool) {
	g, ok := b.lookup(id)
	if !ok {
		return nil, false
	}
	for j := range g.sent.docs {
		if g.attachmentID(j) == attachmentID {
			data := b.world.papers.bytes(b, &g, j)
			return &Document{Attachment: b.attachment(&g, j), Bytes: int64(len(data)), Content: bytes.NewReader(data)}, true
		}
	}
	return nil, false
}
