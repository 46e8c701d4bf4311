package linear

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"myebox/ebox"
	"myebox/tui/backend"
	"myebox/tui/present"
)

// replier writes one reply, step by step, and says what became of it. It sends on one way only: the word typed to the
// last question.
type replier struct {
	s       *session
	r       *reader
	is      present.Replying
	step    present.ReplyStep // 0: a state is shown
	knowing bool              // the person decided to send what was perhaps sent
	changed bool              // something was written
	page    present.ReplyPage
	sheet   *sheet
}

// reply is the place with the reply to the message: written before, or to be written.
func (r *reader) reply(ctx context.Context) error {
	s, src := r.s, r.s.session.Box.Replies
	p := &replier{s: s, r: r, is: present.Replying{
		Message: r.msg, Form: src.Form(r.msg), Kept: src.Kept(), Enterprise: s.d.Enterprise,
	}}
	if known := s.book[r.msg.Key].State; s.session.Box.NoCompany && (known == ebox.ReplyNone || known == ebox.ReplyDrafted) {
		s.fail(s.voice().NoCompany())
		return nil
	}
	var err, none error
	p.is.Record, err = src.Record(ctx, r.msg.Key)
	p.is.Draft, none = src.Draft(ctx, r.msg.Key)
	p.is.Kept = src.Kept() // certain now
	err = errors.Join(err, none)
	if err != nil {
		p.is.Draft = nil
		if again := s.replyFailed(ctx, err); again != nil || ended(err) || !p.known() && !errors.Is(err, ebox.ErrReplyDamaged) {
			return again
		}
	}
	if p.over() {
		s.book = s.book.Merged([]ebox.ReplyRecord{p.is.Record})
	}
	if err == nil && !p.over() && p.is.Record.State != ebox.ReplyRefused {
		if p.is.Draft == nil {
			p.is.Draft = s.voice().NewReplyDraft(r.msg)
		} else {
			s.Say(fmt.Sprintf(s.t.Reply.States.DraftSince, s.t.DateTime(p.is.Draft.Changed)))
		}
		p.begin()
	}
	p.sheet = &sheet{
		s: s, title: p.title, fill: p.lines, act: p.act, leave: p.leave, more: p.offers, run: p.run,
		help: []string{s.t.Reply.Once, s.t.Reply.Until, s.t.Reply.Legal},
	}
	err = p.sheet.open(ctx)
	if book := s.readBook(ctx); err == nil {
		err = book
	}
	return err
}

// replyFailed says why something about a reply did not work.
func (s *session) replyFailed(ctx context.Context, err error) error {
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case ended(err):
		return s.login(ctx, s.ending(err))
	}
	s.fail(s.voice().ReplyTrouble(err))
	return nil
}

// readBook reads what is known of all replies: rows and messages say it.
func (s *session) readBook(ctx context.Context) error {
	src := s.session.Box.Replies
	if src == nil {
		return nil
	}
	records, err := src.Records(ctx)
	if err == nil {
		s.book, s.trouble = present.NewReplies(records), ""
		return nil
	}
	s.book = s.book.Merged(records) // of what cannot be read, what was known goes on to hold
	if said := err.Error(); ctx.Err() != nil || said != s.trouble {
		s.trouble = said
		return s.replyFailed(ctx, err)
	}
	return nil
}

// begin goes to the first step, or where the draft was; to none before the document was opened.
func (p *replier) begin() {
	if !p.is.Message.ReadStatus {
		p.step = present.ReplyOpen
		return
	}
	p.step = present.ResumeReplyStep(p.is.Form, p.is.Draft)
}

// over tells that nothing can be written any more.
func (p *replier) over() bool {
	switch p.is.Record.State {
	case ebox.ReplySending, ebox.ReplySent, ebox.ReplyPerhaps:
		return true
	}
	return false
}

// known tells that something became of the reply.
func (p *replier) known() bool { return p.over() || p.is.Record.State == ebox.ReplyRefused }

// title is where one is.
func (p *replier) title() string {
	if p.page.Step != "" {
		return p.page.Step
	}
	return p.page.Title
}

// lines are what the step, or the state, says, and its options with numbers.
func (p *replier) lines() []line {
	s, v := p.s, p.s.voice()
	if p.step == 0 {
		p.page = v.ReplyState(p.is)
	} else {
		p.page = v.ReplyPage(p.step, p.is)
	}
	return s.pageLines(p.page)
}

