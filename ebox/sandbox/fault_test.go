package sandbox

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestParseFault(t *testing.T) {
	for text, want := range map[string]Fault{
		"nsso:getMessagesByEBoxId:503:retry-after=2:count=3":             {Provider: "nsso", Operation: "getMessagesByEBoxId", Kind: "503", RetryAfter: 2 * time.Second, Count: 3},
		"*:*:delay:delay=1500ms":                                         {Provider: "*", Operation: "*", Kind: FaultDelay, Delay: 1500 * time.Millisecond},
		"nsso:getAttachmentContentById:cut:bytes=0":                      {Provider: "nsso", Operation: "getAttachmentContentById", Kind: FaultCut, Bytes: new(int64(0))},
		"nsso:getAttachmentContentById:length:bytes=-7:skip=1":           {Provider: "nsso", Operation: "getAttachmentContentById", Kind: FaultLength, Bytes: new(int64(-7)), Skip: 1},
		"federation:findAllMessageProviders:html:status=200":             {Provider: "federation", Operation: "findAllMessageProviders", Kind: FaultHTML, Status: 200},
		"fas:access_token:429":                                           {Provider: "fas", Operation: "access_token", Kind: "429"},
		"nsso:getMessageById:redirect:count=1:to=http://127.0.0.1:9/a:b": {Provider: "nsso", Operation: "getMessageById", Kind: FaultRedirect, Count: 1, To: "http://127.0.0.1:9/a:b"},
	} {
		t.Run(text, func(t *testing.T) {
			got, err := ParseFault(text)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("fault (-want +got):\n%s", diff)
			}
			again, err := ParseFault(got.String())
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, again); diff != "" {
				t.Errorf("read back (-want +got):\n%s", diff)
			}
		})
	}
}

func TestParseFaultRefuses(t *testing.T) {
	for name, text := range map[string]string{
		"nothing":           "",
		"no kind":           "nsso:getMessageById",
		"unknown operation": "nsso:getMessages:503",
		"unknown kind":      "nsso:getMessageById:slow",
		"no error status":   "nsso:getMessageById:200",
		"unknown option":    "nsso:getMessageById:503:times=3",
		"no number":         "nsso:getMessageById:503:count=three",
		"no duration":       "nsso:getMessageById:503:delay=long",
		"negative count":    "nsso:getMessageById:503:count=-1",
		"negative cut":      "nsso:getMessageById:cut:bytes=-1",
		"no such status":    "nsso:getMessageById:html:status=99",
		"no provider":       ":getMessageById:503",
	} {
		t.Run(name, func(t *testing.T) {
			if got, err := ParseFault(text); err == nil {
				t.Errorf("read %q as %+v", text, got)
			}
		})
	}
}

func FuzzParseFault(f *testing.F) {
	f.Add("nsso:getMessagesByEBoxId:503:retry-after=2:count=3")
	f.Add("*:*:redirect:to=http://a:b")
	f.Fuzz(func(t *testing.T, text string) {
		x, err := ParseFault(text)
		if err != nil {
			return
		}
		again, err := ParseFault(x.String())
		if err != nil {
			t.Fatalf("%q was read, %q is not: %v", text, x, err)
		}
		if diff := cmp.Diff(x, again); diff != "" {
			t.Errorf("read back (-first +second):\n%s", diff)
		}
	})
}

// knob is a login server with one knob.
type knob struct{ turned string }

func (k *knob) SetFault(name string) error {
	if name != "wrong-nonce" {
		return errors.New("no such knob")
	}
	k.turned = name
	return nil
}

func (k *knob) ClearFaults() { k.turned = "" }

func TestFaultsTake(t *testing.T) {
	var login knob
	f := newFaults(&login)
	for _, text := range []string{"nsso:getMessageById:503:count=2:skip=1", "*:getMessageById:404", "fas:wrong-nonce"} {
		if err := f.SetText(text); err != nil {
			t.Fatal(err)
		}
	}
	var got []FaultKind
	for range 4 {
		x, _ := f.take("nsso", "getMessageById")
		got = append(got, x.Kind)
	}
	if diff := cmp.Diff([]FaultKind{"404", "503", "503", "404"}, got); diff != "" {
		t.Errorf("four requests (-want +got):\n%s", diff)
	}
	if x, ok := f.take("nsso", "getEBoxById"); ok {
		t.Errorf("another operation meets %v", x)
	}
	if x, ok := f.take("", ""); ok {
		t.Errorf("the sandbox's own pages meet %v", x)
	}
	hits := map[string]int{}
	for _, s := range f.All() {
		hits[s.Fault.String()] = s.Hits
	}
	if diff := cmp.Diff(map[string]int{"nsso:getMessageById:503:count=2:skip=1": 2, "*:getMessageById:404": 2}, hits); diff != "" {
		t.Errorf("hits (-want +got):\n%s", diff)
	}
	if login.turned != "wrong-nonce" {
		t.Errorf("the login's knob is %q", login.turned)
	}
	f.Clear()
	if len(f.All()) != 0 || login.turned != "" {
		t.Errorf("after Clear: %v, login %q", f.All(), login.turned)
	}
	for _, text := range []string{"fas:no-such-knob", "nsso:x:503"} {
		if f.SetText(text) == nil {
			t.Errorf("%q was set", text)
		}
	}
	if newFaults(nil).SetText("fas:wrong-nonce") == nil {
		t.Error("a knob was turned in a login server that is not there")
	}
}
