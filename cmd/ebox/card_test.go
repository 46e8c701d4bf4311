package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"myebox/auth"
	"myebox/cardreader"
	"myebox/ebox"
	"myebox/tui/lang"
	"myebox/tui/present"
)

func TestChooseCard(t *testing.T) {
	reader := func(name string, state present.CardState) present.CardReader {
		return present.CardReader{Name: name, Card: state}
	}
	for _, c := range []struct {
		name  string
		there cardsThere
		named string
		want  string
		err   error
	}{
		{"one", cardsThere{List: []present.CardReader{reader("ACME 00", present.CardBelgian)}}, "", "ACME 00", nil},
		{"by a part of the name", cardsThere{List: []present.CardReader{reader("ACME 00", present.CardBelgian), reader("Other", present.CardBelgian)}}, "acme", "ACME 00", nil},
		{"the only Belgian one", cardsThere{List: []present.CardReader{reader("A", present.CardOther), reader("B", present.CardBelgian)}}, "", "B", nil},
		{"two", cardsThere{List: []present.CardReader{reader("A", present.CardBelgian), reader("B", present.CardBelgian)}}, "", "", errSeveralCards},
		{"empty reader", cardsThere{List: []present.CardReader{reader("A", present.CardNone)}}, "", "", cardreader.ErrNoCard},
		{"foreign", cardsThere{List: []present.CardReader{reader("A", present.CardOther)}}, "", "", cardreader.ErrNotBeID},
		{"mute", cardsThere{List: []present.CardReader{reader("A", present.CardSilent)}}, "", "", cardreader.ErrMute},
		{"no reader", cardsThere{}, "", "", cardreader.ErrNoReader},
		{"no service", cardsThere{Problem: cardreader.ErrNoService}, "x", "", cardreader.ErrNoService},
	} {
		got, err := chooseCard(c.there, c.named)
		if got.Name != c.want || !errors.Is(err, c.err) {
			t.Errorf("%s: %q, %v; want %q, %v", c.name, got.Name, err, c.want, c.err)
		}
	}
	_, err := chooseCard(cardsThere{List: []present.CardReader{reader("A", present.CardBelgian)}}, "x")
	var no *noSuchReader
	if !errors.As(err, &no) || no.name != "x" {
		t.Errorf("a name that no reader has: %v", err)
	}
}

func TestCardsComeAndGo(t *testing.T) {
	event := func(k cardreader.EventKind, reader string) cardEvent {
		return cardEvent{Event: cardreader.Event{Kind: k, Reader: reader}}
	}
	belgian := event(cardreader.CardInserted, "A")
	belgian.BeID = true
	mute := event(cardreader.CardInserted, "B")
	mute.Mute = true
	s := &cardSource{virtual: true}
	var st cardsThere
	step := func(want cardsThere, events ...cardEvent) {
		t.Helper()
		for _, e := range events {
			s.apply(&st, e)
		}
		if fmt.Sprint(st.List) != fmt.Sprint(want.List) || !errors.Is(st.Problem, want.Problem) {
			t.Errorf("got %+v, want %+v", st, want)
		}
	}
	a, b := present.CardReader{Name: "A"}, present.CardReader{Name: "B"}
	step(cardsThere{List: []present.CardReader{a, b}}, event(cardreader.ReaderAdded, "A"), event(cardreader.ReaderAdded, "B"))
	a.Card, b.Card = present.CardBelgian, present.CardSilent
	step(cardsThere{List: []present.CardReader{a, b}}, belgian, mute)
	b.Card = present.CardOther
	step(cardsThere{List: []present.CardReader{a, b}}, event(cardreader.CardInserted, "B"))
	a.Card = present.CardNone
	step(cardsThere{List: []present.CardReader{a}}, event(cardreader.CardRemoved, "A"), event(cardreader.ReaderRemoved, "B"), event(cardreader.CardRemoved, "B"))
	step(cardsThere{Problem: cardreader.ErrNoService}, event(cardreader.ReaderRemoved, "A"), event(cardreader.ServiceGone, ""))
	v := present.CardReader{Name: virtualReader + " 00 00", Simulated: true}
	step(cardsThere{List: []present.CardReader{v}}, event(cardreader.ServiceBack, ""), event(cardreader.ReaderAdded, v.Name))
	step(cardsThere{List: []present.CardReader{v}, Problem: cardreader.ErrNotAllowed}, cardEvent{err: cardreader.ErrNotAllowed})
}

