package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"myebox/ebox"
)

func TestPick(t *testing.T) {
	all := []named{
		{"1", []string{"RVA", "ONEM", "Office national de l'emploi"}},
		{"1", []string{"RVA", "ONEM"}},
		{"2", []string{"Fédris", "Fedris"}},
		{"3", []string{"FOD Financiën", "SPF Finances"}},
		{"4", []string{"Agentschap Financiën"}},
	}
	for _, c := range []struct {
		name, typed, want string
		candidates        []string
	}{
		{"whole name", "onem", "1", nil},
		{"part of a name", "emploi", "1", nil},
		{"accents do not count", "FEDRIS", "2", nil},
		{"whole name before part", "spf finances", "3", nil},
		{"several", "financien", "", []string{"FOD Financiën", "Agentschap Financiën"}},
		{"none", "police", "", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := pick("sender", c.typed, all)
			var me *matchError
			if got != c.want || (err != nil) != (c.want == "") || err != nil && !errors.As(err, &me) {
				t.Fatalf("got %q, %v", got, err)
			}
			if me != nil {
				if d := cmp.Diff(c.candidates, me.Candidates); d != "" {
					t.Error(d)
				}
			}
		})
	}
}

func TestCompanyNumber(t *testing.T) {
	for in, want := range map[string]string{
		"0206731645": "0206731645", "206731645": "0206731645", "0206.731.645": "0206731645", "BE 0206.731.645": "0206731645",
		"be0206731645": "0206731645", "": "", "206": "", "ONEM": "", "02067316455": "", "٠٢٠٦٧٣١٦٤٥": "",
	} {
		if got, ok := companyNumber(in); got != want || ok != (want != "") {
			t.Errorf("%q: %q, %t", in, got, ok)
		}
	}
}

// asked is a source of names that counts and fails for some.
type asked struct {
	mu   sync.Mutex
	keys []string
}

func (a *asked) note(kind, provider, id string) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.keys = append(a.keys, kind+" "+provider+"/"+id)
	if id == "gone" {
		return ebox.ErrNotFound
	}
	return nil
}

func (a *asked) Organization(_ context.Context, provider, id string) (*ebox.Organization, error) {
	return &ebox.Organization{ID: id}, a.note("org", provider, id)
}

func (a *asked) MessageType(_ context.Context, provider, id string) (*ebox.MessageType, error) {
	return &ebox.MessageType{ID: id}, a.note("type", provider, id)
}

func (a *asked) Application(_ context.Context, provider, id string) (*ebox.Application, error) {
	return &ebox.Application{ID: id}, a.note("app", provider, id)
}

func TestNames(t *testing.T) {
	message := func(provider, org string) *ebox.Message {
		return &ebox.Message{Key: ebox.Key{Provider: provider, ID: fmt.Sprint(org)}, SenderOrganizationID: org, MessageTypeID: "t"}
	}
	messages := []*ebox.Message{message("a", "1"), message("a", "1"), message("b", "1"), message("a", "gone")}
	for _, c := range []struct {
		name string
		all  bool
		want []string
	}{
		{"senders only", false, []string{"org a/1", "org a/gone", "org b/1"}},
		{"types too, services only where there is one", true, []string{"org a/1", "org a/gone", "org b/1", "type a/t", "type b/t"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			src, n := &asked{}, newNames()
			if err := n.fetch(t.Context(), src, messages, c.all); err != nil {
				t.Fatal(err)
			}
			slices.Sort(src.keys)
			if d := cmp.Diff(c.want, src.keys); d != "" {
				t.Error(d)
			}
			if n.Organization("a", "1") == nil || n.Organization("a", "gone") != nil || n.Organization("c", "1") != nil {
				t.Error("a name that was fetched is not there, or one that was not is")
			}
			if (n.MessageType("b", "t") != nil) != c.all || n.Application("a", "") != nil {
				t.Error("types")
			}
		})
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := newNames().fetch(ctx, &asked{}, messages, false); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}
