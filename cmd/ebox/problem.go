package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/BurntSushi/toml"

	"myebox/auth"
	"myebox/ebox"
	"myebox/tui/present"
)

// errDeclined is a person who answered no to a question.
var errDeclined = errors.New("declined")

// trouble is an error as it leaves the program: for people its words, for scripts its code.
type trouble struct {
	Code string // stable; in JSON
	present.Failure
}

// loginErr is an error of package auth with its words and its code.
type loginErr struct {
	is      error
	problem present.Problem
	code    string
}

// loginCases maps the errors of package auth to the words for them, the most particular first.
var loginCases = []loginErr{
	{auth.ErrCancelled, present.LoginCancelled, "cancelled"},
	{auth.ErrClosed, present.LoginCancelled, "cancelled"},
	{auth.ErrTimeout, present.LoginTimeout, "login_timeout"},
	{auth.ErrKeyringTimeout, present.LoginKeyring, "keyring"},
	{auth.ErrKeyringLocked, present.LoginKeyring, "keyring"},
	{auth.ErrKeyring, present.LoginNoKeyring, "keyring"},
	{auth.ErrTooBig, present.LoginKeyring, "keyring"},
	{auth.ErrWeakKey, present.LoginWeakKey, "weak_key"},
	{auth.ErrClock, present.LoginClock, "clock"},
	{auth.ErrCode, present.LoginCode, "login_code"},
	{auth.ErrServerDown, present.LoginDown, "login_service_down"},
	{auth.ErrSessionExpired, present.LoginEnded, "login_required"},
	{auth.ErrAnotherLogin, present.LoginEnded, "login_required"},
	{auth.ErrLoginRequired, present.LoginRequired, "login_required"},
	{auth.ErrState, present.LoginUntrusted, "login_untrusted"},
	{auth.ErrIssuer, present.LoginUntrusted, "login_untrusted"},
	{auth.ErrToken, present.LoginUntrusted, "login_untrusted"},
	{auth.ErrHost, present.LoginUntrusted, "login_untrusted"},
	{auth.ErrMalformed, present.LoginUntrusted, "login_untrusted"},
	{auth.ErrUnsupported, present.LoginSetup, "login_setup"},
	{auth.ErrInsecure, present.LoginSetup, "login_setup"},
	{auth.ErrConfig, present.LoginSetup, "login_setup"},
	{auth.ErrPort, present.LoginListen, "login_port"},
}

// loginCase finds the case of an error of package auth; ok is false for an error of something else.
func loginCase(err error) (p present.Problem, code string, said present.Said, ok bool) {
	var provider *auth.ProviderError
	if errors.As(err, &provider) {
		said = present.Said{Code: provider.Code, Description: provider.Description, URI: provider.URI}
	}
	for _, c := range loginCases {
		if errors.Is(err, c.is) {
			return c.problem, c.code, said, true
		}
	}
	if provider != nil {
		return present.LoginRefused, "login_refused", said, true
	}
	return 0, "", said, false
}

// mailCodes are the codes of what goes wrong at a provider or on the way to it.
var mailCodes = []struct {
	is   error
	code string
}{
	{ebox.ErrUnauthorized, "login_required"},
	{ebox.ErrForbidden, "not_permitted"},
	{ebox.ErrNotFound, "not_found"},
	{ebox.ErrThrottled, "throttled"},
	{ebox.ErrDigest, "digest"},
	{ebox.ErrLength, "length"},
	{ebox.ErrNotAllowed, "address_refused"},
	{ebox.ErrTooLarge, "too_large"},
	{ebox.ErrNotOffered, "not_offered"},
	{ebox.ErrMalformed, "malformed"},
	{context.DeadlineExceeded, "timeout"},
	{ebox.ErrUnavailable, "unavailable"},
}

// explain puts err into words and gives it a code. A nil Failure.What means that there is nothing to say.
func (w *wiring) explain(err error) trouble {
	v := w.voice(nil)
	var (
		usage *usageError
		conf  *configError
		prof  *profileError
		ref   *badReference
		match *matchError
	)
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, errDeclined):
		return trouble{"cancelled", present.Failure{What: w.t.Words.Cancelled}}
	case errors.As(err, &usage):
		return trouble{"usage", w.usageFailure(usage)}
	case errors.As(err, &conf):
		return trouble{"config", w.configFailure(conf)}
	case errors.As(err, &prof):
		return trouble{"profile", w.profileFailure(prof)}
	case errors.Is(err, errNoSuchMessage):
		f := v.Error(ebox.ErrNotFound)
		f.Todo, f.Details = w.words.NoSuchShort, nil
		return trouble{"not_found", f}
	case errors.Is(err, errNeedsConsent):
		return trouble{"needs_consent", present.Failure{
			What: w.t.Reader.Registered, Means: w.words.RegisteredMeans, Todo: w.words.RegisteredTodo,
		}}
	case errors.Is(err, errNotKept) && !w.storeInFile():
		return trouble{"keyring", w.notKept(err)}
	case errors.Is(err, errNoDocument):
		return trouble{"not_found", present.Failure{What: w.words.NoDocument}}
	case errors.Is(err, errNoOpener):
		return trouble{"no_opener", present.Failure{What: w.t.Download.NoViewer}}
	case errors.Is(err, errNoPrinter):
		return trouble{"no_printer", present.Failure{What: w.t.Download.NoPrinter}}
	case errors.As(err, &ref):
		return trouble{"usage", present.Failure{What: fmt.Sprintf(w.t.Commands.BadReference, ebox.Sanitize(ref.Typed))}}
	case errors.As(err, &match):
		return trouble{"no_match", w.matchFailure(match)}
	}
	if t, ok := w.explainAccount(err); ok {
		return t
	}
	if t, ok := w.explainRemote(err); ok {
		return t
	}
	if t, ok := w.explainReply(v, err); ok {
		return t
	}
	if t, ok := w.explainCard(v, err); ok {
		return t
	}
	if p, code, said, ok := loginCase(err); ok {
		f := v.Problem(p, said)
		if !slices.ContainsFunc(loginCases, func(c loginErr) bool { return err == c.is }) { // a bare sentinel says no more
			f.Details = append(f.Details, w.english(err))
		}
		switch p {
		case present.LoginTimeout:
			f.Todo = strings.Join(append([]string{f.Todo + "\n" + w.t.Login.HintsTitle}, v.LoginHints()...), "\n- ")
		case present.LoginRequired, present.LoginEnded:
			f.Todo = w.words.RunLogin
		}
		return trouble{code, f}
	}
	return w.explainMail(v, err)
}

