package e2e

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"myebox/ebox"
	"myebox/ebox/sandbox"
	"myebox/tui/lang"
	"myebox/tui/present"
)

// clock is the client's: a test puts it forward past the pauses after a failure.
type clock struct{ ahead atomic.Int64 }

func (c *clock) now() time.Time          { return time.Now().Add(time.Duration(c.ahead.Load())) }
func (c *clock) forward(d time.Duration) { c.ahead.Add(int64(d)) }

// act is something a person does that asks one operation.
type act struct {
	operation string
	do        func(ctx context.Context) error
	immune    []sandbox.FaultKind // knobs that spoil nothing that the operation sends
	early     bool                // it sends a body and gets none: a cut comes before the answer
	after     func(err error)     // what must be true of the server then
}

// acts are those on messages and names, each on a message of its own.
func acts(t *testing.T, w *world, view ebox.View) []act {
	t.Helper()
	const provider = "finance"
	var shown, text *ebox.Message
	for _, m := range view.Items {
		switch {
		case m.BodyMainContent && !m.ReadStatus && text == nil:
			text = m
		case m.Key.Provider == provider && shown == nil:
			shown = m
		}
	}
	if shown == nil || text == nil {
		t.Fatal("no messages to act on")
	}
	digest := []sandbox.FaultKind{sandbox.FaultDigest}
	empty := []sandbox.FaultKind{sandbox.FaultDigest, sandbox.FaultBroken, sandbox.FaultLength} // what it sends has no half
	return []act{
		{"getMessageById", func(ctx context.Context) error {
			m, err := w.fed.Message(ctx, shown.Key)
			if err == nil && m.Key != shown.Key {
				t.Errorf("another message: %v", m.Key)
			}
			return err
		}, digest, false, nil},
		{"getBodyContent", func(ctx context.Context) error {
			_, err := w.fed.Body(ctx, text.Key)
			return err
		}, digest, false, func(err error) { marked(t, w, text.Key, err) }},
		{"patchMessagesByEBoxId", func(ctx context.Context) error {
			return w.fed.SetVisible(ctx, false, shown.Key)
		}, empty, true, func(err error) { hidden(t, w, shown.Key, err) }},
		{"getSenderOrganizationById", func(ctx context.Context) error {
			_, err := w.fed.Organization(ctx, provider, shown.SenderOrganizationID)
			return err
		}, digest, false, nil},
		{"getMessageTypeById", func(ctx context.Context) error {
			_, err := w.fed.MessageType(ctx, provider, shown.MessageTypeID)
			return err
		}, digest, false, nil},
	}
}

// hidden wants the server to have hidden the message when it said so, and to have left it alone when it refused.
func hidden(t *testing.T, w *world, k ebox.Key, err error) {
	t.Helper()
	m, gerr := w.fed.Message(t.Context(), k)
	if gerr != nil {
		t.Fatal(gerr)
	}
	var status *ebox.StatusError
	refused := errors.As(err, &status) && status.HTTP >= 400
	if err == nil && m.Visible || refused && !m.Visible {
		t.Errorf("after %v the message is visible: %v", err, m.Visible)
	}
}

// Whatever a person does next meets every knob too: it is said in every language, nothing is lost, and the fault gone,
// the same act succeeds. All acts run at once: they mostly wait.
func TestEveryFaultOfAnActIsSaid(t *testing.T) {
	for _, kind := range everyFault() {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			var c clock
			w := newWorld(t, 100, ebox.Options{Timeout: patient, Now: c.now})
			list := w.fed.Open(ebox.Query{})
			view, err := list.Load(t.Context(), 100)
			if err != nil {
				t.Fatal(err)
			}
			todo := acts(t, w, view)
			for _, a := range todo {
				fault := sandbox.Fault{Provider: "*", Operation: a.operation, Kind: kind, Delay: late(kind)}
				if a.early && kind == sandbox.FaultCut {
					fault.Bytes = new(int64(0))
				}
				if a.early && kind == sandbox.FaultDelay {
					fault.Delay = patient + time.Second // an unread request keeps its connection open as long
				}
				if err := w.box.Faults().Set(fault); err != nil {
					t.Fatal(err)
				}
			}
			errs := together(t.Context(), todo)
			after := list.View()
			w.box.Faults().Clear()
			for i, a := range todo {
				if want := !slices.Contains(a.immune, kind); (errs[i] != nil) != want {
					t.Errorf("%s: %v, want a failure: %v", a.operation, errs[i], want)
				}
				if errs[i] != nil {
					saidInEveryLanguage(t, errs[i])
				}
				if a.after != nil {
					a.after(errs[i])
				}
			}
			if len(after.Items) != len(view.Items) || after.AtLeast != view.AtLeast {
				t.Errorf("the list suffers: %d messages of %d", len(after.Items), len(view.Items))
			}
			if kind != sandbox.FaultDigest {
				noticedInEveryLanguage(t, after.Notices) // numbers stand for names
			}
			c.forward(time.Hour)
			for i, err := range together(t.Context(), todo) {
				if err != nil {
					t.Errorf("%s without the fault: %v", todo[i].operation, err)
				}
				if todo[i].after != nil {
					todo[i].after(err)
				}
			}
			for _, n := range list.View().Notices {
				if n.Kind == ebox.NoticeNames {
					t.Errorf("the names are there, and still: %v", n.Err)
				}
			}
		})
	}
}

