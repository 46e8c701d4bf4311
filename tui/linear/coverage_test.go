package linear

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"myebox/ebox"
	"myebox/tui"
	"myebox/tui/backend"
	"myebox/tui/lang"
	"myebox/tui/present"
)

// twin is what a command of the full screen is here: a command, or a part of a question.
type twin struct {
	cmd  command
	part string // of a question: where that is
}

// twins are all commands of the full screen, by their first key and what they do in English. There is no wildcard: a
// command that the full screen gets needs a line here, and what the line names.
var twins = map[string]twin{
	"↑ up":                                {cmd: cmdPrevious},
	"↓ down":                              {cmd: cmdNext},
	"PgUp page up":                        {cmd: cmdPageBack},
	"PgDn page down":                      {cmd: cmdPage},
	"Home first":                          {cmd: cmdFirst},
	"End last":                            {cmd: cmdLast},
	"Tab next part":                       {cmd: cmdNextPart},
	"Shift+Tab previous part":             {cmd: cmdPrevPart},
	"Enter open":                          {cmd: cmdOpen},
	"Enter choose":                        {cmd: cmdChoose},
	"Esc back":                            {cmd: cmdBack},
	"Esc cancel":                          {cmd: cmdCancel},
	"q quit":                              {cmd: cmdQuit},
	": all commands":                      {cmd: cmdType},
	"v mark, or unmark":                   {cmd: cmdMark},
	"V unmark all":                        {cmd: cmdUnmark},
	"B your boxes":                        {cmd: cmdBoxes},
	"? help":                              {cmd: cmdHelp},
	"1 Inbox":                             {cmd: cmdInbox},
	"2 Hidden messages":                   {cmd: cmdHidden},
	"Tab inbox or hidden messages":        {cmd: cmdFolder},
	"/ search":                            {cmd: cmdSearch},
	"f filter":                            {cmd: cmdFilter},
	"u unread only":                       {cmd: cmdUnread},
	"m registered mail only":              {cmd: cmdRegistered},
	"e about to expire":                   {cmd: cmdExpiring},
	"x remove all filters":                {cmd: cmdClear},
	"s change the order":                  {cmd: cmdSort},
	"n providers and notices":             {cmd: cmdNotices},
	"r fetch again":                       {cmd: cmdRefresh},
	"h hide":                              {cmd: cmdHide},
	"h show again":                        {cmd: cmdShow},
	"z undo":                              {cmd: cmdUndo},
	"L other language of the texts":       {cmd: cmdLanguage},
	"n next message":                      {cmd: cmdNextMessage},
	"p previous message":                  {cmd: cmdPrevMessage},
	"s download":                          {cmd: cmdSave},
	"Enter download":                      {cmd: cmdStart},
	"a download all":                      {cmd: cmdSaveAll},
	"f other folder":                      {cmd: cmdDir},
	"i copy: Account (IBAN)":              {cmd: cmdIBAN},
	"c copy: Communication":               {cmd: cmdReference},
	"c copy the address":                  {cmd: cmdAddress},
	"o open the browser again":            {cmd: cmdOpenAgain},
	"o open with another program":         {cmd: cmdOpenFile},
	"p print":                             {cmd: cmdPrint},
	"r try again":                         {cmd: cmdRetry},
	"d Details":                           {cmd: cmdDetails},
	"c eID cards and card readers":        {cmd: cmdCards},
	"O log out":                           {cmd: cmdLogOut},
	"n show the national register number": {cmd: cmdNumber},
	"p draw the photo":                    {cmd: cmdPhoto},
	"Enter continue":                      {part: "Enter ends Asker.Line and Asker.Secret"},
	"Backspace delete the last digit":     {part: "Asker.Secret"},
	"c how many digits are typed":         {part: "Asker.Secret"},
	"y I know the PIN code":               {part: "Asker.Confirm in askPIN"},
	"p profile and consent":               {cmd: cmdProfile},
	"a accept the terms of use":           {cmd: cmdAcceptText},
	"Enter change":                        {cmd: cmdChoose},
	"n mail another code":                 {part: "the word for another code, in code"},
	"r Reply to this message":             {cmd: cmdReply},
	"R Your replies":                      {cmd: cmdReplies},
	"← previous step":                     {cmd: cmdPrevStep},
	"Esc end the writing":                 {part: "a full stop alone, or Escape, in composer.add"},
	"Enter confirm":                       {part: "Asker.typeWord"},
	". the last announcement in full":     {cmd: cmdAgain},
	"l change the language":               {cmd: cmdTongue},
	"y yes":                               {part: "Asker.Confirm"},
	"n cancel":                            {part: "Asker.Confirm"},
}

