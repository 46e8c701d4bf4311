package sandbox

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"myebox/ebox/sandbox/mailbox"
)

func TestFederation(t *testing.T) {
	b := newBench(t)
	const merge = "application/merge-patch+json"
	one := `{"messageProviderId":"nsso","messageProviderName":{},"messageProviderDescription":{},"messageProviderUrl":"http://a",` +
		`"messageProviderActivationDate":"2020-01-01","messageProviderTechnicalContact":"x","apiSupportedVersion":"2.1"}`
	own := `{"eboxId":{"eboxType":"ENTERPRISE","eboxIdValue":"` + testCompany + `"},"exclusivelyEbox":true}`
	search := `{"eboxType":"ENTERPRISE","eboxIdType":"EnterpriseNumber","eboxIdValueList":["` + testCompany + `","0000000097"]}`
	for name, tt := range map[string]struct {
		ask  ask
		want outcome
	}{
		"providers":             {ask{url: "/messageProviders"}, outcome{200, ""}},
		"provider":              {ask{url: "/messageProviders/health"}, outcome{200, ""}},
		"no such provider":      {ask{url: "/messageProviders/nosuch"}, outcome{404, "NOT_FOUND"}},
		"changing one":          {ask{method: "PATCH", url: "/messageProviders/nsso", mediaType: merge, body: one}, outcome{403, ""}},
		"preferences":           {ask{method: "POST", url: "/eboxPreferences/search", mediaType: "application/json", body: search}, outcome{200, ""}},
		"of nobody":             {ask{method: "POST", url: "/eboxPreferences/search", mediaType: "application/json", body: strings.Replace(search, testCompany, "0000000097", 1)}, outcome{200, ""}},
		"of a citizen":          {ask{method: "POST", url: "/eboxPreferences/search", mediaType: "application/json", body: strings.Replace(search, "ENTERPRISE", "CITIZEN", 1), wrong: true}, outcome{400, "INVALID_INPUT"}},
		"of no list":            {ask{method: "POST", url: "/eboxPreferences/search", mediaType: "application/json", body: `{}`, wrong: true}, outcome{400, "INVALID_INPUT"}},
		"no JSON":               {ask{method: "POST", url: "/eboxPreferences/search", mediaType: "text/plain", body: search, wrong: true}, outcome{415, "UNSUPPORTED_MEDIA_TYPE"}},
		"changing a preference": {ask{method: "PATCH", url: "/eboxPreferences", mediaType: merge, body: own}, outcome{200, ""}},
		"changing nothing":      {ask{method: "PATCH", url: "/eboxPreferences", mediaType: merge, body: `{}`, wrong: true}, outcome{400, "INVALID_INPUT"}},
		"changing another's":    {ask{method: "PATCH", url: "/eboxPreferences", mediaType: merge, body: strings.Replace(own, testCompany, "0000000097", 1)}, outcome{404, "NOT_FOUND"}},
		"changing with JSON":    {ask{method: "PATCH", url: "/eboxPreferences", mediaType: "application/json", body: own, wrong: true}, outcome{415, "UNSUPPORTED_MEDIA_TYPE"}},
		"links":                 {ask{url: "/api"}, outcome{200, ""}},
		"links by another name": {ask{method: "OPTIONS", url: "/api"}, outcome{200, ""}},
		"page":                  {ask{url: "/api/doc"}, outcome{200, ""}},
		"schema":                {ask{url: "/api/doc/jsonSchemas/MessageProvider"}, outcome{200, ""}},
		"no such schema":        {ask{url: "/api/doc/jsonSchemas/nosuch"}, outcome{404, "NOT_FOUND"}},
		"description":           {ask{url: "/api/doc/swagger.json"}, outcome{200, ""}},
		"no such operation":     {ask{url: "/nosuch", wrong: true}, outcome{404, "NOT_FOUND"}},
		"no such method":        {ask{method: "DELETE", url: "/messageProviders/nsso", wrong: true}, outcome{405, "METHOD_NOT_ALLOWED"}},
	} {
		tt.ask.url, tt.ask.token = federationPath(Enterprise)+tt.ask.url, "company"
		got := b.do(tt.ask)
		if diff := cmp.Diff(tt.want, got.outcome(b), cmp.AllowUnexported(outcome{})); diff != "" {
			t.Errorf("%s (-want +got):\n%s\n%s", name, diff, got.body)
		}
	}
	var good []string
	for x := range b.validator.Seen() {
		if x.Status < 300 {
			good = append(good, x.Operation)
		}
	}
	for _, id := range FederationOperations() {
		if !slices.Contains(good, id) && id != "patchMessageProviderById" {
			t.Errorf("%s never succeeded", id)
		}
	}
}

