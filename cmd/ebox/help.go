package main

import (
	"cmp"
	"fmt"
	"io"
	"regexp"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"

	"myebox/tui/present"
)

// dressHelp gives every command its help option and the help text in the language of w. Cobra's own words are English.
func (w *wiring) dressHelp(root *cobra.Command) {
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) { fmt.Fprint(cmd.OutOrStdout(), w.helpText(cmd)) })
	root.SetUsageFunc(func(cmd *cobra.Command) error {
		_, err := io.WriteString(cmd.OutOrStderr(), w.helpText(cmd))
		return err
	})
	root.SetHelpCommand(w.helpCommand())
	root.InitDefaultHelpCmd()
	w.dressFlags(root)
}

// dressFlags gives a command and all below it the help option.
func (w *wiring) dressFlags(cmd *cobra.Command) {
	cmd.DisableFlagsInUseLine = true
	cmd.Flags().BoolP("help", "h", false, w.t.Commands.FlagHelp)
	cmd.Use = w.placeholders(cmd.Use)
	for _, c := range cmd.Commands() {
		w.dressFlags(c)
	}
}

var placeholder = regexp.MustCompile(`\b[A-Z]{2,}\b`)

// placeholders puts the words of the language in the place of NAME, FILE and the like.
func (w *wiring) placeholders(s string) string {
	p := w.t.Placeholders
	words := map[string]string{
		"NAME": p.Name, "FILE": p.File, "DIR": p.Dir, "DATE": p.Date, "TIME": p.Time, "TEXT": p.Text, "NUMBER": p.Number,
		"LANG": p.Lang, "FORMAT": p.Format, "COMMAND": p.Command, "SHELL": p.Shell, "BOX": p.Box,
	}
	return placeholder.ReplaceAllStringFunc(s, func(word string) string { return cmp.Or(words[word], word) })
}

