package present

import (
	"net/http"
	"strings"

	"myebox/ebox"
	"myebox/tui/lang"
)

// Addresses of the official portals, for people.
const (
	portalCitizen    = "https://mycitizenebox.belgium.be/myebox/"
	portalEnterprise = "https://app.eboxenterprise.be"
)

// ReplyPortal is the address of the official portal where one can reply instead.
func ReplyPortal(enterprise bool) string {
	if enterprise {
		return portalEnterprise
	}
	return portalCitizen
}

// ReplyState is what is known of a reply, what it means and what can be done: after it was sent, and whenever somebody
// comes back to it.
func (v Voice) ReplyState(r Replying) ReplyPage {
	p := ReplyPage{Title: v.Texts.Reply.Title}
	if r.Message != nil {
		p.Sections = []Section{{Items: []Item{{Label: v.Texts.Reader.Title, Text: v.Subject(r.Message)}}}}
	}
	t := v.Texts.Reply
	switch r.Record.State {
	case ebox.ReplyDrafted:
		p.plain(sprintf(t.States.DraftSince, v.replyChanged(r)), v.replyKept(r))
		p.Options = v.replyOptions(r, ReplyActGoOn, ReplyActRead, ReplyActDiscard, ReplyActLeave)
	case ebox.ReplySending:
		p.Level = Notice
		p.add("", Notice, sprintf(t.States.SendingSince, v.Texts.DateTime(r.Record.Begun)))
		p.plain(t.SendingWait)
		p.Options = v.replyOptions(r, ReplyActLeave)
		p.Options[0].Text = lang.Capital(v.Texts.Words.Back)
	case ebox.ReplySent:
		v.sentState(&p, r)
	case ebox.ReplyRefused:
		v.refusedState(&p, r)
	case ebox.ReplyPerhaps:
		v.perhapsState(&p, r)
	}
	return p
}

// replyChanged is when the draft, or else the state, was last changed.
func (v Voice) replyChanged(r Replying) string {
	if r.Draft != nil && !r.Draft.Changed.IsZero() {
		return v.Texts.DateTime(r.Draft.Changed)
	}
	return v.Texts.DateTime(r.Record.Changed)
}

// replyOptions are options in words. Reading, going on and sending again need a draft.
func (v Voice) replyOptions(r Replying, acts ...ReplyAct) []ReplyOption {
	o := v.Texts.Reply.Options
	words := map[ReplyAct]string{
		ReplyActGoOn: o.GoOn, ReplyActDiscard: o.Discard, ReplyActKeep: o.Keep, ReplyActContinue: o.Stay, ReplyActPortal: o.Portal,
		ReplyActLeave: o.Leave, ReplyActAgain: o.Again, ReplyActRead: o.Read,
	}
	var out []ReplyOption
	for _, a := range acts {
		if r.Draft == nil && (a == ReplyActGoOn || a == ReplyActRead || a == ReplyActAgain) {
			continue
		}
		out = append(out, ReplyOption{Act: a, Text: lang.Capital(words[a])})
	}
	return out
}

// conflict tells that what counts as sent was no confirmation: the provider said that there is a reply already.
func conflict(r ebox.ReplyRecord) bool {
	return r.HTTP == http.StatusConflict || r.Code != "" && r.ReplyID == ""
}

func (v Voice) sentState(p *ReplyPage, r Replying) {
	t := v.Texts.Reply
	when := v.Texts.DateTime(r.Record.Changed)
	if conflict(r.Record) {
		p.add("", Notice, sprintf(t.States.SentBefore, when))
	} else {
		p.add("", Notice, sprintf(t.States.SentAt, when))
		p.plain(t.States.SentMeans)
	}
	p.plain(t.States.SentOnce + " " + t.Legal)
	if id := ebox.Sanitize(r.Record.ReplyID); id != "" {
		p.Sections = append(p.Sections, Section{Items: []Item{{Label: t.States.SentID, Text: id}}})
	}
	p.Details = v.recordDetails(r.Record)
	p.Options = v.replyOptions(r, ReplyActLeave, ReplyActRead)
	p.Options[0].Text = lang.Capital(v.Texts.Words.Back)
}

