package linear

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"myebox/ebox"
	"myebox/tui/lang"
	"myebox/tui/present"
)

// do does what a command of the list asks for.
func (m *inbox) do(ctx context.Context, c command, arg string) error {
	s := m.s
	switch c {
	case cmdOpen:
		return m.read(ctx)
	case cmdInbox, cmdHidden, cmdFolder:
		return m.folder(ctx, c)
	case cmdSearch:
		return m.search(ctx, arg)
	case cmdFilter:
		return m.filter(ctx)
	case cmdUnread:
		return m.change(ctx, present.OnlyUnread(m.query))
	case cmdRegistered:
		return m.change(ctx, present.OnlyRegistered(m.query))
	case cmdExpiring:
		return m.change(ctx, present.OnlyExpiring(m.query, s.d.Now()))
	case cmdClear:
		s.Say(s.t.Filter.Cleared)
		return m.change(ctx, ebox.Query{Hidden: m.query.Hidden})
	case cmdSort:
		return m.sort(ctx)
	case cmdNotices:
		return m.notices(ctx)
	case cmdRefresh:
		return m.refresh(ctx)
	case cmdRetry:
		return m.retry(ctx)
	case cmdDetails:
		s.details()
	case cmdHide, cmdShow:
		return m.hide(ctx)
	case cmdUndo:
		return m.undoHiding(ctx)
	case cmdMark:
		m.mark()
	case cmdUnmark:
		m.unmark()
	case cmdCards, cmdReplies, cmdProfile, cmdBoxes:
		place := map[command]func(context.Context) error{cmdCards: s.cards, cmdReplies: s.replies, cmdProfile: s.profile, cmdBoxes: s.boxes}[c]
		if err := place(ctx); err != nil {
			return err
		}
		return m.back(ctx)
	case cmdLogOut:
		return m.logOut(ctx)
	}
	return nil
}

// back says the message that one comes back to, or where one is.
func (m *inbox) back(ctx context.Context) error {
	if len(m.items) == 0 {
		m.s.Say(m.whereNow())
		return nil
	}
	return m.s.here(ctx, m.track)
}

// change opens the list with another question.
func (m *inbox) change(ctx context.Context, q ebox.Query) error {
	m.query, m.marks = q, nil
	return m.open(ctx)
}

// folder changes to a list; the conditions stay behind.
func (m *inbox) folder(ctx context.Context, c command) error {
	hidden := c == cmdHidden || c == cmdFolder && !m.query.Hidden
	if hidden == m.query.Hidden {
		m.s.Say(m.result())
		return m.back(ctx)
	}
	return m.change(ctx, ebox.Query{Hidden: hidden})
}

// search asks for a text and looks for it in the language of the screen; in English no message is written, so that it
// must be asked for.
func (m *inbox) search(ctx context.Context, text string) error {
	s := m.s
	if text == "" {
		var err error
		s.Say(lang.Capital(s.t.Filter.SearchHint) + ".")
		text, err = s.Line(ctx, s.t.Linear.SearchPrompt)
		if err != nil {
			return s.leftAlone(err)
		}
	}
	q := m.query
	q.Q, q.QLang = text, s.t.Code
	switch {
	case q.Q == m.query.Q:
		s.Say(s.t.Words.Cancelled)
		return m.back(ctx)
	case q.Q == "":
		q.QLang = ""
	case q.QLang == "en":
		codes := []string{"fr", "nl", "de"}
		var names []string
		for _, l := range codes {
			names = append(names, s.t.LanguageName(l))
		}
		i, err := s.Choose(ctx, strings.TrimRight(fmt.Sprintf(s.t.Filter.SearchLang, ""), ": \u00a0"), names, -1)
		if err != nil {
			return s.leftAlone(err)
		}
		q.QLang = codes[i]
	}
	return m.change(ctx, q)
}

// filter offers all conditions, those that hold marked.
func (m *inbox) filter(ctx context.Context) error {
	s, t, q := m.s, m.s.t.Filter, m.query
	type condition struct {
		text string
		on   bool
		act  func() error
	}
	to := func(q ebox.Query) func() error { return func() error { return m.change(ctx, q) } }
	all := []condition{
		{t.Unread, q.ReadStatus != nil, to(present.OnlyUnread(q))},
		{t.Registered, q.RegisteredMail != nil, to(present.OnlyRegistered(q))},
		{t.Expiring, !q.ExpiredBefore.IsZero(), to(present.OnlyExpiring(q, s.d.Now()))},
		{s.t.Terms.Sender + "…", q.SenderOrganizationID != "", func() error { return m.pick(ctx, nameOrganization) }},
		{s.t.Terms.MessageType + "…", q.MessageTypeID != "", func() error { return m.pick(ctx, nameType) }},
		{t.Clear, false, to(ebox.Query{Hidden: q.Hidden})},
	}
	var names []string
	for _, c := range all {
		text := c.text
		if c.on {
			text += ", " + s.t.Linear.HoldsNow
		}
		names = append(names, text)
	}
	i, err := s.Choose(ctx, t.Title, names, -1)
	if err != nil {
		return s.leftAlone(err)
	}
	return all[i].act()
}