// TestEveryCommandHasATwin walks the full screen's table of keys.
func TestEveryCommandHasATwin(t *testing.T) {
	met := map[string]bool{}
	for _, k := range tui.KeyTable(lang.For("en"), nil) {
		name := k.Keys[0] + " " + k.Does
		met[name] = true
		w, ok := twins[name]
		switch {
		case !ok:
			t.Errorf("the full screen's %q has no twin", name)
		case w.part != "":
		default:
			if _, ok := entries[w.cmd]; !ok {
				t.Errorf("%q: there is no command %q", name, w.cmd)
			}
			if w.cmd.name() != k.Name && !k.Fixed && w.cmd != cmdType {
				t.Errorf("%q is called %s in the full screen and %s here: keys of one's own would reach only one", name, k.Name, w.cmd.name())
			}
		}
	}
	for name := range twins {
		if !met[name] {
			t.Errorf("the full screen has no %q any more", name)
		}
	}
}

// TestCommandsAreWhole: each has a key and words in every language, and no place offers two of them under one word.
func TestCommandsAreWhole(t *testing.T) {
	for _, code := range lang.Codes() {
		a := &Asker{t: lang.For(code)}
		for c, e := range entries {
			if len(e.keys) == 0 || e.text(a.t) == "" {
				t.Errorf("%s: %s has no key or no words", code, c)
			}
			for _, k := range e.keys {
				if a.name(k) == "" {
					t.Errorf("%s: key %q has no name", code, k)
				}
			}
			if found, _ := a.named(string(c), on(c)); len(found) != 1 {
				t.Errorf("%s: %s is not found by its word", code, c)
			}
			if found, _ := a.named(e.text(a.t), on(c)); len(found) != 1 {
				t.Errorf("%s: %q is not found", code, e.text(a.t))
			}
		}
	}
}

// screens runs the full screen on the same world: it carries out its commands, and gives what it shows.
type screens struct {
	m    tea.Model
	ctx  context.Context
	msgs chan tea.Msg
}

func (s *screens) start(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	go func() {
		switch msg := cmd().(type) {
		case nil:
		case tea.BatchMsg:
			for _, c := range msg {
				s.start(c)
			}
		default:
			select {
			case s.msgs <- msg:
			case <-s.ctx.Done():
			}
		}
	}()
}

func (s *screens) send(msg tea.Msg) {
	var cmd tea.Cmd
	s.m, cmd = s.m.Update(msg)
	s.start(cmd)
	for {
		synctest.Wait()
		select {
		case msg := <-s.msgs:
			s.m, cmd = s.m.Update(msg)
			s.start(cmd)
		default:
			return
		}
	}
}

// press presses a key of the full screen.
func (s *screens) press(name string) {
	codes := map[string]rune{"down": tea.KeyDown, "enter": tea.KeyEnter, "tab": tea.KeyTab, "esc": tea.KeyEscape, "end": tea.KeyEnd}
	if c, ok := codes[name]; ok {
		s.send(tea.KeyPressMsg{Code: c})
		return
	}
	s.send(tea.KeyPressMsg{Code: []rune(name)[0], Text: name})
}

// shown is everything on the screen as one text.
func (s *screens) shown() string { return flat(ansi.Strip(s.m.View().Content)) }

// flat is text without line breaks and frames.
func flat(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return strings.ContainsRune(" \n\u00a0\u202f", r) || drawing(r)
	}), " ")
}

// pair is one thing to be seen in the full screen and heard here.
type pair struct {
	name   string
	set    setup
	screen []string // keys
	linear []string
	want   func(v present.Voice, f *fake) []string
}

// sections are the texts of sections.
func sections(secs ...present.Section) []string {
	var out []string
	for _, s := range secs {
		for _, i := range s.Items {
			for p := range strings.SplitSeq(i.Text, "\n") {
				if strings.TrimSpace(p) != "" {
					out = append(out, p)
				}
			}
		}
	}
	return out
}

// readAll reads a place from its first line to its last.
var readAll = []string{":", "page 300", "enter", "home", "space"}

