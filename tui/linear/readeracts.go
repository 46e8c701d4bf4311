package linear

import (
	"context"
	"fmt"
	"strings"

	"myebox/ebox"
	"myebox/tui/lang"
	"myebox/tui/present"
)

// do does what a command of a message asks for; there is false when the place is left.
func (r *reader) do(ctx context.Context, c command, _ string) (there bool, err error) {
	s := r.s
	switch c {
	case cmdOpen:
		err = r.open(ctx)
	case cmdNextPart, cmdPrevPart:
		err = r.part(ctx, c)
	case cmdNextSection, cmdPrevSection:
		err = r.section(ctx, c)
	case cmdSave:
		err = r.save(ctx)
	case cmdSaveAll:
		all := make([]int, len(r.msg.Attachments))
		for i := range all {
			all[i] = i
		}
		err = r.download(ctx, all...)
	case cmdNextMessage:
		return r.next(ctx, 1)
	case cmdPrevMessage:
		return r.next(ctx, -1)
	case cmdReply:
		if err = r.reply(ctx); err == nil {
			r.layout()
			err = s.here(ctx, r.track)
		}
	case cmdLanguage:
		r.nextLanguage()
	case cmdIBAN:
		s.Say(s.t.Label(s.t.Payment.IBAN, present.IBAN(r.msg.PaymentData.IBAN)))
	case cmdReference:
		ref, _, ok := present.Structured(r.msg.PaymentData.Reference)
		if !ok {
			ref = r.msg.PaymentData.Reference.String()
		}
		s.Say(s.t.Label(s.t.Payment.Communication, ref))
	case cmdDetails:
		s.details()
	}
	return true, s.settled(ctx, err)
}

// part goes to the next thing to act on, and from the last one to the first.
func (r *reader) part(ctx context.Context, c command) error {
	n, d := len(r.lines), 1
	if c == cmdPrevPart {
		d = n - 1
	}
	for i, k := (r.track.at+d)%n, 0; k < n; i, k = (i+d)%n, k+1 {
		if r.lines[i].item != nil {
			r.track.jump(i)
			return r.s.here(ctx, r.track)
		}
	}
	r.s.Say(lang.Capital(r.s.t.Why.NoAttachment) + ".")
	return nil
}

// section goes to the beginning of another section.
func (r *reader) section(ctx context.Context, c command) error {
	to := -1
	for _, i := range r.starts {
		if c == cmdNextSection && i > r.track.at {
			to = i
			break
		}
		if c == cmdPrevSection && i < r.track.at {
			to = i
		}
	}
	switch {
	case to >= 0:
		r.track.jump(to)
		return r.s.here(ctx, r.track)
	case c == cmdNextSection:
		r.s.Say(r.s.t.Linear.EndOfMessage)
	default:
		r.s.Say(r.s.t.Linear.StartOfMessage)
	}
	return nil
}

// next goes on to another message of the list.
func (r *reader) next(ctx context.Context, d int) (there bool, err error) {
	m := r.shelf
	if err := m.track.more(ctx, m.track.at+d+1); err != nil {
		return true, r.s.settled(ctx, err)
	}
	to := m.track.at + d
	if to < 0 || to >= len(m.items) {
		r.s.Say(lang.Capital(r.s.t.Why.AtEnd) + ".")
		return true, nil
	}
	m.track.at = to
	return r.turn(ctx, m.here())
}

// nextLanguage says the sender's texts in the next language that they have.
func (r *reader) nextLanguage() {
	now := r.lang
	if now == "" {
		now = r.s.t.Code
	}
	ls, at := r.languages(), -1
	for i, l := range ls {
		if l == now {
			at = i
		}
	}
	r.lang = ls[(at+1)%len(ls)]
	r.layout()
	r.s.Say(fmt.Sprintf(r.s.t.Reader.ShownIn, r.s.t.LanguageName(r.lang)))
}

// open acts on the line that one is at; without anything there it goes to the next thing to act on. What of registered
// mail has not been opened yet is asked about first.
func (r *reader) open(ctx context.Context) error {
	s := r.s
	item := r.lines[r.track.at].item
	switch i := item.(type) {
	case nil:
		return r.part(ctx, cmdNextPart)
	case linkItem:
		return r.link(ctx, i.url)
	case attachmentItem:
		if f := r.voice().File(r.msg, i.index); !f.View {
			s.Say(fmt.Sprintf(s.t.Viewer.CannotShow, f.Type))
			return nil
		}
	}
	if ok, err := s.mayOpen(ctx, r.msg, r.title()); err != nil || !ok {
		return err
	}
	if i, ok := item.(attachmentItem); ok {
		return r.view(ctx, i.index)
	}
	return r.body(ctx)
}

