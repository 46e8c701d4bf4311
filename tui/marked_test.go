package tui

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"myebox/ebox"
)

// wireTo is a provider in memory: it answers the list of providers, and content with what it is told.
type wireTo func(r *http.Request) (*http.Response, error)

func (w wireTo) RoundTrip(r *http.Request) (*http.Response, error) {
	if !strings.HasSuffix(r.URL.Path, "/messageProviders") {
		return w(r)
	}
	return answer(r, 200, `[{"messageProviderId":"nsso","messageProviderName":{"fr":"x"},"messageProviderDescription":{},
		"messageProviderUrl":"https://nsso.test/base/","messageProviderActivationDate":"1999-01-01",
		"messageProviderTechnicalContact":"x","apiSupportedVersion":"2.1"}]`), nil
}

func answer(r *http.Request, status int, body string) *http.Response {
	return &http.Response{
		StatusCode: status, Header: http.Header{"Content-Type": {"application/json"}}, Request: r,
		Body: io.NopCloser(strings.NewReader(body)),
	}
}

// fetchError is the client's own error for a document that is answered like that: it knows whether the message is read.
func fetchError(t *testing.T, w wireTo, want ebox.Mark) error {
	t.Helper()
	f, err := ebox.NewFederation("https://federation.test/v1", ebox.Options{HTTP: &http.Client{Transport: w}})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	_, err = f.Content(t.Context(), &ebox.Message{Key: ebox.Key{Provider: "nsso", ID: "m"}}, &ebox.Attachment{ID: "a"}, 1000)
	if got := ebox.MarkOf(err); err == nil || got != want {
		t.Fatalf("got %v with the mark %v, want %v", err, got, want)
	}
	return err
}

// TestFailedFetchMarks has the main content fail in three ways and to three places: the list knows what became of the
// message, and the screen says it beside the error.
func TestFailedFetchMarks(t *testing.T) {
	given := fetchError(t, func(r *http.Request) (*http.Response, error) { return answer(r, 200, strings.Repeat("x", 2000)), nil }, ebox.MarkYes)
	unknown := fetchError(t, func(*http.Request) (*http.Response, error) { return nil, io.ErrUnexpectedEOF }, ebox.MarkUnknown)
	refused := fetchError(t, func(r *http.Request) (*http.Response, error) { return answer(r, 403, `{}`), nil }, ebox.MarkNo)
	places := map[string]struct {
		fail func(f *fake, err error)
		keys []string
		id   string
	}{
		"download": {func(f *fake, err error) { f.saveErr = err }, []string{"enter", "s", "enter"}, "m000000"},
		"view":     {func(f *fake, err error) { f.contentErr = err }, []string{"enter", "tab", "tab", "enter"}, "m000000"},
		"body":     {func(f *fake, err error) { f.bodyErr = err }, []string{"down", "down", "down", "down", "down", "down", "enter", "tab", "enter"}, "m000006"},
	}
	for place, p := range places {
		for name, tt := range map[string]struct {
			err    error
			server bool // the server says that it is read
			want   bool
			asked  int
		}{
			"it was given":     {given, false, true, 0},
			"unknown and read": {unknown, true, true, 1},
			"unknown and not":  {unknown, false, false, 1},
			"refused":          {refused, true, false, 0},
		} {
			t.Run(place+"/"+name, func(t *testing.T) {
				drive(t, 80, 24, "en", func(f *fake, _ *fakeLogin, _ *Deps) { p.fail(f, tt.err) }, func(d *driver) {
					d.keys(p.keys[:len(p.keys)-1]...)
					before := d.f.asked("message ")
					d.f.serverRead = tt.server
					d.keys(p.keys[len(p.keys)-1])
					d.says("Error: ")
					if n := d.f.asked("message ") - before; n != tt.asked {
						t.Errorf("asked for the message %d times, want %d", n, tt.asked)
					}
					if tt.want {
						d.says("Marked as read: ")
					} else {
						d.silent("Marked as read: ")
					}
					for _, m := range inboxOf(d).items {
						if m.Key.ID == p.id && m.ReadStatus != tt.want {
							t.Errorf("read %v, want %v", m.ReadStatus, tt.want)
						}
					}
				})
			})
		}
	}
}

// TestStoppedFetchMarks asks the server after the person stopped a download of main content and left the screen.
func TestStoppedFetchMarks(t *testing.T) {
	unknown := fetchError(t, func(*http.Request) (*http.Response, error) { return nil, context.Canceled }, ebox.MarkUnknown)
	if !errors.Is(unknown, context.Canceled) {
		t.Fatal(unknown)
	}
	slow := func(f *fake, _ *fakeLogin, _ *Deps) { f.hold, f.stopErr = make(chan struct{}), unknown }
	drive(t, 80, 24, "en", slow, func(d *driver) {
		d.keys("enter", "s", "enter")
		d.f.serverRead = true
		d.keys("esc", "esc", "esc")
		d.wait(2e9)
		d.says("Stopped.", "Marked as read: Votre attestation")
		if m := inboxOf(d); !m.items[0].ReadStatus {
			t.Error("the list has it unread")
		}
	})
}

// TestViewedIsRead opens the download from the viewer: it was just read, so nothing warns of that.
func TestViewedIsRead(t *testing.T) {
	drive(t, 80, 24, "en", nil, func(d *driver) {
		d.keys("enter", "tab", "tab", "enter")
		d.says("Marked as read: Votre attestation")
		d.keys("s")
		d.says("Folder: /home/test/Documents")
		d.silent("marks the message as read")
	})
}

// TestBodySavedUnopened saves a text that is the main content without opening it first: it is fetched once, to be saved.
func TestBodySavedUnopened(t *testing.T) {
	drive(t, 80, 24, "en", nil, func(d *driver) {
		for range 6 {
			d.keys("down")
		}
		d.keys("enter", "s")
		d.says("marks the message as read")
		if n := d.f.asked("!"); n != 0 {
			t.Errorf("fetched before anybody wanted it: %q", d.f.asks)
		}
		d.keys("enter")
		d.says("Saved: ", "Marked as read: ")
		if n := d.f.asked("!"); n != 1 {
			t.Errorf("%d fetches, want 1: %q", n, d.f.asks)
		}
	})
}
