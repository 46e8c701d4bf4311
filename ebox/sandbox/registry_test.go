package sandbox

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"myebox/ebox/sandbox/contract"
	"myebox/ebox/sandbox/mailbox"
)

// outcome is what an answer came to: its status, and the code of a StatusMessage.
type outcome struct {
	status int
	code   string
}

func (a answer) outcome(b *bench) outcome {
	if a.status < 400 || a.header.Get("Content-Type") != "application/json" {
		return outcome{a.status, ""}
	}
	m := into[statusMessage](b, a)
	if want := map[bool]string{true: "TEST", false: "test"}[m.Environment == strings.ToUpper(m.Environment)]; m.Environment != want {
		b.Errorf("environment %q", m.Environment)
	}
	return outcome{a.status, m.Code}
}

// samples are ids of one provider's box to make requests with.
type samples struct {
	message, attachment, body, payable, unpayable string
	messageType, application, organization        string
	organizationImage, applicationImage           string
}

// collect looks for samples; what a provider does not have stays empty.
func (b *bench) collect(provider, token string) samples {
	b.Helper()
	var s samples
	list := into[mailbox.Messages](b, b.get(provider, token, "/ebox/messages?pageSize=100"))
	for _, m := range list.Items {
		if main, _ := documents(m); main != nil {
			s.message, s.attachment = m.MessageID, main.AttachmentID
			s.messageType, s.application, s.organization = m.MessageTypeID, m.SenderApplicationID, m.SenderOrganizationID
		}
		if m.BodyMainContent {
			s.body = m.MessageID
		}
		if m.PaymentData != nil {
			s.payable = m.MessageID
		} else {
			s.unpayable = m.MessageID
		}
	}
	for _, o := range into[struct{ Items []mailbox.SenderOrganization }](b, b.get(provider, token, "/referenceData/senderOrganizations?pageSize=100")).Items {
		if len(o.OrganizationLogos) > 0 {
			s.organizationImage = "/" + o.OrganizationID + "/images/" + url.PathEscape(o.OrganizationLogos[0].ImageID) + "/content"
		}
	}
	for _, a := range into[struct{ Items []mailbox.SenderApplication }](b, b.get(provider, token, "/referenceData/senderApplications?pageSize=100")).Items {
		if len(a.ApplicationLogos) > 0 {
			s.applicationImage = "/" + url.PathEscape(a.ApplicationID) + "/images/" + url.PathEscape(a.ApplicationLogos[0].ImageID) + "/content"
		}
	}
	return s
}

