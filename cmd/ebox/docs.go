package main

import (
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
			root.Long += "\n\n```\n" + strings.Join(present.Wrap(c.Long, 76), "\n") + "\n```"
			defer root.AddCommand(c)
			root.RemoveCommand(c)
		}
	}
	root.DisableAutoGenTag = true
	date := w.docsDate()
	if err := doc.GenManTree(root, &doc.GenManHeader{Section: "1", Source: "ebox", Manual: "ebox", Date: &date}, man); err != nil {
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
