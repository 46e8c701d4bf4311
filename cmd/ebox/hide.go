package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"myebox/ebox"
	"myebox/tui/present"
)

type hideOptions struct {
	json, undo, registeredOK bool
	refs                     []string
	visible                  bool // show instead of hide
}

// newHideCmd is hide, or show when visible.
func newHideCmd(w *wiring, visible bool, run func(context.Context, *hideOptions) error) *cobra.Command {
	t, o := &w.t.Accounts, &hideOptions{visible: visible}
	use, short, long := "hide", t.Hide, t.HideLong
	if visible {
		use, short, long = "show", t.Show, t.ShowLong
	}
	cmd := &cobra.Command{
		Use: use + " " + w.words.ArgRef + "...", Short: short, Long: short + ".\n\n" + long,
		Example: "  ebox " + use + " 3f2a91c0\n  ebox list --before 2025-01-01 --all --format '{{.ref}}' | ebox " + use + " -\n  ebox " + use + " --undo",
		Args: func(cmd *cobra.Command, args []string) error {
			switch {
			case o.undo && len(args) > 0:
				return onlyOne(w.words.ArgRef, "--undo")
			case !o.undo && len(args) == 0:
				return mistake(func(u *usageWords) string { return fmt.Sprintf(u.Missing, w.words.ArgRef) })
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			o.refs = args
			return run(cmd.Context(), o)
		},
	}
	cmd.Flags().BoolVar(&o.json, "json", false, w.t.Commands.FlagJSON)
	cmd.Flags().BoolVar(&o.undo, "undo", false, t.FlagUndo)
	if !visible {
		cmd.Flags().BoolVar(&o.registeredOK, "registered-ok", false, t.FlagHideRegistered)
	}
	return cmd
}

// hideJSON is the result of hide and show.
type hideJSON struct {
	head
	Visible  bool         `json:"visible"`  // where they are now: true is the inbox
	Done     []string     `json:"done"`     // references
	Failed   []refuseJSON `json:"failed"`   // those that are where they were
	Complete bool         `json:"complete"` // false is exit code 3
}

type refuseJSON struct {
	Ref  string `json:"ref"`
	Code string `json:"code"`
	What string `json:"what"`
}

// errRegisteredStay is registered mail that nobody agreed to hide.
var errRegisteredStay = errors.New("registered mail: nobody agreed to hide it")

// hide moves messages between the inbox and the hidden folder, with one request to each provider.
func (w *wiring) hide(ctx context.Context, o *hideOptions) error {
	d, err := w.open(ctx, 0)
	if err != nil {
		return err
	}
	defer d.fed.Close()
	w.sandboxNote(d.profile)
	act := hideAct{Visible: o.visible}
	if o.undo {
		if act, err = lastAct(w.hidePath(d.profile)); err != nil {
			return err
		}
		act.Visible = !act.Visible
	} else if act.Keys, err = d.hideKeys(ctx, w, o); err != nil {
		return err
	}
	err = d.fed.SetVisible(ctx, act.Visible, act.Keys...)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var partial *ebox.PartialError
	if err != nil && !errors.As(err, &partial) {
		return err
	}
	done, failed := act.split(partial)
	if len(done) > 0 {
		if err := (hideAct{act.Visible, done}).keep(w.hidePath(d.profile)); err != nil {
			w.note(w.explain(err).What)
		}
	}
	return w.tellHidden(d, act.Visible, done, failed, partial, o)
}

// hideKeys are the messages that are meant. Registered mail is asked about first.
func (d *desk) hideKeys(ctx context.Context, w *wiring, o *hideOptions) ([]ebox.Key, error) {
	refs, err := w.everyRef(o.refs)
	if err != nil {
		return nil, err
	}
	var keys []ebox.Key
	for _, ref := range refs {
		m, err := d.message(ctx, ref)
		if err != nil {
			return nil, err
		}
		if m.RegisteredMail && !o.visible && !o.registeredOK {
			if err := w.agreeHide(ctx, m); err != nil {
				return nil, err
			}
		}
		if !slices.Contains(keys, m.Key) {
			keys = append(keys, m.Key)
		}
	}
	return keys, nil
}

// maxRefs is the most references that are read from the input.
const maxRefs = 10_000

// everyRef reads references from the input where "-" stands for them, one a line.
func (w *wiring) everyRef(args []string) ([]string, error) {
	var refs []string
	for _, a := range args {
		if a != "-" {
			refs = append(refs, a)
			continue
		}
		lines := bufio.NewScanner(io.LimitReader(w.sys.in, 4<<20))
		for lines.Scan() {
			if ref := strings.TrimSpace(lines.Text()); ref != "" {
				refs = append(refs, ref)
			}
		}
		if err := lines.Err(); err != nil {
			return nil, fmt.Errorf("reading references: %w", err)
		}
	}
	if len(refs) > maxRefs {
		return nil, mistake(func(u *usageWords) string { return fmt.Sprintf(u.TooMuch, refs[maxRefs]) })
	}
	return refs, nil
}

// agreeHide asks a person whether registered mail may be hidden; without one it is not.
func (w *wiring) agreeHide(ctx context.Context, m *ebox.Message) error {
	out, err := w.sys.talk()
	if err != nil {
		return errRegisteredStay
	}
	defer out.Close()
	t := &w.t.Hiding
	printLines(out, present.Wrap(w.voice(nil).Subject(m)+"\n"+t.Confirm+" "+t.Explain, w.width()))
	yes, no := w.t.Words.Yes, w.t.Words.No
	ok, err := w.sys.confirm(ctx, out, fmt.Sprintf(w.words.TypeYes, yes, no), yes, no)
	switch {
	case errors.Is(err, errNoAnswer), err == nil && !ok:
		return errDeclined
	}
	return err
}

func (w *wiring) tellHidden(d *desk, visible bool, done, failed []ebox.Key, partial *ebox.PartialError, o *hideOptions) error {
	if len(done) == 0 && partial != nil && len(partial.Failed) == 1 {
		for _, err := range partial.Failed {
			return err
		}
	}
	j := hideJSON{newHead(d.profile), visible, []string{}, []refuseJSON{}, len(failed) == 0}
	for _, k := range done {
		j.Done = append(j.Done, k.String())
	}
	for _, k := range failed {
		t := w.explain(partial.Failed[k.Provider])
		j.Failed = append(j.Failed, refuseJSON{k.String(), t.Code, t.What})
	}
	if o.json {
		if err := writeJSON(w.sys.out, j); err != nil {
			return err
		}
	} else {
		many, command := w.t.Hiding.HiddenMany, "ebox hide --undo"
		if visible {
			many, command = w.t.Hiding.ShownMany, "ebox show --undo"
		}
		w.say(w.t.Count(many, len(done)))
		for _, f := range j.Failed {
			w.note(w.t.Label(f.Ref, f.What))
		}
		w.say(fmt.Sprintf(w.t.Accounts.UndoWith, command))
	}
	if !j.Complete {
		return errPartial
	}
	return nil
}

// hideAct is what was hidden or shown last: what undo takes back. Only references are kept.
type hideAct struct {
	Visible bool       `json:"visible"`
	Keys    []ebox.Key `json:"keys"`
}

// errNothingToUndo is an undo of nothing.
var errNothingToUndo = errors.New("nothing to undo")

func (w *wiring) hidePath(p *profile) string {
	return filepath.Join(w.dirs.state, "hidden-"+p.fileStem()+".json")
}

// keep writes the act down.
func (a hideAct) keep(path string) error {
	if err := private(filepath.Dir(path)); err != nil {
		return err
	}
	b, err := json.Marshal(a)
	if err != nil {
		return fmt.Errorf("writing what was hidden: %w", err)
	}
	return replaceFile(path, b)
}

// lastAct reads the act of that file.
func lastAct(path string) (hideAct, error) {
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return hideAct{}, errNothingToUndo
	}
	if err != nil {
		return hideAct{}, fmt.Errorf("reading what was hidden: %w", err)
	}
	return parseAct(b)
}

func parseAct(b []byte) (hideAct, error) {
	var read struct {
		Visible bool     `json:"visible"`
		Keys    []string `json:"keys"`
	}
	if err := json.Unmarshal(b, &read); err != nil || len(read.Keys) == 0 || len(read.Keys) > maxRefs {
		return hideAct{}, errNothingToUndo
	}
	a := hideAct{Visible: read.Visible}
	for _, s := range read.Keys {
		k, err := ebox.ParseKey(s)
		if err != nil {
			return hideAct{}, errNothingToUndo
		}
		a.Keys = append(a.Keys, k)
	}
	return a, nil
}

// split tells the messages whose provider did as it was asked from the others.
func (a hideAct) split(partial *ebox.PartialError) (done, failed []ebox.Key) {
	var refused []string
	if partial != nil {
		refused = slices.Collect(maps.Keys(partial.Failed))
	}
	for _, k := range a.Keys {
		if slices.Contains(refused, k.Provider) {
			failed = append(failed, k)
		} else {
			done = append(done, k)
		}
	}
	return done, failed
}
