package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"myebox/tui/lang"
)

// settleTime is how long the end of the program waits for a session that is just being renewed.
const settleTime = 3 * time.Second

// globals are the flags of every command.
type globals struct {
	profile, account, config, lang, logFile string
	noColor                                 bool
	resume                                  string // yes, no or ""
	looks                                   appearance
	screenReader, linear                    string // on, off or ""
}

// run is the whole program; its result is the exit code.
func run(args []string) (code int) {
	w := newWiring(newSystem())
	defer func() {
		if cause := recover(); cause != nil {
			restoreTerminal(w.sys)
			fmt.Fprintf(w.sys.err, "ebox: panic: %v\n%s", cause, debug.Stack())
			code = exitFailed
		}
	}()
	ctx, stop := untilSignal(context.Background())
	defer stop()
	return w.execute(ctx, args)
}

// execute runs the command that args name and says what went wrong.
func (w *wiring) execute(ctx context.Context, args []string) int {
	w.prepare(args)
	defer w.close(ctx)
	root := newRoot(w)
	root.SetArgs(args)
	cmd, err := root.ExecuteContextC(ctx)
	if err != nil && ctx.Err() != nil && !errors.Is(err, context.Canceled) {
		err = fmt.Errorf("%w: %w", context.Canceled, err) // whatever it looks like, the person ended it
	}
	if usage := (*usageError)(nil); errors.As(err, &usage) && cmd != nil {
		usage.see = cmd.CommandPath()
	}
	w.report(err, jsonWanted(cmd, args))
	return exitCode(err)
}

// jsonWanted tells whether errors have to be JSON too. A command line that was not understood is searched by hand.
func jsonWanted(cmd *cobra.Command, args []string) bool {
	if cmd != nil {
		if f := cmd.Flags().Lookup("json"); f != nil && f.Changed {
			return f.Value.String() == "true"
		}
	}
	for _, a := range args {
		switch a {
		case "--json", "--json=true":
			return true
		case "--":
			return false
		}
	}
	return false
}

// prepare finds language and configuration before the command tree is built: its help is in that language. Mistakes are
// kept and told by whoever needs the configuration.
func (w *wiring) prepare(args []string) {
	w.flags = globals{lang: peek(args, "lang"), config: peek(args, "config")}
	var err error
	if w.dirs, err = findDirs(w.sys.getenv); err != nil {
		w.cfgErr = err
	}
	path, named := configPath(w.flags.config, w.sys.getenv, w.dirs)
	if w.cfgErr == nil {
		w.cfg, w.cfgErr = readConfig(path, named)
	}
	if w.cfg == nil {
		w.cfg = &config{path: path}
	}
	code, err := pickLang(w.flags.lang, w.sys.getenv, w.cfg)
	w.langErr = err
	w.setLang(code)
}

func (w *wiring) setLang(code string) {
	w.t, w.words = lang.For(code), wordsFor(code)
}

// peek finds the value of a long flag without knowing the others; the real parser comes later.
func peek(args []string, name string) string {
	for i, a := range args {
		switch {
		case a == "--":
			return ""
		case a == "--"+name && i+1 < len(args):
			return args[i+1]
		case strings.HasPrefix(a, "--"+name+"="):
			return a[len(name)+3:]
		}
	}
	return ""
}

// newRoot builds the command tree in the language of w.
func newRoot(w *wiring) *cobra.Command {
	c := &w.t.Commands
	root := &cobra.Command{
		Use:           "ebox",
		Short:         c.Root,
		Long:          c.Root + ".\n" + c.RootLong + "\n\n" + w.t.App.About,
		Example:       "  ebox\n  ebox login\n  ebox list --unread\n  ebox help exit-codes",
		Args:          func(cmd *cobra.Command, args []string) error { return unknownCommand(cmd, args) },
		SilenceErrors: true,
		SilenceUsage:  true,

		SuggestionsMinimumDistance: 2,
		PersistentPreRunE:          func(*cobra.Command, []string) error { return w.start() },
		RunE:                       func(cmd *cobra.Command, _ []string) error { return w.interactive(cmd.Context()) },
	}
	f := root.PersistentFlags()
	f.Var(newText(&w.flags.profile, "", "NAME"), "profile", c.FlagProfile)
	f.Var(newText(&w.flags.account, "", "NAME"), "account", w.t.Accounts.FlagAccount)
	f.Var(newText(&w.flags.config, "", "FILE"), "config", c.FlagConfig)
	f.Var(newText(&w.flags.lang, "", "LANG"), "lang", c.FlagLang)
	f.Var(newText(&w.flags.logFile, "", "FILE"), "log-file", c.FlagLog)
	f.BoolVar(&w.flags.noColor, "no-color", false, w.words.FlagNoColor)
	w.flags.looks.flags(w, root)
	w.modeFlags(root)
	w.placeFlag(root)
	root.SetOut(w.sys.out)
	root.SetErr(w.sys.err)
	root.SetFlagErrorFunc(flagMistake)
	root.AddCommand(
		newLoginCmd(w, w.login), newLogoutCmd(w, w.logout), newListCmd(w, w.list), newReadCmd(w, w.read),
		newDownloadCmd(w, w.download), newCardCmd(w, w.card, w.changePIN), newDoctorCmd(w, w.doctor), newVersionCmd(w, w.version), newDocsCmd(w),
		newReplyCmd(w, w.reply), newRepliesCmd(w, w.listReplies, w.showCopy), newProfileCmd(w, w.showProfile),
		newConsentCmd(w, consentRuns{w.showConsent, w.giveConsent, w.giveCode, w.withdraw, w.downloadAll, w.letter}),
		newAccountsCmd(w, accountRuns{w.listAccounts, w.addAccount, w.removeAccount, w.chooseAccount}),
		newStatusCmd(w, w.status), newWatchCmd(w, w.watch), newStoreCmd(w, w.changeStore, w.forgetStore),
		newHideCmd(w, false, w.hide), newHideCmd(w, true, w.hide), newAccessibilityCmd(w, w.accessibility),
	)
	root.AddCommand(w.topics()...)
	w.dressHelp(root)
	return root
}

// start opens the log; it runs before any command.
func (w *wiring) start() error {
	if w.langErr != nil {
		return w.langErr
	}
	log, file, err := openLog(w.flags.logFile)
	if err != nil {
		return err
	}
	w.log, w.logFile = log, file
	return nil
}

// restoreTerminal undoes what a full screen that died may have left: alternate screen, hidden cursor, mouse and paste
// modes. The line discipline is restored by the framework's own recovery.
func restoreTerminal(s *system) {
	if s.outTTY {
		_, _ = io.WriteString(s.out, "\x1b[?1049l\x1b[?25h\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?2004l\x1b[0m\r\n")
	}
}
