package linear

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"myebox/ebox"
	"myebox/tui/backend"
	"myebox/tui/lang"
	"myebox/tui/present"
)

// session is everything from the first line to the last. It is used by one goroutine; what happens elsewhere reaches it
// as events.
type session struct {
	*Asker
	d       Deps
	ctx     context.Context // ends what the session started
	session *backend.Session
	names   *names
	gen     int // of the session: another one means that what was opened before must be opened again
	page    int // how many items the page key reads
	quiet   bool
	unsaid  []string        // news while it was switched off
	asking  bool            // a card asks a question in the middle of other work
	lost    present.Failure // the last failure: its details can be asked for
	book    present.Replies // what is known of replies
	trouble string          // the last one with them that was said
}

// defaultPage is how many items the page key reads when nobody asked for another number.
const defaultPage = 5

// Run is the linear mode from the first line to the last. Leaving is no error, and neither is the end of the input, as
// long as somebody was logged in; before that it is ErrAborted.
func Run(ctx context.Context, d Deps) (End, error) {
	if d.Now == nil {
		d.Now = time.Now
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	a, err := NewAsker(ctx, d.In, d.Out, lang.For(d.Lang), Options{Terminal: d.Terminal, Keys: d.Keys})
	if err != nil {
		return Left, err
	}
	a.own = d.Own
	s := &session{Asker: a, d: d, ctx: ctx, page: defaultPage}
	err = s.run(ctx)
	defer s.End()
	switch {
	case s.out.err != nil:
		return Left, fmt.Errorf("writing: %w", s.out.err)
	case errors.Is(err, errFull):
		return FullScreen, nil
	case errors.Is(err, errQuit), errors.Is(err, ErrAborted) && s.session != nil:
		return Left, nil
	}
	return Left, err
}

// run goes from login to inbox until somebody leaves.
func (s *session) run(ctx context.Context) error {
	s.out.begin()
	s.greet()
	err := s.resume(ctx)
	for err == nil {
		err = s.inbox(ctx)
		switch {
		case errors.Is(err, errOther):
			err = nil
		case errors.Is(err, errLoggedOut):
			s.session = nil
			err = s.login(ctx, present.Failure{})
		}
	}
	return err
}

// greet says that the mode is on, what turned it on, and the way back.
func (s *session) greet() {
	on := s.t.Linear.On
	if s.d.Why != "" {
		on = fmt.Sprintf(s.t.Linear.OnBy, s.d.Why)
	}
	how := fmt.Sprintf(s.t.Linear.StartWords, s.t.Keys.Help)
	switch help := lang.Capital(s.name(s.keysOf(cmdHelp)[0])); {
	case s.con.keys && s.d.Full:
		how = fmt.Sprintf(s.t.Linear.StartKeys, help, s.name(s.keysOf(cmdFull)[0]))
	case s.con.keys:
		how = fmt.Sprintf(s.t.Linear.StartHelp, help)
	}
	s.Say(on + " " + how)
}

// voice says domain values.
func (s *session) voice() present.Voice {
	v := present.Voice{Texts: s.t, Now: s.d.Now(), Replies: s.book}
	if s.names != nil {
		v.Names = s.names
	}
	return v
}

// use goes on with a session; the places see by the number that it is another one.
func (s *session) use(with *backend.Session) {
	s.session = with
	if s.d.LangGuess && lang.Known(with.Lang) {
		s.t = lang.For(with.Lang)
	}
	s.names = newNames(with.Box.Names)
	s.book = nil
	s.gen++
}

// nextLanguage goes on in the next language, in this place and in those below it, and says how to keep it.
func (s *session) nextLanguage(sc *scene) {
	s.d.LangGuess = false // the person has chosen
	s.t = s.t.Next()
	sc.retell()
	s.Say(fmt.Sprintf(s.t.App.LanguageNow, s.t.Name)+".", fmt.Sprintf(s.t.App.LanguageKeep, s.t.Code))
}

// post hands f to the session's goroutine; it runs when the answer under way has ended.
func (s *session) post(f func()) {
	select {
	case s.events <- f:
	case <-s.ctx.Done():
	}
}

// tell says news: nobody asked for it, so it is one line, or kept while news is off.
func (s *session) tell(text string) {
	if s.quiet {
		s.unsaid = append(s.unsaid, text)
		return
	}
	s.Item(text)
}

// wrapped are sentences as lines to walk through.
func (s *session) wrapped(texts ...string) []string {
	var out []string
	for _, t := range texts {
		if t != "" {
			out = append(out, present.Wrap(t, Width)...)
		}
	}
	return out
}

// place is a path as it is said: short where it is below the person's home.
func (s *session) place(path string) string {
	home := s.d.Home
	if rest, ok := strings.CutPrefix(path, home); home != "" && ok && (rest == "" || rest[0] == filepath.Separator) {
		path = "~" + rest
	}
	return ebox.Sanitize(path)
}
