package linear

import (
	"context"
	"fmt"
	"strings"

	"myebox/ebox"
	"myebox/tui/present"
)

// inbox is the list of messages, of the inbox or of the hidden ones.
type inbox struct {
	s     *session
	gen   int // of the session that the list was opened with
	query ebox.Query
	order present.Order
	feed  *feed
	items []*ebox.Message // in the order said
	track *track
	undo  *hiding
	marks map[ebox.Key]bool // messages that hiding and showing is for; nil: none
}

// ahead is how many rows get the names of their senders before they are said.
const ahead = 10

// inbox is the place with the messages, until the person leaves or logs out.
func (s *session) inbox(ctx context.Context) error {
	m := &inbox{s: s}
	m.track = &track{
		n: func() int { return len(m.items) }, read: m.row, grow: m.grow, tail: m.tail,
		total: func() (int, bool) {
			return max(m.feed.view.Total, len(m.items)), m.feed.view.AtLeast || m.feed.view.Waiting
		},
	}
	defer func() { m.feed.rest() }()
	if err := s.settled(ctx, m.open(ctx)); err != nil {
		return err
	}
	sc := m.scene()
	s.warn()
	for {
		if m.gen != s.gen { // logged in again: what was opened before is of no use
			if err := s.settled(ctx, m.open(ctx)); err != nil {
				return err
			}
			continue
		}
		c, arg, err := s.choose(ctx, sc)
		if err != nil {
			return err
		}
		if err := s.settled(ctx, m.do(ctx, c, arg)); err != nil {
			return err
		}
	}
}

// open opens the list anew and says what is in it, and its first message.
func (m *inbox) open(ctx context.Context) error {
	if err := m.fetch(ctx); err != nil {
		return err
	}
	m.s.Say(m.result())
	return m.first(ctx)
}

// fetch opens the list anew.
func (m *inbox) fetch(ctx context.Context) error {
	if m.feed != nil {
		m.feed.rest()
	}
	if m.gen != m.s.gen {
		if err := m.s.readBook(ctx); err != nil {
			return err
		}
	}
	m.gen = m.s.gen
	m.feed = &feed{s: m.s, list: m.s.session.Box.Lister.Open(m.query), came: m.came}
	m.items, m.track.at, m.track.was, m.track.unheard = nil, 0, nil, false
	err := m.feed.load(ctx, ahead)
	m.arrange()
	return err
}

// first says the first message, or why there is none.
func (m *inbox) first(ctx context.Context) error {
	if len(m.items) == 0 {
		if m.feed.err == nil {
			m.s.Say(m.s.voice().EmptyList(m.view(), m.query.Hidden, len(m.conditions()) > 0))
		}
		return nil
	}
	return m.s.here(ctx, m.track)
}

// view is the list, with a provider that is waited for counted among the missing ones.
func (m *inbox) view() ebox.View {
	v := m.feed.view
	v.AtLeast = v.AtLeast || v.Waiting
	return v
}

// row is one message in one line.
func (m *inbox) row(ctx context.Context, i int) (string, error) {
	s := m.s
	for _, next := range m.items[i:min(i+ahead, len(m.items))] {
		s.names.ask(s.ctx, sender(next))
	}
	s.getNames(ctx, m.items[i], false)
	row := s.voice().Row(m.items[i])
	if m.marks[row.Key] {
		row = row.With(s.t.Palette.Marked)
	}
	return row.Felt(s.d.Braille, Width), nil
}

// grow fetches further messages.
func (m *inbox) grow(ctx context.Context, n int) error {
	err := m.feed.load(ctx, n+ahead)
	m.arrange()
	if cancelled(err) && ctx.Err() == nil {
		return nil
	}
	return err
}

// tail is said at the end: that of the list, or that of what could be fetched.
func (m *inbox) tail() string {
	t := m.s.t
	if !m.feed.view.More {
		return t.Inbox.EndOfList
	}
	total := t.Number(int64(m.feed.view.Total))
	if m.view().AtLeast {
		total = fmt.Sprintf(t.Words.AtLeast, total)
	}
	return fmt.Sprintf(t.Inbox.EndFetched, t.Number(int64(len(m.items))), total)
}

// arrange puts what the feed holds in order; one stays at one's message.
func (m *inbox) arrange() {
	was := m.here()
	m.items = m.s.voice().Sorted(m.feed.view.Items, m.order)
	for i, msg := range m.items {
		if was != nil && msg.Key == was.Key {
			m.track.at = i
		}
	}
	m.track.clamp()
}