func (v Voice) refusedState(p *ReplyPage, r Replying) {
	t := v.Texts.Reply
	p.Level = Warning
	f := advice(v.refusal(r.Record.HTTP, r.Record.Code))
	p.add("", Warning, sprintf(t.States.RefusedOn, v.Texts.DateTime(r.Record.Changed)))
	p.plain(f.What + " " + f.Means)
	p.add(v.Texts.Words.WhatToDo, Plain, f.Todo)
	v.portal(p, r)
	p.Details = v.recordDetails(r.Record)
	p.Options = v.replyOptions(r, ReplyActLeave, ReplyActPortal, ReplyActGoOn, ReplyActRead, ReplyActDiscard)
}

func (v Voice) perhapsState(p *ReplyPage, r Replying) {
	t := v.Texts.Reply
	p.Level = Warning
	p.add("", Warning, v.perhapsOn(r.Record))
	means := t.States.PerhapsMeans + " " + t.States.PerhapsNever
	if r.Record.Begun.IsZero() {
		means = t.Errors.Journal.Means
	}
	p.plain(means)
	p.add(v.Texts.Words.WhatToDo, Plain, t.States.PerhapsTodo)
	v.portal(p, r)
	p.Details = v.recordDetails(r.Record)
	p.Options = v.replyOptions(r, ReplyActLeave, ReplyActPortal, ReplyActRead, ReplyActAgain)
}

// perhapsOn is when a reply was perhaps sent; of a record that cannot be read nobody knows when.
func (v Voice) perhapsOn(r ebox.ReplyRecord) string {
	if r.Begun.IsZero() {
		return v.Texts.Reply.Errors.Journal.What
	}
	return sprintf(v.Texts.Reply.States.PerhapsOn, v.Texts.DateTime(r.Begun))
}

// portal names the official portal with its address, below what was said last.
func (v Voice) portal(p *ReplyPage, r Replying) {
	p.Portal = ReplyPortal(r.Enterprise)
	last := &p.Sections[len(p.Sections)-1]
	last.Items = append(last.Items, Item{Label: v.Texts.Reply.States.Portal, Text: p.Portal, URL: p.Portal})
}

// recordDetails are codes and references as the provider gave them.
func (v Voice) recordDetails(r ebox.ReplyRecord) []string {
	e := v.Texts.Errors
	var out []string
	if ref := ebox.Sanitize(r.Ref); ref != "" {
		out = append(out, sprintf(e.Reference, ref))
	}
	code := ""
	if r.HTTP > 0 {
		code = sprintf("HTTP %d", r.HTTP)
	}
	if code = strings.TrimSpace(code + " " + ebox.Sanitize(r.Code)); code != "" {
		out = append(out, sprintf(e.Code, code))
	}
	return out
}

// ReplyAgain is the first of the two questions before a reply that was perhaps sent is sent again. The second is the
// review, and ReplyPage of ReplyConfirm with a word of its own.
func (v Voice) ReplyAgain(r Replying) ReplyPage {
	t := v.Texts.Reply
	p := ReplyPage{Title: t.Again.Title, Level: Warning}
	p.add("", Warning, v.perhapsOn(r.Record))
	p.add("", Warning, t.Again.Risk)
	p.plain(t.Again.Look)
	v.portal(&p, r)
	p.Options = append(v.replyOptions(r, ReplyActLeave, ReplyActPortal), ReplyOption{Act: ReplyActContinue, Text: lang.Capital(t.Again.Yes)})
	return p
}

// ReplyLeaving asks what becomes of the draft when somebody leaves before confirming.
func (v Voice) ReplyLeaving(r Replying) ReplyPage {
	t := v.Texts.Reply
	p := ReplyPage{Title: t.Leave.Title}
	p.plain(t.Leave.Nothing, v.replyKept(r))
	p.Options = v.replyOptions(r, ReplyActKeep, ReplyActContinue, ReplyActDiscard)
	return p
}

// ReplySending is said while the request is under way.
func (v Voice) ReplySending(r Replying) ReplyPage {
	t := v.Texts.Reply
	p := ReplyPage{Title: t.Title, Level: Notice}
	p.Sections = []Section{{Items: []Item{{Label: v.Texts.Reader.Title, Text: v.Subject(r.Message)}}}}
	p.add("", Notice, t.Sending)
	p.plain(t.SendingWait)
	return p
}
