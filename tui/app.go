package tui

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"myebox/tui/backend"
	"myebox/tui/lang"
)

// title is the window's title, always: a subject or a name would end up in task bars, in screen sharing and in tmux.
const title = "ebox"

// New is the program's model, ready to run. ctx ends what it started when the program ends.
func New(ctx context.Context, d Deps) tea.Model { return newApp(ctx, d) }

// Run shows the full screen until the person leaves or ctx ends. Leaving is no error, whatever the way.
func Run(ctx context.Context, d Deps, opts ...tea.ProgramOption) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	opts = append([]tea.ProgramOption{tea.WithContext(ctx), tea.WithOutput(output(d)), tea.WithFPS(framesPerSecond)}, opts...)
	if d.NoColor || d.Theme == ThemePlain {
		opts = append(opts, tea.WithColorProfile(colorprofile.ASCII))
	}
	a := newApp(ctx, d)
	_, err := tea.NewProgram(a, opts...).Run()
	cancel()
	a.kit.settle()
	a.keepPlaces()
	if err != nil && !errors.Is(err, tea.ErrInterrupted) {
		return fmt.Errorf("running the full screen: %w", err)
	}
	return nil
}

// framesPerSecond is how often the screen is looked at for changes; half of what is usual costs half as much while nothing
// happens.
const framesPerSecond = 30

// settleTime is how long the program waits at its end for what is under way to stop cleanly.
const settleTime = 3 * time.Second

// settle waits for what must stop cleanly: a download that was cut off leaves nothing behind.
func (k *kit) settle() {
	done := make(chan struct{})
	go func() {
		k.work.Wait()
		close(done)
	}()
	select {
	case <-done:
	case <-time.After(settleTime):
	}
}

// app is the root: it alone builds a tea.View, and carries out what the screens want.
type app struct {
	kit     *kit
	theme   theme
	w, h    int
	stack   []screen // the last one is on top
	ground  ground
	status  note
	told    int      // how often there was news
	speaker *speaker // nil: not the reader layout
	session *backend.Session
	left    map[string]left // boxes that were open, by the account's name

	ctx   context.Context // of the program; the kit's is that of the box that is open
	leave func()          // ends the kit's
	box   int             // how often another box was opened
}

func newApp(ctx context.Context, d Deps) *app {
	if d.Now == nil {
		d.Now = time.Now
	}
	of, leave := context.WithCancel(ctx)
	k := &kit{ctx: of, deps: d, t: lang.For(d.Lang), work: &sync.WaitGroup{}}
	a := &app{kit: k, ctx: ctx, leave: leave}
	if d.Reader {
		a.speaker = &speaker{}
	}
	a.dress()
	return a
}

// dress makes the theme.
func (a *app) dress() {
	d := a.kit.deps
	a.theme = newTheme(looks{d.Theme, a.ground, d.ASCII, d.Reader, a.kit.t.Access.Chosen})
}

// Init asks for the background's colour, which may never come, and for the stored session.
func (a *app) Init() tea.Cmd {
	if a.speaker != nil { // screen readers read the question aloud
		return a.do(opened(newLogin(a.kit, nil)))
	}
	return tea.Batch(tea.RequestBackgroundColor, a.do(opened(newLogin(a.kit, nil))))
}

// Update hands a message to the screens.
func (a *app) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if late, ok := msg.(lateMsg); ok {
		if late.box != a.box {
			return a, nil
		}
		msg = late.msg
	}
	if a.speaker != nil {
		return a, a.spoken(msg)
	}
	return a, a.update(msg)
}

func (a *app) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		a.w, a.h = msg.Width, msg.Height
		return a.resized()
	case tea.BackgroundColorMsg:
		a.ground = groundLight
		if msg.IsDark() {
			a.ground = groundDark
		}
		a.dress()
		return nil
	case tea.KeyPressMsg:
		switch {
		case msg.String() == "ctrl+c":
			return a.do(outcome{quit: true})
		case a.asksLanguage(msg):
			return a.nextLanguage()
		case a.offered(cmdPalette, msg):
			return a.openCommands()
		case a.offered(cmdAgain, msg):
			return a.push(newLastNews(a.kit, a.status.text))
		}
		return a.top(msg)
	case tea.PasteMsg:
		return a.top(msg)
	case tea.MouseMsg:
		return a.mouse(msg)
	}
	return a.all(msg)
}

// top hands a message to the top screen alone.
func (a *app) top(msg tea.Msg) tea.Cmd {
	if len(a.stack) == 0 {
		return nil
	}
	s := a.stack[len(a.stack)-1]
	return a.do(from(s, s.Update(msg)))
}

// all hands a message to every screen: it is the answer to something that one of them asked.
func (a *app) all(msg tea.Msg) tea.Cmd {
	var cmds []tea.Cmd
	for _, s := range append([]screen(nil), a.stack...) {
		cmds = append(cmds, a.do(from(s, s.Update(msg))))
	}
	return tea.Batch(cmds...)
}