// here is the message that commands act on, or nil.
func (m *inbox) here() *ebox.Message {
	if m.track.at >= len(m.items) {
		return nil
	}
	return m.items[m.track.at]
}

// came is news of a slow provider.
func (m *inbox) came() {
	m.arrange()
	if !m.feed.view.Waiting {
		m.s.tell(m.result())
	}
}

// title is the name of the list.
func (m *inbox) title() string {
	if m.query.Hidden {
		return m.s.t.Inbox.Hidden
	}
	return m.s.t.Inbox.Title
}

// conditions are what limits the list, in words.
func (m *inbox) conditions() []string {
	s, q := m.s, m.query
	v := s.voice()
	by := ebox.Message{Key: ebox.Key{Provider: s.names.provider(nameOrganization, q.SenderOrganizationID)}, SenderOrganizationID: q.SenderOrganizationID}
	of := ebox.Message{Key: ebox.Key{Provider: s.names.provider(nameType, q.MessageTypeID)}, MessageTypeID: q.MessageTypeID}
	name := present.CompanyNumber(q.SenderOrganizationID)
	if by.Key.Provider != "" {
		name = v.Sender(&by)
	}
	return v.Conditions(q, name, v.Type(&of))
}

// filters are the conditions in one sentence; "" when there are none.
func (m *inbox) filters() string {
	on := m.conditions()
	if len(on) == 0 {
		return ""
	}
	return fmt.Sprintf(m.s.t.Filter.Active, strings.Join(on, ", "))
}

// result is what the question to the servers brought: how many messages, how many of them unread, who is missing.
func (m *inbox) result() string {
	t, v, view := m.s.t, m.s.voice(), m.view()
	var parts []string
	if m.query.Q != "" {
		parts = []string{v.Found(view, m.query.Q)}
	} else {
		parts = []string{t.Label(m.title(), v.Count(view))}
		if m.s.d.Sandbox && !m.query.Hidden {
			parts[0] = t.Sandbox.Mark + ". " + parts[0]
		}
		if n := v.Unread(view); n != "" && len(m.conditions()) == 0 && v.Missing(view.Notices) == "" {
			parts = append(parts, n)
		}
		if f := m.filters(); f != "" {
			parts = append(parts, f)
		}
	}
	if missing := v.Missing(view.Notices); missing != "" {
		parts = append(parts, missing)
	}
	return strings.Join(parts, ", ")
}

// scene is the list as a place.
func (m *inbox) scene() *scene {
	return &scene{
		track: m.track, where: m.whereNow, offers: m.offers, retell: func() {}, // all of it is made when it is said
		advice: func() []string { return []string{m.s.t.Hiding.Explain, m.s.t.Help.WhereHelp} },
	}
}

// whereNow is the place in words, with what the short form leaves out.
func (m *inbox) whereNow() string {
	where := m.title()
	if f := m.filters(); f != "" {
		where += ", " + f
	}
	if n := m.s.voice().Unread(m.view()); n != "" {
		where += ", " + n
	}
	return where
}

// offers are the commands of the list.
func (m *inbox) offers() []offer {
	why := m.s.t.Why
	some := len(m.items) > 0 && !m.track.unheard
	put := cmdHide
	if m.query.Hidden {
		put = cmdShow
	}
	out := []offer{when(some, cmdOpen, why.NoMessage), when(some, put, why.NoMessage)}
	out = append(out, on(cmdSearch, cmdFilter, cmdFolder, cmdInbox, cmdHidden, cmdUnread, cmdRegistered, cmdExpiring)...)
	out = append(out, when(len(m.conditions()) > 0, cmdClear, why.NoFilter), when(some, cmdSort, why.NoMessage),
		when(m.undo != nil, cmdUndo, why.NothingToUndo), when(some, cmdMark, why.NoMessage),
		when(len(m.marks) > 0, cmdUnmark, m.s.t.Palette.WhyNone))
	if m.feed.err != nil {
		if !final(m.feed.err) {
			out = append(out, on(cmdRetry)...)
		}
	}
	out = append(out, on(cmdRefresh, cmdNotices)...)
	out = append(out, on(cmdDetails)...)
	if m.s.session.Box.Replies != nil {
		out = append(out, on(cmdReplies)...)
	}
	out = append(out, on(cmdProfile)...)
	if m.s.d.Cards != nil {
		out = append(out, on(cmdCards)...)
	}
	if m.s.d.Accounts != nil {
		out = append(out, on(cmdBoxes)...)
	}
	if m.s.session.Logout != nil {
		out = append(out, on(cmdLogOut)...)
	}
	return out
}
