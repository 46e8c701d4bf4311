package ebox

import (
	"errors"
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// refData serves every resource of reference data.
func refData(t *testing.T) (*world, *Registry) {
	w := newWorld(t)
	b := w.live("a")
	serve := func(path string, v any) {
		b.extra["GET "+path] = func(rw http.ResponseWriter, r *http.Request) { writeJSON(rw, 200, v) }
	}
	org := map[string]any{"organizationId": orgID, "organizationShortName": map[string]any{"fr": "O"}}
	typ := map[string]any{"messageTypeId": "a:b c/d", "messageTypeName": map[string]any{"fr": "T"}}
	app := map[string]any{"applicationId": "db2b.x", "applicationName": map[string]any{"fr": "A"}}
	serve("/referenceData/senderOrganizations/"+orgID, org)
	serve("/referenceData/messageTypes/a:b%20c%2Fd", typ)
	serve("/referenceData/senderApplications/db2b.x", app)
	serve("/referenceData/senderOrganizations", map[string]any{"items": []any{org}, "totalItems": 1})
	serve("/referenceData/messageTypes", map[string]any{"items": []any{typ, map[string]any{}}, "totalItems": 2})
	serve("/referenceData/senderApplications", map[string]any{"items": []any{app}, "totalItems": 1})
	b.extra["GET /referenceData/senderOrganizations/"+orgID+"/images/i%2F1/content"] = answering(200, "PNG", "ETag", `"1"`).ServeHTTP
	b.extra["GET /referenceData/senderApplications/db2b.x/images/2/content"] = answering(200, "GIF").ServeHTTP
	f := w.federation(Options{PageSize: 50})
	providerIDs(t, f)
	r, err := f.registry(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	return w, r
}

func TestReferenceData(t *testing.T) {
	w, r := refData(t)
	ctx, s := t.Context(), r.ReferenceData
	got := map[string]any{}
	keep := func(name string, v any, err error) {
		t.Helper()
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		got[name] = v
	}
	for range 2 { // the second time nothing is asked
		o, err := s.Organization(ctx, orgID)
		keep("organisation", o, err)
		m, err := s.MessageType(ctx, "a:b c/d")
		keep("type", m, err)
		a, err := s.Application(ctx, "db2b.x")
		keep("application", a, err)
		os, err := s.Organizations(ctx, 0)
		keep("organisations", os, err)
		ms, err := s.MessageTypes(ctx, 2)
		keep("types", ms, err)
		as, err := s.Applications(ctx, 1)
		keep("applications", as, err)
		i, err := s.OrganizationImage(ctx, orgID, "i/1")
		keep("logo", string(i), err)
		i, err = s.ApplicationImage(ctx, "db2b.x", "2")
		keep("application logo", string(i), err)
	}
	o := &Organization{ID: orgID, ShortName: Translated{FR: Untrusted("O")}}
	m := &MessageType{ID: "a:b c/d", Name: Translated{FR: Untrusted("T")}}
	a := &Application{ID: "db2b.x", Name: Translated{FR: Untrusted("A")}}
	want := map[string]any{
		"organisation": o, "type": m, "application": a, "logo": "PNG", "application logo": "GIF",
		"organisations": &References[Organization]{Items: []*Organization{o}, TotalItems: 1},
		"types":         &References[MessageType]{Items: []*MessageType{m}, TotalItems: 2, Skipped: 1},
		"applications":  &References[Application]{Items: []*Application{a}, TotalItems: 1},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(Image{})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	calls := []string{
		listCall[len("federation.test GET "):],
		"/base/referenceData/senderOrganizations/" + orgID, "/base/referenceData/messageTypes/a:b%20c%2Fd", "/base/referenceData/senderApplications/db2b.x",
		"/base/referenceData/senderOrganizations?page=1&pageSize=50", "/base/referenceData/messageTypes?page=2&pageSize=50",
		"/base/referenceData/senderApplications?page=1&pageSize=50",
		"/base/referenceData/senderOrganizations/" + orgID + "/images/i%2F1/content", "/base/referenceData/senderApplications/db2b.x/images/2/content",
	}
	for i, c := range w.calls {
		if host := map[bool]string{true: "federation.test", false: "a.test"}[i == 0]; i >= len(calls) || c != host+" GET "+calls[i] {
			t.Errorf("call %d: %s", i, c)
		}
	}
}

func TestNamesThroughTheFederation(t *testing.T) {
	w := newWorld(t)
	b := w.live("a")
	b.extra["GET /referenceData/messageTypes/t"] = answering(200, `{"messageTypeId":"t","messageTypeName":{"fr":"T"}}`).ServeHTTP
	b.extra["GET /referenceData/senderApplications/p"] = answering(200, `{"applicationId":"p","applicationName":{"fr":"P"}}`).ServeHTTP
	f := w.federation(Options{})
	m, err := f.MessageType(t.Context(), "a", "t")
	if err != nil || m.Name.In("fr").String() != "T" {
		t.Errorf("%v, %v", m, err)
	}
	p, err := f.Application(t.Context(), "a", "p")
	if err != nil || p.Name.In("fr").String() != "P" {
		t.Errorf("%v, %v", p, err)
	}
	for name, call := range map[string]func() error{
		"organisation": func() error { _, err := f.Organization(t.Context(), "b", "x"); return err },
		"type":         func() error { _, err := f.MessageType(t.Context(), "b", "x"); return err },
		"application":  func() error { _, err := f.Application(t.Context(), "b", "x"); return err },
		"message":      func() error { _, err := f.Message(t.Context(), Key{"b", "x"}); return err },
		"body":         func() error { _, err := f.Body(t.Context(), Key{"b", "x"}); return err },
		"payment":      func() error { _, err := f.PaymentData(t.Context(), Key{"b", "x"}); return err },
		"content":      func() error { _, err := f.Content(t.Context(), &Message{}, &Attachment{}, 1); return err },
		"save":         func() error { _, err := f.Save(t.Context(), &Message{}, &Attachment{}, SaveOptions{}); return err },
		"hide":         func() error { return f.SetVisible(t.Context(), false, Key{"b", "x"}) },
	} {
		if err := call(); !errors.Is(err, ErrNotFound) {
			t.Errorf("%s of a provider that nobody knows: %v", name, err)
		}
	}
}
