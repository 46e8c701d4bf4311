package present

import "myebox/ebox"

// BoxPart is one of the parts in which a whole box is downloaded: each is asked about by itself.
type BoxPart int

// The parts, in their order.
const (
	PartInbox      BoxPart = iota // what is in the inbox, but for registered mail
	PartHidden                    // what is in the hidden folder, but for registered mail
	PartRegistered                // registered mail, wherever it is: opening it is recorded
)

// BoxParts are all parts, in the order in which they are offered.
func BoxParts() []BoxPart { return []BoxPart{PartInbox, PartHidden, PartRegistered} }

// PartOf tells where a message of the inbox, or of the hidden folder, belongs.
func PartOf(m *ebox.Message, hidden bool) BoxPart {
	switch {
	case m.RegisteredMail:
		return PartRegistered
	case hidden:
		return PartHidden
	}
	return PartInbox
}

// Stock is how many messages a part has, and how many of them downloading marks as read.
type Stock struct {
	Part     BoxPart
	Messages int
	Unread   int
}

// Stock is a part in one line: "120 messages in the inbox, 37 of them unread".
func (v Voice) Stock(s Stock) string {
	t := v.Texts.Consent.Everything
	count := t.Ordinary
	switch s.Part {
	case PartHidden:
		count = t.Hidden
	case PartRegistered:
		count = t.Registered
	}
	unread := t.NoneUnread
	if s.Unread > 0 {
		unread = v.Texts.Count(t.Unread, s.Unread)
	}
	return v.Texts.Count(count, s.Messages) + ", " + unread
}

// PartStart is what downloading a part is called.
func (v Voice) PartStart(p BoxPart) string {
	t := v.Texts.Consent.Everything
	switch p {
	case PartHidden:
		return t.StartHidden
	case PartRegistered:
		return t.StartReg
	}
	return t.Start
}

// PartQuestion is the question before a part is downloaded, and what is to be known before it is answered.
func (v Voice) PartQuestion(s Stock) (question string, know []string) {
	t := v.Texts.Consent.Everything
	know = []string{v.Stock(s), t.Marks}
	if s.Part == PartRegistered {
		return t.QuestionReg, append(know, t.ApartNote)
	}
	return t.Question, know
}

// Everything is what there is to download: part by part, and what that does. missing tells that providers did not answer.
func (v Voice) Everything(stocks []Stock, missing bool) Section {
	t := v.Texts.Consent.Everything
	s := Section{Title: t.Title}
	n := 0
	for _, x := range stocks {
		if x.Messages > 0 {
			n++
			s.say(Plain, v.Stock(x))
		}
		switch {
		case x.Messages == 0:
		case x.Part == PartHidden:
			s.say(Plain, t.HiddenNote)
		case x.Part == PartRegistered:
			s.say(Notice, t.ApartNote)
		}
	}
	if n == 0 {
		s.say(Plain, t.Nothing)
	} else {
		s.say(Notice, t.Marks)
	}
	if missing {
		s.say(Warning, t.Missing)
	}
	return s
}
