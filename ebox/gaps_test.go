package ebox

import (
	"context"
	"errors"
	"net/http"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

const organizationCall = "GET /referenceData/senderOrganizations/0206731645"

const organizationJSON = `{"organizationId":"0206731645","organizationType":"0","name":{"fr":"Nom"}}`

// exchangeable is a handler that another may replace while requests run.
type exchangeable struct{ h atomic.Pointer[http.Handler] }

func (e *exchangeable) set(h http.Handler) { e.h.Store(&h) }

func (e *exchangeable) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	(*e.h.Load()).ServeHTTP(rw, r)
}

// Names that could not be had are told in the next View, and no longer once they are there.
func TestMissingNamesAreTold(t *testing.T) {
	tests := map[string]struct {
		fault http.Handler
		is    error
		pause time.Duration
	}{
		"down":   {answering(503, ""), ErrUnavailable, pauseFailed},
		"broken": {answering(200, `{"orga`), ErrMalformed, pauseFailed},
		"denied": {answering(403, ""), ErrForbidden, pauseFailed},
		"gone":   {answering(404, ""), ErrNotFound, pauseMissing},
		"silent": {slow(time.Hour, nil), ErrUnavailable, pauseFailed},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t)
				b := w.live("a", messageJSON("1", 0))
				w.live("b", messageJSON("2", 1))
				var organization exchangeable
				organization.set(tt.fault)
				b.extra[organizationCall] = organization.ServeHTTP
				f := w.federation(Options{})
				l := f.Open(Query{})
				if v := load(t, l, 5); len(v.Notices) != 0 {
					t.Fatalf("before anybody asked: %+v", v.Notices)
				}
				ask := func() error {
					_, err := f.Organization(t.Context(), "a", "0206731645")
					return err
				}
				if err := ask(); !errors.Is(err, tt.is) {
					t.Fatal(err)
				}
				v := l.View()
				if len(v.Notices) != 1 || v.Notices[0].Kind != NoticeNames || v.Notices[0].Provider.ID != "a" || !errors.Is(v.Notices[0].Err, tt.is) {
					t.Errorf("notices %+v", v.Notices)
				}
				if len(v.Items) != 2 || v.AtLeast || v.Waiting {
					t.Errorf("the list suffers: %+v", v)
				}
				organization.set(answering(200, organizationJSON))
				time.Sleep(tt.pause)
				if err := ask(); err != nil {
					t.Fatal(err)
				}
				if v := l.View(); len(v.Notices) != 0 {
					t.Errorf("after it came: %+v", v.Notices)
				}
			})
		})
	}
}

// An old name that could not be refreshed is still a name, and whoever stopped asking proves nothing.
func TestNoGap(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		b := w.live("a", messageJSON("1", 0))
		var organization exchangeable
		organization.set(answering(200, organizationJSON, "Cache-Control", "max-age=60"))
		b.extra[organizationCall] = organization.ServeHTTP
		b.extra["GET /referenceData/messageTypes/type"] = slow(time.Second, answering(500, "")).ServeHTTP
		f := w.federation(Options{})
		l := f.Open(Query{})
		load(t, l, 5)
		for range 2 {
			if _, err := f.Organization(t.Context(), "a", "0206731645"); err != nil {
				t.Fatal(err)
			}
			synctest.Wait()
			organization.set(answering(500, ""))
			time.Sleep(2 * time.Minute)
		}
		gone, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := f.MessageType(gone, "a", "type"); !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
		if v := l.View(); len(v.Notices) != 0 {
			t.Errorf("notices %+v", v.Notices)
		}
	})
}