// pageLines are a page's lines.
func (s *session) pageLines(p present.ReplyPage) []line {
	out := s.section(p.Sections...)
	for i := range out { // the portal is an option of its own
		if _, ok := out[i].item.(pageItem); ok && p.Portal != "" {
			out[i].item = nil
		}
	}
	for i, o := range p.Options {
		text := s.t.Number(int64(i+1)) + ". " + o.Text
		if o.On {
			text += ", " + s.t.Linear.HoldsNow
		}
		out = append(out, option(text, o))
	}
	return out
}

// offers are further commands: the step before, and codes of a refusal.
func (p *replier) offers() []offer {
	if p.step == 0 {
		return on(cmdRefresh)
	}
	first := present.NextReplyStep(p.is.Form, p.step, -1) == 0
	return []offer{when(!first, cmdPrevStep, p.s.t.Why.AtEnd)}
}

// run does what they ask for.
func (p *replier) run(ctx context.Context, c command) (leave bool, err error) {
	if c == cmdPrevStep {
		return false, p.to(ctx, present.NextReplyStep(p.is.Form, p.step, -1))
	}
	if p.is.Record, err = p.src().Record(ctx, p.is.Message.Key); err != nil {
		return false, p.s.replyFailed(ctx, err)
	}
	return false, p.to(ctx, 0)
}

// src is where replies are kept and sent.
func (p *replier) src() backend.Replies { return p.s.session.Box.Replies }

// to goes to a step, or to the state, and says where one is.
func (p *replier) to(ctx context.Context, step present.ReplyStep) error {
	p.set(step)
	p.s.Say(p.title())
	return p.s.here(ctx, p.sheet.track)
}

// set shows a step, or the state; its details can be asked for like those of a failure.
func (p *replier) set(step present.ReplyStep) {
	p.step = step
	p.sheet.reset()
	p.s.lost = present.Failure{}
	if len(p.page.Details) > 0 {
		p.s.lost = present.Failure{What: p.page.Title, Details: p.page.Details}
	}
}

// save keeps the draft.
func (p *replier) save(ctx context.Context) error {
	p.changed = true
	if err := p.src().SaveDraft(ctx, p.is.Draft); err != nil {
		p.s.Say(p.s.t.Reply.NotSaved)
		return p.s.replyFailed(ctx, err)
	}
	p.is.Record.State, p.is.Kept = ebox.ReplyDrafted, p.src().Kept()
	return nil
}

// leave asks what becomes of the draft; where there is none, or nothing more can be written, it goes at once.
func (p *replier) leave(ctx context.Context) (stay bool, err error) {
	s := p.s
	blank := !p.changed && p.is.Record.State == ebox.ReplyNone
	if p.step == 0 || p.over() || p.step == present.ReplyOpen || blank {
		return false, nil
	}
	page := s.voice().ReplyLeaving(p.is)
	for _, l := range s.section(page.Sections...) {
		s.Say(l.text)
	}
	var names []string
	for _, o := range page.Options {
		names = append(names, o.Text)
	}
	i, err := s.Choose(ctx, strings.TrimRight(page.Title, " ?\u202f"), names, -1)
	if err != nil {
		return true, s.leftAlone(err)
	}
	return p.left(ctx, page.Options[i].Act)
}

// left does what was chosen when leaving.
func (p *replier) left(ctx context.Context, a present.ReplyAct) (stay bool, err error) {
	s := p.s
	switch a {
	case present.ReplyActKeep:
		s.Say(s.t.Reply.Leave.Kept)
		return false, nil
	case present.ReplyActDiscard:
		gone, err := p.discard(ctx)
		return !gone, err
	}
	return true, p.sheet.again(ctx)
}

// discard forgets the draft after a question.
func (p *replier) discard(ctx context.Context) (gone bool, err error) {
	s, t := p.s, p.s.t.Reply
	s.Say(t.Leave.Ask)
	if ok, err := s.Confirm(ctx, t.Leave.AskTitle); err != nil || !ok {
		return false, s.refused(err)
	}
	if err := p.src().Discard(ctx, p.is.Message.Key); err != nil {
		s.Say(t.Leave.NotDropped)
		return false, s.replyFailed(ctx, err)
	}
	s.Say(t.Leave.Discarded)
	return true, nil
}
