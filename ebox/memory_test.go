package ebox

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestLifetime(t *testing.T) {
	tests := map[string]struct {
		control, age string
		want         time.Duration
	}{
		"not said":        {"", "", lifeUnsaid},
		"recommended":     {"public, no-transform, proxy-revalidate, max-age=86400", "", 24 * time.Hour},
		"age":             {"max-age=100", "30", 70 * time.Second},
		"older than that": {"max-age=100", "300", 0},
		"age alone":       {"", "30", lifeUnsaid},
		"bad age":         {"max-age=100", "x", 100 * time.Second},
		"no-store":        {"no-store, max-age=100", "", 0},
		"no-cache":        {"max-age=100, No-Cache", "", 0},
		"quotes":          {`max-age="100"`, "", 100 * time.Second},
		"spaces":          {" Max-Age = 100 ", "", 100 * time.Second},
		"shared":          {"s-maxage=1, max-age=100", "", 100 * time.Second},
		"two":             {"max-age=100, max-age=5", "", 5 * time.Second},
		"no number":       {"max-age=soon", "", 0},
		"negative":        {"max-age=-1", "", 0},
		"a year":          {"max-age=31536000", "", lifeMost},
		"beyond int64":    {"max-age=99999999999999999999", "", lifeMost},
		"others":          {"private, must-revalidate", "", lifeUnsaid},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := lifetime(tt.control, tt.age); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func FuzzLifetime(f *testing.F) {
	f.Add("public, max-age=86400", "10")
	f.Add(`no-store,max-age="1",,=`, "99999999999999999999")
	f.Fuzz(func(t *testing.T, control, age string) {
		if d := lifetime(control, age); d < 0 || d > lifeMost {
			t.Errorf("%q, %q give %s", control, age, d)
		}
	})
}

// namer serves one organisation, and notes what it was asked for.
type namer struct {
	name, etag, control string
	status              int // 0: as it should
	asked               []string
}

func (n *namer) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	n.asked = append(n.asked, r.Header.Get("If-None-Match"))
	if n.status != 0 {
		rw.WriteHeader(n.status)
		return
	}
	rw.Header().Set("Cache-Control", n.control)
	if n.etag != "" {
		rw.Header().Set("ETag", n.etag)
		if r.Header.Get("If-None-Match") == n.etag {
			rw.WriteHeader(http.StatusNotModified)
			return
		}
	}
	writeJSON(rw, 200, map[string]any{"organizationId": "0206731645", "organizationShortName": map[string]any{"fr": n.name}})
}

const orgID = "0206731645"

// naming is a federation with one provider that serves its names.
func naming(t *testing.T, n *namer) (*world, *Federation) {
	w := newWorld(t)
	w.live("a").extra["GET /referenceData/senderOrganizations/"+orgID] = n.ServeHTTP
	return w, w.federation(Options{})
}

func nameOf(t *testing.T, f *Federation) string {
	t.Helper()
	o, err := f.Organization(t.Context(), "a", orgID)
	if err != nil {
		t.Fatal(err)
	}
	return o.ShortName.In("fr").String()
}

func TestReferenceDataIsKeptAndRevalidated(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := &namer{name: "Old", etag: `"1"`, control: "public, max-age=60"}
		_, f := naming(t, n)
		expect := func(when, name string, asked ...string) {
			t.Helper()
			if got := nameOf(t, f); got != name {
				t.Errorf("%s: %s, want %s", when, got, name)
			}
			synctest.Wait()
			if diff := cmp.Diff(asked, n.asked); diff != "" {
				t.Errorf("%s (-want +got):\n%s", when, diff)
			}
		}
		expect("first", "Old", "")
		time.Sleep(59 * time.Second)
		expect("fresh", "Old", "")
		time.Sleep(time.Second)
		expect("revalidated in the background", "Old", "", `"1"`)
		time.Sleep(59 * time.Second)
		expect("fresh again after 304", "Old", "", `"1"`)
		n.name, n.etag = "New", `"2"`
		time.Sleep(time.Second)
		expect("the old one once more", "Old", "", `"1"`, `"1"`)
		expect("the new one", "New", "", `"1"`, `"1"`)
		n.status = 500
		time.Sleep(time.Minute)
		expect("refresh fails", "New", "", `"1"`, `"1"`, `"2"`)
		expect("no hurry after a failure", "New", "", `"1"`, `"1"`, `"2"`)
		n.status = 0
		time.Sleep(pauseFailed)
		expect("another try", "New", "", `"1"`, `"1"`, `"2"`, `"2"`)
	})
}

func TestReferenceDataThatMayNotBeKept(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := &namer{name: "x", etag: `"1"`, control: "no-cache"}
		_, f := naming(t, n)
		for range 3 {
			nameOf(t, f)
			synctest.Wait()
		}
		if diff := cmp.Diff([]string{"", `"1"`, `"1"`}, n.asked); diff != "" {
			t.Error(diff)
		}
	})
}

func TestReferenceDataFailsAtFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for status, pause := range map[int]time.Duration{500: pauseFailed, 404: pauseMissing} {
			n := &namer{name: "x", status: status}
			_, f := naming(t, n)
			for range 3 {
				var e *StatusError
				if _, err := f.Organization(t.Context(), "a", orgID); !errors.As(err, &e) || e.HTTP != status {
					t.Errorf("got %v", err)
				}
			}
			if len(n.asked) != 1 {
				t.Errorf("%d: asked %d times", status, len(n.asked))
			}
			n.status = 0
			time.Sleep(pause)
			if got := nameOf(t, f); got != "x" {
				t.Errorf("got %s", got)
			}
		}
	})
}

func TestOneLoadForManyCallers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMemory(time.Now, &lifeline{})
		loads := 0
		load := func(ctx context.Context, _ string) (loaded, error) {
			loads++
			select {
			case <-time.After(2 * time.Second):
				return loaded{value: "v", life: time.Minute}, nil
			case <-ctx.Done():
				return loaded{}, ctx.Err()
			}
		}
		impatient, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		errs := make(chan error)
		go func() { // the first caller, whose context ends, does not end the load
			_, err := m.get(impatient, "k", load)
			errs <- err
		}()
		synctest.Wait()
		for range 5 {
			go func() {
				v, err := m.get(t.Context(), "k", load)
				if v != "v" {
					err = fmt.Errorf("got %v, %w", v, err)
				}
				errs <- err
			}()
		}
		if err := <-errs; !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("the impatient one got %v", err)
		}
		for range 5 {
			if err := <-errs; err != nil {
				t.Error(err)
			}
		}
		if loads != 1 {
			t.Errorf("loaded %d times", loads)
		}
	})
}

func TestMemoryIsLimited(t *testing.T) {
	m := newMemory(time.Now, &lifeline{})
	for i := range maxEntries + 100 {
		v, err := m.get(t.Context(), fmt.Sprint(i), func(context.Context, string) (loaded, error) { return loaded{value: i, life: time.Hour}, nil })
		if err != nil || v != i {
			t.Fatalf("%d: got %v, %v", i, v, err)
		}
	}
	if len(m.m) != maxEntries {
		t.Errorf("%d entries are kept", len(m.m))
	}
}
