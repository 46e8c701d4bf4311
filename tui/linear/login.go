package linear

import (
	"context"
	"errors"
	"fmt"
	"time"

	"myebox/tui/backend"
	"myebox/tui/present"
)

// Times of the wait for the browser.
const (
	loginLimit = 10 * time.Minute // then nobody comes back any more
	loginPace  = 2 * time.Minute  // how often it is said that it is still waited for
)

// way is one way in.
type way struct {
	text   string
	choice backend.Choice
	reader string // of a card
	cards  bool   // leads to readers and cards
}

// resume goes on with the stored session; without one it is the login.
func (s *session) resume(ctx context.Context) error {
	var with *backend.Session
	err := s.do(ctx, work{start: s.t.Login.Resuming, run: func(ctx context.Context) (err error) {
		with, err = s.d.Login.Resume(ctx)
		return err
	}})
	switch {
	case err == nil:
		s.use(with)
		return nil
	case ctx.Err() != nil:
		return ctx.Err()
	case loginCase(err) == present.LoginRequired:
		return s.login(ctx, present.Failure{})
	}
	return s.login(ctx, s.failure(err))
}

// login is the way in: choose how, wait, say what went wrong, until somebody is logged in. why is what ended the session
// before. errOther is another person than before.
func (s *session) login(ctx context.Context, why present.Failure) error {
	l := &loginPlace{s: s, watch: s.follow(ctx)}
	defer l.watch.end()
	if !why.IsZero() {
		s.fail(why)
	}
	title := s.t.Login.Title
	if s.d.Sandbox {
		title = s.t.Sandbox.Mark + ". " + title
	}
	s.Say(title + ". " + s.t.Login.Choose)
	with, err := l.choose(ctx)
	if err != nil {
		return err
	}
	same := s.session != nil && s.session.Person == with.Person
	another := s.session != nil && !same
	s.use(with)
	s.Say(s.loggedIn(with))
	if !with.Stored {
		s.Say(s.t.Login.MemoryOnly)
	}
	if another {
		return errOther
	}
	return nil
}

// loggedIn says who is.
func (s *session) loggedIn(with *backend.Session) string {
	if with.Name == "" {
		return s.t.Login.LoggedInUnnamed
	}
	return fmt.Sprintf(s.t.Login.LoggedIn, with.Name)
}

// loginPlace is the list of ways in.
type loginPlace struct {
	s     *session
	watch *cardWatch
	fresh bool // ask for a key again even if the browser still has a session
	last  *way // what trying again does
}

// ways are what there is to choose from now.
func (l *loginPlace) ways() []way {
	t := l.s.t
	out := []way{{text: t.Login.InBrowser + ". " + t.Login.InBrowserHint, choice: backend.Choice{Fresh: l.fresh}}}
	if l.s.d.Sandbox {
		out = append(out, way{text: t.Login.TestPerson + ". " + t.Login.TestPersonHint, choice: backend.Choice{TestPerson: true}})
	}
	if l.watch == nil {
		return out
	}
	v := l.s.voice()
	for _, r := range l.watch.now.List {
		if r.Card == present.CardBelgian {
			out = append(out, way{text: t.Card.LogIn + ". " + v.Reader(r), reader: r.Name})
		}
	}
	return append(out, way{text: join(t.Card.Readers, l.watch.state()), cards: true})
}

// join puts sentences together; either may be "".
func join(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + ". " + b
}

// lines are the ways, numbered.
func (l *loginPlace) lines() []string {
	var out []string
	for i, w := range l.ways() {
		out = append(out, l.s.t.Number(int64(i+1))+". "+w.text)
	}
	return out
}

// choose is the list of ways, until one of them led in.
func (l *loginPlace) choose(ctx context.Context) (*backend.Session, error) {
	s := l.s
	sc := l.scene()
	if !s.con.keys {
		for _, line := range l.lines() {
			s.Item(line)
		}
	} else if err := s.here(ctx, sc.track); err != nil {
		return nil, err
	}
	for {
		c, arg, err := s.choose(ctx, sc)
		if err != nil {
			return nil, err
		}
		var w *way
		switch c {
		case cmdChoose:
			if n, ok := number(arg); ok {
				sc.track.at = min(n, sc.track.n()) - 1
			}
			sc.track.clamp()
			w = &l.ways()[sc.track.at]
		case cmdRetry:
			if w = l.last; w == nil {
				w = &l.ways()[0]
			}
		case cmdDetails:
			s.details()
			continue
		default:
			continue
		}
		if w.cards {
			if err := s.cards(ctx); err != nil {
				return nil, err
			}
			if err := s.backIn(ctx, sc); err != nil {
				return nil, err
			}
			continue
		}
		with, err := l.try(ctx, w)
		if err == nil {
			return with, nil
		}
		if ctx.Err() != nil || wayOut(err) {
			return nil, err
		}
		l.last = w
		l.fresh = l.fresh || loginCase(err) == present.LoginWeakKey
		if f := s.failure(err); loginCase(err) == present.LoginCancelled {
			s.Say(f.What) // that is no failure
		} else {
			s.fail(f)
		}
	}
}

