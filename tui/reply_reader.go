package tui

import (
	"myebox/ebox"
	"myebox/tui/lang"
	"myebox/tui/present"
)

// replyKey is the key for a reply: to write one, or to see the one there is. Where the sender allows none it says so.
func (r *reader) replyKey() []binding {
	if !r.book.offered() {
		return nil
	}
	state := r.book.replies()[r.msg.Key].State
	bs := r.kit.bind(when(r.msg.ReplyAuthorized || state != ebox.ReplyNone, cmdReply, r.kit.t.Why.NotAllowed))
	bs[0].text, bs[0].hint = r.replyWords(), bs[0].why == ""
	return bs
}

// replyWords are what the key does: the portals' own words where a reply can be sent, else your reply.
func (r *reader) replyWords() string {
	if s := r.book.replies()[r.msg.Key].State; s != ebox.ReplyNone && s != ebox.ReplyDrafted || !r.msg.ReplyAuthorized {
		return lang.Capital(r.kit.t.Terms.YourReply)
	}
	return r.kit.t.Reply.Title
}

// replyLine is the same at the end of the message, where the portals have it; without an item where there is none.
func (r *reader) replyLine(w int) line {
	if bs := r.replyKey(); len(bs) == 0 || bs[0].why != "" {
		return line{}
	}
	return line{text: fit(sign+r.replyWords(), w), item: replyItem{}}
}

// reply opens the reply to the message.
func (r *reader) reply() outcome {
	if !r.book.offered() {
		return r.kit.off(r.kit.t.Reply.Why.Offered)
	}
	if s := r.book.replies()[r.msg.Key].State; r.box.NoCompany && (s == ebox.ReplyNone || s == ebox.ReplyDrafted) {
		f := present.Voice{Texts: r.kit.t}.NoCompany()
		return outcome{say: r.kit.oneLine(f), push: newProblem(r.kit, f, nil)}
	}
	return opened(newReplier(r.kit, r.box, r.names, r.book, r.msg))
}

// openFirst opens what must be opened before a reply: the main document, or the text.
func (r *reader) openFirst() outcome {
	if main := r.msg.Main(); main != nil {
		for i := range r.msg.Attachments {
			if &r.msg.Attachments[i] == main {
				return r.open(attachmentItem{i})
			}
		}
	}
	return r.open(bodyItem{})
}
