package main

import (
	"fmt"
	"strings"

	"myebox/tui/present"
)

// page is the reply as package present says it.
func (r *replying) page() present.Replying {
	return present.Replying{
		Message: r.m, Form: r.form, Draft: r.draft, Record: r.rec, Kept: r.box.Kept(), Enterprise: r.profile.Box == boxEnterprise,
	}
}

// pageLines are a page of a reply, without its heading and its options. What names keys of the screens is left out: a
// command says that in its own words.
func (w *wiring) pageLines(v present.Voice, p present.ReplyPage) []string {
	keys := fmt.Sprintf(w.t.Reply.ConfirmType, strings.ToUpper(p.Word))
	var out []string
	for _, s := range p.Sections {
		var items []present.Item
		for _, i := range s.Items {
			if i.Text != keys {
				items = append(items, i)
			}
		}
		if len(items) == 0 {
			continue
		}
		out = append(out, "")
		if s.Title != "" {
			out = append(out, present.Wrap(w.t.Label(s.Title, ""), w.width())...)
		}
		out = append(out, v.Lines(present.Section{Items: items}, w.width())...)
	}
	if len(p.Details) > 0 {
		out = append(out, "")
		for _, d := range p.Details {
			out = append(out, present.Wrap(d, w.width())...)
		}
	}
	return out
}

// sayPage prints a page of a reply.
func (w *wiring) sayPage(v present.Voice, p present.ReplyPage) {
	w.say(p.Title)
	printLines(w.sys.out, w.pageLines(v, p))
}

// showReply says what is known of a reply, and what was written.
func (w *wiring) showReply(r *replying, o *replyOptions) error {
	if o.json {
		return writeJSON(w.sys.out, r.json(false))
	}
	if r.rec.State == 0 && r.draft == nil {
		w.say(w.t.ReplyCommands.NothingKnown)
		return nil
	}
	w.sayPage(r.v, r.v.ReplyCopy(r.page()))
	w.howToGoOn(r)
	return nil
}

// showOutgoing shows what would be sent, and the command that sends it.
func (w *wiring) showOutgoing(r *replying, o *replyOptions) error {
	if o.json {
		return writeJSON(w.sys.out, r.json(false))
	}
	w.sayPage(r.v, r.v.ReplyPage(present.ReplyReview, r.page()))
	t := &w.t.ReplyCommands
	w.say("")
	how, again := t.ToSend, ""
	if r.again() {
		how, again = t.ToSendAgain, " --again"
	}
	w.say(how)
	printLines(w.sys.out, []string{"  ebox reply " + r.ref + again + " --confirm " + quoted(confirmation(w.t, r.form, r.draft, r.again()))})
	return nil
}

// howToGoOn names the command for what can be done about a reply.
func (w *wiring) howToGoOn(r *replying) {
	t := &w.t.ReplyCommands
	switch {
	case r.again():
		w.note(t.ToSendAgain)
		printLines(w.sys.err, []string{"  ebox reply " + r.ref + " --again"})
	case r.allowed(false) == nil:
		w.note(t.ToGoOn)
		printLines(w.sys.err, []string{"  ebox reply " + r.ref})
	}
}

// quoted is a text as a POSIX shell takes it for one word.
func quoted(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }
