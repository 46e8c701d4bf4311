package contract

import (
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const (
	registryPath   = "/nsso/REST/ebox/citizen/messageRegistry/v2"
	federationPath = "/REST/ebox/citizen/federation/v1"
	token          = "Bearer t"
	patchType      = "application/merge-patch+json"
	formType       = "multipart/form-data; boundary=b7"
)

// exchange is one request and the canned answer to it.
type exchange struct {
	method, path, token, sendType, send string
	status                              int
	header                              http.Header
	answer                              string
}

func load(t *testing.T) *Validator {
	t.Helper()
	v, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// run sends the exchange through the transport and the handler and gives what each of them reported.
func run(t *testing.T, v *Validator, x exchange) (transport, handler []string) {
	t.Helper()
	answer := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if got, err := io.ReadAll(r.Body); err != nil || string(got) != x.send {
			t.Errorf("the server got %q, %v", got, err)
		}
		for k, vs := range x.header {
			w.Header()[k] = vs
		}
		w.WriteHeader(x.status)
		io.WriteString(w, x.answer)
	})
	srv := httptest.NewServer(v.Handler(answer, func(err error) { handler = append(handler, err.Error()) }))
	defer srv.Close()
	client := &http.Client{Transport: v.Transport(nil, func(err error) { transport = append(transport, err.Error()) })}
	req, err := http.NewRequestWithContext(t.Context(), x.method, srv.URL+x.path, strings.NewReader(x.send))
	if err != nil {
		t.Fatal(err)
	}
	if x.token != "" {
		req.Header.Set("Authorization", x.token)
	}
	if x.sendType != "" {
		req.Header.Set("Content-Type", x.sendType)
	}
	resp, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if got, err := io.ReadAll(resp.Body); err != nil || string(got) != x.answer {
		t.Errorf("the client got %q, %v", got, err)
	}
	srv.Close() // waits for the handler
	return transport, handler
}

func json(h ...string) http.Header {
	head := http.Header{"Content-Type": {"application/json"}}
	for i := 0; i+1 < len(h); i += 2 {
		head[h[i]] = []string{h[i+1]}
	}
	return head
}

func multipart(part string) string {
	return "--b7\r\nContent-Disposition: form-data; name=\"upfile1\"; filename=\"a.csv\"\r\nContent-Type: text/csv\r\n\r\n\"\x00,\r\n" +
		"--b7\r\nContent-Disposition: form-data; name=\"messageToPublish\"\r\nContent-Type: application/json\r\n\r\n" + part + "\r\n--b7--\r\n"
}

const (
	emptyList = `{"items":[],"totalItems":0}`
	refusal   = `{"id":"6f1c0f5e-2c7d-4f0e-9a51-2f1d3b0c7a11","code":"INVALID_INPUT","message":"no"}`
	message   = `{"messageId":"a","subject":{"fr":"Avis"},"receiptDate":"2026-01-02T03:04:05Z","expirationDate":"9999-12-31T23:59:59Z",
	"readStatus":false,"registeredMail":false,"messageTypeId":"t","senderOrganizationId":"0406798006","bodyMainContent":true,"replyAuthorized":false}`
	reply = `{"recipient":{"eboxType":"enterprise","eboxIdValue":"0406798006"},"originalMessageId":"a","subject":{"fr":"R"},
	"bodyMainContent":true,"bodyContent":{"fr":"oui"},"replyAuthorized":false,"attachments":[{"httpPartName":"upfile1","mainContent":false}]}`
)

