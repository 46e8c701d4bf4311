package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	"myebox/tui/lang"
)

// prompt is that of the shell below.
const prompt = "desk> "

// shell is a shell beside a sandbox that outlives the clients which are started in it, in a terminal of 80 by 24.
func (d *desk) shell() *terminal {
	d.t.Helper()
	d.env = append(d.env, "PS1="+prompt)
	tm := d.run(80, 24, "sh")
	tm.see(prompt)
	return tm
}

// sh runs a command in the shell and gives what it printed; its exit code must be code.
func (d *desk) sh(tm *terminal, code int, command string) string {
	d.t.Helper()
	out, end := filepath.Join(d.dir, "out"), filepath.Join(d.dir, "end")
	_ = os.Remove(end)
	tm.keys("C-u")
	tm.text(fmt.Sprintf("%s >%s 2>&1; echo $? >%s.new; mv %s.new %s; clear", command, out, end, end, end))
	tm.keys("Enter")
	tm.until("the end of "+command, func(string) bool { _, err := os.Stat(end); return err == nil })
	got, err := os.ReadFile(end)
	if err != nil {
		d.t.Fatal(err)
	}
	text, err := os.ReadFile(out)
	if err != nil {
		d.t.Fatal(err)
	}
	if strings.TrimSpace(string(got)) != strconv.Itoa(code) {
		d.t.Fatalf("%s: exit code %s, want %d: %s", command, strings.TrimSpace(string(got)), code, text)
	}
	return string(text)
}

// client is how the client is called in the shell, with a log.
func (d *desk) client(args string) string {
	return filepath.Join(bin, "ebox") + " --log-file " + filepath.Join(d.dir, "home", "log") + " " + args
}

// marks are what shows at the right edge when there is more above or below.
var marks = regexp.MustCompile(`(?m)\s+[v^]$`)

// plain is a screen without the marks of scrolling, on one line.
func plain(screen string) string { return squeeze(marks.ReplaceAllString(screen, "")) }

// says walks the page that is on the screen from its top to its end, and wants every sentence whole on one of the
// screens: not cut, no word broken, nothing left out.
func says(tm *terminal, sentences ...string) {
	tm.t.Helper()
	missing := map[string]bool{}
	for _, s := range sentences {
		missing[squeeze(s)] = true
	}
	look := func(screen string) {
		text := plain(screen)
		for s := range missing {
			if strings.Contains(text, s) {
				delete(missing, s)
			}
		}
	}
	tm.keys("Home")
	for range 60 {
		now := tm.at()
		look(now.screen)
		if len(missing) == 0 {
			return
		}
		tm.keys("Down")
		if !tm.moves(now) {
			break
		}
	}
	look(tm.screen())
	for s := range missing {
		tm.t.Errorf("nowhere on the page: %q; its end is:\n%s", s, tm.screen())
	}
}

// place is what is on the screen, and where the cursor is.
type place struct {
	screen string
	x, y   int
}

// at looks until two looks are the same: the program may be drawing.
func (tm *terminal) at() place {
	tm.t.Helper()
	var was place
	for {
		x, y, _ := tm.cursor()
		now := place{tm.screen(), x, y}
		if now == was {
			return now
		}
		was = now
	}
}

// moves tells whether anything changes within a few seconds: at an end nothing does.
func (tm *terminal) moves(from place) bool {
	tm.t.Helper()
	return tm.soon(3*time.Second, func() bool { return tm.at() != from })
}

// goes tells the same of the cursor and of the row that it is on: what else is drawn meanwhile does not count.
func (tm *terminal) goes(from place) bool {
	tm.t.Helper()
	return tm.soon(3*time.Second, func() bool {
		now := tm.at()
		return now.x != from.x || now.y != from.y || now.row() != from.row()
	})
}

// row is the one that the cursor is on.
func (p place) row() string { return strings.Split(p.screen, "\n")[p.y] }

// soon tells whether something comes true within a time.
func (tm *terminal) soon(within time.Duration, ok func() bool) bool {
	tm.t.Helper()
	limit := time.NewTimer(within)
	defer limit.Stop()
	for {
		tm.mu.Lock()
		wake := tm.wake
		tm.mu.Unlock()
		if ok() {
			return true
		}
		select {
		case <-wake:
		case <-limit.C:
			return false
		}
	}
}

// pick goes to an option of the page by Tab, and chooses it. The cursor is on it then: nothing is chosen by default.
func pick(tm *terminal, option string) {
	tm.t.Helper()
	for range 25 {
		if onRow(tm, option) {
			tm.keys("Enter")
			return
		}
		was := tm.at()
		tm.keys("Tab")
		tm.goes(was)
	}
	tm.t.Fatalf("there is no %q; the screen is:\n%s", option, tm.screen())
}

// onRow tells whether the cursor is on a row that holds the text.
func onRow(tm *terminal, text string) bool {
	return strings.Contains(strings.ToLower(squeeze(tm.at().row())), strings.ToLower(text))
}

// toReply opens the first message of the list that can be replied to.
func toReply(tm *terminal, t *lang.Texts) {
	tm.t.Helper()
	toMark(tm, t.Row.MarkReply)
	tm.see(t.Reader.ReplyPossible)
}

// toMark opens the first message of the list that has one of the marks.
func toMark(tm *terminal, marks string) {
	tm.t.Helper()
	back := false
	for stuck := 0; stuck < 4; stuck++ { // while a list is loading keys may count for nothing
		now := tm.at()
		row := now.row()
		if len(row) > 6 && now.y > 4 && strings.ContainsAny(row[1:6], marks) {
			if tm.soon(time.Second, func() bool { return tm.at() != now }) {
				continue // a key that was under way, or the list is still being drawn
			}
			tm.keys("Enter")
			return
		}
		tm.keys("Down")
		if tm.goes(now) {
			stuck = 0
		} else if stuck == 3 && !back { // the marks may have come after the row was passed
			tm.keys("Home")
			back, stuck = true, -1
		}
	}
	tm.t.Fatalf("no message has the mark %s; the screen is:\n%s", marks, tm.screen())
}

// confirmWord types the word and confirms. Keys count once the page was there for a moment, and Enter once the word was.
func confirmWord(tm *terminal, t *lang.Texts) {
	tm.t.Helper()
	typeWord(tm, t)
	for range 20 {
		now := tm.at()
		tm.keys("Enter")
		tm.moves(now)
		if !strings.Contains(tm.screen(), ": "+t.Reply.StepConfirm) {
			return
		}
	}
	tm.t.Fatalf("the word does not count; the screen is:\n%s", tm.screen())
}

// typeWord types the word until it stands in its field.
func typeWord(tm *terminal, t *lang.Texts) {
	tm.t.Helper()
	field := strings.TrimSpace(t.Label(t.Reply.WordLabel, t.Reply.Word))
	for range 20 {
		now := tm.at()
		tm.keys("C-u")
		tm.text(t.Reply.Word)
		for !strings.Contains(squeeze(tm.screen()), squeeze(field)) && tm.moves(now) {
			now = tm.at()
		}
		if strings.Contains(squeeze(tm.screen()), squeeze(field)) {
			return
		}
	}
	tm.t.Fatalf("the word cannot be typed; the screen is:\n%s", tm.screen())
}

// leave quits the client and comes back to the shell.
func leave(tm *terminal) {
	tm.t.Helper()
	tm.keys("C-c")
	tm.see(prompt)
	tm.text("clear")
	tm.keys("Enter")
	tm.until("an empty screen", func(s string) bool { return squeeze(s) == strings.TrimSpace(prompt) })
}
