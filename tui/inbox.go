package tui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"myebox/ebox"
	"myebox/tui/backend"
	"myebox/tui/present"
)

// inbox is the list of messages, of the inbox or of the folder of hidden messages.
type inbox struct {
	kit    *kit
	box    backend.Box
	names  *names
	book   *book
	query  ebox.Query
	order  order
	feed   *feed
	logout func(context.Context) error // nil: not offered
	asof   time.Time                   // when the list was fetched: what "today" and "in 3 days" are seen from

	list
	items  []*ebox.Message // in the order shown
	unread int             // among items
	lost   error           // why the list, or the rest of it, did not come
	said   present.Failure // the same in words
	w, h   int
	cols   columns
	search *field            // nil: not searching
	marks  map[ebox.Key]bool // messages that hiding and showing is for; nil: none
	undo   *hiding
	back   ebox.Key      // the message that the focus goes to when it comes back
	last   backend.Place // where the last start ended; nothing once that is found, or the person went elsewhere
	count  count
	heard  *heard      // for the sound of new mail; nil: none is wanted, or nothing was fetched again
	keep   bool        // the rows stay until the whole new list is there
	then   func() note // what the person waits to hear when the answer is there; nil: nothing
}

// count is what was last known of how many messages there are.
type count struct {
	known   bool
	total   int
	atLeast bool
	more    bool // not all of them have been fetched
}

func newInbox(k *kit, b backend.Box) *inbox {
	return &inbox{kit: k, box: b, names: newNames(b.Names), book: &book{src: b.Replies}, asof: k.now()}
}

// Init fetches as much as there is room for.
func (m *inbox) Init() outcome {
	o := m.open()
	o.cmd = tea.Batch(o.cmd, m.consent())
	return o
}

// open starts a new list; what is on the screen stays until the first answer.
func (m *inbox) open() outcome {
	again := m.feed != nil
	if again {
		m.feed.close()
		m.then = m.result
	}
	m.keep = m.kit.deps.Reader && again && m.n > 0
	m.feed = newFeed(m.kit.ctx, m.box.Lister.Open(m.query))
	o := outcome{cmd: tea.Batch(m.feed.need(max(m.rows, m.focus+1, m.reach())), m.book.load(m.kit.ctx))}
	if again {
		o.say = note{m.kit.t.Inbox.Fetching, noteInfo}
	}
	return o
}

// change opens the list with another question: the old rows do not answer it.
func (m *inbox) change(q ebox.Query) outcome {
	m.last = backend.Place{}
	m.query, m.items, m.lost, m.search, m.count, m.marks = q, nil, nil, nil, count{}, nil
	m.setLen(0)
	return m.open()
}

// Update takes keys, answers, and what was chosen in dialogs.
func (m *inbox) Update(msg tea.Msg) outcome {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return m.key(msg)
	case tea.PasteMsg:
		if m.search != nil {
			m.search.paste(msg)
		}
	case tea.MouseWheelMsg:
		m.wheel(msg)
		return m.moved()
	case tea.MouseClickMsg:
		return m.click(msg.Y)
	case fedMsg:
		return m.fed(msg)
	case namedMsg:
		m.names.take(msg)
		return outcome{cmd: m.named(msg)}
	case hidMsg:
		return m.hid(msg)
	case fetched:
		return m.learn(msg)
	case markedMsg:
		return m.told(msg)
	case consentMsg:
		return m.warned(msg)
	case recordsMsg:
		return m.booked(msg)
	case bookMsg:
		return outcome{cmd: m.book.load(m.kit.ctx)}
	case repliedMsg:
		return m.answered(msg)
	case logOutMsg:
		return m.logOutNow()
	case loggedOutMsg:
		return m.loggedOut(msg.err)
	case readMsg:
		m.marked(msg.key)
	case tea.WindowSizeMsg:
		return m.moved()
	case reopenMsg:
		m.box, m.names.src, m.book.src, m.logout = msg.box, msg.box.Names, msg.box.Replies, msg.logout
		return m.open()
	}
	return m.chosen(msg)
}

