package tui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"myebox/tui/backend"
	"myebox/tui/lang"
	"myebox/tui/present"
)

// Times of the wait for the browser.
const (
	loginLimit = 10 * time.Minute // then nobody comes back any more
	loginTick  = 5 * time.Second  // how often the elapsed time is said
	loginHints = time.Minute      // from when on it is said what may be the matter
)

// login is the way in: choose how, wait for the browser, say what went wrong.
type login struct {
	kit   *kit
	first bool // at the start of the program: there is nothing to go back to, and maybe a stored session
	try   *loginTry
	lost  present.Failure // why the last try failed
	why   error           // the same, not in words; nil: it did not
	again *loginTry       // what trying again does
	cards *cardWatch      // nil: cards are not offered
	flow
	w       int
	details bool
}

// loginTry is one try to log in: its answers are told from those of another by its address.
type loginTry struct {
	resume  bool
	choice  backend.Choice
	reader  string   // of the card that logs in
	desk    *pinDesk // where that card's questions arrive; nil: no card
	prompt  *pinAsk  // the last of them
	ctx     context.Context
	cancel  context.CancelFunc
	attempt backend.Attempt // nil: being prepared
	start   time.Time
	elapsed time.Duration
}

// Answers of a try.
type (
	beganMsg struct {
		try     *loginTry
		attempt backend.Attempt
		err     error
	}
	loggedInMsg struct {
		try     *loginTry
		session *backend.Session
		err     error
	}
	clockMsg struct{ try *loginTry }
)

// newLogin is the login screen: at the start of the program, or because a session is of no use any more.
func newLogin(k *kit, why error) *login {
	l := &login{kit: k, first: why == nil, cards: newCardWatch(k)}
	if why != nil {
		l.lost, l.why = k.ending(why), why
	}
	return l
}

// Init goes on with the stored session at the start, and otherwise lets choose.
func (l *login) Init() outcome {
	if !l.first {
		l.choose()
		return outcome{cmd: l.cards.follow()}
	}
	o := l.begin(&loginTry{resume: true})
	o.cmd = tea.Batch(o.cmd, l.cards.follow())
	return o
}

// begin starts a try.
func (l *login) begin(t *loginTry) outcome {
	l.end()
	t.ctx, t.cancel = context.WithCancel(l.kit.ctx)
	t.start = l.kit.now()
	l.try, l.again, l.details = t, t, false
	l.layout()
	l.moveTo(0)
	from := l.kit.deps.Login
	if t.desk != nil {
		return l.useCard(t)
	}
	if t.resume {
		return outcome{cmd: func() tea.Msg {
			s, err := from.Resume(t.ctx)
			return loggedInMsg{t, s, err}
		}}
	}
	return outcome{cmd: func() tea.Msg {
		a, err := from.Begin(t.ctx, t.choice)
		return beganMsg{t, a, err}
	}}
}

// Update takes keys and the answers of the try under way.
func (l *login) Update(msg tea.Msg) outcome {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return l.key(msg)
	case tea.MouseWheelMsg:
		l.wheel(msg)
	case tea.MouseClickMsg:
		return l.click(msg.Y)
	case beganMsg:
		return l.began(msg)
	case loggedInMsg:
		return l.answered(msg)
	case clockMsg:
		return l.clock(msg)
	case readersMsg:
		return l.readers(msg)
	case pinAskMsg:
		return l.asked(msg)
	case pinCancelMsg:
		return l.unasked(msg)
	case pinEndMsg:
		l.layout()
	case launchedMsg:
		if msg.by == l && msg.err != nil {
			v := present.Voice{Texts: l.kit.t, Now: l.kit.now()}
			return outcome{say: l.kit.oneLine(v.Problem(present.LoginNoBrowser, present.Said{}))}
		}
	}
	return outcome{}
}

// began shows the address, opens it, and waits.
func (l *login) began(msg beganMsg) outcome {
	if msg.try != l.try {
		if msg.attempt != nil {
			msg.attempt.Close()
		}
		return outcome{}
	}
	if msg.err != nil {
		return l.failed(msg.err)
	}
	t := msg.try
	t.attempt = msg.attempt
	l.layout()
	wait := func() tea.Msg {
		s, err := t.attempt.Wait(t.ctx)
		return loggedInMsg{t, s, err}
	}
	return outcome{cmd: tea.Batch(wait, l.openBrowser(), l.later(t))}
}

// openBrowser opens the address; the test person needs none.
func (l *login) openBrowser() tea.Cmd {
	o, t := l.kit.deps.Opener, l.try
	if o == nil || t.choice.TestPerson {
		return nil
	}
	return func() tea.Msg { return launchedMsg{by: l, err: o.OpenURL(t.ctx, t.attempt.URL())} }
}

func (l *login) later(t *loginTry) tea.Cmd {
	return tea.Tick(loginTick, func(time.Time) tea.Msg { return clockMsg{t} })
}

// clock says how long it has been, and gives up in the end.
func (l *login) clock(msg clockMsg) outcome {
	if msg.try != l.try {
		return outcome{}
	}
	l.try.elapsed = l.kit.now().Sub(l.try.start)
	if l.try.elapsed >= loginLimit {
		return l.failed(&backend.LoginError{Case: present.LoginTimeout, Err: context.DeadlineExceeded})
	}
	l.layout()
	return outcome{cmd: l.later(l.try)}
}

// answered takes the end of a try.
func (l *login) answered(msg loggedInMsg) outcome {
	if msg.try != l.try {
		return outcome{}
	}
	if msg.err != nil {
		return l.failed(msg.err)
	}
	l.end()
	text := l.kit.t.Login.LoggedInUnnamed
	if msg.session.Name != "" {
		text = sprintf(l.kit.t.Login.LoggedIn, msg.session.Name)
	}
	return outcome{pop: true, session: msg.session, say: note{text, noteGood}}
}

// failed says what went wrong and lets choose again. That there is no stored session is no failure.
func (l *login) failed(err error) outcome {
	resumed := l.try.resume
	l.end()
	l.lost, l.why = present.Failure{}, nil
	if c := loginCase(err); !resumed || c != present.LoginRequired {
		l.lost, l.why = l.kit.failure(err), err
		l.again.choice.Fresh = l.again.choice.Fresh || c == present.LoginWeakKey
	}
	l.choose()
	return outcome{}
}

// choose shows what there is to choose from, with the focus on the first choice, or on what went wrong.
func (l *login) choose() {
	l.layout()
	l.moveTo(0)
	if l.lost.IsZero() {
		l.nextItem(1)
	}
}

// end ends the try under way.
func (l *login) end() {
	if l.try == nil {
		return
	}
	l.try.cancel()
	if l.try.attempt != nil {
		l.try.attempt.Close()
	}
	l.try = nil
}

// Close ends the try under way, and the watch.
func (l *login) Close() {
	l.end()
	l.cards.end()
}

// waitedFor is how long the wait has been, and how long it may be.
func waitedFor(t *lang.Texts, d time.Duration) string {
	return sprintf(t.Login.WaitingFor, lang.Elapsed(d), lang.Elapsed(loginLimit))
}
