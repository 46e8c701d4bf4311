package linear

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"myebox/ebox"
	"myebox/tui/lang"
	"myebox/tui/present"
)

// act does what an option says.
func (p *replier) act(ctx context.Context, item any) (leave bool, err error) {
	s := p.s
	o, ok := item.(present.ReplyOption)
	if !ok {
		return false, nil
	}
	switch o.Act {
	case present.ReplyActOpenDocument:
		return true, p.r.openFirst(ctx)
	case present.ReplyActChoose:
		present.ChooseReply(p.is.Form, p.is.Draft, o.Choice)
		if err := p.save(ctx); err != nil {
			return false, err
		}
		return false, p.to(ctx, present.ReplyMeaning)
	case present.ReplyActWrite:
		return false, p.write(ctx)
	case present.ReplyActAttach:
		return false, p.attach(ctx)
	case present.ReplyActDetach:
		return false, p.detach(ctx, o.File)
	case present.ReplyActContinue:
		return p.next(ctx)
	case present.ReplyActGoOn:
		p.begin()
		return false, p.to(ctx, p.step)
	case present.ReplyActKeep, present.ReplyActLeave:
		return true, nil
	case present.ReplyActDiscard:
		return p.discard(ctx)
	case present.ReplyActPortal:
		return false, s.openPage(ctx, p.page.Portal)
	case present.ReplyActAgain:
		return false, p.again(ctx)
	case present.ReplyActRead:
		return false, s.replyCopy(ctx, p.is)
	}
	return false, nil
}

// openFirst opens what must be opened before a reply: the main document, or the text.
func (r *reader) openFirst(ctx context.Context) error {
	for i, l := range r.lines {
		a, doc := l.item.(attachmentItem)
		_, body := l.item.(bodyItem)
		if body || doc && r.msg.Marks(&r.msg.Attachments[a.index]) {
			r.track.jump(i)
			return r.open(ctx)
		}
	}
	r.s.Say(lang.Capital(r.s.t.Why.NoAttachment) + ".")
	return nil
}

// write edits the comment, or the words.
func (p *replier) write(ctx context.Context) error {
	title := p.s.voice().ReplyWordsLabel(p.is.Form)
	err := p.s.compose(ctx, title, p.is.Draft.Comment, func(text string) error {
		p.is.Draft.Comment = text
		return p.save(ctx)
	})
	if err != nil {
		return err
	}
	return p.to(ctx, present.ReplyAdd)
}

// attach asks for a file, and takes a copy of it.
func (p *replier) attach(ctx context.Context) error {
	s, t := p.s, p.s.t.Reply
	typed, err := s.Line(ctx, s.t.Label(t.Path, ""))
	if err != nil || typed == "" {
		if err == nil {
			err = ErrLeft
		}
		return s.leftAlone(err)
	}
	if n := len(typed); n > 1 && (typed[0] == '"' || typed[0] == '\'') && typed[n-1] == typed[0] {
		typed = typed[1 : n-1]
	}
	path := s.path(typed, "")
	err = s.do(ctx, work{start: t.Adding, run: func(ctx context.Context) error { return p.src().Attach(ctx, p.is.Draft, path) }})
	if err != nil {
		return s.replyFailed(ctx, err)
	}
	p.changed = true
	n := len(p.is.Draft.Files)
	s.Say(fmt.Sprintf(t.Added, s.voice().ReplyFile(n-1, p.is.Draft.Files[n-1])))
	return nil
}

// detach takes a file away.
func (p *replier) detach(ctx context.Context, i int) error {
	name := ebox.Sanitize(p.is.Draft.Files[i].Name)
	if err := p.src().Detach(ctx, p.is.Draft, i); err != nil {
		return p.s.replyFailed(ctx, err)
	}
	p.changed = true
	p.s.Say(fmt.Sprintf(p.s.t.Reply.Removed, name))
	return nil
}

// next goes on to the next step; the meaning and the review must have been heard to its end, and what is wrong is said before anything
// is asked.
func (p *replier) next(ctx context.Context) (leave bool, err error) {
	s := p.s
	own := len(p.is.Form.Choices) == 0
	switch {
	case (p.step == present.ReplyReview || p.step == present.ReplyMeaning) && !p.sheet.all():
		s.Say(fmt.Sprintf(s.t.Help.Off, s.t.Reply.Why.NotToEnd))
		return false, nil
	case p.step == present.ReplyReview:
		if err := p.src().Check(p.is.Message, p.is.Draft); err != nil {
			return false, s.replyFailed(ctx, err)
		}
		return false, p.confirm(ctx)
	case p.step == present.ReplyAdd && own && ebox.ReplyText(p.is.Form, p.is.Draft) == "":
		s.Say(fmt.Sprintf(s.t.Help.Off, s.t.Reply.Why.NoText))
		return false, nil
	}
	return false, p.to(ctx, present.NextReplyStep(p.is.Form, p.step, 1))
}

