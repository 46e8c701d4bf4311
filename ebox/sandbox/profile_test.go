package sandbox

import (
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"myebox/ebox/sandbox/consent"
	"myebox/ebox/sandbox/contract"
)

const profilePath = "/sandbox/profile/v1/"

// patch and post are requests for the profile by the citizen.
func post(path, body string) ask {
	return ask{method: "POST", url: profilePath + path, token: "citizen", mediaType: "application/json", body: body}
}

func patch(body string) ask {
	return ask{method: "PATCH", url: profilePath + "profile", token: "citizen", mediaType: "application/merge-patch+json", body: body}
}

// wrongly marks a request as one that breaks the contract on purpose.
func wrongly(a ask) ask {
	a.wrong = true
	return a
}

// mailedCode is the code in the outbox.
func (b *bench) mailedCode() string {
	b.Helper()
	mails := into[struct{ Mails []consent.Mail }](b, b.do(ask{url: "/sandbox/mails"})).Mails
	for _, m := range slices.Backward(mails) {
		if m.Code != "" {
			return m.Code
		}
	}
	b.Fatal("no code was mailed")
	return ""
}

const activation = `{"terms":"2025-09","email":"test@example.org","notifications":{"new":true,"reminder":true,"expiry":false,"lang":"en","html":false}}`

// starts are sandboxes whose boxes begin in a state.
func starts(first consent.State) func(*Config) { return func(c *Config) { c.Consent.First = first } }

