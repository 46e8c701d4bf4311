package present

import (
	"strings"

	"myebox/ebox"
	"myebox/tui/lang"
)

// Kind names a section of a message.
type Kind int

// The sections, in reading order.
const (
	Header       Kind = iota + 1 // subject, sender, date of receipt: always three items
	State                        // states and what they ask of the person, in sentences
	Availability                 // how long it can be looked at here
	Body                         // the text
	Data                         // business data
	Pay                          // payment data
	Documents                    // attachments
	Contact                      // whom to ask about the content
	More                         // type, service, reference
)

// Section is a labelled part of a message. A section without items is never returned.
type Section struct {
	Kind  Kind
	Title string
	Items []Item
}

// Item is one thing that a section says: with a label a value, without one a sentence or a text.
type Item struct {
	Label string
	Text  string // of the body: paragraphs with line breaks; of all others one line
	Level Level
	URL   string           // not "": the text is this address, which may be opened or copied
	File  *FileInfo        // the attachment that this is
	Att   *ebox.Attachment // the same, as it is in the message
}

// Parts are what was fetched of a message besides its metadata; nil is what was not.
type Parts struct {
	Body    *ebox.Translated
	Payment *ebox.PaymentData // else the message's own
}

// Message is all that is known of m, in reading order.
func (v Voice) Message(m *ebox.Message, p Parts) []Section {
	if p.Payment == nil {
		p.Payment = m.PaymentData
	}
	all := []Section{
		v.header(m),
		v.states(m),
		v.availability(m),
		v.body(m, p.Body),
		v.data(m),
		v.payment(p.Payment),
		v.documents(m),
		v.contact(m),
		v.more(m),
	}
	var out []Section
	for _, s := range all {
		if len(s.Items) > 0 {
			out = append(out, s)
		}
	}
	return out
}

func (v Voice) header(m *ebox.Message) Section {
	t := v.Texts
	return Section{Kind: Header, Title: t.Reader.Title, Items: []Item{
		{Label: t.Reader.Subject, Text: v.Subject(m)},
		{Label: t.Reader.Sender, Text: v.SenderLong(m)},
		{Label: t.Reader.Received, Text: t.DateTime(m.ReceiptDate)},
	}}
}

func (v Voice) states(m *ebox.Message) Section {
	t := v.Texts
	s := Section{Kind: State, Title: t.Reader.State}
	say := func(on bool, l Level, text string) {
		if on {
			s.Items = append(s.Items, Item{Text: text, Level: l})
		}
	}
	read := t.Reader.Read
	if !m.ReadStatus {
		read = t.Reader.Unread
	}
	states := []string{read}
	if !m.Visible {
		states = append(states, t.Reader.HiddenState)
	}
	if m.OriginalMessageID != "" {
		states = append(states, t.Reader.Answers)
	}
	say(true, Plain, lang.Capital(strings.Join(states, ", ")))
	say(m.RegisteredMail, Notice, t.Reader.Registered)
	due, action := m.ForAction()
	say(action && due.IsZero(), Notice, t.Reader.ForActionNoDate)
	say(action && !due.IsZero(), Notice, sprintf(t.Reader.ForAction, t.Date(due)))
	if reply := v.replySentence(m); reply.Text != "" {
		s.Items = append(s.Items, reply)
	}
	if f := m.ForTheAttentionOf; f != nil {
		if who := attention(f); who != "" {
			s.Items = append(s.Items, Item{Label: t.Reader.Attention, Text: who})
		}
	}
	return s
}

// attention is the person's name; the number is masked and only shown when there is no name.
func attention(f *ebox.ForTheAttentionOf) string {
	if name := f.Name.String(); name != "" {
		return name
	}
	if f.ID.IsZero() {
		return ""
	}
	return MaskNumber(f.ID)
}

func (v Voice) availability(m *ebox.Message) Section {
	t := v.Texts
	s := Section{Kind: Availability, Title: lang.Capital(t.Terms.AvailabilityPeriod)}
	if m.NoLimit() {
		s.Items = []Item{{Text: lang.Capital(t.Terms.NoLimit)}}
		return s
	}
	until, days := t.Date(m.ExpirationDate), lang.Days(v.Now, m.ExpirationDate)
	if days <= 1 {
		until = t.DateTime(m.ExpirationDate)
	}
	line, level := sprintf(t.Reader.AvailableUntil, until, t.Left(m.ExpirationDate, v.Now)), v.Urgency(m)
	if days > 60 {
		line = sprintf(t.Reader.AvailableUntilDate, until)
	}
	line = lang.Capital(line)
	switch {
	case !m.ExpirationDate.After(v.Now):
		s.Items = []Item{{Text: line, Level: level}}
		return s
	case level == Plain:
		s.Items = []Item{{Text: line}}
	case level == Notice:
		s.Items = []Item{{Text: line, Level: level}, {Text: lang.Capital(t.Terms.AboutToExpire) + ". " + t.Reader.DownloadInTime, Level: level}}
	default:
		s.Items = []Item{{Text: line, Level: level}, {Text: t.Reader.DownloadNow, Level: level}}
	}
	s.Items = append(s.Items, Item{Text: t.Reader.NotValidity})
	return s
}

func (v Voice) contact(m *ebox.Message) Section {
	t := v.Texts
	s := Section{Kind: Contact, Title: t.Reader.Contact}
	o := v.organization(m)
	if o == nil {
		return s
	}
	if c := o.Contact.String(); c != "" {
		s.Items = append(s.Items, Item{Label: v.Sender(m), Text: c})
	}
	if u := webAddress(v.in(o.URL)); u != "" {
		s.Items = append(s.Items, Item{Label: t.Reader.Website, Text: u, URL: u})
	}
	if len(s.Items) == 0 {
		s.Items = []Item{{Text: t.Reader.ContactUnknown}}
	}
	return s
}

func (v Voice) more(m *ebox.Message) Section {
	t := v.Texts
	s := Section{Kind: More, Title: t.Reader.More}
	for _, i := range []Item{
		{Label: t.Reader.Type, Text: v.Type(m)},
		{Label: t.Reader.Service, Text: v.Application(m)},
		{Label: t.Reader.Reference, Text: ebox.Sanitize(m.Key.String())},
	} {
		if i.Text != "" {
			s.Items = append(s.Items, i)
		}
	}
	return s
}
