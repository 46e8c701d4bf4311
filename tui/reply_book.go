package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"myebox/ebox"
	"myebox/tui/backend"
	"myebox/tui/present"
)

// book is what is known of replies. It is read once for a list, and again after every act, so that no key press waits
// for the disk. The screens share one.
type book struct {
	src   backend.Replies // nil: replies are not offered
	known present.Replies
	told  string // the last trouble that was said
}

// recordsMsg is what was read.
type recordsMsg struct {
	of      *book
	records []ebox.ReplyRecord
	err     error
}

// bookMsg tells the screens that something about replies changed: it is read again.
type bookMsg struct{}

// load reads all of it.
func (b *book) load(ctx context.Context) tea.Cmd {
	if b == nil || b.src == nil {
		return nil
	}
	src := b.src
	return func() tea.Msg {
		records, err := src.Records(ctx)
		return recordsMsg{b, records, err}
	}
}

// take keeps what was read; of what could not be read, what was known goes on to hold. It tells whether there is trouble
// that was not said yet.
func (b *book) take(msg recordsMsg) (trouble bool) {
	if msg.err == nil {
		b.known, b.told = present.NewReplies(msg.records), ""
		return false
	}
	b.known = b.known.Merged(msg.records)
	told := msg.err.Error()
	trouble, b.told = told != b.told, told
	return trouble
}

// set keeps one record.
func (b *book) set(r ebox.ReplyRecord) {
	if b.known == nil {
		b.known = present.Replies{}
	}
	b.known[r.Key] = r
}

// replies is the same for a voice; a nil book knows nothing.
func (b *book) replies() present.Replies {
	if b == nil {
		return nil
	}
	return b.known
}

// offered tells whether replies can be written here.
func (b *book) offered() bool { return b != nil && b.src != nil }

// booked takes what is known of replies; that it could not be read is said once.
func (m *inbox) booked(msg recordsMsg) outcome {
	if msg.of != m.book {
		return outcome{}
	}
	o := outcome{act: bookedMsg{}}
	if m.book.take(msg) {
		o.say = m.kit.oneLine(m.voice().ReplyTrouble(msg.err))
	}
	return o
}

// bookedMsg tells the screens that what is known of replies is new.
type bookedMsg struct{}

// answered keeps what became of a reply, and says it when the screen that sent it is gone.
func (m *inbox) answered(msg repliedMsg) outcome {
	if msg.rec.State != ebox.ReplyNone {
		m.book.set(msg.rec)
	}
	o := outcome{act: bookedMsg{}}
	if msg.of.left {
		o.say = m.kit.replyNote(m.voice(), msg.rec)
		o.say.text = msg.subject + " · " + o.say.text
	}
	return o
}