// fed takes an answer of the list.
func (m *inbox) fed(msg fedMsg) outcome {
	news, next := m.feed.take(msg)
	if !news {
		return outcome{cmd: next}
	}
	m.lost, m.said = m.feed.err, m.kit.failure(m.feed.err, m.providers()...)
	if m.keep = m.keep && m.feed.view.Waiting; m.keep {
		return m.stillWaiting(next)
	}
	if m.lost == nil || len(m.feed.view.Items) > 0 {
		m.asof = m.kit.now()
		m.arrange()
		m.counted()
	}
	if m.feed.busy == workNone && !m.feed.view.Waiting && m.lost == nil {
		m.arrived()
	}
	o := m.moved()
	o.cmd = tea.Batch(next, o.cmd)
	if m.feed.busy == workNone && !m.feed.view.Waiting {
		o.cmd = tea.Batch(o.cmd, m.rings())
	}
	o.say = m.news()
	o.login = ended(m.lost)
	return o
}

// news is what the answer means in one line. While a provider is waited for there is more to come.
func (m *inbox) news() note {
	switch {
	case m.lost != nil:
		m.then = nil
		return m.kit.oneLine(m.said)
	case m.feed.busy == workLoad || m.then == nil:
		return note{}
	}
	n := m.then()
	if !m.feed.view.Waiting {
		m.then = nil
	}
	return n
}

// key does what a key asks for.
func (m *inbox) key(k tea.KeyPressMsg) outcome {
	if m.search != nil {
		return m.typed(k)
	}
	cmd, why := match(k, m.Keys())
	if why != "" {
		return m.kit.off(why)
	}
	was := m.focus
	m.last = backend.Place{}
	if m.walk(cmd) {
		o := m.moved()
		if m.focus == was {
			o.say = m.atEdge(cmd)
		} else if cmd == cmdEnd && m.feed.view.More {
			o.say = m.endFetched()
		}
		return o
	}
	return m.run(cmd)
}

// atEdge says why a key of movement did not move.
func (m *inbox) atEdge(c command) note {
	switch {
	case c == cmdUp || c == cmdPageUp || c == cmdHome:
		return note{m.kit.t.Inbox.StartOfList, noteInfo}
	case m.lost != nil:
		return m.kit.oneLine(m.said)
	case m.feed.busy == workLoad:
		m.then = m.result
		return note{m.kit.t.Inbox.Fetching, noteInfo}
	case m.feed.view.More:
		return m.endFetched()
	}
	return note{m.kit.t.Inbox.EndOfList, noteInfo}
}

// moved asks for what the new place needs: names of the rows in sight, and further rows soon.
func (m *inbox) moved() outcome {
	var cmds []tea.Cmd
	from, to := m.visible()
	if m.kit.deps.Reader { // a row must not change once it was heard, so the names of the next rows are asked for before
		from, to = max(from-m.rows, 0), min(to+m.rows, m.n)
	}
	for _, msg := range m.items[from:to] {
		cmds = append(cmds, m.names.ask(m.kit.ctx, nameKey{nameOrganization, msg.Key.Provider, msg.SenderOrganizationID}))
	}
	if m.n > 0 && m.focus+m.rows >= m.n && (m.top > 0 || m.focus == m.n-1) {
		cmds = append(cmds, m.feed.need(m.n+m.rows))
	} else if m.n < m.rows {
		cmds = append(cmds, m.feed.need(m.rows))
	}
	return outcome{cmd: tea.Batch(cmds...)}
}

// Close ends what is under way.
func (m *inbox) Close() { m.feed.close() }

// focused is the message that keys act on, or nil.
func (m *inbox) focused() *ebox.Message {
	if m.n == 0 {
		return nil
	}
	return m.items[m.focus]
}

// voice is how the rows speak.
func (m *inbox) voice() present.Voice {
	return present.Voice{Texts: m.kit.t, Now: m.asof, Names: m.names, Replies: m.book.replies()}
}
