package main

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"time"

	"github.com/spf13/cobra"

	"myebox/auth"
	"myebox/ebox"
	"myebox/tui/lang"
)

// waitNote is how often a login that waits says so; the address has been told, and anything more often is noise by ear.
const waitNote = time.Minute

// errNotKept is a login that would be lost with this process, because there is no keyring to keep it.
var errNotKept = errors.New("the session cannot be kept")

type loginOptions struct {
	json, testPerson, noBrowser, fresh bool
	level                              string // as typed: 400, or a whole acr value
	card                               bool
	reader                             string // with card: the name, or a part of it
	device, qr                         bool
	port                               int    // that the browser comes back to, without one here; 0: the usual one
	addressFile                        string // the address is written there too
}

func newLoginCmd(w *wiring, run func(context.Context, *loginOptions) error) *cobra.Command {
	o := &loginOptions{}
	c := &w.t.Commands
	cmd := &cobra.Command{
		Use: "login", Short: c.Login, Long: c.Login + ".\n\n" + w.words.LoginLong, Args: exactly(0),
		Example: "  ebox login\n  ebox login --no-browser\n  ebox login --level 500 --fresh\n  ebox login --card",
		RunE:    func(cmd *cobra.Command, _ []string) error { return run(cmd.Context(), o) },
	}
	f := cmd.Flags()
	f.BoolVar(&o.json, "json", false, c.FlagJSON)
	f.BoolVar(&o.noBrowser, "no-browser", false, c.FlagNoBrowser)
	f.Var(newNumber(&o.port, auth.RemotePort, 1), "port", w.t.Remote.FlagPort)
	f.Var(newText(&o.addressFile, "", "FILE"), "address-file", w.t.Remote.FlagAddressFile)
	f.BoolVar(&o.qr, "qr", false, w.t.Accounts.FlagQR)
	f.BoolVar(&o.device, "device", false, w.t.Remote.FlagDevice)
	f.BoolVar(&o.fresh, "fresh", false, c.FlagFresh)
	f.BoolVar(&o.testPerson, "test-person", false, c.FlagTestPerson)
	f.Var(newText(&o.level, "", "N"), "level", w.words.FlagLevel)
	f.BoolVar(&o.card, "card", false, w.words.Card.FlagCard)
	f.Var(newText(&o.reader, "", "NAME"), "reader", w.words.Card.FlagReader)
	return cmd
}

// loginJSON is the result of login.
type loginJSON struct {
	head
	LoggedIn bool      `json:"loggedIn"`
	Resumed  bool      `json:"resumed"` // there was a session already: nobody had to log in
	Name     string    `json:"name"`
	Level    string    `json:"level"` // acr value reached
	Stored   bool      `json:"stored"`
	Expires  time.Time `json:"expires"` // when the session ends on this side, however much it is used
}

// login gets a session and keeps it in the keyring for the commands that follow.
func (w *wiring) login(ctx context.Context, o *loginOptions) error {
	p, err := w.profile()
	if err != nil {
		return err
	}
	level, err := acrValue(o.level)
	if err != nil {
		return err
	}
	if o.testPerson && !p.Sandbox {
		return &usageError{msg: "--test-person: " + w.words.OnlySandbox}
	}
	if o.reader != "" && !o.card {
		return &usageError{msg: "--reader: " + w.words.Card.OnlyWithCard}
	}
	if more := o.ways(); len(more) > 1 {
		return onlyOne(more...)
	}
	w.sandboxNote(p)
	if p.Software != nil {
		return w.companyLogin(ctx, p, o)
	}
	if w.keyringOff() {
		return errNotKept
	}
	if err := w.storeReady(ctx); err != nil {
		return err
	}
	c, err := w.authClient(p, level)
	if err != nil {
		return err
	}
	if !o.fresh {
		s, err := c.Resume(ctx)
		if err == nil {
			return w.loggedIn(p, s, true, o.json)
		}
		if !errors.Is(err, auth.ErrLoginRequired) {
			return err
		}
	}
	s, err := w.loginBy(p, o)(ctx, c, o)
	if err != nil {
		return err
	}
	if !s.Stored() { // nobody can use it after this process: do not leave it open at the server
		cause := s.StoreErr()
		_, _ = s.Logout(ctx)
		return errors.Join(errNotKept, cause)
	}
	return w.loggedIn(p, s, false, o.json)
}

