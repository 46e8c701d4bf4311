package tui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"myebox/tui/lang"
)

// Keys are the bindings of the reader. None of the hinted ones depends on the focused line.
func (r *reader) Keys() []binding {
	k, why := r.kit, r.kit.t.Why
	docs, pay := len(r.msg.Attachments) > 0, r.msg.PaymentData
	body := r.parts.Body != nil && !r.parts.Body.In().IsZero() || r.msg.BodyMainContent && r.parts.Body == nil
	open := when(r.acts(), cmdOpen, why.NoAttachment)
	save := when(docs || body, cmdSave, why.NoAttachment)
	all := when(docs, cmdSaveAll, why.NoAttachment)
	open.hint, save.hint, all.hint = true, true, true
	bs := k.bind(open, hinted(cmdNextItem), on(cmdPrevItem), save, all, hinted(cmdHelp), hinted(cmdBack),
		on(cmdNextMessage), on(cmdPrevMessage), when(len(r.languages()) > 1, cmdLanguage, why.OneLanguage))
	bs = slices.Insert(bs, 1, r.replyKey()...)
	if pay != nil {
		bs = append(bs, k.bind(when(!pay.IBAN.IsZero(), cmdCopyIBAN, k.t.Words.None),
			when(!pay.Reference.IsZero(), cmdCopyReference, k.t.Words.None))...)
	}
	return append(bs, k.walking(true)...)
}

// acts tells whether there is anything in the message to act on.
func (r *reader) acts() bool {
	for _, l := range r.lines {
		if l.item != nil {
			return true
		}
	}
	return false
}

func (r *reader) key(k tea.KeyPressMsg) outcome {
	cmd, why := match(k, r.Keys())
	if why != "" {
		return r.kit.off(why)
	}
	if r.walk(cmd) {
		r.reveal()
		return outcome{}
	}
	return r.run(cmd)
}

// run does what a key asks for that is not a key of movement.
func (r *reader) run(c command) outcome {
	switch c {
	case cmdNextItem, cmdPrevItem:
		return r.jump(c)
	case cmdOpen:
		if r.item() == nil {
			return r.jump(cmdNextItem)
		}
		return r.open(r.item())
	case cmdSave:
		return r.save()
	case cmdSaveAll:
		return r.saveAll()
	case cmdNextMessage:
		return r.next(1)
	case cmdPrevMessage:
		return r.next(-1)
	case cmdLanguage:
		return r.nextLanguage()
	case cmdReply:
		return r.reply()
	case cmdCopyIBAN:
		return r.copied(strings.ReplaceAll(r.msg.PaymentData.IBAN.String(), " ", ""))
	case cmdCopyReference:
		return r.copied(r.msg.PaymentData.Reference.String())
	case cmdHelp:
		return opened(newHelp(r.kit, r.Keys(), r.kit.t.Reader.OpenMarks, r.kit.t.Reader.NotValidity, r.kit.t.Help.WhereHelp))
	case cmdBack:
		return outcome{pop: true}
	}
	return outcome{}
}

// jump goes to the next thing to act on, and from the last one to the first.
func (r *reader) jump(c command) outcome {
	d, edge := 1, -1
	if c == cmdPrevItem {
		d, edge = -1, r.n
	}
	if !r.nextItem(d) {
		was := r.focus
		r.focus = edge
		if !r.nextItem(d) {
			r.focus = was
			return told(noteInfo, r.kit.t.Why.NoAttachment)
		}
	}
	r.reveal()
	return outcome{}
}

// copied sends text to the terminal's clipboard.
func (r *reader) copied(s string) outcome {
	o := told(noteGood, r.kit.t.Reader.CopiedText)
	o.cmd = tea.SetClipboard(s)
	return o
}

// next goes on to another message of the list.
func (r *reader) next(d int) outcome {
	msg, o := r.shelf.step(d)
	if msg == nil {
		o.say = note{r.kit.t.Why.AtEnd, noteInfo}
		return o
	}
	turned := r.turn(msg)
	o.cmd, o.wipe = tea.Batch(o.cmd, turned.cmd), turned.wipe
	return o
}

