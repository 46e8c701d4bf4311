package sandbox

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"myebox/ebox/sandbox/mailbox"
)

func TestArrivals(t *testing.T) {
	b := newBench(t)
	count := func() int {
		return into[mailbox.Messages](b, b.get("nsso", "citizen", "/ebox/messages")).TotalItems
	}
	before := count()
	got := b.do(ask{method: "POST", url: "/sandbox/arrivals", mediaType: "application/x-www-form-urlencoded", body: "provider=nsso&box=citizen&count=2&registered=true"})
	if got.status != 200 {
		t.Fatalf("%d %s", got.status, got.body)
	}
	list := into[struct{ Arrived []mailbox.Arrived }](b, got).Arrived
	if len(list) != 2 || count() != before+2 {
		t.Fatalf("%d messages arrived, %d are there, after %d", len(list), count(), before)
	}
	m := into[mailbox.Message](b, b.get("nsso", "citizen", "/ebox/messages/"+list[1].MessageID))
	if !m.RegisteredMail || m.ReadStatus {
		t.Errorf("registered %t, read %t", m.RegisteredMail, m.ReadStatus)
	}
	if m.Attachments != nil {
		a := m.Attachments.Items[0]
		if doc := b.get("nsso", "citizen", "/ebox/messages/"+m.MessageID+"/attachments/"+a.AttachmentID+"/content"); doc.status != 200 || len(doc.body) == 0 {
			t.Errorf("document: %d", doc.status)
		}
	}
	if got := b.do(ask{method: "POST", url: "/sandbox/arrivals", mediaType: "text/plain", body: "provider=pensions\nbox=enterprise"}); string(got.body) != `{"arrived":[]}` {
		t.Errorf("into boxes that nobody opened: %d %s", got.status, got.body)
	}
	for name, tt := range map[string]struct {
		ask  ask
		want int
	}{
		"parameter":  {ask{body: "kind=reply"}, 400},
		"number":     {ask{body: "count=many"}, 400},
		"truth":      {ask{body: "reply=perhaps"}, 400},
		"escape":     {ask{body: "owner=%zz"}, 400},
		"provider":   {ask{body: "provider=nobody"}, 400},
		"too long":   {ask{body: strings.Repeat("x", maxJSON+1)}, 400},
		"other site": {ask{body: "", header: http.Header{"Origin": {"https://elsewhere.invalid"}}}, 403},
	} {
		tt.ask.method, tt.ask.url, tt.ask.mediaType = "POST", "/sandbox/arrivals", "text/plain"
		if got := b.do(tt.ask); got.status != tt.want {
			t.Errorf("%s: %d %s", name, got.status, got.body)
		}
	}
	if got := count(); got != before+2 {
		t.Errorf("%d messages, want %d", got, before+2)
	}
}

func TestParseArrival(t *testing.T) {
	for text, want := range map[string]mailbox.Arrival{
		"": {},
		"box=enterprise&owner=1999099954&count=7":    {BoxType: "enterprise", Owner: "1999099954", Count: 7},
		"provider=nsso\nregistered=true\nreply=1\n":  {Provider: "nsso", Registered: true, Reply: true},
		"provider=nsso provider=finance&reply=false": {Provider: "finance"},
	} {
		got, err := ParseArrival(text)
		if err != nil {
			t.Errorf("%q: %v", text, err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}

func FuzzParseArrival(f *testing.F) {
	for _, s := range []string{"", "box=citizen&count=3", "count=-1", "reply=%31", "a=b;c=d", "=&="} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		a, err := ParseArrival(text)
		if err == nil && a != (mailbox.Arrival{}) && !strings.Contains(text, "=") && !strings.Contains(text, "%3") {
			t.Errorf("%q gives %+v", text, a)
		}
	})
}
