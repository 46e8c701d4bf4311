package mailbox

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// aspects are what a demonstration wants to see, each told from the contract's JSON types alone.
var aspects = map[string]func(m *Message, b *Box) bool{
	"unread":                 func(m *Message, _ *Box) bool { return !m.ReadStatus },
	"read":                   func(m *Message, _ *Box) bool { return m.ReadStatus },
	"unread registered, new": func(m *Message, _ *Box) bool { return m.RegisteredMail && !m.ReadStatus && age(m) < 2*day },
	"hidden":                 func(m *Message, _ *Box) bool { return !m.Visible },
	"unread for 15 days":     func(m *Message, _ *Box) bool { return !m.ReadStatus && age(m) > 15*day },
	"for action": func(m *Message, _ *Box) bool {
		return dataValue(m, "FOR_ACTION") == "true" && dataValue(m, "FOR_ACTION_DUE_DATE") > "2026-11-20"
	},
	"expires in five days":    func(m *Message, _ *Box) bool { return wholeDays(m) == 5 },
	"expires in 8 to 15 days": func(m *Message, _ *Box) bool { return wholeDays(m) > 7 && wholeDays(m) <= 15 },
	"expires tomorrow":        func(m *Message, _ *Box) bool { return wholeDays(m) == 1 },
	"without end": func(m *Message, _ *Box) bool {
		return m.ExpirationDate.Format(dateTimeLayout) == "9999-12-31T23:59:59Z"
	},
	"body only":               func(m *Message, _ *Box) bool { return m.BodyMainContent && m.Attachments == nil },
	"body is main, and annex": func(m *Message, _ *Box) bool { return m.BodyMainContent && m.Attachments != nil },
	"body beside a document":  func(m *Message, b *Box) bool { _, main, ok := b.Body(m.MessageID); return ok && !main },
	"several documents":       func(m *Message, _ *Box) bool { return m.Attachments != nil && len(m.Attachments.Items) > 2 },
	"every media type":        everyMediaType,
	"large document": func(m *Message, _ *Box) bool {
		return anyAttachment(m, func(a *Attachment) bool { return a.Size > 3000 })
	},
	"signed document": func(m *Message, _ *Box) bool {
		return anyAttachment(m, func(a *Attachment) bool { return a.AttachmentSigned })
	},
	"no digest": func(m *Message, _ *Box) bool {
		return anyAttachment(m, func(a *Attachment) bool { return a.Digest == nil })
	},
	"no title": func(m *Message, _ *Box) bool {
		return anyAttachment(m, func(a *Attachment) bool { return a.AttachmentTitle == nil })
	},
	"PDF with payment": func(m *Message, _ *Box) bool {
		return m.PaymentData != nil && m.PaymentData.Reference.Structured != "" && anyAttachment(m, isMainPDF)
	},
	"free communication": func(m *Message, _ *Box) bool { return m.PaymentData != nil && m.PaymentData.Reference.Free != "" },
	"reply with choices": func(m *Message, _ *Box) bool {
		return m.ReplyAuthorized && dataValue(m, "SANDBOX_REPLY_OPTION_2") != ""
	},
	"reply in free text": func(m *Message, _ *Box) bool {
		return m.ReplyAuthorized && dataValue(m, "SANDBOX_REPLY_OPTION_1") == ""
	},
	"answer to a question": func(m *Message, _ *Box) bool { return m.OriginalMessageID != "" },
	"link to another site": func(m *Message, b *Box) bool {
		t, _, _ := b.Body(m.MessageID)
		return strings.Contains(t.NL+t.FR+t.DE, "https://www.myminfin.be/")
	},
	"subject in one language": func(m *Message, _ *Box) bool { return languages(m.Subject) == 1 },
	"the same text thrice":    func(m *Message, _ *Box) bool { return languages(m.Subject) == 3 && m.Subject.NL == m.Subject.FR },
	"hostile subject": func(m *Message, _ *Box) bool {
		return strings.ContainsAny(m.Subject.NL+m.Subject.FR+m.Subject.DE, "\x1b")
	},
	"hostile file name": func(m *Message, _ *Box) bool {
		return anyAttachment(m, func(a *Attachment) bool { return strings.HasPrefix(a.FileName, "../") })
	},
	"very long subject": func(m *Message, _ *Box) bool {
		return utf8.RuneCountInString(m.Subject.NL+m.Subject.FR+m.Subject.DE) > 350 && strings.Contains(m.Subject.NL+m.Subject.FR+m.Subject.DE, "\n")
	},
}