func TestExchange(t *testing.T) {
	list := registryPath + "/ebox/messages"
	for name, tt := range map[string]struct {
		x    exchange
		want string // part of the one violation, empty: none
	}{
		"list":                 {exchange{"GET", list + "?page=2&q=a&qlang=fr&x=1", token, "", "", 200, json(), emptyList}, ""},
		"one message":          {exchange{"GET", list + "/a%2Fb", token, "", "", 200, json(), message}, ""},
		"bytes":                {exchange{"GET", list + "/a/attachments/1/content", token, "", "", 200, http.Header{"Content-Type": {"application/octet-stream"}}, "\x00"}, ""},
		"hide":                 {exchange{"PATCH", list, token, patchType, `{"items":[{"messageId":"a","visible":false}],"totalItems":1}`, 200, nil, ""}, ""},
		"reply":                {exchange{"POST", registryPath + "/publishMessage", token, formType, multipart(reply), 201, json(), `{"messageId":"r","expirationDate":"2027-01-01T00:00:00+01:00"}`}, ""},
		"status answers 201":   {exchange{"POST", registryPath + "/searchMessageStatus", token, "application/json", `[]`, 201, json(), `[]`}, ""},
		"gateway":              {exchange{"GET", list, token, "", "", 401, http.Header{"Content-Type": {"application/problem+json"}, "Www-Authenticate": {"Bearer"}}, `{"type":"urn:x","status":401,"title":"no"}`}, ""},
		"providers":            {exchange{"GET", federationPath + "/messageProviders", token, "", "", 200, json(), `[]`}, ""},
		"no token needed":      {exchange{"GET", federationPath + "/api/doc", "", "", "", 200, http.Header{"Content-Type": {"text/html"}}, "x"}, ""},
		"neither API":          {exchange{"GET", "/fas/oauth2/authorize", "", "", "", 200, nil, "x"}, ""},
		"broken on purpose":    {exchange{"GET", list, token, "", "", 200, json(FaultHeader, "broken"), `{"items`}, ""},
		"cached":               {exchange{"GET", registryPath + "/referenceData/messageTypes", token, "", "", 200, json("Etag", `"a"`, "Cache-Control", "max-age=5"), emptyList}, ""},
		"own counters":         {exchange{"GET", "/sandbox/requests", "", "", "", 200, json(), `{"requests":[{"provider":"nsso","operation":"","count":1}]}`}, ""},
		"own faults":           {exchange{"POST", "/sandbox/faults", "", "text/plain", "a:b:503", 204, nil, ""}, ""},
		"own arrivals":         {exchange{"POST", "/sandbox/arrivals", "", "text/plain", "count=1", 200, json(), `{"arrived":[{"provider":"nsso","boxType":"citizen","messageId":"0123456789abcdef"}]}`}, ""},
		"own counters of none": {exchange{"GET", "/sandbox/requests", "", "", "", 200, json(), `{"requests":[{"provider":"nsso","operation":"","count":0}]}`}, "count"},
		"no token":             {exchange{"GET", list, "", "", "", 200, json(), emptyList}, "no bearer token"},
		"token in the address": {exchange{"GET", list + "?access_token=a", token, "", "", 200, json(), emptyList}, "token in the address"},
		"page 0":               {exchange{"GET", list + "?page=0", token, "", "", 400, json(), refusal}, `"page"`},
		"page size 101":        {exchange{"GET", list + "?pageSize=101", token, "", "", 400, json(), refusal}, `"pageSize"`},
		"no day":               {exchange{"GET", list + "?receivedAfter=2026-1-1", token, "", "", 400, json(), refusal}, `"receivedAfter"`},
		"q alone":              {exchange{"GET", list + "?q=a", token, "", "", 400, json(), refusal}, "q without qlang"},
		"unknown path":         {exchange{"GET", registryPath + "/ebox/message", token, "", "", 404, json(), refusal}, "no matching operation"},
		"unknown method":       {exchange{"DELETE", list, token, "", "", 405, json(), refusal}, "method not allowed"},
		"patch as json":        {exchange{"PATCH", list, token, "application/json", emptyList, 200, nil, ""}, "Content-Type"},
		"patch without flag":   {exchange{"PATCH", list, token, patchType, `{"items":[{"messageId":"a"}],"totalItems":1}`, 400, json(), refusal}, "visible"},
		"patch answers":        {exchange{"PATCH", list, token, patchType, emptyList, 200, json(), "{}"}, "a body where there is none"},
		"reply without flag":   {exchange{"POST", registryPath + "/publishMessage", token, formType, multipart(`{"recipient":{"eboxType":"enterprise","eboxIdValue":"0406798006"},"subject":{"fr":"R"},"bodyMainContent":true}`), 400, json(), refusal}, "replyAuthorized"},
		"reply in two":         {exchange{"POST", registryPath + "/publishMessage", token, formType, multipart(strings.Replace(reply, `{"fr":"R"}`, `{"fr":"R","nl":"A"}`, 1)), 400, json(), refusal}, "at most 1 properties"},
		"list without total":   {exchange{"GET", list, token, "", "", 200, json(), `{"items":[]}`}, "totalItems"},
		"null":                 {exchange{"GET", list, token, "", "", 200, json(), `{"items":null,"totalItems":0}`}, "nullable"},
		"fraction of a second": {exchange{"GET", list + "/a", token, "", "", 200, json(), strings.Replace(message, "05Z", "05.1Z", 1)}, "receiptDate"},
		"short company number": {exchange{"GET", list + "/a", token, "", "", 200, json(), strings.Replace(message, "0406798006", "406798006", 1)}, "senderOrganizationId"},
		"html":                 {exchange{"GET", list, token, "", "", 502, http.Header{"Content-Type": {"text/html"}}, "<p>"}, "Content-Type"},
		"bytes as list":        {exchange{"GET", list, token, "", "", 200, http.Header{"Content-Type": {"application/octet-stream"}}, "x"}, "bytes where there are none"},
		"uncached":             {exchange{"GET", registryPath + "/referenceData/messageTypes", token, "", "", 200, json(), emptyList}, "missing"},
		"401 says nothing":     {exchange{"GET", list, token, "", "", 401, json(), refusal}, "WWW-Authenticate"},
	} {
		t.Run(name, func(t *testing.T) {
			transport, handler := run(t, load(t), tt.x)
			if diff := cmp.Diff(transport, handler); diff != "" {
				t.Errorf("transport and handler differ (-transport +handler):\n%s", diff)
			}
			switch {
			case tt.want == "" && len(transport) > 0:
				t.Errorf("reported %q", transport)
			case tt.want != "" && (len(transport) != 1 || !strings.Contains(transport[0], tt.want)):
				t.Errorf("reported %q, want one with %q", transport, tt.want)
			}
		})
	}
}

