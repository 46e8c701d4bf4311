package tui

import (
	"context"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// driver runs the screens without a terminal: it carries out their commands and looks at every screen on the way.
type driver struct {
	t    *testing.T
	f    *fake
	l    *fakeLogin
	app  *app
	msgs chan tea.Msg
	clip []string // what was copied
	quit bool

	bells int // how often there was a sound
}

// setup changes the world before the screens are shown; it runs in the bubble, so that channels made in it belong to it.
type setup func(f *fake, l *fakeLogin, deps *Deps)

// drive shows the screens on a terminal of that size and hands them to do, in a bubble where time is free. There are 60
// messages unless set says otherwise.
func drive(t *testing.T, w, h int, lang string, set setup, do func(d *driver)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		f := newFake(t, 60)
		deps := f.deps(lang)
		deps.Now = clock()
		l := deps.Login.(*fakeLogin)
		if set != nil {
			set(f, l, &deps)
		}
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		d := &driver{t: t, f: f, l: l, app: newApp(ctx, deps), msgs: make(chan tea.Msg, 1000)}
		d.look()
		d.exec(d.app.Init())
		d.send(tea.WindowSizeMsg{Width: w, Height: h})
		do(d)
		cancel()
		time.Sleep(time.Minute) // timers under way run out
	})
}

// clock begins at today and goes with the bubble's time.
func clock() func() time.Time {
	start := time.Now()
	return func() time.Time { return today.Add(time.Since(start)) }
}

// exec runs a command as the program would: beside everything else.
func (d *driver) exec(c tea.Cmd) {
	if c == nil {
		return
	}
	go func() { d.msgs <- c() }()
}

// send hands a message in, and then whatever follows from it, until nothing more happens by itself.
func (d *driver) send(msg tea.Msg) {
	d.handle(msg)
	for {
		synctest.Wait()
		select {
		case msg := <-d.msgs:
			d.handle(msg)
		default:
			return
		}
	}
}

func (d *driver) handle(msg tea.Msg) {
	switch msg := msg.(type) {
	case nil:
		return
	case tea.BatchMsg:
		for _, c := range msg {
			d.exec(c)
		}
		return
	case tea.QuitMsg:
		d.quit = true
		return
	case tea.RawMsg:
		if msg.Msg == "\a" {
			d.bells++
		}
		return
	}
	if reflect.TypeOf(msg).String() == "tea.setClipboardMsg" {
		d.clip = append(d.clip, fmt.Sprint(msg))
		return
	}
	_, cmd := d.app.Update(msg)
	d.exec(cmd)
	d.look()
}

// keys presses keys.
func (d *driver) keys(names ...string) {
	for _, n := range names {
		d.send(keyPress(n))
	}
}

// wait lets time pass.
func (d *driver) wait(dur time.Duration) {
	time.Sleep(dur)
	d.send(nil)
}

// look checks what must hold of every screen.
func (d *driver) look() {
	d.t.Helper()
	v := d.app.View()
	if v.WindowTitle != "ebox" || !v.AltScreen {
		d.t.Errorf("title %q, alternate screen %v", v.WindowTitle, v.AltScreen)
	}
	if v.Cursor == nil {
		d.t.Fatalf("no cursor:\n%s", v.Content)
	}
	w, h := d.app.w, d.app.h
	if c := v.Cursor; c.X < 0 || c.Y < 0 || w > 0 && c.X >= w || h > 0 && c.Y >= h {
		d.t.Errorf("cursor at %d,%d on a screen of %dx%d", c.X, c.Y, w, h)
	}
	lines := strings.Split(v.Content, "\n")
	if len(lines) > max(h, 1) {
		d.t.Errorf("%d lines on a screen of %d rows", len(lines), h)
	}
	for y, l := range lines {
		if n := ansi.StringWidth(l); n > w {
			d.t.Errorf("line %d is %d wide, want at most %d: %q", y, n, w, ansi.Strip(l))
		}
	}
}

// text is the screen without any styling.
func (d *driver) text() string { return ansi.Strip(d.app.View().Content) }

// row is the row that the cursor is on.
func (d *driver) row() string {
	lines := strings.Split(d.text(), "\n")
	if y := d.app.View().Cursor.Y; y < len(lines) {
		return strings.TrimSpace(lines[y])
	}
	return ""
}

// says fails unless the screen holds all the words; line breaks count as blanks.
func (d *driver) says(words ...string) {
	d.t.Helper()
	text := d.said()
	for _, w := range words {
		if !strings.Contains(text, flat(w)) {
			d.t.Errorf("the screen does not say %q:\n%s", w, d.text())
		}
	}
}

// silent fails if the screen holds any of the words.
func (d *driver) silent(words ...string) {
	d.t.Helper()
	text := d.said()
	for _, w := range words {
		if strings.Contains(text, flat(w)) {
			d.t.Errorf("the screen says %q:\n%s", w, d.text())
		}
	}
}

// said is the screen on one line, or a dialog with what stands above and below it.
func (d *driver) said() string {
	if len(d.app.stack) == 0 {
		return ""
	}
	if p := d.app.stack[len(d.app.stack)-1].View(d.app.theme); p.over {
		lines := append([]string{d.app.header()}, p.lines...)
		return flat(ansi.Strip(strings.Join(append(lines, d.app.statusLines()...), "\n")))
	}
	return flat(d.text())
}

// flat is text without borders and with every run of white space as one blank.
func flat(s string) string {
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune("│┌┐└┘─", r) {
			return ' '
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// on fails unless the cursor is on a row with those words.
func (d *driver) on(words string) {
	d.t.Helper()
	if !strings.Contains(d.row(), words) {
		d.t.Errorf("the cursor is on %q, want %q:\n%s", d.row(), words, d.text())
	}
}