// scene is the list as a place.
func (l *loginPlace) scene() *scene {
	s := l.s
	sc := &scene{
		track:  lines(l.lines),
		number: func(n int) int { return nth(n, len(l.ways()), func(int) bool { return true }) },
		where:  func() string { return s.t.Login.Title },
		offers: func() []offer {
			return append(on(cmdChoose), when(l.last != nil, cmdRetry, s.t.Why.NothingHere),
				offer{cmd: cmdDetails})
		},
		retell: func() {}, // all of it is made when it is said
		advice: func() []string {
			help := []string{s.t.Login.Intro, s.t.Login.Safety}
			if l.watch != nil {
				help = append(help, s.t.Card.Intro)
			}
			return help
		},
	}
	return sc
}

// try logs in one way.
func (l *loginPlace) try(ctx context.Context, w *way) (*backend.Session, error) {
	if w.reader != "" {
		return l.byCard(ctx, w.reader)
	}
	s := l.s
	var a backend.Attempt
	err := s.do(ctx, work{start: s.t.Login.Opening, run: func(ctx context.Context) (err error) {
		a, err = s.d.Login.Begin(ctx, w.choice)
		return err
	}})
	if err != nil {
		return nil, given(err)
	}
	defer a.Close()
	var with *backend.Session
	wait := work{start: s.t.Login.Waiting, run: func(ctx context.Context) (err error) {
		with, err = a.Wait(ctx)
		return err
	}}
	if !w.choice.TestPerson {
		l.browser(ctx, a, &wait)
	}
	if err := s.do(ctx, wait); err != nil {
		return nil, given(err)
	}
	return with, nil
}

// browser opens the address and makes the wait for somebody to come back.
func (l *loginPlace) browser(ctx context.Context, a backend.Attempt, wait *work) {
	s, t := l.s, l.s.t
	wait.start, wait.pace = "", loginPace
	wait.still = func() string { return t.Linear.StillLogin }
	wait.offers = append(on(cmdAddress, cmdHints, cmdCancel, cmdAgain, cmdHelp, cmdWhere), when(s.d.Opener != nil, cmdOpenAgain, t.Why.NoViewer))
	run := wait.run
	wait.run = func(ctx context.Context) error {
		ctx, cancel := context.WithTimeout(ctx, loginLimit)
		defer cancel()
		err := run(ctx)
		if errors.Is(ctx.Err(), context.DeadlineExceeded) && err != nil {
			return &backend.LoginError{Case: present.LoginTimeout, Err: context.DeadlineExceeded}
		}
		return err
	}
	wait.act = func(ctx context.Context, c command) error {
		switch c {
		case cmdAddress:
			s.address(a.URL())
		case cmdHints:
			s.Say(t.Login.HintsTitle + ":")
			s.Say(s.voice().LoginHints()...)
		case cmdOpenAgain:
			s.openBrowser(ctx, a.URL())
			s.Say(t.Login.Opening)
		case cmdAgain:
			s.out.again()
		default:
			s.Say(t.Login.Waiting, t.Linear.WaitKeys)
		}
		return nil
	}
	s.out.begin()
	s.Say(t.Login.Waiting)
	if s.d.Opener == nil || !s.con.keys {
		s.address(a.URL())
	} else {
		s.Say(t.Linear.WaitKeys)
	}
	s.openBrowser(ctx, a.URL())
}

// address says an address: on a line of its own, whole, so that it can be marked and copied.
func (s *session) address(url string) {
	s.Say(s.t.Login.Address)
	s.out.raw(url)
	s.Say(s.t.Login.AddressWarning)
}

// openBrowser opens the address; when that does not work it says so.
func (s *session) openBrowser(ctx context.Context, url string) {
	o := s.d.Opener
	if o == nil {
		return
	}
	go func() {
		if err := o.OpenURL(ctx, url); err != nil && ctx.Err() == nil {
			s.post(func() { s.fail(s.voice().Problem(present.LoginNoBrowser, present.Said{})) })
		}
	}()
}

// given is a login's error; what the person gave up is a cancelled login.
func given(err error) error {
	if cancelled(err) {
		return &backend.LoginError{Case: present.LoginCancelled, Err: err}
	}
	return err
}

// loginCase is the case of a login's error; 0 if it has none.
func loginCase(err error) present.Problem {
	var e *backend.LoginError
	if errors.As(err, &e) {
		return e.Case
	}
	return 0
}
