package tui

import (
	"context"
	"errors"
	"time"

	tea "charm.land/bubbletea/v2"

	"myebox/ebox"
	"myebox/tui/backend"
	"myebox/tui/present"
)

// shelf is where a reader's message stands: the list that it goes on to the next one in.
type shelf interface {
	step(d int) (*ebox.Message, outcome)
	gone(k ebox.Key)
}

// reader is one message. Opening it fetches what marks nothing as read; main content comes on an explicit key only.
type reader struct {
	kit   *kit
	box   backend.Box
	names *names
	shelf shelf
	book  *book // nil: nothing is known of replies

	ctx    context.Context
	cancel context.CancelFunc
	msg    *ebox.Message
	parts  present.Parts
	lang   string // of the sender's texts; "" as the screen
	busy   bool   // the body is being fetched
	slow   bool   // and has been for a while
	first  int    // line of the text, in the reader layout
	flow
	w int
}

// detailMsg, bodyMsg are answers about a message.
type detailMsg struct {
	key ebox.Key
	msg *ebox.Message
	err error
}

type bodyMsg struct {
	msg  *ebox.Message
	body ebox.Translated
	err  error
}

func (b bodyMsg) fetched() (*ebox.Message, bool, error) { return b.msg, b.msg.BodyMainContent, b.err }

// readMsg tells the screens that a message's main content has been fetched: it counts as read now.
type readMsg struct{ key ebox.Key }

// openMsg is the decision to open what is main content.
type openMsg struct {
	key  ebox.Key
	item any
}

// The things in a message that can be acted on.
type (
	attachmentItem struct{ index int }
	bodyItem       struct{}
	linkItem       struct{ url string }
	replyItem      struct{}
)

func newReader(k *kit, b backend.Box, n *names, s shelf, msg *ebox.Message) *reader {
	return &reader{kit: k, box: b, names: n, shelf: s, msg: msg}
}

// Init fetches the message.
func (r *reader) Init() outcome { return r.turn(r.msg) }

// turn shows a message from its beginning.
func (r *reader) turn(msg *ebox.Message) outcome {
	r.Close()
	r.ctx, r.cancel = context.WithCancel(r.kit.ctx)
	r.msg, r.parts, r.lang = msg, present.Parts{}, ""
	r.layout()
	r.moveTo(r.beginning())
	return outcome{cmd: r.load(), wipe: wipeErrors}
}

// load fetches the metadata, the names that are said, and the body if that marks nothing.
func (r *reader) load() tea.Cmd {
	ctx, src, m := r.ctx, r.box.Reader, r.msg
	cmds := []tea.Cmd{
		func() tea.Msg {
			full, err := src.Message(ctx, m.Key)
			return detailMsg{m.Key, full, err}
		},
		r.names.ask(r.kit.ctx, nameKey{nameOrganization, m.Key.Provider, m.SenderOrganizationID}),
		r.names.ask(r.kit.ctx, nameKey{nameType, m.Key.Provider, m.MessageTypeID}),
		r.names.ask(r.kit.ctx, nameKey{nameApplication, m.Key.Provider, m.SenderApplicationID}),
	}
	if !m.BodyMainContent {
		cmds = append(cmds, r.loadBody())
	}
	return tea.Batch(cmds...)
}

func (r *reader) loadBody() tea.Cmd {
	r.busy, r.slow = true, false
	ctx, src, m := r.ctx, r.box.Reader, r.msg
	load := func() tea.Msg {
		b, err := src.Body(ctx, m.Key)
		return bodyMsg{m, b, err}
	}
	if !r.kit.deps.Reader {
		return load
	}
	return tea.Batch(load, tea.Tick(slowly, func(time.Time) tea.Msg { return slowMsg{m.Key} }))
}

// Update takes keys, answers, and what was decided in dialogs.
func (r *reader) Update(msg tea.Msg) outcome {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return r.key(msg)
	case tea.MouseWheelMsg:
		r.wheel(msg)
	case tea.MouseClickMsg:
		return r.click(msg.Y)
	case detailMsg:
		return r.detailed(msg)
	case bodyMsg:
		return r.bodied(msg)
	case namedMsg:
		r.layout()
	case slowMsg:
		if msg.key == r.msg.Key && r.busy {
			r.slow = true
			r.layout()
		}
	case openMsg:
		if msg.key == r.msg.Key {
			return r.openNow(msg.item)
		}
	case readMsg:
		r.msg = nowRead(r.msg, msg.key)
		r.layout()
	case bookedMsg:
		r.layout()
	case replyOpenMsg:
		if msg.key == r.msg.Key {
			return r.openFirst()
		}
	case launchedMsg:
		if msg.by == r {
			return r.kit.launched(msg)
		}
	case reopenMsg:
		r.box = msg.box
		return outcome{cmd: r.load()}
	}
	return outcome{}
}

// detailed takes the metadata; what the list gave stays when there is none.
func (r *reader) detailed(msg detailMsg) outcome {
	switch {
	case msg.key != r.msg.Key:
	case errors.Is(msg.err, ebox.ErrNotFound):
		r.shelf.gone(msg.key)
		return outcome{pop: true, say: note{sprintf(r.kit.t.Inbox.GoneNow, r.voice().Subject(r.msg)), noteWarn}}
	case msg.err != nil:
		return outcome{say: r.kit.oneLine(r.kit.failure(msg.err)), login: ended(msg.err)}
	default:
		r.msg = msg.msg
		r.layout()
	}
	return outcome{}
}

// bodied takes the body. A provider need not have bodies: then there is none.
func (r *reader) bodied(msg bodyMsg) outcome {
	if msg.msg.Key != r.msg.Key {
		return outcome{}
	}
	r.busy = false
	var status *ebox.StatusError
	none := errors.Is(msg.err, ebox.ErrNotFound) || errors.As(msg.err, &status) && status.HTTP == 501
	if msg.err != nil && !none {
		r.layout()
		return r.kit.failed(msg.err, openMsg{r.msg.Key, bodyItem{}})
	}
	r.parts.Body = &msg.body
	r.layout()
	return outcome{}
}

// nowRead is m, read if it is the message of that key. Messages are shared, so it is a copy.
func nowRead(m *ebox.Message, k ebox.Key) *ebox.Message {
	if m.Key != k || m.ReadStatus {
		return m
	}
	c := *m
	c.ReadStatus = true
	return &c
}

// Close ends what is under way.
func (r *reader) Close() {
	if r.cancel != nil {
		r.cancel()
	}
}

// voice is how the message speaks.
func (r *reader) voice() present.Voice {
	return present.Voice{Texts: r.kit.t, Now: r.kit.now(), Names: r.names, Content: r.lang, Replies: r.book.replies()}
}
