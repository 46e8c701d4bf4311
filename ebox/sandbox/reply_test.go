package sandbox

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"myebox/ebox/sandbox/mailbox"
)

// reply is a publication that answers m, as a map to be spoilt.
func reply(m mailbox.Message, token string) map[string]any {
	r := map[string]any{
		"recipient":         map[string]any{"eboxType": "enterprise", "eboxIdValue": m.SenderOrganizationID},
		"originalMessageId": m.MessageID,
		"subject":           map[string]any{"fr": "Réponse"},
		"bodyMainContent":   true,
		"bodyContent":       map[string]any{"fr": "J'accepte."},
		"replyAuthorized":   false,
	}
	if token == "company" {
		r["senderOrganizationId"] = testCompany
	}
	return r
}

// send publishes.
func (b *bench) send(provider, token string, r map[string]any, wrong bool, files ...formPart) answer {
	b.Helper()
	text, err := json.Marshal(r)
	if err != nil {
		b.Fatal(err)
	}
	return b.do(ask{
		method: "POST", url: registryPath(provider, grants[token].BoxType) + "/publishMessage", token: token, wrong: wrong,
		mediaType: "multipart/form-data; boundary=b7", body: string(form(append(files, description(string(text)))...)),
	})
}

func digestOf(text string) map[string]any {
	sum := sha256.Sum256([]byte(text))
	return map[string]any{"digestMethod": "sha_256", "digestValue": base64.RawURLEncoding.EncodeToString(sum[:])}
}

// answerable tells whether a message takes an answer in free words: nothing in it offers fixed ones.
func answerable(m mailbox.Message) bool {
	if m.BusinessDataList == nil {
		return m.ReplyAuthorized
	}
	return m.ReplyAuthorized && !slices.ContainsFunc(m.BusinessDataList.Items, func(d mailbox.BusinessData) bool {
		return strings.HasPrefix(d.Key, "SANDBOX_REPLY_")
	})
}

func TestReply(t *testing.T) {
	for _, token := range []string{"citizen", "company"} {
		t.Run(token, func(t *testing.T) {
			b := newBench(t)
			p, m := b.find(token, "a message that may be answered", answerable)
			r := reply(m, token)
			r["attachments"] = []any{map[string]any{"httpPartName": "upfile1", "mainContent": false, "digest": digestOf("Attest")}}
			got := b.send(p, token, r, false, upload("upfile1", "attest%20%C3%A9.txt", "Attest"))
			if got.status != 201 {
				t.Fatalf("%d: %s", got.status, got.body)
			}
			if done := into[mailbox.PublicationStatusMessage](b, got); done.MessageID == "" || done.MessageID == m.MessageID {
				t.Errorf("reply %q to %q", done.MessageID, m.MessageID)
			}
			if again := b.send(p, token, reply(m, token), false).outcome(b); again != (outcome{400, "INVALID_INPUT"}) {
				t.Errorf("a second reply: %+v", again)
			}
			after := into[mailbox.Message](b, b.get(p, token, "/ebox/messages/"+m.MessageID))
			if diff := cmp.Diff(m, after); diff != "" {
				t.Errorf("the reply changed the message (-before +after):\n%s", diff)
			}
		})
	}
}

