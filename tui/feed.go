package tui

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"

	"myebox/ebox"
	"myebox/tui/backend"
)

// work is what a feed is doing.
type work int

const (
	workNone work = iota
	workLoad
	workWait
)

// feed fills itself from one List: it calls it from commands, one call at a time, and only as far as somebody needs.
type feed struct {
	ctx    context.Context
	cancel context.CancelFunc // ends everything
	stop   context.CancelFunc // ends the wait for slow providers
	list   backend.List
	view   ebox.View
	want   int // items that somebody needs
	busy   work
	opened bool  // the first answer has come
	err    error // why the last Load brought nothing
	stuck  bool  // a Load brought nothing though there should have been more: asking again would never end
}

// fedMsg is an answer of a feed's list.
type fedMsg struct {
	feed *feed
	did  work
	view ebox.View
	err  error
}

func newFeed(ctx context.Context, l backend.List) *feed {
	ctx, cancel := context.WithCancel(ctx)
	return &feed{ctx: ctx, cancel: cancel, stop: func() {}, list: l}
}

// close abandons what is under way.
func (f *feed) close() { f.cancel() }

// need makes sure that n items come, if there are so many.
func (f *feed) need(n int) tea.Cmd {
	f.want = max(f.want, n)
	switch {
	case f.busy == workWait && f.short():
		f.stop() // the answer to that goes on with the loading
	case f.busy == workNone && (f.short() || !f.opened):
		return f.load()
	}
	return nil
}

// take keeps an answer and goes on. news is false for answers that change nothing.
func (f *feed) take(msg fedMsg) (news bool, cmd tea.Cmd) {
	if msg.feed != f || f.ctx.Err() != nil {
		return false, nil
	}
	f.busy = workNone
	if errors.Is(msg.err, context.Canceled) { // of a wait: somebody needs more
		return false, f.next(true)
	}
	progress := msg.did == workWait && msg.err == nil || len(msg.view.Items) > len(f.view.Items)
	f.view = f.list.View()
	if msg.did == workLoad {
		f.opened, f.err = true, msg.err
		f.stuck = !progress && !f.view.Waiting
	}
	if msg.did == workWait && msg.err != nil {
		return true, nil
	}
	return true, f.next(progress)
}

// next is what is to be done after an answer: nothing after a failure, and no further try without progress.
func (f *feed) next(progress bool) tea.Cmd {
	switch {
	case progress && f.short():
		return f.load()
	case f.err == nil && f.view.Waiting:
		return f.wait()
	}
	return nil
}

// retry tries again after a failure.
func (f *feed) retry() tea.Cmd {
	if f.busy != workNone {
		return nil
	}
	f.err, f.stuck = nil, false
	return f.load()
}

// short tells that further items are needed and can be had.
func (f *feed) short() bool {
	return len(f.view.Items) < f.want && f.view.More && f.err == nil && !f.stuck
}

func (f *feed) load() tea.Cmd {
	f.busy = workLoad
	n := f.want
	return func() tea.Msg {
		v, err := f.list.Load(f.ctx, n)
		return fedMsg{f, workLoad, v, err}
	}
}

func (f *feed) wait() tea.Cmd {
	f.busy = workWait
	ctx, stop := context.WithCancel(f.ctx)
	f.stop = stop
	return func() tea.Msg {
		defer stop()
		v, err := f.list.Wait(ctx)
		return fedMsg{f, workWait, v, err}
	}
}

// refresh looks at the list again after a local change.
func (f *feed) refresh() { f.view = f.list.View() }
