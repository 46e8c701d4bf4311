package linear

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"myebox/ebox"
	"myebox/tui/lang"
	"myebox/tui/present"
)

// reader is one message. Opening it fetches what marks nothing as read; main content comes on an explicit command only.
type reader struct {
	s      *session
	shelf  *inbox
	gen    int
	msg    *ebox.Message
	parts  present.Parts
	lang   string // of the sender's texts; "" as the person's
	lines  []line
	starts []int // the first line of each section
	track  *track
}

// line is one line of a message, and what can be done with it.
type line struct {
	text string
	item any // attachmentItem, bodyItem or linkItem; nil: text only
}

// The things in a message that can be acted on.
type (
	attachmentItem struct{ index int }
	bodyItem       struct{}
	linkItem       struct{ url string }
)

// read is the place with the message that one is at, and with those that one goes on to.
func (m *inbox) read(ctx context.Context) error {
	r := &reader{s: m.s, shelf: m}
	r.track = &track{
		n:    func() int { return len(r.lines) },
		read: func(_ context.Context, i int) (string, error) { return r.lines[i].text, nil },
		tail: func() string { return m.s.t.Linear.EndOfMessage },
	}
	sc := &scene{track: r.track, where: r.where, offers: r.offers, retell: r.retell, advice: func() []string {
		return []string{m.s.t.Reader.OpenMarks, m.s.t.Reader.NotValidity, m.s.t.Help.WhereHelp}
	}}
	if there, err := r.turn(ctx, m.here()); err != nil || !there {
		return err
	}
	for {
		c, arg, err := m.s.choose(ctx, sc)
		if err != nil {
			return err
		}
		if c == cmdBack {
			return m.back(ctx)
		}
		there, err := r.do(ctx, c, arg)
		if err != nil || !there {
			return err
		}
	}
}

// turn shows a message from its beginning; there is false when it is not in the box any more.
func (r *reader) turn(ctx context.Context, msg *ebox.Message) (there bool, err error) {
	r.msg, r.parts, r.lang = msg, present.Parts{}, ""
	r.track.at, r.track.was, r.track.unheard = 0, nil, false
	if there, err = r.fetch(ctx); err != nil || !there {
		return there, err
	}
	title := r.s.t.Label(r.s.t.Reader.Title, r.title())
	r.s.Item(title)
	r.track.unheard = ansi.StringWidth(title) > Width // then the next step says all of it
	return true, nil
}

// title is the message in one line.
func (r *reader) title() string { return r.voice().Subject(r.msg) }

// voice is how the message speaks.
func (r *reader) voice() present.Voice {
	v := r.s.voice()
	v.Content = r.lang
	return v
}

// fetch gets the metadata, the names, and the text if that marks nothing. What the list gave stays when there is none.
func (r *reader) fetch(ctx context.Context) (there bool, err error) {
	s, m := r.s, r.msg
	r.gen = s.gen
	src := s.session.Box.Reader
	var full *ebox.Message
	var body ebox.Translated
	var fullErr, bodyErr error
	for _, k := range []nameKey{sender(m), {nameType, m.Key.Provider, m.MessageTypeID}, {nameApplication, m.Key.Provider, m.SenderApplicationID}} {
		s.names.ask(s.ctx, k)
	}
	err = s.do(ctx, work{start: s.t.Reader.BodyLoading, run: func(ctx context.Context) error {
		got := make(chan struct{})
		go func() {
			defer close(got)
			if !m.BodyMainContent {
				body, bodyErr = src.Body(ctx, m.Key)
			}
		}()
		full, fullErr = src.Message(ctx, m.Key)
		<-got
		return errors.Join(ctx.Err())
	}})
	if err != nil {
		s.fail(s.failure(err))
		return false, ctx.Err()
	}
	switch {
	case errors.Is(fullErr, ebox.ErrNotFound):
		r.shelf.gone(m.Key)
		s.Say(fmt.Sprintf(s.t.Inbox.GoneNow, r.title()))
		return false, nil
	case fullErr != nil:
		if err := s.failed(ctx, fullErr); err != nil {
			return false, err
		}
	default:
		r.msg = full
	}
	if !m.BodyMainContent {
		if err := r.took(ctx, body, bodyErr); err != nil {
			return false, err
		}
	}
	s.getNames(ctx, r.msg, true)
	r.layout()
	return true, nil
}

// took takes the text. A provider need not have texts: then there is none.
func (r *reader) took(ctx context.Context, body ebox.Translated, err error) error {
	var status *ebox.StatusError
	none := errors.Is(err, ebox.ErrNotFound) || errors.As(err, &status) && status.HTTP == 501
	if err != nil && !none {
		return r.s.failed(ctx, err)
	}
	r.parts.Body = &body
	return nil
}

