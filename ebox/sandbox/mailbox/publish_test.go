package mailbox

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// publication is a reply that is accepted, for tests to spoil.
type publication struct {
	m     MessageToPublish
	parts []Part
}

func part(t *testing.T, name, fileName, mediaType, text string) Part {
	t.Helper()
	p, err := NewPart(name, fileName, mediaType, strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func digestOf(p Part) *Digest {
	return &Digest{DigestMethod: "sha_256", DigestValue: base64.RawURLEncoding.EncodeToString(p.SHA256[:])}
}

// original finds a message of a kind.
func original(t *testing.T, b *Box, kind string) Message {
	t.Helper()
	for i := range b.time.n {
		if g := b.glance(i); g.sent.name == kind {
			m, _ := b.Get(b.ids.id(i))
			return m
		}
	}
	t.Fatalf("no message of kind %s", kind)
	return Message{}
}

// freeReply answers the request for a missing document: free text and two files.
func freeReply(t *testing.T, m Message, own string) publication {
	t.Helper()
	p := publication{
		m: MessageToPublish{
			Recipient: EboxID{"enterprise", m.SenderOrganizationID}, OriginalMessageID: m.MessageID, SenderOrganizationID: own,
			Subject: Translated{FR: "Réponse"}, BodyMainContent: true, BodyContent: &Translated{FR: "Voici la facture."},
		},
		parts: []Part{part(t, "upfile1", "facture.pdf", "application/pdf", "one"), part(t, "upfile2", "d%C3%A9compte.csv", "text/csv", "two")},
	}
	p.m.Attachments = []AttachmentToPublish{{HTTPPartName: "upfile2", Digest: digestOf(p.parts[1])}, {HTTPPartName: "upfile1"}}
	return p
}

func codeOf(err error) string {
	var r *Refusal
	if errors.As(err, &r) {
		return r.Code
	}
	return fmt.Sprint(err)
}

func TestRefusedReplies(t *testing.T) {
	const none = "<nil>"
	for _, test := range []struct {
		name, want string
		spoil      func(p *publication)
	}{
		{"as it should be", none, func(*publication) {}},
		{"capitals in the box type", none, func(p *publication) { p.m.Recipient.EboxType = "ENTERPRISE" }},
		{"padded digest", none, func(p *publication) { p.m.Attachments[0].Digest.DigestValue += "=" }},
		{"attention", none, func(p *publication) {
			p.m.ForTheAttentionOf = &ForTheAttentionOf{Type: "person", Name: strings.Repeat("é", 100)}
		}},
		{"document as main content", none, func(p *publication) { p.m.BodyMainContent, p.m.Attachments[1].MainContent = false, true }},
		{"document only", none, func(p *publication) {
			p.m.BodyMainContent, p.m.BodyContent, p.m.Attachments[1].MainContent = false, nil, true
		}},
		{"text only", none, func(p *publication) { p.parts, p.m.Attachments = nil, nil }},
		{"longest subject", none, func(p *publication) { p.m.Subject.FR = strings.Repeat("é", 400) }},
		{"longest file name", none, func(p *publication) { p.parts[0].FileName = strings.Repeat("%C3%A9", 255) }},
		{"six parts", none, func(p *publication) { addParts(p, 4) }},

		{"no original", codeNotImplemented, func(p *publication) { p.m.OriginalMessageID = "" }},
		{"unknown original", codeInput, func(p *publication) { p.m.OriginalMessageID = "0123456789abcdef" }},
		{"another recipient", codeInput, func(p *publication) { p.m.Recipient.EboxIDValue = cbe(19990001) }},
		{"a citizen as recipient", codeInput, func(p *publication) { p.m.Recipient.EboxType = "citizen" }},
		{"a citizen with a company", codeSender, func(p *publication) { p.m.SenderOrganizationID = cbe(19990001) }},
		{"registered", codeInput, func(p *publication) { p.m.RegisteredMail = true }},
		{"reply to the reply", codeInput, func(p *publication) { p.m.ReplyAuthorized = true }},
		{"payment", codeNotImplemented, func(p *publication) { p.m.HasPaymentData = true }},
		{"no subject", codeInput, func(p *publication) { p.m.Subject = Translated{} }},
		{"two languages in the subject", codeNotImplemented, func(p *publication) { p.m.Subject.NL = "Antwoord" }},
		{"another language in the body", codeNotImplemented, func(p *publication) { p.m.BodyContent = &Translated{DE: "Antwort"} }},
		{"empty body", codeInput, func(p *publication) { p.m.BodyContent = &Translated{} }},
		{"subject too long", codeInput, func(p *publication) { p.m.Subject.FR = strings.Repeat("é", 401) }},
		{"file name too long", codeInput, func(p *publication) { p.parts[0].FileName = strings.Repeat("%C3%A9", 256) }},
		{"name too long", codeInput, func(p *publication) {
			p.m.ForTheAttentionOf = &ForTheAttentionOf{Type: "person", Name: strings.Repeat("é", 101)}
		}},
		{"attention of a group", codeInput, func(p *publication) { p.m.ForTheAttentionOf = &ForTheAttentionOf{Type: "group"} }},
		{"unknown business data", codeInput, func(p *publication) {
			p.m.BusinessDataList = []BusinessDataToPublish{{Key: "X", Values: []Translated{{FR: "x"}}}}
		}},
		{"value too long", codeInput, func(p *publication) {
			p.m.BusinessDataList = []BusinessDataToPublish{{Key: "X", Values: []Translated{{FR: strings.Repeat("é", 257)}}}}
		}},
		{"no main content", codeInput, func(p *publication) { p.m.BodyMainContent = false }},
		{"two main contents", codeInput, func(p *publication) { p.m.Attachments[0].MainContent = true }},
		{"main body without body", codeInput, func(p *publication) { p.m.BodyContent = nil }},
		{"part too many", codeInput, func(p *publication) { p.m.Attachments = p.m.Attachments[:1] }},
		{"part too few", codeInput, func(p *publication) { p.parts = p.parts[:1] }},
		{"seven parts", codeInput, func(p *publication) { addParts(p, 5) }},
		{"part of another name", codeInput, func(p *publication) { p.parts[0].Name = "upfile9" }},
		{"part twice", codeInput, func(p *publication) { p.parts[0].Name = "upfile2" }},
		{"described twice", codeInput, func(p *publication) { p.m.Attachments[1].HTTPPartName = "upfile2" }},
		{"part without file name", codeInput, func(p *publication) { p.parts[0].FileName = "" }},
		{"part without media type", codeInput, func(p *publication) { p.parts[0].MediaType = "" }},
		{"image", codeInput, func(p *publication) { p.parts[0].MediaType = "image/png" }},
		{"other XML", codeInput, func(p *publication) { p.parts[0].MediaType = "application/xml" }},
		{"hexadecimal digest", codeDigest, func(p *publication) { p.m.Attachments[0].Digest.DigestValue = hex.EncodeToString(p.parts[1].SHA256[:]) }},
		{"plain base64", codeDigest, func(p *publication) { // of bytes for which the two alphabets differ
			p.parts[1] = part(t, "upfile2", "a.csv", "text/csv", "twelve")
			p.m.Attachments[0].Digest.DigestValue = base64.StdEncoding.EncodeToString(bytes.Repeat([]byte{0xfb}, 32))
		}},
		{"digest of another part", codeDigest, func(p *publication) { p.m.Attachments[0].Digest = digestOf(p.parts[0]) }},
		{"another method", codeInput, func(p *publication) { p.m.Attachments[0].Digest.DigestMethod = "sha_1" }},
	} {
		t.Run(test.name, func(t *testing.T) {
			b := openBox(t, newWorld(t, Config{Seed: 9, Size: 25}), "region", "citizen")
			p := freeReply(t, original(t, b, "premium"), "")
			test.spoil(&p)
			status, err := b.Publish(p.m, p.parts)
			if got := codeOf(err); got != test.want {
				t.Errorf("got %s (%v), want %s", got, err, test.want)
			}
			if _, kept := b.Reply(p.m.OriginalMessageID); kept != (test.want == none) || kept != (status.MessageID != "") {
				t.Errorf("kept: %t, status %+v", kept, status)
			}
		})
	}
}

// addParts adds n described parts.
func addParts(p *publication, n int) {
	for i := range n {
		name := fmt.Sprintf("upfile%d", i+3)
		p.parts = append(p.parts, Part{Name: name, FileName: name + ".txt", MediaType: "text/plain"})
		p.m.Attachments = append(p.m.Attachments, AttachmentToPublish{HTTPPartName: name})
	}
}

func TestOneReplyPerMessage(t *testing.T) {
	b := openBox(t, newWorld(t, Config{Seed: 9, Size: 25}), "region", "citizen")
	m := original(t, b, "premium")
	var wg sync.WaitGroup
	codes := make(chan string, 6)
	for range cap(codes) {
		wg.Go(func() {
			p := freeReply(t, m, "")
			_, err := b.Publish(p.m, p.parts)
			codes <- codeOf(err)
		})
	}
	wg.Wait()
	close(codes)
	got := map[string]int{}
	for c := range codes {
		got[c]++
	}
	if d := cmp.Diff(map[string]int{"<nil>": 1, codeInput: 5}, got); d != "" {
		t.Error(d)
	}
	if after, _ := b.Get(m.MessageID); !after.ReplyAuthorized {
		t.Error("the flag tells what the sender allows, not what is left")
	}
}

func TestReplyStatus(t *testing.T) {
	b := openBox(t, newWorld(t, Config{Seed: 9, Size: 25}), "region", "citizen")
	p := freeReply(t, original(t, b, "premium"), "")
	got, err := b.Publish(p.m, p.parts)
	if err != nil {
		t.Fatal(err)
	}
	r, _ := b.Reply(p.m.OriginalMessageID)
	want := PublicationStatusMessage{MessageID: r.MessageID, ExpirationDate: DateTime{noon.AddDate(1, 0, 0)}}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	wantReply := Reply{
		MessageID: got.MessageID, OriginalMessageID: p.m.OriginalMessageID, Received: DateTime{noon},
		Subject: Translated{FR: "Réponse"}, Body: Translated{FR: "Voici la facture."}, Files: []string{"application/pdf", "text/csv"},
	}
	if d := cmp.Diff(wantReply, r); d != "" {
		t.Error(d)
	}
}

// chosenReply answers with a choice.
func chosenReply(m Message, own, key, body string) MessageToPublish {
	return MessageToPublish{
		Recipient: EboxID{"enterprise", m.SenderOrganizationID}, OriginalMessageID: m.MessageID, SenderOrganizationID: own,
		Subject: Translated{DE: "Antwort"}, BodyMainContent: true, BodyContent: &Translated{DE: body},
		BusinessDataList: []BusinessDataToPublish{{Key: key, Values: []Translated{{DE: body}}}},
	}
}

func TestFixedAnswers(t *testing.T) {
	own := owners["enterprise"]
	for _, test := range []struct {
		name, provider, kind string
		want                 string
		spoil                func(m *MessageToPublish)
	}{
		{"first, no comment allowed", "nsso", "career-break-employer", "<nil>", func(*MessageToPublish) {}},
		{"second", "nsso", "career-break-employer", "<nil>", func(m *MessageToPublish) {
			m.BusinessDataList[0].Key, m.BodyContent.DE = "SANDBOX_REPLY_OPTION_2", "Aufschub um höchstens sechs Monate"
		}},
		{"third of two", "nsso", "career-break-employer", codeInput, func(m *MessageToPublish) { m.BusinessDataList[0].Key = "SANDBOX_REPLY_OPTION_3" }},
		{"padded number", "nsso", "career-break-employer", codeInput, func(m *MessageToPublish) { m.BusinessDataList[0].Key = "SANDBOX_REPLY_OPTION_01" }},
		{"no choice", "nsso", "career-break-employer", codeInput, func(m *MessageToPublish) { m.BusinessDataList = nil }},
		{"two choices", "nsso", "career-break-employer", codeInput, func(m *MessageToPublish) {
			m.BusinessDataList = append(m.BusinessDataList, m.BusinessDataList[0])
		}},
		{"comment where none is allowed", "nsso", "career-break-employer", codeInput, func(m *MessageToPublish) { m.BodyContent.DE += ", aber" }},
		{"of another company", "nsso", "career-break-employer", codeSender, func(m *MessageToPublish) { m.SenderOrganizationID = cbe(19990001) }},
		{"without company", "nsso", "career-break-employer", codeSender, func(m *MessageToPublish) { m.SenderOrganizationID = "" }},
		{"comment", "finance", "vat-missing", "<nil>", func(m *MessageToPublish) { m.BodyContent.DE += ", nächste Woche." }},
		{"message without reply", "finance", "vat-account", codeInput, func(*MessageToPublish) {}},
	} {
		t.Run(test.name, func(t *testing.T) {
			b := openBox(t, newWorld(t, Config{Seed: 9, Size: 25}), test.provider, "enterprise")
			m := chosenReply(original(t, b, test.kind), own, "SANDBOX_REPLY_OPTION_1", "Antrag erhalten")
			test.spoil(&m)
			_, err := b.Publish(m, nil)
			if got := codeOf(err); got != test.want {
				t.Errorf("got %s (%v), want %s", got, err, test.want)
			}
		})
	}
}

func TestOffersOfAnswers(t *testing.T) {
	b := openBox(t, newWorld(t, Config{Seed: 9, Size: 25, Lang: "fr"}), "finance", "citizen")
	m := original(t, b, "simplified")
	got := map[string]string{}
	for _, d := range m.BusinessDataList.Items {
		if d.Description != nil {
			got[d.Key+" means"] = d.Description.FR
		}
		got[d.Key] = d.Values[0].FR
	}
	for key, want := range map[string]string{
		"SANDBOX_REPLY_OPTION_1":       "Je suis d'accord",
		"SANDBOX_REPLY_OPTION_1 means": "La proposition vaut déclaration. Vous recevrez l'avertissement-extrait de rôle à l'automne.",
		"SANDBOX_REPLY_OPTION_2":       "J'introduis moi-même une déclaration",
		"SANDBOX_REPLY_OPTION_3":       "",
		"SANDBOX_REPLY_COMMENT":        "false",
		"FOR_ACTION":                   "true",
	} {
		if got[key] != want {
			t.Errorf("%s: %q, want %q", key, got[key], want)
		}
	}
}

func TestExpiredMessagesTakeNoReply(t *testing.T) {
	c := &clock{noon}
	b := openBox(t, newWorld(t, Config{Seed: 9, Size: 25, Now: c.now}), "region", "citizen")
	p := freeReply(t, original(t, b, "premium"), "")
	c.t = noon.Add(3 * 365 * 24 * time.Hour)
	if _, err := b.Publish(p.m, p.parts); codeOf(err) != codeInput {
		t.Errorf("got %v", err)
	}
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

func TestNewPart(t *testing.T) {
	p := part(t, "upfile1", "a.txt", "text/plain", "abc")
	if got := digestOf(p).DigestValue; p.Size != 3 || got != "ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0" {
		t.Errorf("size %d, digest %s", p.Size, got)
	}
	if _, err := NewPart("upfile1", "a.txt", "text/plain", failing{}); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("a broken part: %v", err)
	}
}