// ways are the options that say how to log in: one of them at most can be meant.
func (o *loginOptions) ways() []string {
	var said []string
	for _, way := range []struct {
		on   bool
		name string
	}{{o.card, "--card"}, {o.testPerson, "--test-person"}, {o.noBrowser, "--no-browser"}, {o.device, "--device"}} {
		if way.on {
			said = append(said, way.name)
		}
	}
	return said
}

// loginBy is the way in that was asked for. Over SSH without a browser that the person would see it is the remote one,
// unless there is a display that was forwarded.
func (w *wiring) loginBy(p *profile, o *loginOptions) func(context.Context, *auth.Client, *loginOptions) (*auth.Session, error) {
	switch {
	case o.card:
		return func(ctx context.Context, c *auth.Client, o *loginOptions) (*auth.Session, error) {
			return w.cardLogin(ctx, c, p, o)
		}
	case o.device:
		return w.deviceLogin
	case o.testPerson:
		return w.newLogin
	case o.noBrowser, w.overSSH() && w.sys.getenv("DISPLAY") == "" && w.sys.getenv("WAYLAND_DISPLAY") == "":
		return w.remoteLogin
	}
	return w.newLogin
}

// newLogin has the person log in, in the browser.
func (w *wiring) newLogin(ctx context.Context, c *auth.Client, o *loginOptions) (*auth.Session, error) {
	b := auth.BeginOptions{TestPerson: o.testPerson}
	if o.fresh {
		b.Prompt = "login"
	}
	a, err := c.Begin(ctx, b)
	if err != nil {
		return nil, err
	}
	defer a.Close()
	if o.testPerson {
		return waitForLogin(ctx, a, true)
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	told := w.tellAddress(ctx, a.URL())
	s, err := waitForLogin(ctx, a, false)
	cancel()
	<-told
	return s, err
}

// tellAddress prints the address on a line of its own, opens the browser, and goes on saying that it waits until ctx
// ends; then the channel is closed.
func (w *wiring) tellAddress(ctx context.Context, address string) <-chan struct{} {
	t := &w.t.Login
	w.note(t.Intro)
	w.note(t.Safety)
	w.note(t.Address)
	w.printAddress(address)
	w.note(t.Waiting + " " + w.words.CtrlC)
	done := make(chan struct{})
	go func() {
		defer close(done)
		if err := (desktop{}).OpenURL(ctx, address); err != nil && ctx.Err() == nil {
			w.note(w.t.LoginErrors.NoBrowser.What + " " + w.t.LoginErrors.NoBrowser.Todo)
		}
		<-w.stillWaiting(ctx)
	}()
	return done
}

// stillWaiting says now and then that the login waits, until ctx ends; then the channel is closed.
func (w *wiring) stillWaiting(ctx context.Context) <-chan struct{} {
	t := &w.t.Login
	done := make(chan struct{})
	begin := w.sys.now()
	go func() {
		defer close(done)
		tick := time.NewTicker(waitNote)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
				w.note(fmt.Sprintf(t.WaitingFor, lang.Elapsed(w.sys.now().Sub(begin)), w.t.Duration(auth.DefaultLoginTimeout)))
			}
		}
	}()
	return done
}

func (w *wiring) loggedIn(p *profile, s *auth.Session, resumed, asJSON bool) error {
	id := s.Identity()
	w.speakTo(id.Language)
	name := ebox.Sanitize(id.Name)
	if asJSON {
		return writeJSON(w.sys.out, loginJSON{
			head: newHead(p), LoggedIn: true, Resumed: resumed, Name: name, Level: ebox.Sanitize(id.ACR),
			Stored: s.Stored(), Expires: id.Expires.UTC().Truncate(time.Second),
		})
	}
	if name == "" {
		w.say(w.t.Login.LoggedInUnnamed)
	} else {
		w.say(fmt.Sprintf(w.t.Login.LoggedIn, name))
	}
	w.say(w.whereKept())
	return nil
}

var levelNumber = regexp.MustCompile(`^[1-5](00|50)$`)

// acrValue makes the value for acr_values of what was typed: a level of FAS by its number, or a whole value.
func acrValue(typed string) (string, error) {
	switch {
	case typed == "":
		return "", nil
	case levelNumber.MatchString(typed):
		return "urn:be:fedict:iam:fas:Level" + typed, nil
	case regexp.MustCompile(`^(urn:|https?://)[!-~]+$`).MatchString(typed):
		return typed, nil
	}
	return "", notAmong("--level", typed, "100", "200", "300", "400", "450", "500")
}
