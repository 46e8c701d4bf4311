package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"myebox/ebox"
	"myebox/tui/present"
)

type watchOptions struct {
	json, once, bell, all, unit bool
	interval                    time.Duration
	exec, format                string
}

func newWatchCmd(w *wiring, run func(context.Context, *watchOptions) error) *cobra.Command {
	t, o := &w.t.Accounts, &watchOptions{}
	cmd := &cobra.Command{
		Use: "watch", Short: t.Watch, Long: t.Watch + ".\n\n" + t.WatchLong, Args: exactly(0),
		Example: "  ebox watch\n  ebox watch --interval 15m --json\n  ebox watch --all --exec 'mail -s \"new message in the box\" admin'\n  ebox watch --once",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := notBoth(cmd, "json", "format"); err != nil {
				return err
			}
			return run(cmd.Context(), o)
		},
	}
	f := cmd.Flags()
	f.BoolVar(&o.json, "json", false, t.FlagJSONLines)
	f.Var(newPeriod(&o.interval, 5*time.Minute, time.Second), "interval", t.FlagInterval)
	f.Var(newText(&o.exec, "", "COMMAND"), "exec", t.FlagExec)
	f.BoolVar(&o.once, "once", false, t.FlagOnce)
	f.BoolVar(&o.all, "all", false, t.FlagEveryBox)
	f.BoolVar(&o.bell, "bell", false, t.FlagBell)
	f.BoolVar(&o.unit, "print-unit", false, t.FlagUnit)
	addFormat(w, cmd, &o.format)
	return cmd
}

// watchJSON is one line of watch: a message that came.
type watchJSON struct {
	head
	Event   string      `json:"event"` // message
	Account string      `json:"account"`
	Message messageJSON `json:"message"`
}

// watcher watches one box.
type watcher struct {
	w     *wiring
	o     *watchOptions
	p     *profile
	state *watchState
	out   *watchOutput
	desk  *desk // nil: the session has to be opened
	said  string
}

// watchOutput is what all boxes share: one message after the other, whole.
type watchOutput struct {
	mu     sync.Mutex
	format *formatting
	hook   *hook
}