// operationCases are requests, valid and not, for every operation of a registry.
func operationCases(s samples) map[string]struct {
	ask  ask
	want outcome
} {
	esc := url.PathEscape
	m, ref := "/ebox/messages/", "/referenceData/"
	patch := func(body string) ask {
		return ask{method: "PATCH", url: "/ebox/messages", mediaType: "application/merge-patch+json", body: body}
	}
	cases := map[string]struct {
		ask  ask
		want outcome
	}{
		"summary":               {ask{url: "/ebox"}, outcome{200, ""}},
		"list":                  {ask{url: "/ebox/messages"}, outcome{200, ""}},
		"list with everything":  {ask{url: "/ebox/messages?page=1&pageSize=5&visible=true&readStatus=false&registeredMail=false&receivedAfter=2020-01-01&receivedBefore=2030-01-01&expiredAfter=2020-01-01&expiredBefore=2999-01-01&q=a&qlang=fr"}, outcome{200, ""}},
		"list beyond the end":   {ask{url: "/ebox/messages?page=1000&pageSize=100"}, outcome{200, ""}},
		"list of the far past":  {ask{url: "/ebox/messages?receivedBefore=1900-01-01"}, outcome{200, ""}},
		"list page 0":           {ask{url: "/ebox/messages?page=0", wrong: true}, outcome{400, "INVALID_INPUT"}},
		"list q alone":          {ask{url: "/ebox/messages?q=a", wrong: true}, outcome{400, "INVALID_INPUT"}},
		"list unknown":          {ask{url: "/ebox/messages?colour=red"}, outcome{200, ""}},
		"patch":                 {patch(`{"items":[{"messageId":"` + s.message + `","visible":true}],"totalItems":1}`), outcome{200, ""}},
		"patch nothing":         {patch(`{"items":[],"totalItems":0}`), outcome{200, ""}},
		"patch unknown":         {patch(`{"items":[{"messageId":"nosuch","visible":true}],"totalItems":1}`), outcome{404, "NOT_FOUND"}},
		"message":               {ask{url: m + s.message}, outcome{200, ""}},
		"message unknown":       {ask{url: m + "nosuch"}, outcome{404, "NOT_FOUND"}},
		"message odd":           {ask{url: m + "a%2Fb%20%3F"}, outcome{404, "NOT_FOUND"}},
		"attachments":           {ask{url: m + s.message + "/attachments"}, outcome{200, ""}},
		"attachments unknown":   {ask{url: m + "nosuch/attachments"}, outcome{404, "NOT_FOUND"}},
		"attachment":            {ask{url: m + s.message + "/attachments/" + esc(s.attachment)}, outcome{200, ""}},
		"attachment unknown":    {ask{url: m + s.message + "/attachments/nosuch"}, outcome{404, "NOT_FOUND"}},
		"attachment nowhere":    {ask{url: m + "nosuch/attachments/1"}, outcome{404, "NOT_FOUND"}},
		"content":               {ask{url: m + s.message + "/attachments/" + esc(s.attachment) + "/content"}, outcome{200, ""}},
		"content unknown":       {ask{url: m + s.message + "/attachments/nosuch/content"}, outcome{404, "NOT_FOUND"}},
		"body":                  {ask{url: m + s.body + "/body"}, outcome{200, ""}},
		"body unknown":          {ask{url: m + "nosuch/body"}, outcome{404, "NOT_FOUND"}},
		"payment":               {ask{url: m + s.payable + "/paymentData"}, outcome{200, ""}},
		"payment of nothing":    {ask{url: m + s.unpayable + "/paymentData"}, outcome{404, "NOT_FOUND"}},
		"publish as JSON":       {ask{method: "POST", url: "/publishMessage", mediaType: "application/json", body: "{}", wrong: true}, outcome{415, "UNSUPPORTED_MEDIA_TYPE"}},
		"link":                  {ask{method: "POST", url: "/linkEboxMessage", mediaType: "application/json", body: `{"messageId":"a","recipients":[]}`}, outcome{400, "NOT_IMPLEMENTED"}},
		"status":                {ask{method: "POST", url: "/searchMessageStatus", mediaType: "application/json", body: `[{"messageId":"` + s.message + `"},{"messageId":"nosuch"}]`}, outcome{201, ""}},
		"status of nothing":     {ask{method: "POST", url: "/searchMessageStatus", mediaType: "application/json", body: `[]`}, outcome{201, ""}},
		"status unknown":        {ask{method: "POST", url: "/searchMessageStatus", mediaType: "application/json", body: `[{"messageId":"nosuch"}]`}, outcome{404, "NOT_FOUND"}},
		"status of another box": {ask{method: "POST", url: "/searchMessageStatus", mediaType: "application/json", body: `[{"messageId":"` + s.message + `","eboxId":{"eboxType":"enterprise","eboxIdValue":"0406798006"}}]`}, outcome{404, "NOT_FOUND"}},
		"status of an object":   {ask{method: "POST", url: "/searchMessageStatus", mediaType: "application/json", body: `{}`, wrong: true}, outcome{400, "INVALID_INPUT"}},
		"types":                 {ask{url: ref + "messageTypes?pageSize=1"}, outcome{200, ""}},
		"types beyond":          {ask{url: ref + "messageTypes?page=99"}, outcome{200, ""}},
		"types page 0":          {ask{url: ref + "messageTypes?page=0", wrong: true}, outcome{400, "INVALID_INPUT"}},
		"type":                  {ask{url: ref + "messageTypes/" + esc(s.messageType)}, outcome{200, ""}},
		"type unknown":          {ask{url: ref + "messageTypes/no:such"}, outcome{404, "NOT_FOUND"}},
		"applications":          {ask{url: ref + "senderApplications?page=1"}, outcome{200, ""}},
		"applications size 101": {ask{url: ref + "senderApplications?pageSize=101", wrong: true}, outcome{400, "INVALID_INPUT"}},
		"application":           {ask{url: ref + "senderApplications/" + esc(s.application)}, outcome{200, ""}},
		"application unknown":   {ask{url: ref + "senderApplications/nosuch"}, outcome{404, "NOT_FOUND"}},
		"application logo":      {ask{url: ref + "senderApplications/nosuch/images/1/content"}, outcome{404, "NOT_FOUND"}},
		"organisations":         {ask{url: ref + "senderOrganizations"}, outcome{200, ""}},
		"organisations page x":  {ask{url: ref + "senderOrganizations?page=x", wrong: true}, outcome{400, "INVALID_INPUT"}},
		"organisation":          {ask{url: ref + "senderOrganizations/" + s.organization}, outcome{200, ""}},
		"organisation unknown":  {ask{url: ref + "senderOrganizations/0000000000"}, outcome{404, "NOT_FOUND"}},
		"organisation logo":     {ask{url: ref + "senderOrganizations" + s.organizationImage}, outcome{200, ""}},
		"no such logo":          {ask{url: ref + "senderOrganizations/" + s.organization + "/images/nosuch/content"}, outcome{404, "NOT_FOUND"}},
		"no such operation":     {ask{url: "/ebox/letters", wrong: true}, outcome{404, "NOT_FOUND"}},
		"no such method":        {ask{method: "DELETE", url: m + s.message, wrong: true}, outcome{405, "METHOD_NOT_ALLOWED"}},
	}
	if s.applicationImage != "" {
		cases["an application's logo"] = struct {
			ask  ask
			want outcome
		}{ask{url: ref + "senderApplications" + s.applicationImage}, outcome{200, ""}}
	}
	if s.body == "" {
		delete(cases, "body")
	}
	if s.payable == "" {
		delete(cases, "payment")
	}
	return cases
}

