package ebox

import (
	"encoding/json"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// everything is a message with all fields of the contract, and some that it does not know.
const everything = `{
 "messageId":"m:1/ä b","originalMessageId":"m0",
 "subject":{"nl":"Onderwerp","fr":"Sujet","de":"Betreff","en":"beyond the contract"},
 "receiptDate":"2026-03-29T02:30:00+02:00","expirationDate":"2026-12-31T22:00:00Z",
 "readStatus":true,"visible":false,"registeredMail":true,"replyAuthorized":true,"bodyMainContent":true,
 "forTheAttentionOf":{"id":"00000000097","type":"person","name":"Test Specimen"},
 "messageTypeId":"employment:job-attest:werkkaart","senderOrganizationId":"206731645",
 "senderApplicationId":"db2b.SPFETCS-FODWASO.fgov.be",
 "attachments":{"items":[
  {"attachmentId":"a1","attachmentTitle":{"fr":"Titre"},"fileName":"../x.pdf","mainContent":true,
   "mediaType":"Application/PDF; charset=x","size":1800.5,"digest":{"digestValue":"47DEQpj8","digestMethod":"sha_256"},
   "attachmentSigned":true,"contentHref":"https://finance.test/x"},
  {"fileName":"y.bin","mainContent":false,"mediaType":"x/y","size":-3,"digest":null},
  {"mainContent":false}
 ],"totalItems":3},
 "paymentData":{"paymentDataId":"p1","amount":10.5,"vatAmount":"2.1","currency":"EUR","dueDate":"2026-04-30T00:00:00+02:00",
  "iban":"BE00 0000 0000 0000","bic":"TESTBEBB","reference":{"kind":"structured","value":"+++000/0000/00097+++"}},
 "businessDataList":{"items":[{"key":"FOR_ACTION","name":{"fr":"À faire"},"description":{"fr":"d"},"values":[{"fr":"true"},{"nl":"b"}]}],
  "totalItems":1},
 "unknown":{"deep":[1,2,3]}
}`

func brussels(y int, m time.Month, d, h, min int) time.Time {
	return time.Date(y, m, d, h, min, 0, 0, Brussels())
}

func TestDecodeMessage(t *testing.T) {
	u := Untrusted
	want := &Message{
		Key: Key{ID: "m:1/ä b"}, OriginalMessageID: "m0",
		Subject:     Translated{NL: u("Onderwerp"), FR: u("Sujet"), DE: u("Betreff"), EN: u("beyond the contract")},
		ReceiptDate: brussels(2026, 3, 29, 1, 30), ExpirationDate: brussels(2026, 12, 31, 23, 0),
		ReadStatus: true, RegisteredMail: true, ReplyAuthorized: true, BodyMainContent: true,
		ForTheAttentionOf: &ForTheAttentionOf{ID: u("00000000097"), Name: u("Test Specimen")},
		MessageTypeID:     "employment:job-attest:werkkaart", SenderOrganizationID: "0206731645",
		SenderApplicationID: "db2b.SPFETCS-FODWASO.fgov.be",
		Attachments: []Attachment{
			{
				ID: "a1", Title: Translated{FR: u("Titre")}, FileName: u("../x.pdf"), MainContent: true, MediaType: "application/pdf",
				SizeKB: 1800.5, Digest: &Digest{"sha_256", "47DEQpj8"}, Signed: true, href: "https://finance.test/x",
			},
			{FileName: u("y.bin"), MediaType: "x/y"},
		},
		PaymentData: &PaymentData{
			ID: "p1", Amount: 10.5, VATAmount: 2.1, Currency: "EUR", DueDate: brussels(2026, 4, 30, 0, 0),
			IBAN: u("BE00 0000 0000 0000"), BIC: u("TESTBEBB"), Reference: u("structured +++000/0000/00097+++"),
		},
		BusinessData: []BusinessData{{
			Key: "FOR_ACTION", Name: Translated{FR: u("À faire")}, Description: Translated{FR: u("d")},
			Values: []Translated{{FR: u("true")}, {NL: u("b")}},
		}},
	}
	var got Message
	if err := (wire21{}).decode([]byte(everything), &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, &got, cmp.AllowUnexported(Attachment{})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestDecodeMessageDefaults(t *testing.T) {
	for name, in := range map[string]string{
		"absent": `{"messageId":"1"}`,
		"null": `{"messageId":"1","originalMessageId":null,"subject":null,"receiptDate":null,"expirationDate":null,"readStatus":null,
			"visible":null,"registeredMail":null,"forTheAttentionOf":null,"messageTypeId":null,"senderOrganizationId":null,
			"senderApplicationId":null,"attachments":null,"bodyMainContent":null,"paymentData":null,"businessDataList":null,"replyAuthorized":null}`,
		"null lists":     `{"messageId":"1","attachments":{"items":null},"businessDataList":{"items":null,"totalItems":null}}`,
		"no dates":       `{"messageId":"1","receiptDate":"yesterday","expirationDate":17}`,
		"hidden in ids":  `{"messageId":"1","messageTypeId":"a\u001b[31m","senderApplicationId":"b\u202e","originalMessageId":"\ud800"}`,
		"number for id":  `{"messageId":1}`,
		"empty lists":    `{"messageId":"1","attachments":{"items":[],"totalItems":0},"businessDataList":{"items":[]}}`,
		"case of fields": `{"MESSAGEID":"1"}`,
	} {
		t.Run(name, func(t *testing.T) {
			var got Message
			if err := (wire21{}).decode([]byte(in), &got); err != nil {
				t.Fatal(err)
			}
			want := Message{Key: Key{ID: "1"}, Visible: true}
			if diff := cmp.Diff(want, got, cmp.AllowUnexported(Attachment{})); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestDecodeRefuses(t *testing.T) {
	for name, in := range map[string]string{
		"nothing": ``, "null": `null`, "text": `"a"`, "list": `[]`, "half": `{"messageId":"1"`, "two": `{"messageId":"1"}{}`,
		"no id": `{}`, "empty id": `{"messageId":""}`, "hostile id": `{"messageId":"a\u001bb"}`, "id is a list": `{"messageId":[]}`,
		"flag is text": `{"messageId":"1","readStatus":"yes"}`, "amount is text": `{"messageId":"1","paymentData":{"amount":"much"}}`,
		"amount without end": `{"messageId":"1","paymentData":{"amount":1e999}}`, "HTML": `<html>`,
	} {
		t.Run(name, func(t *testing.T) {
			got := Message{}
			err := (wire21{}).decode([]byte(in), &got)
			if !errors.Is(err, ErrMalformed) {
				t.Errorf("got %v, want ErrMalformed", err)
			}
			if diff := cmp.Diff(Message{}, got, cmpopts.IgnoreUnexported(Attachment{})); diff != "" {
				t.Errorf("something was taken over: %s", diff)
			}
		})
	}
	if err := (wire21{}).decode([]byte(`{}`), new(int)); err == nil || errors.Is(err, ErrMalformed) {
		t.Errorf("decoding into an int: %v", err)
	}
}

func TestDecodeOthers(t *testing.T) {
	u := Untrusted
	image := Image{ID: "i", SizeKB: 2, MediaType: "image/png", Language: "fr", href: "https://finance.test/i"}
	const imageIn = `[{"imageId":"i","size":2,"mediaType":"image/png","language":"fr","contentHref":"https://finance.test/i"}]`
	tests := map[string]struct {
		in   string
		into any
		want any
	}{
		"body":    {`{"fr":"Bonjour\nMadame","nl":null}`, new(Translated), &Translated{FR: u("Bonjour\nMadame")}},
		"payment": {`{"paymentDataId":"p","amount":1,"vatAmount":0,"reference":"free"}`, new(PaymentData), &PaymentData{ID: "p", Amount: 1, Reference: u("free")}},
		"box": {
			`{"numberOfMessages":3,"numberOfUnreadMessages":-1,"lastReceiptDate":"2026-01-01T00:00:00+01:00","eboxSize":4.5}`, new(Box),
			&Box{NumberOfMessages: 3, LastReceiptDate: brussels(2026, 1, 1, 0, 0), SizeKB: 4.5},
		},
		"attachments": {
			`{"items":[{"attachmentId":"a","fileName":"f","mainContent":true,"mediaType":"text/csv","size":1}],"totalItems":1}`,
			new([]Attachment), &[]Attachment{{ID: "a", FileName: u("f"), MainContent: true, MediaType: "text/csv", SizeKB: 1}},
		},
		"attachment": {`{"attachmentId":"a"}`, new(Attachment), &Attachment{ID: "a"}},
		"organisation": {
			`{"organizationId":"0206731645","organizationShortName":{"fr":"O"},"organizationLongName":{"fr":"OO"},"organizationUrl":{"fr":"https://x"},
			"contactBusiness":"c","contactTechnical":"never","organizationLogos":` + imageIn + `}`, new(Organization),
			&Organization{
				ID: "0206731645", ShortName: Translated{FR: u("O")}, LongName: Translated{FR: u("OO")},
				URL: Translated{FR: u("https://x")}, Contact: u("c"), Logos: []Image{image},
			},
		},
		"message type": {
			`{"messageTypeId":"t","messageTypeName":{"de":"T"},"messageTypeDescription":{"de":"D"},"validityPeriod":{"validityPeriodNumber":1,"validityPeriodUnit":"year"}}`,
			new(MessageType), &MessageType{ID: "t", Name: Translated{DE: u("T")}, Description: Translated{DE: u("D")}},
		},
		"application": {
			`{"applicationId":"a","applicationName":{"nl":"A"},"applicationDescription":{"nl":"D"},"applicationUrl":{"nl":"U"},"contactBusiness":"c",
			"applicationLogos":` + imageIn + `}`, new(Application),
			&Application{
				ID: "a", Name: Translated{NL: u("A")}, Description: Translated{NL: u("D")}, URL: Translated{NL: u("U")}, Contact: u("c"),
				Logos: []Image{image},
			},
		},
		"types": {
			`{"items":[{"messageTypeId":"t"},{}],"totalItems":2}`, new(References[MessageType]),
			&References[MessageType]{Items: []*MessageType{{ID: "t"}}, TotalItems: 2, Skipped: 1},
		},
		"organisations": {`{"items":[]}`, new(References[Organization]), &References[Organization]{Items: []*Organization{}, TotalItems: -1}},
		"applications": {
			`{"items":[{"applicationId":"a"}],"totalItems":"1"}`, new(References[Application]),
			&References[Application]{Items: []*Application{{ID: "a"}}, TotalItems: 1},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if err := (wire21{}).decode([]byte(tt.in), tt.into); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, tt.into, cmp.AllowUnexported(Attachment{}, Image{})); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestVisibility(t *testing.T) {
	b, mediaType, err := wire21{}.visibility(false, []string{"a1", `q"<`})
	if err != nil || mediaType != "application/merge-patch+json" {
		t.Fatalf("%s %v", mediaType, err)
	}
	var got, want any
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatal(err)
	}
	_ = json.Unmarshal([]byte(`{"items":[{"messageId":"a1","visible":false},{"messageId":"q\"<","visible":false}],"totalItems":2}`), &want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestWireFor(t *testing.T) {
	for version, want := range map[string]bool{"2.1": true, "2.0": true, "2": true, "2.10.3": true, "3.0": false, "1.6": false, "": false, "20.1": false, " 2.1": false} {
		if _, ok := wireFor(version); ok != want {
			t.Errorf("version %q: %v", version, ok)
		}
	}
}

func FuzzDecodeMessages(f *testing.F) {
	f.Add([]byte(`{"items":[` + everything + `],"totalItems":1}`))
	f.Add([]byte(`{"items":[{"messageId":"1","paymentData":{"reference":[{"b":"x","a":1.5}]}},{},null],"totalItems":-1}`))
	f.Add([]byte(`{"items":null,"totalItems":1e9}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		var p Page
		if err := (wire21{}).decode(b, &p); err != nil {
			if !errors.Is(err, ErrMalformed) {
				t.Errorf("error %v", err)
			}
			return
		}
		if p.TotalItems < -1 {
			t.Errorf("total %d", p.TotalItems)
		}
		for _, m := range p.Items {
			if m.Key.ID == "" {
				t.Error("a message without an id")
			}
			codes := []string{m.Key.ID, m.OriginalMessageID, m.MessageTypeID, m.SenderOrganizationID, m.SenderApplicationID}
			for _, d := range m.BusinessData {
				codes = append(codes, d.Key)
			}
			for _, a := range m.Attachments {
				codes = append(codes, a.ID, a.MediaType)
				if a.SizeKB < 0 {
					t.Errorf("size %f", a.SizeKB)
				}
				if name := SafeName(a.FileName, a.MediaType); badName(name) != "" {
					t.Errorf("name %q: %s", name, badName(name))
				}
			}
			for _, c := range codes {
				if !isClean(c) {
					t.Errorf("%q is shown as it is", c)
				}
			}
			m.ForAction()
			m.Main()
			if k, err := ParseKey(Key{"p", m.Key.ID}.String()); err != nil || k.ID != m.Key.ID {
				t.Errorf("key %q does not come back: %v", m.Key.ID, err)
			}
		}
	})
}