// together does them all at once.
func together(ctx context.Context, acts []act) []error {
	errs := make([]error, len(acts))
	var wg sync.WaitGroup
	for i, a := range acts {
		wg.Go(func() { errs[i] = a.do(ctx) })
	}
	wg.Wait()
	return errs
}

// Without its list of providers a client says why; with a kept one it goes on and says since when that one is. A
// refused token is told at once: no copy helps. The fault gone, both work.
func TestEveryFaultOfTheProviderListIsSaid(t *testing.T) {
	for _, kind := range everyFault() {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			var c clock
			o := ebox.Options{Timeout: patient, Now: c.now, Cache: filepath.Join(t.TempDir(), "providers.json")}
			w := newWorld(t, 25, o)
			all, err := w.fed.Open(ebox.Query{}).Load(t.Context(), 25) // keeps a copy
			if err != nil {
				t.Fatal(err)
			}
			fault := sandbox.Fault{Provider: sandbox.FederationName, Operation: "findAllMessageProviders", Kind: kind, Delay: late(kind)}
			if err := w.box.Faults().Set(fault); err != nil {
				t.Fatal(err)
			}
			kept := w.client(t, o)
			o.Cache = ""
			bare := w.client(t, o)
			loads := []act{
				{do: func(ctx context.Context) error { return loadAll(ctx, kept, len(all.Items)) }},
				{do: func(ctx context.Context) error { return loadAll(ctx, bare, len(all.Items)) }},
			}
			errs := together(t.Context(), loads)
			token := kind == "401" || kind == "403"
			for i, want := range []bool{token, kind != sandbox.FaultDigest} {
				if (errs[i] != nil) != want {
					t.Errorf("with a copy %v: %v, want a failure: %v", i == 0, errs[i], want)
				}
				if errs[i] != nil {
					saidInEveryLanguage(t, errs[i])
				}
			}
			if n, stale := kept.Stale(); stale == (token || kind == sandbox.FaultDigest) {
				t.Errorf("an old list: %v", stale)
			} else if stale {
				saidStale(t, n)
			}
			w.box.Faults().Clear()
			c.forward(time.Hour)
			for i, err := range together(t.Context(), loads) {
				if err != nil {
					t.Errorf("with a copy %v, without the fault: %v", i == 0, err)
				}
			}
		})
	}
}

// client is another client of the world, as after a new start.
func (w *world) client(t *testing.T, o ebox.Options) *ebox.Federation {
	t.Helper()
	o.Sandbox, o.HTTP, o.Patience = true, w.http, 500*time.Millisecond
	fed, err := ebox.NewFederation(w.box.FederationURL(sandbox.Citizen), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(fed.Close)
	return fed
}

// loadAll lists n messages; fewer are an error.
func loadAll(ctx context.Context, f *ebox.Federation, n int) error {
	list := f.Open(ebox.Query{})
	view, err := list.Load(ctx, n)
	for err == nil && view.Waiting {
		view, err = list.Wait(ctx)
	}
	if err == nil && len(view.Items) < n {
		return fmt.Errorf("%d messages of %d", len(view.Items), n)
	}
	return err
}

// saidStale wants the date of the list in every language, without a provider's name.
func saidStale(t *testing.T, n ebox.Notice) {
	t.Helper()
	for _, code := range []string{"fr", "nl", "de", "en"} {
		v := present.Voice{Texts: lang.For(code), Now: time.Now()}
		if said := v.Notice(n); !strings.Contains(said, v.Texts.DateTime(n.Until)) {
			t.Errorf("%s: %q", code, said)
		}
	}
}