// TestOperations asks every operation of every live provider, rightly and wrongly, for both kinds of box; the client
// checks each exchange against the contract.
func TestOperations(t *testing.T) {
	b := newBench(t)
	for _, token := range []string{"citizen", "company"} {
		for _, p := range live {
			for name, tt := range operationCases(b.collect(p, token)) {
				tt.ask.url = registryPath(p, grants[token].BoxType) + tt.ask.url
				tt.ask.token = token
				if diff := cmp.Diff(tt.want, b.do(tt.ask).outcome(b), cmp.AllowUnexported(outcome{})); diff != "" {
					t.Errorf("%s: %s of %s (-want +got):\n%s", token, name, p, diff)
				}
			}
		}
	}
	var good, bad []string
	for x := range b.validator.Seen() {
		if x.Status < 300 {
			good = append(good, x.Operation)
		} else {
			bad = append(bad, x.Operation)
		}
	}
	for _, id := range RegistryOperations() {
		if !slices.Contains(bad, id) && id != "getEBoxById" {
			t.Errorf("%s was never refused", id)
		}
		if !slices.Contains(good, id) && id != "linkMessage" && id != "postMessage" { // see TestReply
			t.Errorf("%s never succeeded", id)
		}
	}
}

func TestOperationIdsAreTheContracts(t *testing.T) {
	v, err := contract.Load()
	if err != nil {
		t.Fatal(err)
	}
	for name, ids := range map[contract.API][]string{contract.Registry: RegistryOperations(), contract.Federation: FederationOperations()} {
		want := v.Operations(name)
		slices.Sort(want)
		if diff := cmp.Diff(want, ids); diff != "" {
			t.Errorf("%s (-contract +sandbox):\n%s", name, diff)
		}
	}
	if FaultHeader != contract.FaultHeader {
		t.Errorf("faults are marked with %s, the contract looks for %s", FaultHeader, contract.FaultHeader)
	}
}

