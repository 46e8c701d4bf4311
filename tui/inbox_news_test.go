package tui

import (
	"strings"
	"testing"

	"myebox/ebox"
)

// failing is a notice of a provider with a name.
func failing(id, name string) ebox.Notice {
	return ebox.Notice{
		Provider: ebox.Provider{ID: id, Name: ebox.Translated{FR: ebox.Untrusted(name), EN: ebox.Untrusted(name)}},
		Kind:     ebox.NoticeFailed, Err: ebox.ErrUnavailable,
	}
}

// TestRefreshSaysWhatFails fetches anew while a provider fails: that is said, and the good news only when there is none.
func TestRefreshSaysWhatFails(t *testing.T) {
	drive(t, 80, 24, "en", nil, func(d *driver) {
		d.f.notices = []ebox.Notice{failing("finance", "FPS Finance")}
		d.keys("r")
		d.says("FPS Finance does not answer: its messages are missing.")
		d.silent("The list is up to date.")
		d.keys("r")
		d.silent("The list is up to date.")
		d.f.notices = []ebox.Notice{{Provider: ebox.Provider{ID: "justice"}, Kind: ebox.NoticeNotYet, Until: today.AddDate(0, 1, 0)}}
		d.keys("r")
		d.says("Provider justice takes part")
		d.keys("r")
		d.says("The list is up to date.")
	})
}

// TestBannerNamesProvider names the one that fails, also on a narrow screen and beside a filter; of several, how many.
func TestBannerNamesProvider(t *testing.T) {
	one := []ebox.Notice{failing("finance", "Finance")}
	for _, tt := range []struct {
		name    string
		w       int
		notices []ebox.Notice
		keys    []string
		row     string
	}{
		{"one", 80, one, nil, "Finance does not answer: its messages are missing. (n)"},
		{"one, narrow", 40, one, nil, "Finance does not answer"},
		{"one, narrow, filtered", 40, one, []string{"u", "m"}, "1 provider is missing (n)"},
		{"two", 80, append(one, failing("nsso", "NSSO")), nil, "2 providers are missing (n)"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			drive(t, tt.w, 24, "en", func(f *fake, _ *fakeLogin, _ *Deps) { f.notices = tt.notices }, func(d *driver) {
				d.keys(tt.keys...)
				if row := strings.Split(d.text(), "\n")[3]; !strings.Contains(row, tt.row) {
					t.Errorf("the row above the list is %q, want %q in it", row, tt.row)
				}
			})
		})
	}
}

// TestActionsSayTheirResult has every change of the list say what came of it, so that nothing older stays.
func TestActionsSayTheirResult(t *testing.T) {
	for _, tt := range []struct {
		name string
		keys []string
		want string
	}{
		{"filter", []string{"u"}, "Inbox: 60 messages · Filter: unread only"},
		{"filter off", []string{"u", "u"}, "Inbox: 60 messages"},
		{"cleared", []string{"u", "x"}, "All filters are removed. Inbox: 60 messages"},
		{"folder", []string{"2"}, "Hidden messages: 60 messages"},
		{"the same folder", []string{"/", "a", "esc", "1"}, "Inbox: 60 messages"},
		{"search left", []string{"/", "a", "esc"}, "Inbox: 60 messages"},
		{"sorted", []string{"u", "s", "enter"}, "newest first"},
		{"an edge while it loads", []string{"r"}, "The list is up to date."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			drive(t, 80, 24, "en", nil, func(d *driver) {
				d.keys("up") // something else to say
				d.keys(tt.keys...)
				if got := d.app.status.text; got != tt.want {
					t.Errorf("the status line says %q, want %q", got, tt.want)
				}
			})
		})
	}
}

// TestOpeningClearsErrors goes on after a failure: another message has nothing to do with it.
func TestOpeningClearsErrors(t *testing.T) {
	drive(t, 80, 24, "en", nil, func(d *driver) {
		d.f.hideErr = ebox.ErrUnavailable
		d.keys("h", "esc")
		d.says("Not hidden: Votre attestation fiscale", "Error: The service does not answer.")
		d.keys("down", "enter")
		d.silent("Error", "Not hidden")
	})
}

// TestFailedHidingSaysWhere names the message and the provider, not its identifier.
func TestFailedHidingSaysWhere(t *testing.T) {
	fails := func(f *fake, _ *fakeLogin, _ *Deps) {
		f.hideErr = &ebox.PartialError{Failed: map[string]error{"finance": ebox.ErrUnavailable}}
	}
	drive(t, 80, 24, "en", fails, func(d *driver) {
		d.keys("down", "h", "d", "end")
		d.says("Not hidden: Avertissement-extrait de rôle", "Provider of finance: ")
	})
	drive(t, 80, 24, "en", func(f *fake, _ *fakeLogin, _ *Deps) { f.hid[ebox.Key{Provider: "nsso", ID: "m000000"}] = true }, func(d *driver) {
		d.f.hideErr = ebox.ErrUnavailable
		d.keys("2", "h")
		d.says("Not shown again: Votre attestation")
	})
}