// do carries out what a screen wants.
func (a *app) do(o outcome) tea.Cmd {
	cmds := []tea.Cmd{a.stamped(o.cmd)}
	if was := a.foot(); a.say(o) && a.foot() != was {
		cmds = append(cmds, a.resized())
	}
	if o.pop {
		a.pop(o.by)
	}
	if o.session != nil {
		cmds = append(cmds, a.start(o.session))
	}
	if o.push != nil {
		cmds = append(cmds, a.push(o.push))
	}
	if p, ok := o.act.(pressMsg); ok {
		cmds = append(cmds, a.update(p.key))
	} else if o.act != nil {
		cmds = append(cmds, a.all(o.act))
	}
	if o.login != nil && !a.loggingIn() {
		cmds = append(cmds, a.push(newLogin(a.kit, o.login)))
	}
	if o.out {
		cmds = append(cmds, a.loggedOut())
	}
	if o.enter != nil {
		cmds = append(cmds, a.enter(o.enter))
	}
	if o.quit {
		for len(a.stack) > 0 {
			a.pop(nil)
		}
		cmds = append(cmds, tea.Quit)
	}
	return tea.Batch(cmds...)
}

// resized shares the screen out anew: the status line takes more rows, or fewer, and the screens the rest.
func (a *app) resized() tea.Cmd {
	for _, s := range a.stack {
		a.fit(s)
	}
	return a.all(tea.WindowSizeMsg{Width: a.w, Height: a.h})
}

// fit tells a screen how much room it has, and in the reader layout what to leave away.
func (a *app) fit(s screen) {
	if p, ok := s.(interface{ strip(w, text int) }); ok && a.speaker != nil {
		p.strip(a.w, a.kit.textWidth(a.w))
	}
	s.Resize(a.room())
}

// say changes the status line as an outcome wants it, and tells whether it did.
func (a *app) say(o outcome) bool {
	was := a.status
	if o.say != (note{}) || o.also != "" {
		a.told++
	}
	if o.wipe == wipeAll || o.wipe == wipeErrors && a.status.kind >= noteWarn {
		a.status = note{}
	}
	if o.say != (note{}) {
		a.status = o.say
	}
	if o.also != "" {
		if a.status.text == "" {
			a.status.kind = noteGood
		}
		a.status.text = join(" ", a.status.text, o.also)
	}
	return a.status != was
}

// push puts a screen on top.
func (a *app) push(s screen) tea.Cmd {
	a.stack = append(a.stack, s)
	a.fit(s)
	return a.do(from(s, s.Init()))
}

// pop takes a screen away, the top one when it is nil.
func (a *app) pop(s screen) {
	for i := len(a.stack) - 1; i >= 0; i-- {
		if s == nil || a.stack[i] == s {
			if m, ok := a.stack[i].(*inbox); ok {
				a.note(m)
			}
			a.stack[i].Close()
			a.stack = append(a.stack[:i], a.stack[i+1:]...)
			return
		}
	}
}

// start goes on with a session: where one was when it is the same person's, else with a fresh inbox.
func (a *app) start(s *backend.Session) tea.Cmd {
	other := a.session != nil && a.session.Person != s.Person
	same := a.session != nil && !other
	a.session = s
	retold := a.speakTo(s)
	if same {
		return tea.Batch(retold, a.all(reopenMsg{s.Box, s.Logout}))
	}
	for len(a.stack) > 0 {
		a.pop(nil)
	}
	if other {
		a.forget()
	}
	in := newInbox(a.kit, s.Box)
	in.logout = s.Logout
	in.resume(a.begin())
	return a.push(in)
}

func (a *app) loggingIn() bool {
	for _, s := range a.stack {
		if _, ok := s.(*login); ok {
			return true
		}
	}
	return false
}

// mouse hands clicks and the wheel to the top screen, with the place relative to it.
func (a *app) mouse(msg tea.MouseMsg) tea.Cmd {
	if len(a.stack) == 0 {
		return nil
	}
	_, x, y := a.body()
	m := msg.Mouse()
	m.X, m.Y = m.X-x, m.Y-y
	switch msg.(type) {
	case tea.MouseClickMsg:
		return a.top(tea.MouseClickMsg(m))
	case tea.MouseWheelMsg:
		return a.top(tea.MouseWheelMsg(m))
	}
	return nil
}

// View is the whole screen. It is the only place that builds a tea.View.
func (a *app) View() tea.View {
	if a.speaker != nil {
		return a.speaker.view(a.kit.deps)
	}
	lines, p := a.frame()
	v := tea.NewView(strings.Join(lines, "\n"))
	v.AltScreen, v.WindowTitle, v.MouseMode = !a.kit.deps.NoAltScreen, title, tea.MouseModeCellMotion
	v.Cursor = tea.NewCursor(max(min(p.x, a.w-1), 0), max(min(p.y, a.h-1), 0))
	v.Cursor.Blink = false
	v.ProgressBar = p.progress
	if p.marking {
		v.MouseMode = tea.MouseModeNone
	}
	return v
}