// watch tells of new messages until a signal ends it, which is its ordinary end.
func (w *wiring) watch(ctx context.Context, o *watchOptions) error {
	format, err := w.formatter(o.format)
	if err != nil {
		return err
	}
	if o.unit {
		return w.printUnit(w.sys.out, o)
	}
	boxes, err := w.boxes(&statusOptions{all: o.all})
	if err != nil {
		return err
	}
	if !o.all && len(boxes) > 1 { // without a name it is one box: the default's, or the profile's own
		p, err := w.profile()
		if err != nil {
			return err
		}
		boxes = []boxStatus{{p: p}}
	}
	for _, b := range boxes {
		if b.err == nil && !b.p.Sandbox && o.interval < minInterval { // in the sandbox nobody is bothered
			return mistake(func(u *usageWords) string {
				return fmt.Sprintf(u.NotPeriod, "--interval", o.interval.String(), minInterval)
			})
		}
	}
	out := &watchOutput{format: format}
	if o.exec != "" {
		out.hook = &hook{o.exec, w.sys.err}
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	errs := make([]error, len(boxes))
	var wg sync.WaitGroup
	for i, b := range boxes {
		if b.err != nil {
			errs[i] = b.err
			w.report(b.err, o.json)
			continue
		}
		wg.Go(func() {
			errs[i] = w.watchBox(ctx, b.p, o, out)
			if len(boxes) == 1 || errs[i] == nil || ctx.Err() != nil {
				return
			}
			w.report(errs[i], o.json)
		})
	}
	wg.Wait()
	if ctx.Err() != nil {
		return nil
	}
	if len(boxes) == 1 {
		return errs[0]
	}
	if errors.Join(errs...) != nil {
		return errPartial
	}
	return nil
}

// watchBox watches one box.
func (w *wiring) watchBox(ctx context.Context, p *profile, o *watchOptions, out *watchOutput) error {
	state, release, err := openWatch(filepath.Join(w.dirs.state, "watch-"+p.fileStem()+".json"), w.sys.now())
	if err != nil {
		return err
	}
	defer release()
	one := &watcher{w: w, o: o, p: p, state: state, out: out}
	defer one.closeDesk()
	if !o.once {
		one.write(fmt.Sprintf(w.t.Accounts.Watching, w.boxTitle(p), w.t.Duration(o.interval)))
	}
	return one.run(ctx)
}

// run looks again and again.
func (x *watcher) run(ctx context.Context) error {
	failures := 0
	for {
		notices, err := x.once(ctx)
		if ctx.Err() != nil {
			return nil
		}
		if errors.Is(err, errOutputGone) {
			return err
		}
		if x.o.once {
			if err == nil && len(notices) > 0 {
				return errPartial
			}
			return err
		}
		failures++
		if err == nil {
			failures = 0
		}
		x.tellTrouble(err, notices)
		wait := pause(x.o.interval, failures, askedToWait(err, notices), random)
		if err := sleepUntil(ctx, x.w.sys.now, x.w.sys.now().Add(wait)); err != nil {
			return nil
		}
	}
}

// once looks once and tells what is new. A message counts as told when its line was written and its hook ended well;
// otherwise it comes again with the next look.
func (x *watcher) once(ctx context.Context) ([]ebox.Notice, error) {
	if x.desk == nil {
		d, err := x.w.openProfile(ctx, x.p, 25)
		if err != nil {
			return nil, err
		}
		x.desk = d
	}
	now := x.w.sys.now()
	found, err := x.state.look(ctx, x.desk.fed, now)
	if err != nil {
		if needsPerson(err) {
			x.closeDesk()
		}
		return nil, err
	}
	n := newNames()
	if err := n.fetch(ctx, x.desk.fed, found.items, x.o.json || x.o.format != ""); err != nil {
		return nil, err
	}
	var failed error
	for _, m := range found.items {
		if err := x.tell(ctx, n, m); err != nil {
			failed = errors.Join(failed, err)
			continue
		}
		x.state.tell(m)
	}
	x.state.looked(now, found.answered, found.all)
	return found.notices, errors.Join(failed, x.state.save())
}

// tell writes one message, then runs the hook.
func (x *watcher) tell(ctx context.Context, n *names, m *ebox.Message) error {
	x.out.mu.Lock()
	defer x.out.mu.Unlock()
	w, v := x.w, x.w.voice(n)
	j := watchJSON{newHead(x.p), "message", x.p.Account, newMessageJSON(v, m)}
	if x.out.hook != nil {
		var line bytes.Buffer
		if err := writeLine(&line, j); err != nil {
			return err
		}
		if err := x.out.hook.run(ctx, line.Bytes()); err != nil {
			return err
		}
	}
	switch {
	case x.o.json:
		return orGone(writeLine(w.sys.out, j))
	case x.out.format != nil:
		return orGone(each(w.sys.out, x.out.format, []watchJSON{j}))
	}
	line := listLine(v, m, w.sys.columns, false)
	if x.p.Account != "" {
		line = w.t.Label(x.p.Account, listLine(v, m, max(w.sys.columns-len(x.p.Account)-2, 40), false))
	}
	if x.o.bell {
		line += "\a"
	}
	_, err := fmt.Fprintln(w.sys.out, line)
	if err != nil {
		return orGone(fmt.Errorf("writing the result: %w", err))
	}
	return nil
}

// errOutputGone is an output that nobody will ever read: the terminal was closed, or the reader of the pipe ended.
var errOutputGone = errors.New("the output is gone")

func orGone(err error) error {
	if errors.Is(err, syscall.EPIPE) || errors.Is(err, syscall.EIO) {
		return errors.Join(errOutputGone, err)
	}
	return err
}

// tellTrouble says why a look failed, or which providers did, once: the same thing is not said again every few minutes.
func (x *watcher) tellTrouble(err error, notices []ebox.Notice) {
	v := x.w.voice(nil)
	var said string
	switch {
	case err != nil:
		f := x.w.explain(err).Failure
		said = f.What + " " + f.Todo
	case len(notices) > 0:
		for _, n := range notices {
			said += v.Notice(n) + " "
		}
	}
	if said == x.said {
		return
	}
	if said == "" {
		said = x.w.t.Accounts.WatchBack
		x.said = ""
	} else {
		x.said = said
	}
	x.note(said)
}

// note says something about this box, apart from the messages.
func (x *watcher) note(text string) {
	if x.p.Account != "" {
		text = x.w.t.Label(x.p.Account, text)
	}
	x.write(text)
}

// write is note without the name of the box.
func (x *watcher) write(text string) {
	x.out.mu.Lock()
	defer x.out.mu.Unlock()
	if x.o.json {
		_ = writeLine(x.w.sys.err, watchNoteJSON{schemaVersion, "note", x.p.Account, text})
		return
	}
	printLines(x.w.sys.err, present.Wrap(text, x.w.width()))
}

// watchNoteJSON is a line on the error output of watch: what happens to the watching itself.
type watchNoteJSON struct {
	Version int    `json:"version"`
	Event   string `json:"event"` // note
	Account string `json:"account"`
	Text    string `json:"text"`
}

func (x *watcher) closeDesk() {
	if x.desk != nil {
		x.desk.fed.Close()
		x.desk = nil
	}
}
