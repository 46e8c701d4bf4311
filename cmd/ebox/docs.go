package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"

	"myebox/tui/present"
)

// newDocsCmd is hidden: it is for those who package the program.
func newDocsCmd(w *wiring) *cobra.Command {
	return &cobra.Command{
		Use: "docs DIR", Short: w.words.Docs, Long: w.words.Docs + ".\n\n" + w.words.DocsLong, Args: exactly(1), Hidden: true,
		Example: "  ebox docs bin/docs\n  SOURCE_DATE_EPOCH=0 ebox docs --lang fr bin/docs/fr",
		RunE:    func(cmd *cobra.Command, args []string) error { return w.docs(cmd.Root(), args[0]) },
	}
}

// manualWidth is how wide what is laid out can be on a manual page, which is indented.
const manualWidth = 76

// docs writes man1/, completions/ and keys.txt below dir. The same program writes the same bytes.
func (w *wiring) docs(root *cobra.Command, dir string) error {
	man, comp := filepath.Join(dir, "man1"), filepath.Join(dir, "completions")
	for _, d := range []string{man, comp} {
		if err := os.MkdirAll(d, 0o755); err != nil {
			return fmt.Errorf("creating the folder for documents: %w", err)
		}
	}
	for _, c := range root.Commands() {
		if !c.Runnable() { // topics are part of the page of the program, as they are laid out
			root.Long += "\n\n```\n" + strings.Join(present.Wrap(c.Long, manualWidth), "\n") + "\n```"
			defer root.AddCommand(c)
			root.RemoveCommand(c)
		}
	}
	root.DisableAutoGenTag = true
	date := w.docsDate()
	if err := w.manual(root, man, date); err != nil {
		return fmt.Errorf("writing manual pages: %w", err)
	}
	if err := writeCompletions(root, comp); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "keys.txt"), []byte(w.keyTable()), 0o644); err != nil {
		return fmt.Errorf("writing the key table: %w", err)
	}
	return nil
}

// manual writes the page of a command and those of the commands below it.
func (w *wiring) manual(cmd *cobra.Command, dir string, date time.Time) error {
	for _, c := range cmd.Commands() {
		if !c.IsAvailableCommand() || c.IsAdditionalHelpTopicCommand() {
			continue
		}
		if err := w.manual(c, dir, date); err != nil {
			return err
		}
	}
	var page bytes.Buffer
	if err := doc.GenMan(cmd, &doc.GenManHeader{Section: "1", Source: "ebox", Manual: "ebox", Date: &date}, &page); err != nil {
		return err
	}
	name := strings.ReplaceAll(cmd.CommandPath(), " ", "-") + ".1"
	return os.WriteFile(filepath.Join(dir, name), []byte(w.inWords(page.String(), date)), 0o644)
}

// inWords puts headings in the language of w in the place of the library's English ones, and a date that is the same in
// every language (man-pages(7)).
func (w *wiring) inWords(page string, date time.Time) string {
	m := w.t.Manual
	headings := map[string]string{
		"NAME": m.Name, "SYNOPSIS": m.Synopsis, "DESCRIPTION": m.Description, "OPTIONS": m.Options,
		"OPTIONS INHERITED FROM PARENT COMMANDS": m.Everywhere, "EXAMPLE": m.Examples, "SEE ALSO": m.SeeAlso,
	}
	var out strings.Builder
	for line := range strings.Lines(page) {
		text := strings.TrimSuffix(line, "\n")
		if english, ok := strings.CutPrefix(text, ".SH "); ok && headings[english] != "" {
			line = ".SH " + headings[english] + "\n"
		}
		if strings.HasPrefix(text, ".TH ") {
			line = strings.Replace(line, date.Format("Jan 2006"), date.Format(time.DateOnly), 1)
		}
		out.WriteString(line)
	}
	return out.String()
}

// docsDate is the date on the pages: SOURCE_DATE_EPOCH (reproducible-builds.org), else that of the revision, else now.
func (w *wiring) docsDate() time.Time {
	var epoch int64
	if _, err := fmt.Sscan(w.sys.getenv("SOURCE_DATE_EPOCH"), &epoch); err == nil {
		return time.Unix(epoch, 0).UTC()
	}
	if t, err := time.Parse(time.RFC3339, newVersionJSON().Time); err == nil {
		return t.UTC()
	}
	return w.sys.now().UTC()
}

func writeCompletions(root *cobra.Command, dir string) error {
	for name, gen := range map[string]func(string) error{
		"ebox.bash": func(p string) error { return root.GenBashCompletionFileV2(p, true) },
		"_ebox":     root.GenZshCompletionFile,
		"ebox.fish": func(p string) error { return root.GenFishCompletionFile(p, true) },
		"ebox.ps1":  root.GenPowerShellCompletionFileWithDesc,
	} {
		if err := gen(filepath.Join(dir, name)); err != nil {
			return fmt.Errorf("writing the completion for a shell: %w", err)
		}
	}
	return nil
}
