package main

import (
	"time"

	"myebox/ebox"
	"myebox/tui/lang"
	"myebox/tui/present"
)

// listJSON is the result of list.
type listJSON struct {
	head
	Folder   string        `json:"folder"`
	Shown    int           `json:"shown"`
	Total    int           `json:"total"`
	AtLeast  bool          `json:"atLeast"`  // total is a lower bound: a provider is missing
	Complete bool          `json:"complete"` // no provider failed: false is exit code 3
	Messages []messageJSON `json:"messages"`
	Notices  []noticeJSON  `json:"notices"`
}

// messageJSON is a message's metadata. Texts are in the person's language where there is one; dates are RFC 3339 in
// Belgian time.
type messageJSON struct {
	Ref            string    `json:"ref"`   // for read and download, on any machine
	Short          string    `json:"short"` // the same, short enough to type
	Provider       string    `json:"provider"`
	ID             string    `json:"id"`
	Subject        string    `json:"subject"`
	Sender         namedJSON `json:"sender"`
	Type           namedJSON `json:"type"`
	Received       time.Time `json:"received"`
	AvailableUntil time.Time `json:"availableUntil,omitzero"` // left out: no limit
	DaysLeft       *int      `json:"daysLeft,omitempty"`      // left out: no limit
	Unread         bool      `json:"unread"`
	Hidden         bool      `json:"hidden"`
	Registered     bool      `json:"registered"`
	ForAction      bool      `json:"forAction"`
	ActionDue      string    `json:"actionDue,omitempty"` // YYYY-MM-DD
	ReplyPossible  bool      `json:"replyPossible"`
	Attachments    int       `json:"attachmentCount"`
}

// namedJSON is reference data: the identifier, and its name when that is known.
type namedJSON struct {
	ID   string `json:"id"`
	Name string `json:"name,omitempty"`
}

// noticeJSON tells why a provider's messages are missing.
type noticeJSON struct {
	Provider string    `json:"provider"`
	Name     string    `json:"name"`
	Kind     string    `json:"kind"` // failed, waiting, maintenance, not_yet, unsupported, refused, stale, names
	Until    time.Time `json:"until,omitzero"`
	Code     string    `json:"code,omitempty"` // of the error, for kind failed
	Text     string    `json:"text"`
}

var noticeKinds = map[ebox.NoticeKind]string{
	ebox.NoticeFailed: "failed", ebox.NoticeWaiting: "waiting", ebox.NoticeMaintenance: "maintenance",
	ebox.NoticeNotYet: "not_yet", ebox.NoticeUnsupported: "unsupported", ebox.NoticeRefused: "refused",
	ebox.NoticeEnded: "ended", ebox.NoticeStale: "stale", ebox.NoticeNames: "names",
}

func (w *wiring) listJSON(d *desk, n *names, view ebox.View, items []*ebox.Message, o *listOptions) listJSON {
	v := w.voice(n)
	j := listJSON{
		head: newHead(d.profile), Folder: o.folder, Shown: len(items), Total: view.Total, AtLeast: view.AtLeast,
		Complete: !incomplete(view), Messages: make([]messageJSON, 0, len(items)), Notices: w.noticesJSON(v, view.Notices),
	}
	for _, m := range items {
		j.Messages = append(j.Messages, newMessageJSON(v, m))
	}
	return j
}

func (w *wiring) noticesJSON(v present.Voice, notices []ebox.Notice) []noticeJSON {
	out := make([]noticeJSON, 0, len(notices))
	for _, n := range notices {
		j := noticeJSON{
			Provider: ebox.Sanitize(n.Provider.ID), Name: v.Provider(n.Provider), Kind: noticeKinds[n.Kind],
			Text: v.Notice(n), Until: belgian(n.Until),
		}
		if n.Kind == ebox.NoticeFailed {
			j.Code = w.explain(n.Err).Code
		}
		out = append(out, j)
	}
	return out
}

func newMessageJSON(v present.Voice, m *ebox.Message) messageJSON {
	due, action := m.ForAction()
	j := messageJSON{
		Ref: m.Key.String(), Short: shortRef(m.Key), Provider: ebox.Sanitize(m.Key.Provider), ID: ebox.Sanitize(m.Key.ID),
		Subject: v.Subject(m), Sender: namedJSON{ID: ebox.Sanitize(m.SenderOrganizationID)},
		Type: namedJSON{ID: ebox.Sanitize(m.MessageTypeID)}, Received: belgian(m.ReceiptDate), Unread: !m.ReadStatus,
		Hidden: !m.Visible, Registered: m.RegisteredMail, ForAction: action, ReplyPossible: m.ReplyAuthorized,
		Attachments: len(m.Attachments),
	}
	if v.Names.Organization(m.Key.Provider, m.SenderOrganizationID) != nil {
		j.Sender.Name = v.Sender(m)
	}
	if v.Names.MessageType(m.Key.Provider, m.MessageTypeID) != nil {
		j.Type.Name = v.Type(m)
	}
	if !due.IsZero() {
		j.ActionDue = due.Format(time.DateOnly)
	}
	if !m.NoLimit() {
		j.AvailableUntil = belgian(m.ExpirationDate)
		left := max(lang.Days(v.Now, m.ExpirationDate), 0)
		j.DaysLeft = &left
	}
	return j
}

// belgian is t as the eBox means it; the zero time stays zero.
func belgian(t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	return t.In(ebox.Brussels()).Truncate(time.Second)
}
