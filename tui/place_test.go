package tui

import (
	"context"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/google/go-cmp/cmp"

	"myebox/ebox"
	"myebox/tui/backend"
)

// began are the screens of a second start that begins where the first one, after those keys, ended.
func began(t *testing.T, change func(f *fake), keys []string, look func(was string, d *driver)) {
	t.Helper()
	var kept backend.Place
	var was string
	drive(t, 80, 24, "en", func(_ *fake, _ *fakeLogin, deps *Deps) {
		deps.Keep = func(p backend.Place) { kept = p }
	}, func(d *driver) {
		d.keys(keys...)
		was = d.row()
		d.app.keepPlaces()
	})
	drive(t, 80, 24, "en", func(f *fake, _ *fakeLogin, deps *Deps) {
		deps.Place = kept
		if change != nil {
			change(f)
		}
	}, func(d *driver) { look(was, d) })
}

func TestNextStartBeginsWhereTheLastEnded(t *testing.T) {
	for _, c := range []struct {
		name string
		keys []string
		want ebox.Query
	}{
		{"at the top", nil, ebox.Query{}},
		{"further down", []string{"down", "down", "down"}, ebox.Query{}},
		{"on another page", []string{"pgdown", "pgdown", "down"}, ebox.Query{}},
		{"at the end", []string{"end"}, ebox.Query{}},
		{"unread only", []string{"u", "down", "down"}, ebox.Query{ReadStatus: flip(nil, false)}},
		{"the hidden ones", []string{"2"}, ebox.Query{Hidden: true}},
	} {
		t.Run(c.name, func(t *testing.T) {
			began(t, nil, c.keys, func(was string, d *driver) {
				if got := d.row(); got != was {
					t.Errorf("on %q, was on %q", got, was)
				}
				in, ok := d.app.stack[0].(*inbox)
				if !ok {
					t.Fatal("no inbox")
				}
				if diff := cmp.Diff(c.want, in.query); diff != "" {
					t.Error(diff)
				}
			})
		})
	}
}

// The message is found again among new ones; one that is gone gives its place to the one that is there now.
func TestPlaceAmongOthers(t *testing.T) {
	began(t, nil, []string{"down", "down"}, func(was string, d *driver) {
		in := d.app.stack[0].(*inbox)
		if in.last != (backend.Place{}) || in.focus != 2 {
			t.Errorf("still looking for %+v, on %d", in.last, in.focus)
		}
	})
	m := &inbox{last: backend.Place{Message: "gone", Before: 4}}
	m.resize(10)
	m.setLen(6)
	m.arrived()
	if m.focus != 4 || m.last != (backend.Place{}) {
		t.Errorf("on %d, still looking for %+v", m.focus, m.last)
	}
	m.last = backend.Place{Message: "far away", Before: 400}
	m.arrived()
	if m.focus != 4 {
		t.Errorf("on %d", m.focus)
	}
	if m.last = (backend.Place{Message: "x", Before: 10_000}); m.reach() != maxReach {
		t.Errorf("%d messages are fetched", m.reach())
	}
}

// A key that is pressed while the list is still on its way has the person stay where they are.
func TestPersonGoesElsewhere(t *testing.T) {
	drive(t, 80, 24, "en", func(_ *fake, _ *fakeLogin, deps *Deps) {
		deps.Place = backend.Place{Message: "not there", Before: 5, Unread: true, Order: 99, Sender: "x"}
	}, func(d *driver) {
		in := d.app.stack[0].(*inbox)
		in.last = backend.Place{Message: "not there", Before: 5}
		d.keys("home")
		if in.last != (backend.Place{}) || in.order != orderNewest {
			t.Errorf("still looking for %+v", in.last)
		}
	})
}

// What is kept says nothing of a message; a search is not kept, and nothing is after a logout.
func TestPlaceIsNoText(t *testing.T) {
	drive(t, 80, 24, "en", nil, func(d *driver) {
		d.keys("down", "down")
		in := d.app.stack[0].(*inbox)
		in.query.Q, in.query.QLang = "einddatum", "nl"
		msg, p := in.focused(), in.here()
		for _, s := range []string{p.Message, p.Sender, p.Type} {
			if strings.Contains(s, msg.Key.ID) || strings.Contains(s, msg.Key.Provider) || strings.Contains(s, "einddatum") {
				t.Errorf("kept: %+v", p)
			}
		}
		if p.Message != backend.PlaceOf(msg.Key) || p.Before != 2 {
			t.Errorf("kept: %+v", p)
		}
		d.app.loggedOut()
		kept := &p
		d.app.left[""] = left{d.app.left[""].place, func(at backend.Place) { kept = &at }}
		d.app.keepPlaces()
		if *kept != (backend.Place{}) {
			t.Errorf("after a logout: %+v", *kept)
		}
	})
}

// The terminal is gone: the place is kept all the same.
func TestPlaceIsKeptWhenTheTerminalIsGone(t *testing.T) {
	f := newFake(t, 60)
	d := f.deps("en")
	kept := make(chan backend.Place, 1)
	d.Keep = func(p backend.Place) { kept <- p }
	ctx, hangUp := context.WithCancel(t.Context())
	term := newTerminal(80, 24)
	ended := make(chan error, 1)
	in := make(chan struct{})
	go func() {
		ended <- Run(ctx, d, tea.WithInput(nil), tea.WithOutput(term), tea.WithWindowSize(80, 24), tea.WithoutSignalHandler(),
			tea.WithFilter(func(m tea.Model, msg tea.Msg) tea.Msg {
				if _, ok := msg.(fedMsg); ok {
					select {
					case <-in:
					default:
						close(in)
					}
				}
				return msg
			}))
	}()
	select {
	case <-in:
	case <-time.After(time.Minute):
		t.Fatal("no list came")
	}
	hangUp()
	if err := <-ended; err == nil {
		t.Error("a program that was cut off says that all is well")
	}
	select {
	case <-kept:
	case <-time.After(time.Minute):
		t.Error("nothing was kept")
	}
}