// pairs are places and dialogs, failures of every kind among them.
func pairs() []pair {
	out := []pair{
		{name: "notices", set: missing, screen: []string{"n"}, linear: append([]string{"n"}, readAll...), want: func(v present.Voice, f *fake) []string {
			var out []string
			for _, n := range f.notices {
				out = append(out, v.Notice(n))
			}
			return out
		}},
		{name: "inbox rows", linear: readAll, want: func(v present.Voice, f *fake) []string {
			var out []string
			for i := range 6 {
				r := v.Row(f.message(i))
				out = append(out, ansi.Truncate(r.Subject, 20, ""), ansi.Truncate(r.Sender, 10, ""))
			}
			return out
		}},
		{name: "message", screen: []string{"down", "enter"}, linear: append([]string{"down", "enter"}, readAll...), want: func(v present.Voice, f *fake) []string {
			body, _ := f.Body(context.Background(), f.message(1).Key)
			return sections(v.Message(f.message(1), present.Parts{Body: &body})[1:]...)
		}},
		{name: "log out", screen: []string{"O"}, linear: []string{"O"}, want: func(v present.Voice, _ *fake) []string { return []string{v.Texts.Login.NotConsent} }},
		{name: "profile", set: withProfile(ebox.BoxActive, nil), screen: []string{"p"}, linear: append([]string{"p"}, readAll...), want: func(v present.Voice, _ *fake) []string {
			p := testProfile(ebox.BoxActive)
			return sections(v.Profile(&p), v.Notifications(p.Notifications), v.Meaning(), v.AboutBox(false))
		}},
		{name: "withdrawal", set: withProfile(ebox.BoxActive, nil), screen: []string{"p", "tab", "tab", "enter"}, linear: append([]string{"p", "2", "enter"}, readAll...), want: func(v present.Voice, _ *fake) []string {
			return sections(v.Withdrawal(), v.WaysSection(true), v.ServiceProvidersSection())
		}},
		{name: "terms", set: withProfile(ebox.BoxInactive, nil), screen: []string{"p", "tab", "enter"}, linear: append([]string{"p", "1", "enter"}, readAll...), want: func(v present.Voice, _ *fake) []string {
			return append(sections(v.Terms(&ebox.Terms{Version: "2026-01", Date: today.AddDate(0, -6, 0), Text: longText("Conditions")})), v.Texts.Consent.Activation.Intro)
		}},
		{name: "paper", set: withPaper(true, nil), screen: []string{"p"}, linear: append([]string{"p"}, readAll...), want: func(v present.Voice, _ *fake) []string {
			return sections(v.Paper(&ebox.Preferences{EnterpriseNumber: "0206731645", ExclusivelyEbox: true, LastConnectionDate: today.AddDate(0, 0, -3)}), v.AboutBox(true))
		}},
	}
	out = append(out, replyPairs()...)
	out = append(out, failurePairs()...)
	return out
}

// replyPairs are the steps of a reply and its states.
func replyPairs() []pair {
	page := func(step present.ReplyStep, form ebox.ReplyForm, set func(d *ebox.ReplyDraft)) func(v present.Voice, f *fake) []string {
		return func(v present.Voice, f *fake) []string {
			d := v.NewReplyDraft(f.message(1))
			set(d)
			p := v.ReplyPage(step, present.Replying{Message: f.message(1), Form: form, Draft: d, Kept: true})
			texts := append(sections(p.Sections...), p.Step)
			for _, o := range p.Options {
				texts = append(texts, o.Text)
			}
			return texts
		}
	}
	none := func(*ebox.ReplyDraft) {}
	first := func(d *ebox.ReplyDraft) { present.ChooseReply(twoAnswers(true), d, "o1") }
	read := append([]string{"down", "enter", "r"}, readAll...)
	return []pair{
		{name: "reply answer", set: withReplies(twoAnswers(true), nil), screen: []string{"down", "enter", "r"}, linear: read, want: page(present.ReplyAnswer, twoAnswers(true), none)},
		{name: "reply meaning", set: withReplies(twoAnswers(true), nil), screen: []string{"down", "enter", "r", "1"}, linear: append([]string{"down", "enter", "r", "1", "enter"}, readAll...), want: page(present.ReplyMeaning, twoAnswers(true), first)},
		{name: "reply perhaps", set: withReplies(twoAnswers(true), perhaps), screen: []string{"down", "enter", "r"}, linear: read, want: func(v present.Voice, f *fake) []string {
			p := v.ReplyState(present.Replying{Message: f.message(1), Record: f.answers.records[answered], Draft: &ebox.ReplyDraft{}})
			return sections(p.Sections...)
		}},
	}
}