// helpCommand is `ebox help COMMAND`; an unknown one is a mistake and not, as with cobra's own, a success.
func (w *wiring) helpCommand() *cobra.Command {
	return &cobra.Command{
		Use: "help [COMMAND]", Short: w.t.Commands.HelpCommand, Args: cobra.ArbitraryArgs,
		Long:    w.t.Commands.HelpCommand + ".\n\n" + fmt.Sprintf(w.t.Commands.MoreHelp, "ebox"),
		Example: "  ebox help list\n  ebox help exit-codes",
		ValidArgsFunction: func(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			var names []string
			if len(args) == 0 {
				for _, c := range cmd.Root().Commands() {
					if !c.Hidden {
						names = append(names, c.Name()+"\t"+c.Short)
					}
				}
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			target, rest, err := cmd.Root().Find(args)
			if err != nil || target == nil || len(rest) > 0 {
				return unknownCommand(cmd.Root(), args)
			}
			return target.Help()
		},
	}
}

// completionCommand writes what cobra makes for a shell.
func (w *wiring) completionCommand() *cobra.Command {
	shells := map[string]func(*cobra.Command, io.Writer) error{
		"bash":       func(c *cobra.Command, out io.Writer) error { return c.GenBashCompletionV2(out, true) },
		"zsh":        func(c *cobra.Command, out io.Writer) error { return c.GenZshCompletion(out) },
		"fish":       func(c *cobra.Command, out io.Writer) error { return c.GenFishCompletion(out, true) },
		"powershell": func(c *cobra.Command, out io.Writer) error { return c.GenPowerShellCompletionWithDesc(out) },
	}
	return &cobra.Command{
		Use: "completion SHELL", Short: w.t.Commands.Completion, Args: exactly(1),
		Long:      w.t.Commands.Completion + " (bash, zsh, fish, powershell).\n\n" + w.words.CompletionLong,
		Example:   "  source <(ebox completion bash)\n  ebox completion fish >~/.config/fish/completions/ebox.fish",
		ValidArgs: []string{"bash", "zsh", "fish", "powershell"},
		RunE: func(cmd *cobra.Command, args []string) error {
			gen, ok := shells[args[0]]
			if !ok {
				return notAmong("completion", args[0], "bash", "zsh", "fish", "powershell")
			}
			return gen(cmd.Root(), cmd.OutOrStdout())
		},
	}
}

// helpText is all that is said about a command.
func (w *wiring) helpText(cmd *cobra.Command) string {
	var b strings.Builder
	c := &w.t.Commands
	about := cmd.Long
	if about == "" {
		about = cmd.Short
	}
	paragraph(&b, about)
	if cmd.Runnable() {
		w.heading(&b, c.Usage)
		fmt.Fprintf(&b, "  %s\n", w.useLine(cmd))
	}
	if !cmd.HasParent() {
		w.heading(&b, c.AvailableCommands)
		columns(&b, cmd.Commands(), func(s *cobra.Command) bool { return s.Runnable() && !s.Hidden })
		w.heading(&b, w.words.Topics)
		columns(&b, cmd.Commands(), func(s *cobra.Command) bool { return !s.Runnable() })
	}
	if cmd.HasParent() && cmd.HasSubCommands() {
		w.heading(&b, c.AvailableCommands)
		columns(&b, cmd.Commands(), func(s *cobra.Command) bool { return !s.Hidden })
	}
	if cmd.HasExample() {
		w.heading(&b, c.Examples)
		fmt.Fprintln(&b, cmd.Example)
	}
	if cmd.HasAvailableLocalFlags() && cmd.Runnable() {
		w.heading(&b, c.Flags)
		b.WriteString(w.flagUsages(cmd.LocalNonPersistentFlags().FlagUsages()))
	}
	if global := cmd.Root().PersistentFlags(); cmd.Runnable() {
		w.heading(&b, c.GlobalFlags)
		b.WriteString(w.flagUsages(global.FlagUsages()))
	}
	if !cmd.HasParent() {
		b.WriteByte('\n')
		paragraph(&b, fmt.Sprintf(c.MoreHelp, cmd.Name()))
	}
	return b.String()
}

// useLine is how the command is typed.
func (w *wiring) useLine(cmd *cobra.Command) string {
	line := cmd.UseLine()
	if !cmd.HasParent() {
		return line + " [" + w.t.Placeholders.Command + "] " + w.words.ArgOptions
	}
	return line + " " + w.words.ArgOptions
}

// flagUsages lists options. The library's own words, placeholders and the one for the default, are English, and are
// replaced before lines are wrapped: each line holds one option, its column as wide as all need.
func (w *wiring) flagUsages(flags string) string {
	var options, does []string
	wide := 0
	for line := range strings.Lines(flags) {
		line = strings.TrimRight(line, " \n")
		at := max(strings.LastIndex(line, "   ")+3, 0)
		option, what := w.placeholders(strings.TrimRight(line[:at], " ")), line[at:]
		if before, def, ok := cutLast(what, " (default "); ok {
			what = before + " (" + w.t.Words.Default + " " + def
		}
		options, does = append(options, option), append(does, what)
		wide = max(wide, ansi.StringWidth(option))
	}
	var out strings.Builder
	for i, option := range options {
		pad := strings.Repeat(" ", wide-ansi.StringWidth(option)+3)
		out.WriteString(wrapOption(option+pad+does[i]) + "\n")
	}
	return out.String()
}

func cutLast(s, sep string) (before, after string, ok bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

// wrapOption breaks the line of an option so that what it does stays in its column.
func wrapOption(line string) string {
	if ansi.StringWidth(line) <= plainWidth {
		return line
	}
	at := strings.LastIndex(line, "   ") + 3
	if at < 3 {
		return line
	}
	indent := ansi.StringWidth(line[:at])
	lines := present.Wrap(line[at:], plainWidth-indent)
	return line[:at] + strings.Join(lines, "\n"+strings.Repeat(" ", indent))
}

func (w *wiring) heading(b *strings.Builder, s string) {
	fmt.Fprintf(b, "\n%s\n", strings.TrimSpace(w.t.Label(s, "")))
}

func paragraph(b *strings.Builder, s string) {
	for _, l := range present.Wrap(s, plainWidth) {
		fmt.Fprintln(b, l)
	}
}

// columns lists commands with what they are for.
func columns(b *strings.Builder, cmds []*cobra.Command, show func(*cobra.Command) bool) {
	wide := 0
	for _, c := range cmds {
		if show(c) {
			wide = max(wide, ansi.StringWidth(c.Name()))
		}
	}
	for _, c := range cmds {
		if show(c) {
			for i, line := range present.Wrap(c.Short, plainWidth-wide-4) {
				name := c.Name()
				if i > 0 {
					name = ""
				}
				fmt.Fprintf(b, "  %-*s  %s\n", wide, name, line)
			}
		}
	}
}