// explainMail is for what goes wrong at a provider, on the way to it, or on the disk.
func (w *wiring) explainMail(v present.Voice, err error) trouble {
	t := trouble{"failed", v.Error(err)}
	for _, c := range mailCodes {
		if errors.Is(err, c.is) {
			t.Code = c.code
			break
		}
	}
	if t.Code == "login_required" {
		t.Todo = w.words.RunLogin
	}
	return t
}

func (w *wiring) usageFailure(e *usageError) present.Failure {
	if e.msg == w.t.Commands.NeedsTerminal {
		return present.Failure{What: e.msg}
	}
	said := e.msg
	if e.say != nil {
		said = e.say(&w.words.Usage)
	}
	return present.Failure{
		What: fmt.Sprintf(w.t.Commands.BadUsage, ebox.Sanitize(said)),
		Todo: fmt.Sprintf(w.t.Commands.SeeHelp, cmp.Or(e.see, "ebox")),
	}
}

// english is what the program says of an error, in English, after words that tell so.
func (w *wiring) english(err error) string {
	return fmt.Sprintf(w.t.Errors.Program, ebox.Sanitize(err.Error()))
}

func (w *wiring) configFailure(e *configError) present.Failure {
	f := present.Failure{What: fmt.Sprintf(w.words.BadConfig, ebox.Sanitize(e.Path)), Details: []string{w.english(e.Err)}}
	var parse toml.ParseError
	if errors.As(e.Err, &parse) {
		f.What = fmt.Sprintf(w.t.Profile.BadFile, ebox.Sanitize(e.Path), parse.Position.Line)
		f.Details = []string{fmt.Sprintf(w.t.Errors.Program, ebox.Sanitize(parse.Message))}
	}
	return f
}

// notKept says that a login would be lost, and why the keyring does not take it.
func (w *wiring) notKept(err error) present.Failure {
	a := w.words.Keyring
	return present.Failure{What: a.What, Means: a.Means, Todo: a.Todo, Details: []string{w.english(err)}}
}

func (w *wiring) matchFailure(e *matchError) present.Failure {
	typed := ebox.Sanitize(e.Typed)
	if len(e.Candidates) == 0 {
		return present.Failure{What: fmt.Sprintf(w.words.NoMatch, e.Flag, typed)}
	}
	return present.Failure{What: fmt.Sprintf(w.words.SeveralMatch, e.Flag, typed, strings.Join(e.Candidates, "; "))}
}

// errorJSON is what a script gets on the error output.
type errorJSON struct {
	Version int `json:"version"`
	Error   struct {
		Code    string   `json:"code"`
		Exit    int      `json:"exit"`
		What    string   `json:"what"`
		Means   string   `json:"means,omitempty"`
		Todo    string   `json:"todo,omitempty"`
		Details []string `json:"details,omitempty"`
	} `json:"error"`
}

// report says on the error output why a command failed.
func (w *wiring) report(err error, asJSON bool) {
	if err == nil || errors.Is(err, errTold) || errors.Is(err, errPartial) {
		return
	}
	t := w.explain(err)
	w.log.Debug("ended", "exit", strconv.Itoa(exitCode(err)), "cause", ebox.Sanitize(err.Error()))
	if asJSON {
		j := errorJSON{Version: schemaVersion}
		j.Error.Code, j.Error.Exit = t.Code, exitCode(err)
		j.Error.What, j.Error.Means, j.Error.Todo, j.Error.Details = t.What, t.Means, t.Todo, t.Details
		_ = writeJSON(w.sys.err, j)
		return
	}
	printLines(w.sys.err, w.failureLines(t.Failure))
}

// failureLines are the three things that a person is told, and then the details.
func (w *wiring) failureLines(f present.Failure) []string {
	lines := present.Wrap("ebox: "+f.What, w.width())
	indented := func(text string) {
		for _, l := range present.Wrap(text, w.width()-2) {
			lines = append(lines, "  "+l)
		}
	}
	for _, text := range []string{f.Means, f.Todo} {
		if text != "" {
			indented(text)
		}
	}
	for i, d := range f.Details {
		if i == 0 {
			indented(w.t.Label(w.t.Words.Details, d))
			continue
		}
		indented(d)
	}
	return lines
}