// mayOpen asks before registered mail is opened: that is recorded.
func (s *session) mayOpen(ctx context.Context, m *ebox.Message, subject string) (bool, error) {
	if !m.RegisteredMail || m.ReadStatus {
		return true, nil
	}
	s.Say(s.t.Label(lang.Capital(s.t.Terms.RegisteredMail), subject))
	ok, err := s.Confirm(ctx, s.t.Reader.OpenRegistered)
	if err != nil || !ok {
		return false, s.refused(err)
	}
	return true, nil
}

// body fetches the text that is the main content: the person has decided.
func (r *reader) body(ctx context.Context) error {
	s, m := r.s, r.msg
	var body ebox.Translated
	err := s.do(ctx, work{start: s.t.Reader.BodyLoading, run: func(ctx context.Context) (err error) {
		body, err = s.session.Box.Reader.Body(ctx, m.Key)
		return err
	}})
	read := r.learn(ctx, true, err)
	if err := r.took(ctx, body, err); err != nil || r.parts.Body == nil {
		return err
	}
	r.layout()
	for i, l := range r.lines { // from the beginning of the text
		if l.text == s.t.Reader.Body {
			r.track.jump(min(i+1, len(r.lines)-1))
			break
		}
	}
	s.Say(read)
	return s.here(ctx, r.track)
}

// learn takes what a fetch of main content says about the read mark, and gives the words for it: a fetch that failed may
// have marked the message all the same. Where nobody knows, the server is asked.
func (r *reader) learn(ctx context.Context, main bool, err error) string {
	m := r.msg
	if !main || m.ReadStatus {
		return ""
	}
	mark := ebox.MarkOf(err)
	if mark == ebox.MarkUnknown {
		now, err := r.s.session.Box.Reader.Message(ctx, m.Key)
		if err == nil && now.ReadStatus {
			mark = ebox.MarkYes
		}
	}
	if mark != ebox.MarkYes {
		return ""
	}
	c := *m // messages are shared
	c.ReadStatus = true
	r.msg = &c
	r.shelf.marked(m.Key)
	r.layout()
	return present.Clip(fmt.Sprintf(r.s.t.Inbox.MarkedRead, r.title()), Width)
}

// link opens a web address after a question, or says it where nothing can be opened.
func (r *reader) link(ctx context.Context, url string) error {
	s := r.s
	s.out.raw(url)
	s.Say(s.t.Reader.LinkNote)
	if s.d.Opener == nil {
		return nil
	}
	if ok, err := s.Confirm(ctx, s.t.Reader.OpenQuestion); err != nil || !ok {
		return s.refused(err)
	}
	return s.launch(ctx, fmt.Sprintf(s.t.Download.Opened, url), func(ctx context.Context) error { return s.d.Opener.OpenURL(ctx, url) })
}

// launch starts a program of the system, and says so.
func (s *session) launch(ctx context.Context, done string, run func(ctx context.Context) error) error {
	if err := s.do(ctx, work{start: s.t.Words.Loading, run: run}); err != nil {
		return s.failed(ctx, err)
	}
	s.Say(done)
	return nil
}

// view is a place with a document as plain text.
func (r *reader) view(ctx context.Context, index int) error {
	s, m := r.s, r.msg
	a := &m.Attachments[index]
	info := r.voice().File(m, index)
	var data []byte
	err := s.do(ctx, work{start: fmt.Sprintf(s.t.Viewer.Loading, info.Title), run: func(ctx context.Context) (err error) {
		data, err = s.session.Box.Fetcher.Content(ctx, m, a, present.MaxDocument)
		return err
	}})
	read := r.learn(ctx, m.Marks(a), err)
	if err != nil {
		if err := s.failed(ctx, err); err != nil {
			return err
		}
		s.Say(read)
		return nil
	}
	doc := r.voice().Document(data, a.MediaType)
	all := s.wrapped(doc.Notes...)
	for _, l := range doc.Lines {
		for _, w := range present.Wrap(l, Width) {
			if w = strings.TrimSpace(w); w != "" {
				all = append(all, w)
			}
		}
	}
	s.Say(read)
	save := map[command]func(context.Context) error{cmdSave: func(ctx context.Context) error { return r.download(ctx, index) }}
	if err := s.pages(ctx, s.t.Label(s.t.Viewer.Title, info.Title), all, save); err != nil {
		return err
	}
	return s.here(ctx, r.track)
}

// save downloads the document that one is at; else the main one; else the text.
func (r *reader) save(ctx context.Context) error {
	if a, ok := r.lines[r.track.at].item.(attachmentItem); ok {
		return r.download(ctx, a.index)
	}
	main := r.msg.Main()
	for i := range r.msg.Attachments {
		if &r.msg.Attachments[i] == main {
			return r.download(ctx, i)
		}
	}
	if len(r.msg.Attachments) > 0 {
		return r.download(ctx, 0)
	}
	return r.download(ctx)
}