// failurePairs are refused documents, logins and cards of every case.
func failurePairs() []pair {
	var out []pair
	say := func(get func(v present.Voice) present.Failure) func(present.Voice, *fake) []string {
		return func(v present.Voice, _ *fake) []string { return []string{get(v).What, get(v).Todo} }
	}
	open := []string{"enter", "tab", "tab", "enter"}
	for _, err := range []error{
		ebox.ErrForbidden, ebox.ErrNotFound, ebox.ErrThrottled, ebox.ErrUnavailable, ebox.ErrMalformed, ebox.ErrDigest, ebox.ErrLength,
		ebox.ErrTooLarge, ebox.ErrNoBox, ebox.ErrNotAllowed, context.DeadlineExceeded,
	} {
		out = append(out, pair{
			name: "failure " + err.Error(), set: func(f *fake, _ *fakeLogin, _ *Deps) { f.contentErr = err }, screen: open, linear: open,
			want: say(func(v present.Voice) present.Failure { return v.Error(err) }),
		})
	}
	for p := present.LoginTimeout; p <= present.LoginBusy; p++ {
		out = append(out, pair{
			name: "login problem", set: func(f *fake, l *fakeLogin, d *Deps) { loggedOut(f, l, d); l.waitErr = loginFailure(p) },
			screen: []string{"enter"}, linear: []string{"enter"},
			want: say(func(v present.Voice) present.Failure { return v.Problem(p, present.Said{}) }),
		})
	}
	for p := present.CardNoPCSC; p <= present.CardNoTerminal; p++ {
		if p == present.CardWrongPIN {
			continue // with the tries that are left: in the sessions
		}
		out = append(out, pair{
			name:   "card problem",
			set:    withCards(func(c *fakeCards) { c.err = &backend.CardError{Case: p, Tries: -1} }, oneCard(belgian(fakeReader))),
			screen: []string{"down", "down", "enter"}, linear: []string{"3", "enter"},
			want: say(func(v present.Voice) present.Failure { return v.Card(p, -1) }),
		})
	}
	return out
}

// TestBothSayTheSame goes to the same places in the full screen and here, and looks for the same texts in both.
func TestBothSayTheSame(t *testing.T) {
	for _, code := range []string{"en", "fr"} {
		for _, p := range pairs() {
			t.Run(p.name+" "+code, func(t *testing.T) {
				var want []string
				shown := shownBy(t, code, p, &want)
				var heard string
				drive(t, code, p.set, func(d *driver) {
					for _, k := range p.linear {
						d.keys(k)
					}
					heard = flat(d.said())
				})
				if len(want) == 0 {
					t.Fatal("nothing is compared")
				}
				for _, w := range want {
					if w = flat(w); !strings.Contains(shown, w) {
						t.Errorf("the full screen does not show %q:\n%s", w, shown)
					} else if !strings.Contains(heard, w) {
						t.Errorf("%q is not heard:\n%s", w, heard)
					}
				}
			})
		}
	}
}

// shownBy is what the full screen shows of a pair, and what is looked for.
func shownBy(t *testing.T, code string, p pair, want *[]string) (shown string) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		f := newFake(t, 20)
		l := newFakeLogin(f)
		deps := Deps{Login: l, Opener: f, Printer: f, Now: func() time.Time { return today }, Lang: code, Dir: "/home/test/Documents", Home: "/home/test", Sandbox: true}
		if p.set != nil {
			p.set(f, l, &deps)
		}
		s := &screens{ctx: ctx, msgs: make(chan tea.Msg, 100), m: tui.New(ctx, tui.Deps{
			Login: l, Cards: deps.Cards, Opener: f, Printer: f, Now: deps.Now, Lang: code, Dir: deps.Dir, Home: deps.Home,
			Enterprise: deps.Enterprise, Sandbox: true,
		})}
		s.start(s.m.Init())
		s.send(tea.WindowSizeMsg{Width: 130, Height: 220})
		for _, k := range p.screen {
			s.press(k)
		}
		shown = s.shown()
		names := newNames(f)
		for i := range 6 {
			m := f.message(i)
			<-names.ask(ctx, sender(m))
			<-names.ask(ctx, nameKey{nameType, m.Key.Provider, m.MessageTypeID})
			<-names.ask(ctx, nameKey{nameApplication, m.Key.Provider, m.SenderApplicationID})
		}
		*want = p.want(present.Voice{Texts: lang.For(code), Now: today, Names: names}, f)
		cancel()
		time.Sleep(time.Minute) // of the bubble: what ticks has ended then
	})
	return shown
}
