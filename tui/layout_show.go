package tui

import (
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
)

// still is one picture of the reader layout: its rows, where the focus is, and whose it is.
type still struct {
	top   screen
	lines []string
	x, y  int
	news  int // the row for the news; -1: there is no room for it
}

// speaker decides when the reader layout is shown. A screen reader says whatever is written, and says it again when it is
// written again. So what comes in by itself is shown when nothing more comes for a moment, all of it at once; and a row
// whose words change is emptied first, for of a row that is written over only the cells that differ are written, and
// heard.
type speaker struct {
	seen   still // on the screen
	next   still // to be shown
	news   int   // how much of the news has been shown
	atNews bool  // the cursor is with the news, until the next key
	away   bool  // that key came
	since  time.Time
	timer  int // tells the last timer from those before
	shown  bool
	again  bool // the focused row is written again: the key was none after which all screen readers look for the cursor
}

// Times of the speaker.
const (
	calm    = 120 * time.Millisecond // without anything new: then it is shown
	patient = time.Second            // at most until it is shown
	emptied = 60 * time.Millisecond  // that a row is empty before other words are written to it: several frames, or nobody sees it empty
)

// showMsg is the end of a speaker's timer.
type showMsg struct{ timer int }

// spoken is Update in the reader layout.
func (a *app) spoken(msg tea.Msg) tea.Cmd {
	s := a.speaker
	if m, ok := msg.(showMsg); ok {
		if m.timer != s.timer {
			return nil
		}
		return s.show(a.told)
	}
	key := false
	switch msg.(type) {
	case tea.KeyPressMsg, tea.PasteMsg:
		key = true
	}
	returns := key && s.atNews // the cursor comes back from the news: some screen readers do not follow it there
	s.away = s.away || returns
	var was screen
	if n := len(a.stack); n > 0 {
		was = a.stack[n-1]
	}
	cmd := a.update(msg)
	f := a.plainFrame()
	if key {
		s.again = f.top == was && (returns && len(f.lines) > 0 || f.y != s.seen.y && !(arrow(msg) && f.y-s.seen.y <= 1 && s.seen.y-f.y <= 1))
	}
	if returns && f.y != s.seen.y {
		s.atNews = false
	}
	idle := returns && f.y == s.seen.y && cmd != nil // nothing happened yet, and something is under way
	now := key && f.top == was && !idle && (cmd == nil || !s.writes(f) && a.told == s.news || scrolled(s.seen.lines, f.lines))
	return tea.Batch(cmd, s.take(f, now, a.told, a.kit.now()))
}

// arrow tells whether a key is one after which every screen reader says the cursor's row when nothing is written, if that
// is the next one.
func arrow(msg tea.Msg) bool {
	k, ok := msg.(tea.KeyPressMsg)
	return ok && (k.Code == tea.KeyUp || k.Code == tea.KeyDown)
}

// writes tells whether showing f writes any text.
func (s *speaker) writes(f still) bool { return !slices.Equal(s.seen.lines, f.lines) }

// take keeps a picture and shows it: now, or when nothing more comes.
func (s *speaker) take(f still, now bool, told int, at time.Time) tea.Cmd {
	s.next = f
	if !s.writes(f) && told == s.news && !s.again {
		s.atNews, s.away = s.atNews && !s.away, false
		s.seen, s.since = f, time.Time{}
		s.timer++
		return nil
	}
	if now || !s.shown && len(f.lines) == 0 {
		return s.show(told)
	}
	if s.since.IsZero() {
		s.since = at
	}
	left := max(patient-at.Sub(s.since), 0)
	if !s.writes(f) && told == s.news { // the cursor alone, which waits for what comes of the key
		return s.later(left)
	}
	return s.later(min(calm, left))
}

// later starts the timer anew.
func (s *speaker) later(d time.Duration) tea.Cmd {
	s.timer++
	msg := showMsg{s.timer}
	return tea.Tick(d, func(time.Time) tea.Msg { return msg })
}

// show puts the picture on the screen, after one where the rows that change are empty. told is how much news there was.
func (s *speaker) show(told int) tea.Cmd {
	s.timer++
	s.shown = true
	fresh := told != s.news
	between, emptier := s.between(fresh)
	s.again = false
	if emptier {
		s.seen.lines = between
		return s.later(emptied)
	}
	s.seen, s.since, s.news = s.next, time.Time{}, told
	s.atNews = fresh || s.atNews && !s.away
	s.away = false
	return nil
}

// between is the screen without the rows that get other words, of another page without all of them, and without the row for
// news when there is news; ok is false when no row has to be emptied. A field, where the cursor stands behind a label, is written to as one types.
func (s *speaker) between(fresh bool) (rows []string, ok bool) {
	old, now := s.seen.lines, s.next.lines
	if len(old) != len(now) || len(now) == 0 {
		return nil, false
	}
	rows = slices.Clone(old)
	if y := s.next.y; s.again && !fresh && old[y] == now[y] && old[y] != "" && s.next.x == 0 {
		rows[y], ok = "", true
	}
	news, moved := s.next.news, shifted(old, now)
	other := s.seen.top != s.next.top // all of it is to be heard, also what stood there before
	for i := range now[:max(news+1, 1)] {
		changed := old[i] != now[i] && !moved[i] && !(i == s.next.y && s.next.x > 0) || other && i != news
		if old[i] != "" && (changed || fresh && i == news) {
			rows[i], ok = "", true
		}
	}
	return rows, ok
}

// scrolled tells whether now is old moved by one row: then the terminal moves it, and only the row that comes in is
// written.
func scrolled(old, now []string) bool {
	if len(old) != len(now) {
		return false
	}
	changed, kept := 0, 0
	moved := shifted(old, now)
	for i := range moved {
		if old[i] != now[i] {
			changed++
		}
		if moved[i] {
			kept++
		}
	}
	return changed > 2 && kept >= changed
}

// shifted are the rows that need not be emptied, since most rows move by one in the same direction: those that come from
// the row beside, and those whose words go there.
func shifted(old, now []string) []bool {
	const enough = 3
	best, most := make([]bool, len(now)), 0
	if len(old) != len(now) {
		return best
	}
	for _, d := range []int{1, -1} {
		rows, n := make([]bool, len(now)), 0
		at := func(of []string, i int) string {
			if i < 0 || i >= len(of) {
				return ""
			}
			return of[i]
		}
		for i := range now {
			if old[i] == now[i] {
				continue
			}
			if now[i] != "" && now[i] == at(old, i+d) {
				rows[i] = true
				n++
			}
			if old[i] != "" && old[i] == at(now, i-d) {
				rows[i] = true
			}
		}
		if n >= enough && n > most {
			best, most = rows, n
		}
	}
	return best
}

// view is what is on the screen. The cursor goes to the news with it, and back at the next key.
func (s *speaker) view(d Deps) tea.View {
	v := tea.NewView(strings.Join(s.seen.lines, "\n"))
	v.AltScreen, v.WindowTitle = true, title
	x, y := s.seen.x, s.seen.y
	if s.atNews {
		x, y = 0, max(s.seen.news, 0)
	}
	v.Cursor = tea.NewCursor(x, y)
	return v
}