// TestCountsStay keeps the last known total when every provider fails.
func TestCountsStay(t *testing.T) {
	drive(t, 80, 24, "en", nil, func(d *driver) {
		d.f.listErr = ebox.ErrUnavailable
		d.f.n = 0
		d.keys("r")
		d.says("Error: ", "60 messages")
	})
}

// TestCountsShorten never leaves the number of all messages out where there is room for any.
func TestCountsShorten(t *testing.T) {
	many := func(f *fake, l *fakeLogin, _ *Deps) { f.n, f.atLeast, l.session.Stored = 100_000, true, false }
	for _, tt := range []struct {
		lang, want string
		w          int
	}{
		{"de", "mindestens 100.000 Nachrichten · mindestens", 120},
		{"de", "100.000", 80},
		{"fr", "100\u202f000", 80},
		{"nl", "100.000", 80},
		{"en", "100,000", 80},
	} {
		drive(t, tt.w, 24, tt.lang, many, func(d *driver) {
			head, _, _ := strings.Cut(d.text(), "\n")
			if !strings.Contains(strings.ReplaceAll(head, "\u00a0", "\u202f"), tt.want) {
				t.Errorf("%s, %d columns: the header is %q, want %q in it", tt.lang, tt.w, head, tt.want)
			}
		})
	}
}

func TestSearchSaysAtLeast(t *testing.T) {
	drive(t, 80, 24, "fr", func(f *fake, _ *fakeLogin, _ *Deps) { f.atLeast = true }, func(d *driver) {
		d.keys("/", "p", "enter")
		d.says("au moins 60 messages contiennent «\u00a0p\u00a0»")
	})
}

// TestNoticesFollow opens the page of notices before the first answer: it fills itself.
func TestNoticesFollow(t *testing.T) {
	slow := func(f *fake, _ *fakeLogin, _ *Deps) { f.loading = make(chan struct{}) }
	drive(t, 80, 24, "en", slow, func(d *driver) {
		d.keys("n")
		d.says(d.app.kit.t.Words.Loading)
		d.f.notices = []ebox.Notice{failing("finance", "FPS Finance")}
		close(d.f.loading)
		d.send(nil)
		d.says("FPS Finance does not answer: its messages are missing.")
	})
}

// TestEndOfFetched tells the end of the rows from the end of the list.
func TestEndOfFetched(t *testing.T) {
	many := func(f *fake, _ *fakeLogin, _ *Deps) { f.n, f.atLeast = 99_774, true }
	drive(t, 80, 24, "en", many, func(d *driver) {
		d.keys("G")
		d.says("End of what was fetched: 25 of at least 99,774.")
	})
	drive(t, 80, 24, "en", func(f *fake, _ *fakeLogin, _ *Deps) { f.n = 5 }, func(d *driver) {
		d.keys("G", "down")
		d.says("End of list.")
		d.silent("End of what was fetched")
	})
}

// TestPickerEdges goes to the first choice, and says that a line of text is none.
func TestPickerEdges(t *testing.T) {
	for _, key := range []string{"g", "home"} {
		drive(t, 80, 24, "en", nil, func(d *driver) {
			d.keys("f", "down", "down", "down", "enter", "end", key)
			d.on("all senders")
			d.keys("up", "pgup")
			d.says("The choices come from")
			d.keys("enter")
			d.says("there is nothing to choose here")
		})
	}
}

// TestExpiringMark has a sign of its own for what goes soon, and a word for the last day.
func TestExpiringMark(t *testing.T) {
	last := func(f *fake, _ *fakeLogin, _ *Deps) { f.message(0).ExpirationDate = today.Add(5 * 60 * 60 * 1e9) }
	drive(t, 80, 24, "en", last, func(d *driver) {
		d.on("!today")
		d.says("!8 d", "18 d")
		d.silent("!18 d")
		d.keys("?", "end")
		d.says("! about to expire")
	})
}

// TestSearchLanguageLeft goes back from the choice of a language to what was typed.
func TestSearchLanguageLeft(t *testing.T) {
	drive(t, 80, 24, "en", nil, func(d *driver) {
		d.keys("/", "p", "r", "enter")
		d.says("Search")
		d.keys("esc")
		d.on("Search: pr")
		d.keys("enter", "enter")
		if d.f.query.Q != "pr" || d.f.query.QLang != "fr" || inboxOf(d).search != nil {
			t.Errorf("asked %+v", d.f.query)
		}
	})
}
