package consent

import (
	"fmt"
	"html"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Mail is a mail that the sandbox would send. It never names a sender of messages and never says what is in one.
type Mail struct {
	Time    Moment `json:"time"`
	To      string `json:"to"`
	Kind    string `json:"kind"` // see MailKinds
	Lang    string `json:"lang"`
	HTML    bool   `json:"html"`
	Subject string `json:"subject"`
	Body    string `json:"body"`
	Code    string `json:"code,omitempty"` // the verification code that is in the body
}

// String is the mail as one line of a log: kind, address, and the code if there is one.
func (m Mail) String() string {
	line := "mail " + m.Kind + " to " + strconv.Quote(m.To)
	if m.Code != "" {
		line += ": " + m.Code
	}
	return line
}

// The kinds of mail; the last three are the notifications that a person may choose.
const (
	kindCode      = "code"
	kindActive    = "active"    // the address is validated
	kindMoved     = "moved"     // another address was given
	kindWithdrawn = "withdrawn" // the consent was withdrawn
	KindNew       = "new"
	KindReminder  = "reminder"
	KindExpiry    = "expiry"
)

// MailKinds are all kinds.
func MailKinds() []string {
	return []string{kindCode, kindActive, kindMoved, kindWithdrawn, KindNew, KindReminder, KindExpiry}
}

// maxMails is how many mails are remembered.
const maxMails = 200

// Mails are the mails so far, the oldest first.
func (s *Store) Mails() []Mail {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Mail{}, s.mails...)
}

// ForgetMails empties the outbox.
func (s *Store) ForgetMails() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.mails = nil
}

// Notify mails a notification to every box that was seen, is active, and wants this kind: KindNew, KindReminder,
// KindExpiry; a *Refusal for any other.
func (s *Store) Notify(kind string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	wants := map[string]func(Notifications) bool{
		KindNew:      func(n Notifications) bool { return n.New },
		KindReminder: func(n Notifications) bool { return n.Reminder },
		KindExpiry:   func(n Notifications) bool { return n.Expiry },
	}[kind]
	if wants == nil {
		return refuse(CodeInvalid, "want new, reminder or expiry")
	}
	var keys []string
	for key := range s.boxes {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	for _, key := range keys {
		if b := s.boxes[key]; b.State == Active && wants(b.Notifications) {
			s.post(b.mail(kind))
		}
	}
	return nil
}

// post puts a mail into the outbox. The lock is held.
func (s *Store) post(m Mail) {
	m.Time = momentOf(s.cfg.Now())
	if s.mails = append(s.mails, m); len(s.mails) > maxMails {
		s.mails = slices.Delete(s.mails, 0, 1)
	}
	if s.cfg.Mailed != nil {
		s.cfg.Mailed(m)
	}
}

// sendCode sends the code of a box that begins without a validated address. The lock is held.
func (s *Store) sendCode(b *box) {
	mails, err := s.newCode(b)
	if err != nil {
		return // without a code, one must be asked for
	}
	for _, m := range mails {
		s.post(m)
	}
}

// mail writes a mail to the box's address.
func (b *box) mail(kind string) Mail {
	t := mailTexts[b.Notifications.Lang][kind]
	return b.compose(kind, t.subject, t.body)
}

// mailCode writes the mail with the code.
func (b *box) mailCode(life time.Duration) Mail {
	t := mailTexts[b.Notifications.Lang][kindCode]
	m := b.compose(kindCode, t.subject, fmt.Sprintf(t.body, b.code.digits, int((life+time.Minute-1)/time.Minute)))
	m.Code = b.code.digits
	return m
}

func (b *box) compose(kind, subject, body string) Mail {
	n := b.Notifications
	body += "\n\n" + mailFoot[n.Lang]
	if n.HTML {
		var page strings.Builder
		page.WriteString(`<!DOCTYPE html><html lang="` + n.Lang + `"><head><meta charset="utf-8"><title>` + html.EscapeString(subject) + "</title></head><body>")
		for p := range strings.SplitSeq(body, "\n\n") {
			page.WriteString("<p>" + html.EscapeString(p) + "</p>")
		}
		body = page.String() + "</body></html>"
	}
	return Mail{To: b.Email, Kind: kind, Lang: n.Lang, HTML: n.HTML, Subject: subject, Body: body}
}
