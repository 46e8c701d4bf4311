package ebox

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"testing/synctest"
	"time"
)

const organizationCall = "GET /referenceData/senderOrganizations/0206731645"

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
				b.extra[organizationCall] = tt.fault.ServeHTTP
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
				b.extra[organizationCall] = answering(200, `{"organizationId":"0206731645","organizationType":"0","name":{"fr":"Nom"}}`).ServeHTTP
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
		b.extra[organizationCall] = answering(200, `{"organizationId":"0206731645","organizationType":"0","name":{"fr":"Nom"}}`, "Cache-Control", "max-age=60").ServeHTTP
		f := w.federation(Options{})
		l := f.Open(Query{})
		load(t, l, 5)
		for range 2 {
			if _, err := f.Organization(t.Context(), "a", "0206731645"); err != nil {
				t.Fatal(err)
			}
			synctest.Wait()
			b.extra[organizationCall] = answering(500, "").ServeHTTP
			time.Sleep(2 * time.Minute)
		}
		gone, cancel := context.WithCancel(t.Context())
		cancel()
		b.extra["GET /referenceData/messageTypes/type"] = slow(time.Second, answering(500, "")).ServeHTTP
		if _, err := f.MessageType(gone, "a", "type"); !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
		if v := l.View(); len(v.Notices) != 0 {
			t.Errorf("notices %+v", v.Notices)
		}
	})
}