// layout makes the lines of what is known; one stays at one's line.
func (r *reader) layout() {
	v := r.voice()
	r.lines, r.starts = nil, nil
	for _, sec := range v.Message(r.msg, r.parts) {
		r.starts = append(r.starts, len(r.lines))
		if titled(sec.Kind) {
			r.lines = append(r.lines, line{text: sec.Title})
		}
		for _, i := range sec.Items {
			r.item(v, sec.Kind, i)
		}
	}
	r.track.clamp()
}

// retell says the message in another language, from the same section on.
func (r *reader) retell() {
	at, off := 0, 0
	for i, start := range r.starts {
		if start <= r.track.at {
			at, off = i, r.track.at-start
		}
	}
	r.layout()
	r.track.was = nil
	if at < len(r.starts) {
		end := len(r.lines)
		if at+1 < len(r.starts) {
			end = r.starts[at+1]
		}
		r.track.at = min(r.starts[at]+off, max(end-1, 0))
	}
}

// titled tells whether a section's title is said: the first ones speak for themselves.
func titled(k present.Kind) bool {
	return k != present.Header && k != present.State && k != present.Availability
}

// item adds an item's lines. Empty lines between paragraphs are left out: they would be silence.
func (r *reader) item(v present.Voice, kind present.Kind, i present.Item) {
	first := len(r.lines)
	for _, l := range v.ItemLines(i, Width) {
		if l = strings.TrimSpace(l); l != "" {
			r.lines = append(r.lines, line{text: l})
		}
	}
	if len(r.lines) == first {
		return
	}
	at := &r.lines[first]
	switch {
	case i.File != nil:
		at.item = attachmentItem{i.File.Number - 1}
		if i.File.Main && !r.msg.ReadStatus {
			for _, l := range r.s.wrapped(r.s.t.Reader.OpenMarks) {
				r.lines = append(r.lines, line{text: l})
			}
		}
	case i.URL != "":
		at.item = linkItem{i.URL}
	case kind == present.Body && r.msg.BodyMainContent && r.parts.Body == nil:
		at.item = bodyItem{}
	}
}

// where is the place in words, with the section that one is in.
func (r *reader) where() string {
	at := r.s.t.Label(r.s.t.Reader.Title, r.title())
	secs := r.voice().Message(r.msg, r.parts)
	for i := len(r.starts) - 1; i >= 0; i-- {
		if r.track.at >= r.starts[i] && i < len(secs) {
			return at + ", " + secs[i].Title
		}
	}
	return at
}

// offers are the commands of a message.
func (r *reader) offers() []offer {
	t, why, msg := r.s.t, r.s.t.Why, r.msg
	docs := len(msg.Attachments) > 0
	body := r.parts.Body != nil && !r.parts.Body.In().IsZero() || msg.BodyMainContent && r.parts.Body == nil
	out := []offer{
		when(r.acts(), cmdOpen, why.NoAttachment), when(docs || body, cmdSave, why.NoAttachment),
		when(docs, cmdSaveAll, why.NoAttachment),
	}
	out = append(out, on(cmdNextPart, cmdPrevPart, cmdNextSection, cmdPrevSection, cmdNextMessage, cmdPrevMessage)...)
	out = append(out, when(len(r.languages()) > 1, cmdLanguage, why.OneLanguage))
	if pay := msg.PaymentData; pay != nil {
		out = append(out, when(!pay.IBAN.IsZero(), cmdIBAN, t.Words.None), when(!pay.Reference.IsZero(), cmdReference, t.Words.None))
	}
	if r.s.session.Box.Replies != nil {
		state := r.s.book[msg.Key].State
		out = append(out, when(msg.ReplyAuthorized || state != ebox.ReplyNone, cmdReply, why.NotAllowed))
	}
	return append(out, on(cmdDetails, cmdBack)...)
}

// acts tells whether there is anything in the message to act on.
func (r *reader) acts() bool {
	return slices.ContainsFunc(r.lines, func(l line) bool { return l.item != nil })
}

// languages are those that the sender's texts have.
func (r *reader) languages() []string {
	var out []string
	for _, l := range lang.Codes() {
		if r.msg.Subject.Has(l) || r.parts.Body != nil && r.parts.Body.Has(l) {
			out = append(out, l)
		}
	}
	return out
}

// gone takes a message out of the list. The next one has not been heard yet: until it was, nothing is done to it.
func (m *inbox) gone(k ebox.Key) {
	if here := m.here(); here != nil && here.Key == k {
		m.track.unheard = true
	}
	m.feed.list.Remove(k)
	m.feed.look()
	m.arrange()
}

// marked keeps in the list that a message has been read.
func (m *inbox) marked(k ebox.Key) {
	m.feed.list.SetRead(k)
	m.feed.look()
	m.arrange()
}
