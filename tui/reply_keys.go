package tui

import (
	tea "charm.land/bubbletea/v2"

	"myebox/ebox"
	"myebox/tui/present"
)

// Keys are those of what is shown now. None of them sends a reply but Enter after the word.
func (r *replier) Keys() []binding {
	k := r.kit
	var bs []binding
	switch {
	case r.mode == replyWriting:
		return k.bind(hinted(cmdEndWriting))
	case r.mode == replyPath:
		bs = k.bind(hinted(cmdChoose), hinted(cmdCancel))
		bs[0].text = k.t.Reply.AddFile
		return bs
	case r.mode == replyStep && r.step == present.ReplyConfirm:
		return k.bind(hinted(cmdConfirm), hinted(cmdReturn))
	case r.mode == replySending, r.mode == replyLoading, r.mode == replyAdding:
		return append(k.bind(hinted(cmdHelp), hinted(cmdBack)), k.walking(true)...)
	case r.mode == replyState, r.mode == replyAgain, r.mode == replyStep && r.step == present.ReplyOpen:
		bs = k.bind(r.choosing(), on(cmdNextItem), on(cmdPrevItem), hinted(cmdHelp), hinted(cmdBack))
		if len(r.page.Details) > 0 {
			bs = append(bs, k.bind(hinted(cmdDetails))...)
		}
		if r.mode == replyState {
			bs = append(bs, k.bind(on(cmdRefresh))...)
		}
	default:
		bs = k.bind(r.choosing(), hinted(cmdNextItem), on(cmdPrevItem), hinted(cmdHelp), hinted(cmdCancel))
		if r.mode == replyStep {
			first := r.knowing || present.NextReplyStep(r.replying.Form, r.step, -1) == 0 // what was perhaps sent stays as it is
			bs = append(bs, k.bind(when(!first, cmdPrevStep, k.t.Why.AtEnd))...)
		}
	}
	walk := k.walking(true)
	for i := range walk {
		walk[i].hint = walk[i].cmd == cmdPageDown && r.mode == replyStep && r.step == present.ReplyReview && !r.read
	}
	return append(bs, walk...)
}

// choosing is the key for an option; at the review it works once the end has been seen.
func (r *replier) choosing() binding {
	b := when(r.mode != replyStep || r.step != present.ReplyReview || r.read, cmdChoose, r.kit.t.Reply.Why.NotToEnd)
	b.hint = len(r.page.Options) > 0
	return b
}

func (r *replier) key(k tea.KeyPressMsg) outcome {
	switch {
	case r.mode == replyWriting && r.editor != nil:
		return r.write(k)
	case r.mode == replyPath && r.field != nil:
		return r.typePath(k)
	case r.mode == replyStep && r.step == present.ReplyConfirm:
		return r.typeWord(k)
	case r.numbered() && len(k.Text) == 1 && k.Text[0] >= '1' && k.Text[0] <= '9':
		return r.number(int(k.Text[0] - '1'))
	}
	cmd, why := match(k, r.Keys())
	if why != "" {
		return r.kit.off(why)
	}
	if r.walk(cmd) {
		r.looked()
		return outcome{}
	}
	switch cmd {
	case cmdNextItem:
		r.jump(1)
	case cmdPrevItem:
		r.jump(-1)
	case cmdChoose:
		if o, ok := r.item().(optionItem); ok {
			return r.choose(o.ReplyOption)
		}
		r.jump(1)
	case cmdPrevStep:
		return r.back()
	case cmdDetails:
		return opened(newReplyDetails(r.kit, r.page.Details))
	case cmdRefresh:
		r.show(replyLoading)
		return outcome{cmd: r.load()}
	case cmdHelp:
		return opened(newHelp(r.kit, r.Keys(), r.kit.t.Reply.Once, r.kit.t.Reply.Until, r.kit.t.Reply.Legal))
	case cmdBack, cmdCancel:
		return r.leave()
	}
	return outcome{}
}

// jump goes to the next option, and from the last one to the first.
func (r *replier) jump(d int) {
	if !r.nextItem(d) {
		r.focus = map[int]int{1: -1, -1: r.n}[d]
		if !r.nextItem(d) {
			r.moveTo(0)
		}
	}
	r.reveal()
	r.looked()
}

// numbered tells whether there are options with numbers.
func (r *replier) numbered() bool {
	switch r.mode {
	case replyStep, replyLeaving, replyState, replyAgain:
		return len(r.page.Options) > 0
	}
	return false
}

// number chooses an option by its number.
func (r *replier) number(i int) outcome {
	if i >= len(r.page.Options) {
		return r.kit.off(r.kit.t.Why.NothingHere)
	}
	return r.choose(r.page.Options[i])
}

// back goes to the step before.
func (r *replier) back() outcome {
	if s := present.NextReplyStep(r.replying.Form, r.step, -1); s != 0 {
		r.to(s)
	}
	return outcome{cmd: r.save(), wipe: wipeAll}
}