// TestCardProblems has every error of the card and of a login with it lead to words of its own, wrapped or not.
func TestCardProblems(t *testing.T) {
	for _, c := range cardCases {
		p, code, tries, ok := cardProblem(fmt.Errorf("doing something: %w", c.is))
		if !ok || p != c.problem || code != c.code || tries != -1 {
			t.Errorf("%v: %d %s %d %t, want %d %s", c.is, p, code, tries, ok, c.problem, c.code)
		}
	}
	for _, c := range []struct {
		name string
		err  error
		want present.CardProblem
		code string
		left int
	}{
		{"wrong", &cardreader.PINError{Left: 2}, present.CardWrongPIN, "pin_wrong", 2},
		{"blocked", &cardreader.PINError{}, present.CardBlocked, "pin_blocked", 0},
		{"by its status word", &cardreader.SWError{SW: 0x63C1}, present.CardWrongPIN, "pin_wrong", 1},
		{"not known whether it was tried", errors.Join(cardreader.ErrOutcome, cardreader.ErrRemoved), present.CardOutcome, "card_outcome_unknown", -1},
		{"a status word without a meaning", &cardreader.SWError{SW: 0x6F00}, present.CardFault, "card_fault", -1},
		{"refused by the server", &auth.CertificateError{Reason: auth.ErrRevoked, Server: true}, present.CardRevoked, "card_revoked", -1},
		{"refused without a reason", &auth.CertificateError{Reason: auth.ErrRefused, Server: true}, present.CardRefused, "card_refused", -1},
	} {
		if p, code, left, ok := cardProblem(c.err); !ok || p != c.want || code != c.code || left != c.left {
			t.Errorf("%s: %d %s %d %t", c.name, p, code, left, ok)
		}
	}
	for _, err := range []error{nil, ebox.ErrNotFound, auth.ErrLoginRequired, auth.ErrCancelled} {
		if p, _, _, ok := cardProblem(err); ok {
			t.Errorf("%v is a card's case %d", err, p)
		}
	}
}

// TestCardErrorsInWords has the commands say the same as the screens, in every language, without secrets.
func TestCardErrorsInWords(t *testing.T) {
	for _, code := range lang.Codes() {
		w := testWiring(t, code)
		for _, c := range cardCases {
			got := w.explain(c.is)
			if diff := cmp.Diff(w.voice(nil).Card(c.problem, -1), got.Failure); diff != "" || got.Code != c.code {
				t.Errorf("%s: %v: %s %s", code, c.is, got.Code, diff)
			}
		}
		got := w.explain(&noSuchReader{"x\x1b[2J", cardreader.ErrNoService})
		if !strings.Contains(got.What, "x") || strings.Contains(got.What, "\x1b") || got.Means == "" {
			t.Errorf("%s: %+v", code, got)
		}
	}
	if got := exitCode(cardreader.ErrCancelled); got != exitCancelled {
		t.Errorf("cancelled on the reader ends with %d", got)
	}
}

// TestCardJSON has the national number in it only when it was asked for.
func TestCardJSON(t *testing.T) {
	day := time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)
	c := &present.Card{
		Surname: ebox.Untrusted("SPECIMEN"), NationalNumber: ebox.Untrusted("99123199969"), BirthDate: present.CardDate{Text: ebox.Untrusted("1971")},
		From: present.CardDate{Day: day}, Sex: present.SexWoman, Identity: present.CheckBad,
		Certificates: []present.CardCertificate{{Kind: present.CertAuth, From: day, Until: day.AddDate(1, 0, 0)}, {Kind: present.CertSign, Missing: true}},
	}
	for _, number := range []bool{false, true} {
		b, err := json.Marshal(newCardJSON(&profile{Name: "test"}, c, number, testNow))
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(b), "99123199969") != number {
			t.Errorf("number asked for: %t: %s", number, b)
		}
		for _, want := range []string{`"birthDate":"1971"`, `"from":"2026-01-02"`, `"sex":"F"`, `"identity":"altered"`, `"photo":"unchecked"`, `"current":true`, `{"kind":"signature","present":false,"current":false}`} {
			if !strings.Contains(string(b), want) {
				t.Errorf("%s is missing: %s", want, b)
			}
		}
	}
}

func TestMeasure(t *testing.T) {
	if got := measure([]byte("not a picture")); got != (present.CardPhoto{Bytes: 13}) {
		t.Errorf("%+v", got)
	}
}