// languages are those that the sender's texts have.
func (r *reader) languages() []string {
	var out []string
	for _, l := range []string{"nl", "fr", "de", "en"} {
		if r.msg.Subject.Has(l) || r.parts.Body != nil && r.parts.Body.Has(l) {
			out = append(out, l)
		}
	}
	return out
}

// nextLanguage shows the sender's texts in the next language that they have.
func (r *reader) nextLanguage() outcome {
	now := r.lang
	if now == "" {
		now = r.kit.t.Code
	}
	ls, at := r.languages(), -1
	for i, l := range ls {
		if l == now {
			at = i
		}
	}
	r.lang = ls[(at+1)%len(ls)]
	r.layout()
	return told(noteInfo, sprintf(r.kit.t.Reader.ShownIn, r.kit.t.LanguageName(r.lang)))
}

// open acts on an item. Whatever of registered mail has not been opened yet is asked about first.
func (r *reader) open(item any) outcome {
	if l, ok := item.(linkItem); ok {
		return opened(newConfirm(r.kit, r.kit.t.Reader.OpenQuestion, r.kit.t.Words.Open,
			openMsg{r.msg.Key, l}, l.url, r.kit.t.Reader.LinkNote))
	}
	if _, ok := item.(replyItem); ok {
		return r.reply()
	}
	if a, ok := item.(attachmentItem); ok {
		if f := r.voice().File(r.msg, a.index); !f.View {
			return told(noteWarn, sprintf(r.kit.t.Viewer.CannotShow, f.Type))
		}
	}
	if r.msg.RegisteredMail && !r.msg.ReadStatus {
		return opened(newRegistered(r.kit, r.voice().Subject(r.msg), openMsg{r.msg.Key, item}))
	}
	return r.openNow(item)
}

// newRegistered asks before registered mail is opened: that is recorded.
func newRegistered(k *kit, subject string, yes any) *confirm {
	return newConfirm(k, lang.Capital(k.t.Terms.RegisteredMail), k.t.Words.Open, yes, subject, k.t.Reader.OpenRegistered)
}

// openNow opens an item: the person has decided.
func (r *reader) openNow(item any) outcome {
	switch i := item.(type) {
	case bodyItem:
		o := outcome{cmd: r.loadBody(), wipe: wipeAll}
		r.layout()
		return o
	case attachmentItem:
		return opened(newViewer(r.kit, r.box, r.voice(), r.msg, i.index))
	case linkItem:
		return r.openLink(i.url)
	}
	return outcome{}
}

// openLink opens a web address, or copies it where nothing can be opened.
func (r *reader) openLink(url string) outcome {
	if r.kit.deps.Opener == nil {
		return r.copied(url)
	}
	ctx, o := r.ctx, r.kit.deps.Opener
	ok := note{sprintf(r.kit.t.Download.Opened, url), noteGood}
	return outcome{cmd: func() tea.Msg { return launchedMsg{r, ok, o.OpenURL(ctx, url)} }}
}

// save downloads the focused document; else the main one; else the text.
func (r *reader) save() outcome {
	if a, ok := r.item().(attachmentItem); ok {
		return r.download(a.index)
	}
	if main := r.msg.Main(); main != nil {
		for i := range r.msg.Attachments {
			if &r.msg.Attachments[i] == main {
				return r.download(i)
			}
		}
	}
	if len(r.msg.Attachments) > 0 {
		return r.download(0)
	}
	return opened(newTextDownload(r.kit, r.box, r.msg, r.voice()))
}

func (r *reader) saveAll() outcome {
	all := make([]int, len(r.msg.Attachments))
	for i := range all {
		all[i] = i
	}
	return r.download(all...)
}

func (r *reader) download(indexes ...int) outcome {
	return opened(newDownload(r.kit, r.box, r.msg, r.voice(), indexes))
}

// click focuses a line, or acts on it when it is focused already.
func (r *reader) click(y int) outcome {
	from, to := r.visible()
	i := from + y
	switch {
	case y < 0 || i >= to:
		return outcome{}
	case i == r.focus && r.item() != nil:
		return r.open(r.item())
	}
	r.moveTo(i)
	return outcome{}
}