// onlyIn are aspects that one sort of box has.
var onlyIn = map[string]map[string]func(m *Message, b *Box) bool{
	"citizen": {},
	"enterprise": {
		"for a person's attention": func(m *Message, _ *Box) bool {
			return m.ForTheAttentionOf != nil && m.ForTheAttentionOf.Type == "person"
		},
		"domain":            func(m *Message, _ *Box) bool { return dataValue(m, "BUSINESS_DOMAIN") != "" },
		"VAT":               func(m *Message, _ *Box) bool { return m.PaymentData != nil && m.PaymentData.VATAmount > 0 },
		"employer's number": func(m *Message, _ *Box) bool { return dataValue(m, "EMPNOSSBECBE") == owners["enterprise"] },
	},
}

const day = 24 * time.Hour

func age(m *Message) time.Duration { return noon.Sub(m.ReceiptDate.Time) }

func wholeDays(m *Message) int {
	y, mo, d := m.ExpirationDate.In(brussels).Date()
	return int(time.Date(y, mo, d, 0, 0, 0, 0, brussels).Sub(noon.Truncate(day)).Round(day) / day)
}

func dataValue(m *Message, key string) string {
	if m.BusinessDataList == nil {
		return ""
	}
	for _, d := range m.BusinessDataList.Items {
		if d.Key == key {
			for _, l := range []string{"nl", "fr", "de"} {
				if s := d.Values[0].In(l); s != "" {
					return s
				}
			}
		}
	}
	return ""
}

func anyAttachment(m *Message, is func(a *Attachment) bool) bool {
	if m.Attachments == nil {
		return false
	}
	for i := range m.Attachments.Items {
		if is(&m.Attachments.Items[i]) {
			return true
		}
	}
	return false
}

func isMainPDF(a *Attachment) bool { return a.MainContent && a.MediaType == "application/pdf" }

func everyMediaType(m *Message, _ *Box) bool {
	seen := map[string]bool{}
	return anyAttachment(m, func(a *Attachment) bool { seen[a.MediaType] = true; return len(seen) == medias })
}

func languages(t Translated) int {
	n := 0
	for _, s := range []string{t.NL, t.FR, t.DE} {
		if s != "" {
			n++
		}
	}
	return n
}

func TestSmallestBoxShowsEverything(t *testing.T) {
	for _, cfg := range []Config{{Seed: 0}, {Seed: 1, Lang: "nl"}, {Seed: 1, Lang: "fr"}, {Seed: 20260101, Lang: "de"}, {Seed: 1 << 63}} {
		cfg.Size = 25
		w := newWorld(t, cfg)
		for boxType := range owners {
			t.Run(fmt.Sprint(boxType, cfg.Seed, cfg.Lang), func(t *testing.T) { showsEverything(t, w, boxType) })
		}
	}
}

func showsEverything(t *testing.T, w *World, boxType string) {
	missing := map[string]bool{}
	wanted := map[string]func(*Message, *Box) bool{}
	for _, list := range []map[string]func(*Message, *Box) bool{aspects, onlyIn[boxType]} {
		for name, is := range list {
			missing[name], wanted[name] = true, is
		}
	}
	n := 0
	for _, p := range liveProviders {
		b := openBox(t, w, p.id, boxType)
		for _, m := range all(b, Filter{}) {
			n++
			for name, is := range wanted {
				if missing[name] && is(&m, b) {
					delete(missing, name)
				}
			}
		}
	}
	delete(missing, "no title") // drawn by lot, for one attachment in eight
	if n != 25 || len(missing) > 0 {
		t.Errorf("%d messages; none is: %v", n, missing)
	}
}

func TestLanguageOfABox(t *testing.T) {
	for _, language := range []string{"nl", "fr", "de"} {
		w := newWorld(t, Config{Seed: 3, Size: 60, Lang: language})
		eachBox(t, w, func(provider, boxType string, b *Box) {
			for _, m := range all(b, Filter{}) {
				if m.Subject.In(language) == "" {
					t.Errorf("%s/%s: no subject in %s", provider, boxType, language)
				}
			}
		})
	}
	mixed := map[string]int{}
	eachBox(t, newWorld(t, Config{Seed: 3, Size: 200}), func(_, _ string, b *Box) {
		for _, m := range all(b, Filter{}) {
			if languages(m.Subject) == 1 {
				for _, l := range []string{"nl", "fr", "de"} {
					if m.Subject.In(l) != "" {
						mixed[l]++
					}
				}
			}
		}
	})
	if mixed["nl"] < mixed["de"] || mixed["fr"] < mixed["de"] || mixed["de"] == 0 {
		t.Errorf("languages of a mixed box: %v", mixed)
	}
}