func TestProfileOperations(t *testing.T) {
	good := map[string]bool{}
	for name, tt := range map[string]struct {
		first consent.State
		ask   ask
		want  outcome
		state consent.State
	}{
		"profile":               {consent.Inactive, ask{url: profilePath + "profile", token: "citizen"}, outcome{200, ""}, consent.Inactive},
		"terms":                 {consent.Inactive, ask{url: profilePath + "terms", token: "citizen"}, outcome{200, ""}, consent.Inactive},
		"activating":            {consent.Inactive, post("activation", activation), outcome{200, ""}, consent.Unvalidated},
		"activating anew":       {consent.Withdrawn, post("activation", activation), outcome{200, ""}, consent.Unvalidated},
		"activating twice":      {consent.Active, post("activation", activation), outcome{409, "WRONG_STATE"}, consent.Active},
		"old terms":             {consent.Inactive, post("activation", strings.Replace(activation, "2025-09", "2024-01", 1)), outcome{409, "TERMS_CHANGED"}, consent.Inactive},
		"no address":            {consent.Inactive, post("activation", strings.Replace(activation, "test@", "test at ", 1)), outcome{400, "INVALID_EMAIL"}, consent.Inactive},
		"no language":           {consent.Inactive, wrongly(post("activation", strings.Replace(activation, `"en"`, `"it"`, 1))), outcome{400, "INVALID_INPUT"}, consent.Inactive},
		"no notifications":      {consent.Inactive, wrongly(post("activation", `{"terms":"2025-09","email":"test@example.org"}`)), outcome{400, "INVALID_INPUT"}, consent.Inactive},
		"no JSON":               {consent.Inactive, wrongly(ask{method: "POST", url: profilePath + "activation", token: "citizen", mediaType: "text/plain", body: "x"}), outcome{415, "UNSUPPORTED_MEDIA_TYPE"}, consent.Inactive},
		"another code":          {consent.Unvalidated, post("code", ""), outcome{200, ""}, consent.Unvalidated},
		"a code for nothing":    {consent.Active, post("code", ""), outcome{409, "WRONG_STATE"}, consent.Active},
		"validating nothing":    {consent.Withdrawn, post("validation", `{"code":"123456"}`), outcome{409, "WRONG_STATE"}, consent.Withdrawn},
		"five digits":           {consent.Unvalidated, wrongly(post("validation", `{"code":"12345"}`)), outcome{400, "INVALID_INPUT"}, consent.Unvalidated},
		"notifications":         {consent.Active, patch(`{"notifications":{"new":false}}`), outcome{200, ""}, consent.Active},
		"another address":       {consent.Active, patch(`{"email":"other@example.org"}`), outcome{200, ""}, consent.Unvalidated},
		"a bad address":         {consent.Active, patch(`{"email":"other@example"}`), outcome{400, "INVALID_EMAIL"}, consent.Active},
		"changing nothing":      {consent.Active, wrongly(patch(`{}`)), outcome{400, "INVALID_INPUT"}, consent.Active},
		"removing the address":  {consent.Active, wrongly(patch(`{"email":null}`)), outcome{400, "INVALID_INPUT"}, consent.Active},
		"changing with JSON":    {consent.Active, wrongly(ask{method: "PATCH", url: profilePath + "profile", token: "citizen", mediaType: "application/json", body: "{}"}), outcome{415, "UNSUPPORTED_MEDIA_TYPE"}, consent.Active},
		"changing what is gone": {consent.Withdrawn, patch(`{"notifications":{"new":false}}`), outcome{409, "WRONG_STATE"}, consent.Withdrawn},
		"withdrawing":           {consent.Active, post("withdrawal", ""), outcome{200, ""}, consent.Withdrawn},
		"withdrawing twice":     {consent.Withdrawn, post("withdrawal", ""), outcome{409, "WRONG_STATE"}, consent.Withdrawn},
		"a company":             {consent.Active, ask{url: profilePath + "profile", token: "company"}, outcome{403, ""}, consent.Active},
		"too few rights":        {consent.Active, ask{url: profilePath + "profile", token: "poor"}, outcome{403, ""}, consent.Active},
		"an old token":          {consent.Active, ask{url: profilePath + "profile", token: "old"}, outcome{401, ""}, consent.Active},
		"no token":              {consent.Active, wrongly(ask{url: profilePath + "profile"}), outcome{401, ""}, consent.Active},
		"no such operation":     {consent.Active, wrongly(ask{url: profilePath + "nosuch", token: "citizen"}), outcome{404, "NOT_FOUND"}, consent.Active},
		"no such method":        {consent.Active, wrongly(ask{method: "DELETE", url: profilePath + "profile", token: "citizen"}), outcome{405, "METHOD_NOT_ALLOWED"}, consent.Active},
		"the bare address":      {consent.Active, wrongly(ask{url: "/sandbox/profile/v1", token: "citizen"}), outcome{404, ""}, consent.Active},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, starts(tt.first))
			got := b.do(tt.ask)
			if diff := cmp.Diff(tt.want, got.outcome(b), cmp.AllowUnexported(outcome{})); diff != "" {
				t.Errorf("(-want +got):\n%s\n%s", diff, got.body)
			}
			if after := into[consent.Profile](b, b.do(ask{url: profilePath + "profile", token: "citizen"})); after.State != tt.state {
				t.Errorf("the box is %s afterwards, want %s", after.State, tt.state)
			}
			if mails := b.sandbox.consent.Mails(); len(mails) > 0 && mails[len(mails)-1].Code != "" && strings.Contains(string(got.body), mails[len(mails)-1].Code) {
				t.Error("the code is in the answer")
			}
			for x := range b.validator.Seen() {
				if x.Status < 300 {
					good[x.Operation] = true
				}
			}
		})
	}
	for _, id := range ProfileOperations() {
		if !good[id] && id != "sandboxValidateCode" {
			t.Errorf("%s never succeeded", id)
		}
	}
}

