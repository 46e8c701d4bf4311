package main

import (
	"fmt"
	"io"
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
	for _, c := range cmd.Commands() {
		w.dressFlags(c)
	}
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
				return usagef("completion %q: want bash, zsh, fish or powershell", args[0])
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
		b.WriteString(w.flagUsages(cmd.LocalNonPersistentFlags().FlagUsagesWrapped(plainWidth)))
	}
	if global := cmd.Root().PersistentFlags(); cmd.Runnable() {
		w.heading(&b, c.GlobalFlags)
		b.WriteString(w.flagUsages(global.FlagUsagesWrapped(plainWidth)))
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
		return line + " [COMMAND] " + w.words.ArgOptions
	}
	return line + " " + w.words.ArgOptions
}

// flagUsages translates the one word that the flag library writes.
func (w *wiring) flagUsages(s string) string {
	return strings.ReplaceAll(strings.TrimRight(s, " \n")+"\n", "(default ", "("+w.t.Words.Default+" ")
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
			fmt.Fprintf(b, "  %-*s  %s\n", wide, c.Name(), c.Short)
		}
	}
}
