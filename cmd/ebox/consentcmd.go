package main

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"myebox/ebox"
	"myebox/tui/backend"
)

// consentOptions are the options of the commands for consent and of profile.
type consentOptions struct {
	json, full, html, sendAgain, registeredOK    bool
	terms, email, notify, mailLang               string
	confirm, confirmAgain, codeFile, dir, choice string
	htmlSet                                      bool // --html was given, on or off
}

// consentRuns are what the commands for consent do.
type consentRuns struct {
	show, give, code, withdraw, download, letter func(context.Context, *consentOptions) error
}

func newConsentCmd(w *wiring, run consentRuns) *cobra.Command {
	t, c := &w.t.ReplyCommands, &w.t.Consent.Commands
	cmd := &cobra.Command{Use: "consent", Short: c.Consent, Long: c.Consent + ".\n\n" + t.ConsentLong}
	flags := &w.t.Commands
	cmd.AddCommand(
		consentCmd("show", c.Show, t.ShowLong, "  ebox consent show\n  ebox consent show --full\n  ebox consent show --json", run.show,
			func(cmd *cobra.Command, o *consentOptions) { cmd.Flags().BoolVar(&o.full, "full", false, c.FlagFull) }, flags.FlagJSON),
		consentCmd("give", c.Give, t.GiveLong, "  ebox consent give\n  ebox consent give --accept-terms 2026-01 --email name@example.be --notify new,expiry --json", run.give,
			func(cmd *cobra.Command, o *consentOptions) {
				f := cmd.Flags()
				f.Var(newText(&o.terms, "", "TEXT"), "accept-terms", c.FlagTerms)
				w.mailFlags(cmd, o)
				f.Var(newText(&o.confirm, "", "TEXT"), "confirm", c.FlagConfirm)
			}, flags.FlagJSON),
		consentCmd("code", c.Code, t.CodeLong, "  ebox consent code\n  ebox consent code --code-file code.txt\n  ebox consent code --send-again", run.code,
			func(cmd *cobra.Command, o *consentOptions) {
				cmd.Flags().Var(newText(&o.codeFile, "", "FILE"), "code-file", t.FlagCode)
				cmd.Flags().BoolVar(&o.sendAgain, "send-again", false, c.FlagSendAgain)
			}, flags.FlagJSON),
		consentCmd("withdraw", c.Withdraw, t.WithdrawLong, "  ebox consent download\n  ebox consent withdraw\n  ebox consent withdraw --json", run.withdraw,
			func(cmd *cobra.Command, o *consentOptions) {
				cmd.Flags().Var(newText(&o.confirm, "", "TEXT"), "confirm", c.FlagConfirm)
				cmd.Flags().Var(newText(&o.confirmAgain, "", "TEXT"), "confirm-again", t.FlagConfirmAgain)
			}, flags.FlagJSON),
		consentCmd("download", t.Everything, t.EverythingLong, "  ebox consent download --dir ~/ebox\n  ebox consent download --registered-ok --json", run.download,
			func(cmd *cobra.Command, o *consentOptions) {
				cmd.Flags().Var(newText(&o.dir, ".", "DIR"), "dir", flags.FlagDir)
				cmd.Flags().BoolVar(&o.registeredOK, "registered-ok", false, w.words.FlagRegisteredOK)
			}, flags.FlagJSON),
		consentCmd("letter", c.Letter, t.LetterLong, "  ebox consent letter --dir ~/letters\n  ebox consent letter --lang de", run.letter,
			func(cmd *cobra.Command, o *consentOptions) {
				cmd.Flags().Var(newText(&o.dir, ".", "DIR"), "dir", t.FlagLetterDir)
			}, flags.FlagJSON),
	)
	return cmd
}

// consentCmd is one of the commands.
func consentCmd(use, short, long, example string, run func(context.Context, *consentOptions) error, flags func(*cobra.Command, *consentOptions), asJSON string) *cobra.Command {
	o := &consentOptions{}
	cmd := &cobra.Command{
		Use: use, Short: short, Long: short + ".\n\n" + long, Example: example, Args: exactly(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			o.htmlSet = cmd.Flags().Changed("html")
			if err := o.check(); err != nil {
				return err
			}
			return run(cmd.Context(), o)
		},
	}
	cmd.Flags().BoolVar(&o.json, "json", false, asJSON)
	flags(cmd, o)
	return cmd
}