func TestReplyRefused(t *testing.T) {
	b := newBench(t)
	p, m := b.find("company", "a message that may be answered", answerable)
	closed, other := b.find("company", "a message that may not be answered", func(m mailbox.Message) bool { return !m.ReplyAuthorized })
	if closed != p {
		t.Fatalf("%s has messages that may be answered, %s has others", p, closed)
	}
	described := func(main bool, digest map[string]any) []any {
		d := map[string]any{"httpPartName": "upfile1", "mainContent": main}
		if digest != nil {
			d["digest"] = digest
		}
		return []any{d}
	}
	hex := digestOf("x")
	hex["digestValue"] = fmt.Sprintf("%x", sha256.Sum256([]byte("x")))
	for name, tt := range map[string]struct {
		change map[string]any // nil removes
		files  []formPart
		code   string
	}{
		"no original":              {map[string]any{"originalMessageId": nil}, nil, "NOT_IMPLEMENTED"},
		"an unknown original":      {map[string]any{"originalMessageId": "nosuch"}, nil, "INVALID_INPUT"},
		"one that takes none":      {map[string]any{"originalMessageId": other.MessageID}, nil, "INVALID_INPUT"},
		"no recipient":             {map[string]any{"recipient": nil}, nil, "INVALID_INPUT"},
		"another recipient":        {map[string]any{"recipient": map[string]any{"eboxType": "enterprise", "eboxIdValue": testCompany}}, nil, "INVALID_INPUT"},
		"no sender":                {map[string]any{"senderOrganizationId": nil}, nil, "INVALID_SENDER"},
		"another sender":           {map[string]any{"senderOrganizationId": "0406798006"}, nil, "INVALID_SENDER"},
		"no subject":               {map[string]any{"subject": nil}, nil, "INVALID_INPUT"},
		"two languages":            {map[string]any{"subject": map[string]any{"fr": "Oui", "nl": "Ja"}}, nil, "NOT_IMPLEMENTED"},
		"nothing said on replies":  {map[string]any{"replyAuthorized": nil}, nil, "INVALID_INPUT"},
		"replies to a reply":       {map[string]any{"replyAuthorized": true}, nil, "INVALID_INPUT"},
		"registered":               {map[string]any{"registeredMail": true}, nil, "INVALID_INPUT"},
		"no main content":          {map[string]any{"bodyMainContent": false}, nil, "INVALID_INPUT"},
		"two main contents":        {map[string]any{"attachments": described(true, nil)}, []formPart{upload("upfile1", "a.txt", "x")}, "INVALID_INPUT"},
		"a main body without body": {map[string]any{"bodyContent": nil}, nil, "INVALID_INPUT"},
		"a file not described":     {nil, []formPart{upload("upfile1", "a.txt", "x")}, "INVALID_INPUT"},
		"a description, no file":   {map[string]any{"attachments": described(false, nil)}, nil, "INVALID_INPUT"},
		"another part name":        {map[string]any{"attachments": described(false, nil)}, []formPart{upload("upfile2", "a.txt", "x")}, "INVALID_INPUT"},
		"another digest":           {map[string]any{"attachments": described(false, digestOf("y"))}, []formPart{upload("upfile1", "a.txt", "x")}, "DIGEST_DO_NOT_MATCH"},
		"a hex digest":             {map[string]any{"attachments": described(false, hex)}, []formPart{upload("upfile1", "a.txt", "x")}, "DIGEST_DO_NOT_MATCH"},
		"an image":                 {map[string]any{"attachments": described(false, nil)}, []formPart{{`form-data; name="upfile1"; filename="a.png"`, "image/png", []byte("x")}}, "INVALID_INPUT"},
		"a null":                   {map[string]any{"forTheAttentionOf": json.RawMessage("null")}, nil, "INVALID_INPUT"},
	} {
		t.Run(name, func(t *testing.T) {
			r := reply(m, "company")
			for k, v := range tt.change {
				if v == nil {
					delete(r, k)
					continue
				}
				r[k] = v
			}
			got := b.send(p, "company", r, true, tt.files...)
			if diff := cmp.Diff(outcome{400, tt.code}, got.outcome(b), cmp.AllowUnexported(outcome{})); diff != "" {
				t.Errorf("(-want +got):\n%s\n%s", diff, got.body)
			}
		})
	}
	if got := b.send(p, "messages", reply(m, "company"), false).refusal(b); got.Status != 403 {
		t.Errorf("without the scope: %+v", got)
	}
	if got := b.send(p, "company", reply(m, "company"), false); got.status != 201 {
		t.Errorf("after all these: %d %s", got.status, got.body)
	}
}