// confirm puts the last question: nothing but the word, typed and ended with Enter, sends. What was typed before the
// question is thrown away.
func (p *replier) confirm(ctx context.Context) error {
	s, t := p.s, p.s.t.Reply
	page := s.voice().ReplyPage(present.ReplyConfirm, p.is)
	s.Say(page.Step)
	for _, l := range s.section(page.Sections...) {
		s.Say(l.text)
	}
	ok, err := s.typeWord(ctx, s.t.Label(t.WordLabel, ""), fmt.Sprintf(t.WordWrong, page.Word), page.ReplyTyped)
	if err != nil || !ok {
		if err == nil {
			s.Say(t.Leave.Nothing)
			return nil
		}
		return s.refused(err)
	}
	return p.send(ctx)
}

// send sends the reply: the person has decided. It is not cut off when somebody gives up waiting.
func (p *replier) send(ctx context.Context) error {
	s, m, d, knowing := p.s, p.is.Message, p.is.Draft, p.knowing
	out := context.WithoutCancel(ctx)
	var rec ebox.ReplyRecord
	err := s.do(ctx, work{start: s.t.Reply.Sending, still: func() string { return s.t.Reply.Sending }, firm: true, run: func(context.Context) (err error) {
		rec, err = p.src().Send(out, m, d, knowing)
		return err
	}})
	if ctx.Err() != nil {
		return ctx.Err()
	}
	p.is.Record, p.knowing = rec, false
	switch rec.State {
	case ebox.ReplyNone, ebox.ReplyDrafted: // the sender has nothing: it can be looked at and sent again
		switch {
		case ended(err):
			if err := s.replyFailed(ctx, err); err != nil {
				return err
			}
		case err != nil:
			s.fail(s.voice().ReplyNotSent(err))
		}
		return p.to(ctx, present.ReplyReview)
	}
	var none error
	if p.is.Draft, none = p.src().Draft(ctx, m.Key); none != nil {
		p.is.Draft = nil // the state is there without its copy
	}
	s.Say(s.replyNote(rec))
	p.changed = false
	p.set(0)
	return p.outcome(ctx, err)
}

// outcome says what an error adds to what became of a reply: that this could not be written down, that a login is needed.
// The server's own words are among the details.
func (p *replier) outcome(ctx context.Context, err error) error {
	s := p.s
	switch f := s.voice().ReplyTrouble(err); {
	case errors.Is(err, ebox.ErrReplyUnrecorded):
		s.fail(s.voice().ReplyTrouble(ebox.ErrReplyUnrecorded))
	case !ended(err) && len(f.Details) > len(s.lost.Details):
		s.lost = present.Failure{What: f.What, Details: f.Details}
	}
	if ended(err) {
		return s.replyFailed(ctx, err)
	}
	return nil
}

// replyNote is a state in one line.
func (s *session) replyNote(rec ebox.ReplyRecord) string {
	t, v := s.t.Reply.States, s.voice()
	switch rec.State {
	case ebox.ReplySent:
		return v.ReplySentence(rec).Text
	case ebox.ReplyRefused:
		return s.t.Label(s.t.Words.Error, fmt.Sprintf(t.RefusedOn, s.t.DateTime(rec.Changed)))
	case ebox.ReplyPerhaps:
		return s.t.Label(s.t.Words.Warning, v.ReplySentence(rec).Text)
	}
	return v.ReplyWord(rec)
}

// again asks the first of two questions before a reply that was perhaps sent is sent again; then comes the review.
func (p *replier) again(ctx context.Context) error {
	s := p.s
	page := s.voice().ReplyAgain(p.is)
	for _, l := range s.section(page.Sections...) {
		s.Say(l.text)
	}
	yes := page.Options[len(page.Options)-1].Text
	ok, err := s.Confirm(ctx, strings.TrimRight(lang.Capital(yes), ".")+"?")
	if err != nil || !ok {
		return s.refused(err)
	}
	p.knowing = true
	return p.to(ctx, present.ReplyReview)
}

// replyCopy is a place with what was written, and how far that reply is.
func (s *session) replyCopy(ctx context.Context, is present.Replying) error {
	page := s.voice().ReplyCopy(is)
	s.lost = present.Failure{What: page.Title, Details: page.Details}
	var all []string
	for _, l := range s.section(page.Sections...) {
		all = append(all, l.text)
	}
	return s.pages(ctx, page.Title, all, nil)
}
