package sandbox

import (
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strings"
	"testing"

	"myebox/ebox/sandbox/mailbox"
)

// unread asks whether a message is unread, and how many are.
func (b *bench) unread(provider, token, id string) (bool, int) {
	b.Helper()
	m := into[mailbox.Message](b, b.get(provider, token, "/ebox/messages/"+id))
	sum := into[mailbox.Ebox](b, b.get(provider, token, "/ebox"))
	return !m.ReadStatus, sum.NumberOfUnreadMessages
}

func TestReadStatusOfAttachments(t *testing.T) {
	b := newBench(t)
	p, m := b.find("citizen", "an unread message with a document and an annex", func(m mailbox.Message) bool {
		main, annexes := documents(m)
		return !m.ReadStatus && main != nil && len(annexes) > 0
	})
	main, annexes := documents(m)
	path := registryPath(p, Citizen) + "/ebox/messages/" + m.MessageID
	_, before := b.unread(p, "citizen", m.MessageID)
	for name, a := range map[string]ask{
		"the message":                  {url: path, token: "citizen"},
		"its attachments":              {url: path + "/attachments", token: "citizen"},
		"the document's data":          {url: path + "/attachments/" + main.AttachmentID, token: "citizen"},
		"an annex":                     {url: annexes[0].ContentHref, token: "citizen"},
		"a HEAD request":               {method: http.MethodHead, url: main.ContentHref, token: "citizen", wrong: true},
		"a refused request":            {url: main.ContentHref, wrong: true},
		"somebody's without the scope": {url: main.ContentHref, token: "poor"},
		"a document that is not there": {url: path + "/attachments/nosuch/content", token: "citizen"},
	} {
		b.do(a)
		if unread, n := b.unread(p, "citizen", m.MessageID); !unread || n != before {
			t.Errorf("%s changed the read status, or the count from %d to %d", name, before, n)
		}
	}
	for range 2 { // the second time changes nothing
		a := b.do(ask{url: main.ContentHref, token: "citizen"})
		sum := sha256.Sum256(a.body)
		if got := base64.RawURLEncoding.EncodeToString(sum[:]); a.status != 200 || got != main.Digest.DigestValue {
			t.Errorf("status %d, digest %s, want %s", a.status, got, main.Digest.DigestValue)
		}
		if unread, n := b.unread(p, "citizen", m.MessageID); unread || n != before-1 {
			t.Errorf("after the main content: unread %t, %d unread, want %d", unread, n, before-1)
		}
	}
	if want := int64(main.Size * 1024); b.do(ask{method: "HEAD", url: main.ContentHref, token: "citizen", wrong: true}).header.Get("Content-Length") == "" || want <= 0 {
		t.Errorf("no length announced for a document of %v kB", main.Size)
	}
}

func TestReadStatusOfABody(t *testing.T) {
	b := newBench(t)
	p, m := b.find("company", "an unread message whose body is the main content", func(m mailbox.Message) bool {
		return !m.ReadStatus && m.BodyMainContent
	})
	path := registryPath(p, Enterprise) + "/ebox/messages/" + m.MessageID + "/body"
	if a := b.do(ask{method: http.MethodHead, url: path, token: "company", wrong: true}); a.status != 200 {
		t.Errorf("HEAD: %d", a.status)
	}
	if unread, _ := b.unread(p, "company", m.MessageID); !unread {
		t.Error("a HEAD request made it read")
	}
	if text := into[mailbox.Translated](b, b.do(ask{url: path, token: "company"})); text == (mailbox.Translated{}) {
		t.Error("the body is empty")
	}
	if unread, _ := b.unread(p, "company", m.MessageID); unread {
		t.Error("the body did not make it read")
	}
}

func TestReadStatusStaysWhenTheBodyIsAnAnnex(t *testing.T) {
	b := newBench(t)
	for _, p := range live {
		list := into[mailbox.Messages](b, b.get(p, "citizen", "/ebox/messages?pageSize=100&readStatus=false"))
		for _, m := range list.Items {
			a := b.do(ask{url: registryPath(p, Citizen) + "/ebox/messages/" + m.MessageID + "/body", token: "citizen"})
			if m.BodyMainContent || a.status != 200 {
				continue
			}
			if unread, _ := b.unread(p, "citizen", m.MessageID); !unread {
				t.Error("a body that is not the main content made the message read")
			}
			return
		}
	}
	t.Fatal("no box holds a body beside a document")
}

func TestReadStatusOfACutTransfer(t *testing.T) {
	for fault, want := range map[string]bool{"cut": true, "cut:bytes=10": true, "cut:bytes=0": false, "huge:bytes=9": true, "503": false, "401": false, "redirect": false} {
		t.Run(fault, func(t *testing.T) {
			b := newBench(t)
			p, m := b.find("citizen", "an unread document", func(m mailbox.Message) bool {
				main, _ := documents(m)
				return !m.ReadStatus && main != nil
			})
			main, _ := documents(m)
			if err := b.sandbox.Faults().SetText(p + ":getAttachmentContentById:" + fault); err != nil {
				t.Fatal(err)
			}
			a := b.do(ask{url: main.ContentHref, token: "citizen"})
			if strings.HasPrefix(fault, "cut") && a.err == nil {
				t.Errorf("the transfer was not cut: %d bytes", len(a.body))
			}
			if unread, _ := b.unread(p, "citizen", m.MessageID); unread == want {
				t.Errorf("unread %t, want read %t", unread, want)
			}
		})
	}
}