func TestProviderList(t *testing.T) {
	b := newBench(t)
	state := map[string]string{}
	for _, p := range into[[]provider](b, b.do(ask{url: federationPath(Citizen) + "/messageProviders", token: "citizen"})) {
		switch today := testNow.Format("2006-01-02"); {
		case p.MessageProviderActivationDate > today:
			state[p.MessageProviderID] = "not yet"
		case len(p.MessageProviderPlannedMaintenance) > 0 && p.MessageProviderPlannedMaintenance[0].EndDate.After(testNow):
			state[p.MessageProviderID] = "maintenance"
		default:
			state[p.MessageProviderID] = p.APISupportedVersion
		}
		alone := into[provider](b, b.do(ask{url: federationPath(Citizen) + "/messageProviders/" + p.MessageProviderID, token: "citizen"}))
		if diff := cmp.Diff(p, alone); diff != "" {
			t.Errorf("in the list and alone (-list +alone):\n%s", diff)
		}
	}
	want := map[string]string{
		"nsso": "2.1", "finance": "2.1", "pensions": "2.1", "region": "2.1", "health": "maintenance", "justice": "not yet", "mobility": "3.0",
	}
	if diff := cmp.Diff(want, state); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestPreferences(t *testing.T) {
	dir := t.TempDir()
	keep := func(c *Config) { c.Dir = dir }
	b := newBench(t, keep)
	org := b.collect("nsso", "company").organization
	search := func(b *bench) []eboxPreferences {
		return into[[]eboxPreferences](b, b.do(ask{
			method: "POST", url: federationPath(Enterprise) + "/eboxPreferences/search", token: "company", mediaType: "application/json",
			body: `{"eboxType":"ENTERPRISE","eboxIdType":"EnterpriseNumber","eboxIdValueList":["` + testCompany + `","` + org + `","0000000097"]}`,
		}))
	}
	want := []eboxPreferences{
		{EboxID: mailbox.EboxID{EboxType: "enterprise", EboxIDValue: testCompany}, ExclusivelyEbox: new(false)},
		{EboxID: mailbox.EboxID{EboxType: "enterprise", EboxIDValue: org}, ExclusivelyEbox: new(false)},
	}
	for _, p := range live {
		sum := into[mailbox.Ebox](b, b.get(p, "company", "/ebox"))
		want[0].TotalNumberOfMessages += sum.NumberOfMessages
		want[0].TotalNumberOfUnreadMessages += sum.NumberOfUnreadMessages
	}
	if diff := cmp.Diff(want, search(b)); diff != "" {
		t.Errorf("at first (-want +got):\n%s", diff)
	}
	change := ask{
		method: "PATCH", url: federationPath(Enterprise) + "/eboxPreferences", token: "company", mediaType: "application/merge-patch+json",
		body: `{"eboxId":{"eboxType":"enterprise","eboxIdValue":"` + testCompany + `"},"exclusivelyEbox":true}`,
	}
	want[0].ExclusivelyEbox = new(true)
	if diff := cmp.Diff(want[0], into[eboxPreferences](b, b.do(change))); diff != "" {
		t.Errorf("the change (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(want, search(newBench(t, keep))); diff != "" {
		t.Errorf("after a restart (-want +got):\n%s", diff)
	}
	if err := os.Mkdir(filepath.Join(dir, "preferences.json.new"), 0o700); err != nil {
		t.Fatal(err)
	}
	change.body = strings.Replace(change.body, "true", "false", 1)
	if got := b.do(change).outcome(b); got != (outcome{500, "INTERNAL_ERROR"}) {
		t.Errorf("when it cannot be kept: %+v", got)
	}
	if diff := cmp.Diff(want, search(b)); diff != "" {
		t.Errorf("what was not kept was changed (-want +got):\n%s", diff)
	}
	for _, a := range []ask{
		{method: "POST", url: federationPath(Citizen) + "/eboxPreferences/search", mediaType: "application/json", body: "{}"},
		{method: "PATCH", url: federationPath(Citizen) + "/eboxPreferences", mediaType: "application/merge-patch+json", body: "{}"},
	} {
		a.token, a.wrong = "citizen", true
		if got := b.do(a).outcome(b); got != (outcome{404, "NOT_FOUND"}) {
			t.Errorf("a citizen's preferences: %+v", got)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "preferences.json"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := openPreferences(dir); err == nil {
		t.Error("broken preferences were read")
	}
}