func newProfileCmd(w *wiring, run func(context.Context, *consentOptions) error) *cobra.Command {
	t, c := &w.t.ReplyCommands, &w.t.Consent.Commands
	return consentCmd("profile", c.Profile, t.ProfileLong,
		"  ebox profile\n  ebox profile --notify new,expiry --mail-lang nl\n  ebox profile --exclusively-ebox yes --json", run,
		func(cmd *cobra.Command, o *consentOptions) {
			w.mailFlags(cmd, o)
			cmd.Flags().Var(newText(&o.choice, "", "yes|no"), "exclusively-ebox", t.FlagExclusively)
			cmd.Flags().Var(newText(&o.confirm, "", "TEXT"), "confirm", c.FlagConfirm)
		}, w.t.Commands.FlagJSON)
}

// mailFlags are the options about the e-mail address and the notifications.
func (w *wiring) mailFlags(cmd *cobra.Command, o *consentOptions) {
	c, f := &w.t.Consent.Commands, cmd.Flags()
	f.Var(newText(&o.email, "", "TEXT"), "email", c.FlagEmail)
	f.Var(newText(&o.notify, "", "TEXT"), "notify", c.FlagNotify)
	f.Var(newText(&o.mailLang, "", "LANG"), "mail-lang", c.FlagMailLang)
	f.BoolVar(&o.html, "html", false, c.FlagHTML)
}

// check refuses values that mean nothing.
func (o *consentOptions) check() error {
	if _, ok := o.kinds(); !ok {
		return notAmong("--notify", o.notify, "new", "reminder", "expiry", "none")
	}
	if o.mailLang != "" && !knownLang(o.mailLang) {
		return notAmong("--mail-lang", o.mailLang, "fr", "nl", "de", "en")
	}
	if o.choice != "" && o.choice != "yes" && o.choice != "no" {
		return notAmong("--exclusively-ebox", o.choice, "yes", "no")
	}
	if o.email != "" {
		return ebox.CheckEmail(o.email)
	}
	return nil
}

// kinds are the notifications that --notify names; ok is false when it names something else.
func (o *consentOptions) kinds() (n ebox.Notifications, ok bool) {
	if o.notify == "none" || o.notify == "" {
		return n, true
	}
	for kind := range strings.SplitSeq(o.notify, ",") {
		switch strings.TrimSpace(kind) {
		case "new":
			n.New = true
		case "reminder":
			n.Reminder = true
		case "expiry":
			n.Expiry = true
		default:
			return n, false
		}
	}
	return n, true
}

// notifications are those of before with what the options say.
func (o *consentOptions) notifications(n ebox.Notifications) ebox.Notifications {
	if o.notify != "" {
		want, _ := o.kinds()
		n.New, n.Reminder, n.Expiry = want.New, want.Reminder, want.Expiry
	}
	if o.mailLang != "" {
		n.Lang = o.mailLang
	}
	if o.htmlSet {
		n.HTML = o.html
	}
	return n
}

// mails tells whether the options say anything about address or notifications.
func (o *consentOptions) mails() bool {
	return o.email != "" || o.notify != "" || o.mailLang != "" || o.htmlSet
}

// consentDesk is what the commands for consent work on.
type consentDesk struct {
	profile *profile
	box     *backend.Box // nil: there is nothing to ask a server
	close   func()
}

// openConsent opens the profile's box where the server has operations for consent or for the choice about paper. Where it
// has none nobody needs to log in, and a profile that is not complete will do.
func (w *wiring) openConsent(ctx context.Context) (*consentDesk, error) {
	p, err := w.cardProfile()
	if err != nil {
		return nil, err
	}
	if p.Box == boxCitizen && p.Consent == "" {
		return &consentDesk{p, nil, func() {}}, nil
	}
	return w.openBox(ctx)
}

// openBox opens the box in any case.
func (w *wiring) openBox(ctx context.Context) (*consentDesk, error) {
	d, err := w.open(ctx, 0)
	if err != nil {
		return nil, err
	}
	box, err := w.box(d.profile, d.session, d.fed, nil)
	if err != nil {
		d.fed.Close()
		return nil, err
	}
	return &consentDesk{d.profile, box, d.fed.Close}, nil
}

// offered tells whether the server has operations for a citizen's consent.
func (d *consentDesk) offered() bool { return d.box != nil && d.box.Profiles != nil }

// forCitizen refuses what a company has not.
func (d *consentDesk) forCitizen(w *wiring) error {
	if d.profile.Box != boxCitizen {
		return &usageError{msg: w.t.ReplyCommands.OnlyCitizen}
	}
	return nil
}

// agreedKinds are the kinds of notifications as scripts name them.
func agreedKinds(n ebox.Notifications) []string {
	kinds := []string{}
	for _, k := range []struct {
		on   bool
		name string
	}{{n.New, "new"}, {n.Reminder, "reminder"}, {n.Expiry, "expiry"}} {
		if k.on {
			kinds = append(kinds, k.name)
		}
	}
	return slices.Clip(kinds)
}