// pick offers the senders or types of the messages fetched so far.
func (m *inbox) pick(ctx context.Context, kind nameKind) error {
	s, v := m.s, m.s.voice()
	title, names, held := s.t.Terms.Sender, []string{s.t.Filter.AnySender}, m.query.SenderOrganizationID
	if kind == nameType {
		title, names, held = s.t.Terms.MessageType, []string{s.t.Filter.AnyType}, m.query.MessageTypeID
	}
	ids := []string{""}
	for _, msg := range m.items {
		id := msg.SenderOrganizationID
		if kind == nameType {
			id = msg.MessageTypeID
		}
		if id == "" || slices.Contains(ids, id) {
			continue
		}
		s.quick(ctx, s.names.ask(s.ctx, nameKey{kind, msg.Key.Provider, id}))
		name := v.Sender(msg)
		if kind == nameType {
			name = v.Type(msg)
		}
		ids, names = append(ids, id), append(names, name)
	}
	s.Say(s.t.Filter.FromSeen)
	i, err := s.Choose(ctx, lang.Capital(title), names, slices.Index(ids, held))
	if err != nil {
		return s.leftAlone(err)
	}
	q := m.query
	if kind == nameType {
		q.MessageTypeID = ids[i]
	} else {
		q.SenderOrganizationID = ids[i]
	}
	return m.change(ctx, q)
}

// sort offers the orders, and says that only what was fetched is sorted.
func (m *inbox) sort(ctx context.Context) error {
	s, v := m.s, m.s.voice()
	var names []string
	for _, o := range present.Orders() {
		names = append(names, v.Order(o))
	}
	i, err := s.Choose(ctx, lang.Capital(s.t.Keys.Sort), names, int(m.order))
	if err != nil {
		return s.leftAlone(err)
	}
	m.order = present.Orders()[i]
	if m.order == present.BySender { // an order by names that are not known is none
		for _, msg := range m.items {
			s.names.ask(s.ctx, sender(msg))
		}
		for _, msg := range m.items {
			s.quick(ctx, s.names.ask(s.ctx, sender(msg)))
		}
	}
	m.arrange()
	m.track.jump(0)
	switch {
	case m.order == present.NewestFirst:
		s.Say(lang.Capital(s.t.Inbox.SortNewest) + ".")
	case m.feed.view.More:
		s.Say(fmt.Sprintf(s.t.Inbox.SortLoaded, s.t.Number(int64(len(m.items)))))
	default:
		s.Say(lang.Capital(fmt.Sprintf(s.t.Inbox.SortBy, v.Order(m.order))) + ".")
	}
	return m.back(ctx)
}

// notices is a place: all there is to say about providers.
func (m *inbox) notices(ctx context.Context) error {
	s := m.s
	var all []string
	for _, n := range m.feed.view.Notices {
		all = append(all, s.wrapped(s.voice().Notice(n))...)
		if n.Err != nil {
			all = append(all, s.wrapped(s.failure(n.Err, n.Provider).Details...)...)
		}
	}
	if len(all) == 0 {
		s.Say(s.t.Label(s.t.Notices.Title, s.t.Words.None))
		return nil
	}
	if err := s.pages(ctx, s.t.Notices.Title, all, nil); err != nil {
		return err
	}
	return m.back(ctx)
}

// refresh fetches everything anew, the names that could not be had too. What fails, or is new, comes before the good
// news.
func (m *inbox) refresh(ctx context.Context) error {
	s := m.s
	was, before := m.here(), m.feed.view.Notices
	rings := m.bell()
	s.names.forget()
	if err := m.fetch(ctx); err != nil {
		return err
	}
	s.Say(s.refreshed(before, m.feed.view.Notices), m.result())
	rings()
	for i, msg := range m.items {
		if was != nil && msg.Key == was.Key {
			m.track.at = i
		}
	}
	return m.first(ctx)
}

// refreshed is what fetching everything anew brought.
func (s *session) refreshed(before, now []ebox.Notice) string {
	for _, n := range now {
		known := slices.ContainsFunc(before, func(b ebox.Notice) bool { return b.Provider.ID == n.Provider.ID && b.Kind == n.Kind })
		if n.Kind == ebox.NoticeFailed || !known {
			return s.voice().Notice(n)
		}
	}
	return s.t.Inbox.Refreshed
}

// retry tries again what failed: the rest of a list that began well, or all of it.
func (m *inbox) retry(ctx context.Context) error {
	if len(m.items) == 0 {
		return m.open(ctx)
	}
	m.feed.err, m.feed.stuck = nil, false
	if err := m.grow(ctx, len(m.items)+1); err != nil {
		return err
	}
	m.s.Say(m.result())
	return nil
}