// choose does what an option says.
func (r *replier) choose(o present.ReplyOption) outcome {
	switch o.Act {
	case present.ReplyActOpenDocument:
		return outcome{pop: true, act: replyOpenMsg{r.replying.Message.Key}}
	case present.ReplyActChoose:
		present.ChooseReply(r.replying.Form, r.replying.Draft, o.Choice)
		r.edits++
		r.to(present.ReplyMeaning)
		return outcome{cmd: r.save(), wipe: wipeAll}
	case present.ReplyActWrite:
		r.mode, r.editor = replyWriting, newEditor(r.replying.Draft.Comment, r.w, r.h)
		r.layout()
	case present.ReplyActAttach:
		r.mode = replyPath
		r.field = newField(r.kit.fieldLabel(r.kit.t.Reply.Path), "", r.w)
		r.field.input.CharLimit = 0
		r.layout()
		r.settleField()
	case present.ReplyActDetach:
		return r.detach(o.File)
	case present.ReplyActContinue:
		return r.next()
	case present.ReplyActGoOn:
		return r.begin(outcome{wipe: wipeAll})
	case present.ReplyActKeep:
		return outcome{pop: true, act: bookMsg{}, cmd: r.save(), say: note{r.kit.t.Reply.Leave.Kept, noteGood}}
	case present.ReplyActDiscard:
		t := r.kit.t.Reply
		return opened(newConfirm(r.kit, t.Leave.AskTitle, t.Options.Discard, replyDropMsg{r}, t.Leave.Ask))
	case present.ReplyActLeave:
		return r.gone()
	case present.ReplyActPortal:
		return r.portal()
	case present.ReplyActAgain:
		r.show(replyAgain)
	case present.ReplyActRead:
		return opened(newReplyCopy(r.kit, r.names, r.replying))
	}
	return outcome{}
}

// next goes on: from the question of leaving back to where one was, from the first question before sending again to the
// review, and from a step to the next.
func (r *replier) next() outcome {
	switch {
	case r.mode == replyLeaving:
		r.show(r.before)
		return outcome{}
	case r.mode == replyAgain:
		r.knowing = true
		r.to(present.ReplyReview)
		return outcome{wipe: wipeAll}
	case r.step == present.ReplyReview:
		if !r.read {
			return r.kit.off(r.kit.t.Reply.Why.NotToEnd)
		}
		if err := r.box.Replies.Check(r.replying.Message, r.replying.Draft); err != nil {
			return r.kit.replyFailed(r.voice(), err)
		}
		return r.ask()
	}
	if own := len(r.replying.Form.Choices) == 0; r.step == present.ReplyAdd && own && ebox.ReplyText(r.replying.Form, r.replying.Draft) == "" {
		return r.kit.off(r.kit.t.Reply.Why.NoText)
	}
	if s := present.NextReplyStep(r.replying.Form, r.step, 1); s != 0 {
		r.to(s)
		r.looked()
	}
	return outcome{cmd: r.save(), wipe: wipeAll}
}

// leave asks what becomes of the draft; where there is none, or nothing more can be written, it goes at once.
func (r *replier) leave() outcome {
	switch {
	case r.mode == replySending:
		return outcome{pop: true, say: note{r.kit.t.Reply.LeftSending, noteInfo}}
	case r.mode == replyAdding:
		if r.cancel != nil {
			r.cancel()
		}
		return outcome{}
	case r.mode == replyLeaving:
		r.show(r.before)
		return outcome{}
	case r.mode == replyState, r.mode == replyLoading, r.mode == replyAgain, r.over(), r.step == present.ReplyOpen, r.blank():
		return r.gone()
	}
	r.before = r.mode
	r.show(replyLeaving)
	return outcome{cmd: r.save()}
}

// blank tells that nothing was written: there is no draft to keep.
func (r *replier) blank() bool { return r.edits == 0 && r.replying.Record.State == ebox.ReplyNone }

// gone leaves all as it is.
func (r *replier) gone() outcome { return outcome{pop: true, act: bookMsg{}, cmd: r.save()} }

// portal opens the official portal, or copies its address where nothing can be opened.
func (r *replier) portal() outcome {
	url := r.page.Portal
	if r.kit.deps.Opener == nil {
		o := told(noteGood, r.kit.t.Reader.CopiedText)
		o.cmd = tea.SetClipboard(url)
		return o
	}
	ctx, open := r.kit.ctx, r.kit.deps.Opener
	ok := note{sprintf(r.kit.t.Download.Opened, url), noteGood}
	return outcome{cmd: func() tea.Msg { return launchedMsg{r, ok, open.OpenURL(ctx, url)} }}
}

// newReplyDetails shows codes and references as the provider gave them.
func newReplyDetails(k *kit, details []string) *helper {
	h := &helper{kit: k}
	h.title = k.t.Words.Details
	h.foot = foot(h.Keys())
	h.fill = func(w int) []line { return paragraphs(w, lookPlain, details...) }
	return h
}