func TestPages(t *testing.T) {
	b := newBench(t)
	for _, p := range live {
		all := into[mailbox.Messages](b, b.get(p, "citizen", "/ebox/messages?pageSize=100"))
		var paged []string
		for page := 1; ; page++ {
			got := into[mailbox.Messages](b, b.get(p, "citizen", fmt.Sprintf("/ebox/messages?pageSize=7&page=%d", page)))
			if got.TotalItems != all.TotalItems {
				t.Errorf("%s: page %d says %d in all, want %d", p, page, got.TotalItems, all.TotalItems)
			}
			if len(got.Items) == 0 {
				break
			}
			for _, m := range got.Items {
				paged = append(paged, m.MessageID)
			}
		}
		var want []string
		for _, m := range all.Items {
			want = append(want, m.MessageID)
		}
		if diff := cmp.Diff(want, paged); diff != "" || len(want) != all.TotalItems {
			t.Errorf("%s: %d of %d messages in pages (-want +got):\n%s", p, len(paged), all.TotalItems, diff)
		}
	}
}

func TestVisibility(t *testing.T) {
	b := newBench(t)
	ids := func(query string) (list []string) {
		for _, m := range into[mailbox.Messages](b, b.get("nsso", "company", "/ebox/messages?pageSize=100&"+query)).Items {
			list = append(list, m.MessageID)
		}
		return list
	}
	send := func(body, mediaType string) outcome {
		return b.do(ask{
			method: "PATCH", url: registryPath("nsso", Enterprise) + "/ebox/messages", token: "company", mediaType: mediaType, body: body, wrong: true,
		}).outcome(b)
	}
	before := ids("visible=true")
	one := before[0]
	hide := `{"items":[{"messageId":"` + one + `","visible":false}],"totalItems":1}`
	const right = "application/merge-patch+json"
	for name, tt := range map[string]struct {
		body, mediaType string
		want            outcome
	}{
		"JSON":                  {hide, "application/json", outcome{415, "UNSUPPORTED_MEDIA_TYPE"}},
		"JSON patch":            {hide, "application/json-patch+json", outcome{415, "UNSUPPORTED_MEDIA_TYPE"}},
		"no type":               {hide, "", outcome{415, "UNSUPPORTED_MEDIA_TYPE"}},
		"no JSON":               {"items", right, outcome{400, "INVALID_INPUT"}},
		"a list":                {"[]", right, outcome{400, "INVALID_INPUT"}},
		"no items":              {"{}", right, outcome{400, "INVALID_INPUT"}},
		"no visible":            {`{"items":[{"messageId":"` + one + `"}],"totalItems":1}`, right, outcome{400, "INVALID_INPUT"}},
		"no id":                 {`{"items":[{"visible":false}],"totalItems":1}`, right, outcome{400, "INVALID_INPUT"}},
		"null":                  {`{"items":[{"messageId":"` + one + `","visible":null}],"totalItems":1}`, right, outcome{400, "INVALID_INPUT"}},
		"text for truth":        {`{"items":[{"messageId":"` + one + `","visible":"false"}],"totalItems":1}`, right, outcome{400, "INVALID_INPUT"}},
		"wrong total":           {strings.Replace(hide, "1}", "2}", 1), right, outcome{400, "INVALID_INPUT"}},
		"a good and a bad id":   {`{"items":[{"messageId":"` + one + `","visible":false},{"messageId":"nosuch","visible":false}],"totalItems":2}`, right, outcome{404, "NOT_FOUND"}},
		"more than is accepted": {`{"items":[],"totalItems":0,"x":"` + strings.Repeat("x", maxJSON) + `"}`, right, outcome{413, "PAYLOAD_TOO_LARGE"}},
	} {
		if diff := cmp.Diff(tt.want, send(tt.body, tt.mediaType), cmp.AllowUnexported(outcome{})); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		if diff := cmp.Diff(before, ids("visible=true")); diff != "" {
			t.Fatalf("%s changed what is visible:\n%s", name, diff)
		}
	}
	if got := send(hide, right+"; charset=utf-8"); got.status != 200 {
		t.Fatalf("hiding: %v", got)
	}
	if slices.Contains(ids("visible=true"), one) || !slices.Contains(ids("visible=false"), one) || !slices.Contains(ids(""), one) {
		t.Error("the hidden message is not where it belongs")
	}
	if got := send(strings.Replace(hide, "false", "true", 1), right); got.status != 200 {
		t.Fatalf("showing: %v", got)
	}
	if diff := cmp.Diff(before, ids("visible=true")); diff != "" {
		t.Errorf("after showing it again (-want +got):\n%s", diff)
	}
}
