package tui

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"myebox/ebox"
	"myebox/tui/lang"
	"myebox/tui/present"
)

// queryMsg is a question to the servers that was chosen.
type queryMsg struct{ query ebox.Query }

// toggled is the present question with one condition put on, or taken off when it was on.
func (m *inbox) toggled(c command) ebox.Query {
	q := m.query
	switch c {
	case cmdUnread:
		q.ReadStatus = flip(q.ReadStatus, false)
	case cmdRegistered:
		q.RegisteredMail = flip(q.RegisteredMail, true)
	case cmdExpiring:
		if q.ExpiredBefore.IsZero() {
			// the bound is exclusive, and the day that the words begin on is one of them
			q.ExpiredBefore = present.Expiring(m.asof).AddDate(0, 0, 1)
		} else {
			q.ExpiredBefore = time.Time{}
		}
	}
	return q
}

// flip is a condition that wants v; none if there was one.
func flip(was *bool, v bool) *bool {
	if was != nil {
		return nil
	}
	return &v
}

// cleared is the folder without any condition.
func (m *inbox) cleared() ebox.Query { return ebox.Query{Hidden: m.query.Hidden} }

// conditionsOn are the conditions that hold, in words.
func (m *inbox) conditionsOn() []string {
	t, q := m.kit.t.Filter, m.query
	var on []string
	add := func(ok bool, text string) {
		if ok {
			on = append(on, text)
		}
	}
	add(q.Q != "", m.kit.t.Quote(ebox.Sanitize(q.Q)))
	add(q.ReadStatus != nil, t.Unread)
	add(q.RegisteredMail != nil, t.Registered)
	add(!q.ExpiredBefore.IsZero(), t.Expiring)
	add(q.SenderOrganizationID != "", sprintf(t.Sender, m.senderName(q.SenderOrganizationID)))
	add(q.MessageTypeID != "", sprintf(t.Type, m.typeName(q.MessageTypeID)))
	return on
}

// filters are the conditions on one line; "" when there are none.
func (m *inbox) filters() string {
	on := m.conditionsOn()
	if len(on) == 0 {
		return ""
	}
	return sprintf(m.kit.t.Filter.Active, strings.Join(on, ", "))
}

// senderName and typeName are the name of an identifier at any provider that gave one.
func (m *inbox) senderName(id string) string {
	for k := range m.names.known {
		if k.kind == nameOrganization && k.id == id && m.names.Organization(k.provider, id) != nil {
			return m.voice().Sender(&ebox.Message{Key: ebox.Key{Provider: k.provider}, SenderOrganizationID: id})
		}
	}
	return present.CompanyNumber(id)
}

func (m *inbox) typeName(id string) string {
	for k := range m.names.known {
		if k.kind == nameType && k.id == id && m.names.MessageType(k.provider, id) != nil {
			return m.voice().Type(&ebox.Message{Key: ebox.Key{Provider: k.provider}, MessageTypeID: id})
		}
	}
	return ebox.Sanitize(id)
}

// pickFilter offers all conditions, the ones that hold marked.
func (m *inbox) pickFilter() outcome {
	t, q := m.kit.t.Filter, m.query
	opts := []option{
		{t.Unread, queryMsg{m.toggled(cmdUnread)}, q.ReadStatus != nil},
		{t.Registered, queryMsg{m.toggled(cmdRegistered)}, q.RegisteredMail != nil},
		{t.Expiring, queryMsg{m.toggled(cmdExpiring)}, !q.ExpiredBefore.IsZero()},
		{m.kit.t.Terms.Sender + " …", pickMsg{nameOrganization}, q.SenderOrganizationID != ""},
		{m.kit.t.Terms.MessageType + " …", pickMsg{nameType}, q.MessageTypeID != ""},
		{t.Clear, queryMsg{m.cleared()}, false},
	}
	return opened(newPicker(m.kit, t.Title, opts))
}

// pickMsg asks for the list of senders or of types.
type pickMsg struct{ kind nameKind }

// pickSeen offers the senders or types of the messages fetched so far.
func (m *inbox) pickSeen(kind nameKind) outcome {
	t := m.kit.t.Filter
	title, any, now := m.kit.t.Terms.Sender, t.AnySender, m.query.SenderOrganizationID
	if kind == nameType {
		title, any, now = m.kit.t.Terms.MessageType, t.AnyType, m.query.MessageTypeID
	}
	ask := func(id string) queryMsg {
		q := m.query
		if kind == nameType {
			q.MessageTypeID = id
		} else {
			q.SenderOrganizationID = id
		}
		return queryMsg{q}
	}
	opts := []option{{any, ask(""), now == ""}}
	ids, cmds := m.seen(kind)
	for _, id := range ids {
		text := m.senderName(id)
		if kind == nameType {
			text = m.typeName(id)
		}
		opts = append(opts, option{text, ask(id), id == now})
	}
	o := opened(newPicker(m.kit, lang.Capital(title), opts, t.FromSeen))
	o.cmd = tea.Batch(cmds...)
	return o
}

// seen are the identifiers in the messages fetched so far, each once, in the order in which they were met, and the
// commands that get the names that are missing.
func (m *inbox) seen(kind nameKind) (ids []string, cmds []tea.Cmd) {
	met := map[string]bool{}
	for _, msg := range m.items {
		id := msg.SenderOrganizationID
		if kind == nameType {
			id = msg.MessageTypeID
		}
		if id == "" || met[id] {
			continue
		}
		met[id] = true
		ids = append(ids, id)
		cmds = append(cmds, m.names.ask(m.kit.ctx, nameKey{kind, msg.Key.Provider, id}))
	}
	return ids, cmds
}

// typed takes a key while the search is typed.
func (m *inbox) typed(k tea.KeyPressMsg) outcome {
	cmd, _ := match(k, m.Keys())
	switch cmd {
	case cmdCancel:
		m.search = nil
		return outcome{say: m.where()}
	case cmdChoose:
		q := m.query
		q.Q, q.QLang = strings.TrimSpace(m.search.input.Value()), m.kit.t.Code
		if q.Q == m.query.Q {
			m.search = nil
			return outcome{say: m.where()}
		}
		return m.searchIn(q)
	default:
		m.search.typed(k)
	}
	return outcome{}
}

// searchIn searches in the language of the screen; in English no message is written, so that it must be asked for.
func (m *inbox) searchIn(q ebox.Query) outcome {
	switch {
	case q.Q == "":
		q.QLang = ""
	case q.QLang == "en":
		var opts []option
		for _, l := range []string{"fr", "nl", "de"} {
			ql := q
			ql.QLang = l
			opts = append(opts, option{m.kit.t.LanguageName(l), queryMsg{ql}, false})
		}
		return opened(newPicker(m.kit, m.kit.t.Filter.Search, opts, sprintf(m.kit.t.Filter.SearchLang, "…")))
	}
	return m.chosen(queryMsg{q})
}
