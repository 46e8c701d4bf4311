// Package present turns domain values into plain lines: what a row, a message, a notice or an error says, in reading
// order. The full screen, the linear mode and the commands all print what is made here, so that they say the same.
//
// Everything is a pure function of its arguments: no I/O, no clock, no colours. What comes from a server goes through
// ebox.Text and ebox.Sanitize, so every string that is returned is safe for a terminal.
package present

import (
	"time"

	"myebox/ebox"
	"myebox/tui/lang"
)

// Voice is how things are said: in which language, seen from which moment, and with which names.
type Voice struct {
	Texts   *lang.Texts // required
	Now     time.Time
	Names   Names   // nil: no names are known
	Replies Replies // nil: nothing is known of replies
	Content string  // language of the senders' texts ("nl", "fr", "de", "en"); "" is that of Texts
}

// Names looks up reference data that was fetched already. A nil result means that it is not known, or not yet; what is
// said then is the identifier.
type Names interface {
	Organization(provider, id string) *ebox.Organization
	MessageType(provider, id string) *ebox.MessageType
	Application(provider, id string) *ebox.Application
}

// Level is how much something matters. It never is the only carrier of a meaning: the words say it too.
type Level int

// The levels.
const (
	Plain   Level = iota
	Notice        // worth seeing: about to expire, for action
	Warning       // act now: a few days are left, the check digits are wrong
)

// in is the text of tr in the language wanted.
func (v Voice) in(tr ebox.Translated) ebox.Text { return tr.In(v.Content, v.Texts.Code) }

func (v Voice) organization(m *ebox.Message) *ebox.Organization {
	if v.Names == nil || m.SenderOrganizationID == "" {
		return nil
	}
	return v.Names.Organization(m.Key.Provider, m.SenderOrganizationID)
}

// Sender is the short name of a message's sender; its company number until the name is known.
func (v Voice) Sender(m *ebox.Message) string {
	if o := v.organization(m); o != nil {
		for _, name := range []ebox.Translated{o.ShortName, o.LongName} {
			if s := v.in(name).String(); s != "" {
				return s
			}
		}
	}
	return sprintf(v.Texts.Row.UnknownSender, CompanyNumber(m.SenderOrganizationID))
}

// SenderLong is the full name of the sender, with the short one after it when that is another.
func (v Voice) SenderLong(m *ebox.Message) string {
	o := v.organization(m)
	if o == nil {
		return v.Sender(m)
	}
	long, short := v.in(o.LongName).String(), v.in(o.ShortName).String()
	switch {
	case long == "" || long == short:
		return v.Sender(m)
	case short == "":
		return long
	}
	return long + " (" + short + ")"
}

// Subject is a message's subject on one line.
func (v Voice) Subject(m *ebox.Message) string {
	if s := v.in(m.Subject).String(); s != "" {
		return s
	}
	return v.Texts.Row.NoSubject
}

// Type is the name of the message's type; its identifier until the name is known, "" if it has none.
func (v Voice) Type(m *ebox.Message) string {
	if v.Names != nil {
		if t := v.Names.MessageType(m.Key.Provider, m.MessageTypeID); t != nil {
			if s := v.in(t.Name).String(); s != "" {
				return s
			}
		}
	}
	return ebox.Sanitize(m.MessageTypeID)
}

// Application is the name of the service that sent the message; its identifier until the name is known, "" if none.
func (v Voice) Application(m *ebox.Message) string {
	if v.Names != nil && m.SenderApplicationID != "" {
		if a := v.Names.Application(m.Key.Provider, m.SenderApplicationID); a != nil {
			if s := v.in(a.Name).String(); s != "" {
				return s
			}
		}
	}
	return ebox.Sanitize(m.SenderApplicationID)
}