func TestStrict(t *testing.T) {
	x := exchange{"GET", registryPath + "/ebox", token, "", "", 200, json(), `{"numberOfMessages":1,"numberOfUnread":1}`}
	if got, _ := run(t, load(t), x); len(got) != 0 {
		t.Errorf("unlisted properties are allowed, reported %q", got)
	}
	v := load(t)
	v.Strict()
	if got, _ := run(t, v, x); len(got) != 1 || !strings.Contains(got[0], "numberOfUnread") {
		t.Errorf("strict reported %q", got)
	}
}

func TestBase(t *testing.T) {
	v := load(t)
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(204) }))
	defer srv.Close()
	v.Base(Registry, srv.URL+"/proxy/")
	var got []error
	client := &http.Client{Transport: v.Transport(nil, func(err error) { got = append(got, err) })}
	req, err := http.NewRequestWithContext(Unchecked(t.Context()), "GET", srv.URL+"/proxy/ebox", nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if len(got) != 1 || !strings.Contains(got[0].Error(), "answer of getEBoxById (204)") {
		t.Errorf("reported %v, want the answer of getEBoxById alone", got)
	}
	if diff := cmp.Diff(map[Exchange]int{{"getEBoxById", 204}: 1}, v.Seen()); diff != "" {
		t.Errorf("seen (-want +got):\n%s", diff)
	}
}

func TestOperations(t *testing.T) {
	v := load(t)
	for name, want := range map[API]int{Registry: 20, Federation: 10, Extensions: 16} {
		ids := v.Operations(name)
		slices.Sort(ids)
		if got := len(slices.Compact(ids)); got != want {
			t.Errorf("%s has %d operations, want %d: %q", name, got, want, ids)
		}
	}
}

func TestLoadOutsideAModule(t *testing.T) {
	t.Chdir(t.TempDir())
	if _, err := Load(); err == nil {
		t.Error("no error without go.mod")
	}
}