func TestProfileCodes(t *testing.T) {
	now := testNow
	b := newBench(t, starts(consent.Unvalidated), func(c *Config) {
		c.Now = func() time.Time { return now }
		c.Consent.CodeLifetime = time.Minute
	})
	b.do(ask{url: profilePath + "profile", token: "citizen"})
	code := b.mailedCode()
	wrong := map[bool]string{true: "000001", false: "000000"}[code == "000000"]
	type refusal struct {
		Code      string
		TriesLeft int
	}
	for i, want := range []refusal{{"WRONG_CODE", 2}, {"WRONG_CODE", 1}, {"TOO_MANY_TRIES", 0}} {
		a := b.do(post("validation", `{"code":"`+wrong+`"}`))
		if got := into[refusal](b, a); got != want || (a.status == 400) != (want.TriesLeft > 0) {
			t.Errorf("try %d: %d %+v, want %+v", i+1, a.status, got, want)
		}
	}
	b.do(post("code", ""))
	now = now.Add(time.Minute)
	if got := b.do(post("validation", `{"code":"`+b.mailedCode()+`"}`)).outcome(b); got != (outcome{409, "CODE_EXPIRED"}) {
		t.Errorf("when its time is over: %+v", got)
	}
	b.do(post("code", ""))
	if got := into[consent.Profile](b, b.do(post("validation", `{"code":"`+b.mailedCode()+`"}`))); got.State != consent.Active {
		t.Errorf("the right code: %+v", got)
	}
	if n := b.sandbox.Requests().Count(ProfileName, "sandboxValidateCode"); n != 5 {
		t.Errorf("%d requests were counted", n)
	}
	for want, kind := range map[int]string{204: "new", 400: "code"} {
		if got := b.do(ask{method: "POST", url: "/sandbox/mails", mediaType: "text/plain", body: kind}); got.status != want {
			t.Errorf("notifying %s: %d", kind, got.status)
		}
	}
	if got := b.do(ask{method: "POST", url: "/sandbox/mails", mediaType: "text/plain", body: strings.Repeat("x", maxJSON+1)}); got.status != 400 {
		t.Errorf("too much: %d", got.status)
	}
	if mails := b.sandbox.consent.Mails(); mails[len(mails)-1].Kind != consent.KindNew {
		t.Errorf("%+v", mails)
	}
	if got := b.do(ask{method: "DELETE", url: "/sandbox/mails"}); got.status != 204 || len(b.sandbox.consent.Mails()) > 0 {
		t.Errorf("forgetting: %d", got.status)
	}
	if got := b.do(ask{url: "/sandbox/mails", header: http.Header{"Origin": {"https://elsewhere.invalid"}}}); got.status != 403 {
		t.Errorf("a page elsewhere reads the mails: %d", got.status)
	}
}

// TestWithdrawalLeavesTheBox reads messages after the consent was withdrawn, and after that took effect.
func TestWithdrawalLeavesTheBox(t *testing.T) {
	b := newBench(t)
	before := b.get("nsso", "citizen", "/ebox")
	b.do(post("withdrawal", ""))
	if after := b.get("nsso", "citizen", "/ebox"); string(after.body) != string(before.body) {
		t.Errorf("%s, then %s", before.body, after.body)
	}
}

func TestProfileFaults(t *testing.T) {
	b := newBench(t)
	for _, text := range []string{"profile:sandboxWithdraw:503:count=1", "profile:sandboxTerms:broken", "profile:sandboxProfile:cut:bytes=0:count=1"} {
		if err := b.sandbox.Faults().SetText(text); err != nil {
			t.Fatal(err)
		}
	}
	if got := b.do(post("withdrawal", "")); got.status != 503 {
		t.Errorf("withdrawing: %d", got.status)
	}
	if got := b.do(ask{url: profilePath + "terms", token: "citizen"}); got.status != 200 || len(got.body) == 0 || got.body[len(got.body)-1] == '}' {
		t.Errorf("terms: %d, %d bytes", got.status, len(got.body))
	}
	b.do(ask{url: profilePath + "profile", token: "citizen"})
	if got := into[consent.Profile](b, b.do(ask{url: profilePath + "profile", token: "citizen"})); got.State != consent.Active {
		t.Errorf("a fault withdrew the consent: %+v", got)
	}
}

// TestExtensionsAreMarked: what is not in a public contract says so, path by path and operation by operation.
func TestExtensionsAreMarked(t *testing.T) {
	text, err := os.ReadFile("../../testdata/contract/sandbox.yaml")
	if err != nil {
		t.Fatal(err)
	}
	paths := regexp.MustCompile(`(?m)^  (/\S+):\n(.*)`).FindAllStringSubmatch(string(text), -1)
	if len(paths) < 9 {
		t.Errorf("only %d paths were found", len(paths))
	}
	for _, p := range paths {
		if p[2] != "    x-sandbox-extension: true" {
			t.Errorf("%s is not marked", p[1])
		}
	}
	v, err := contract.Load()
	if err != nil {
		t.Fatal(err)
	}
	known := v.Operations(contract.Extensions)
	for _, id := range ProfileOperations() {
		if !slices.Contains(known, id) {
			t.Errorf("%s is not in the contract", id)
		}
		if !strings.HasPrefix(id, "sandbox") {
			t.Errorf("%s does not say whose it is", id)
		}
	}
}
