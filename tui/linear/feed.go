package linear

import (
	"context"
	"fmt"

	"myebox/ebox"
	"myebox/tui/backend"
)

// feed is one list of messages that grows on demand. Its list is called by one at a time.
type feed struct {
	s       *session
	list    backend.List
	view    ebox.View
	opened  bool               // an answer has come
	err     error              // why the last load brought nothing
	stuck   bool               // it brought nothing though there should have been more: asking again would never end
	stop    context.CancelFunc // of the wait for slow providers
	stopped chan struct{}      // closed when that wait is over; nil: there is none
	came    func()             // a slow provider has answered, or failed
}

// load makes sure of n messages, as far as there are so many. An error is that of the list as a whole.
func (f *feed) load(ctx context.Context, n int) error {
	if f.opened && (len(f.view.Items) >= n || !f.view.More || f.stuck) {
		return nil
	}
	f.rest()
	before := len(f.view.Items)
	t := f.s.t
	err := f.s.do(ctx, work{
		start: t.Inbox.Fetching,
		still: func() string {
			v := f.list.View()
			if v.Total == 0 {
				return t.Linear.Still
			}
			return fmt.Sprintf(t.Inbox.FetchingMore, t.Number(int64(len(v.Items))), t.Number(int64(v.Total)))
		},
		run: func(ctx context.Context) error { _, err := f.list.Load(ctx, n); return err },
	})
	f.view = f.list.View()
	if !cancelled(err) {
		f.opened, f.err = true, err
		f.stuck = err == nil && len(f.view.Items) == before && !f.view.Waiting
	}
	if f.view.Waiting {
		f.wait(ctx)
	}
	return err
}

// wait waits for slow providers in the background.
func (f *feed) wait(ctx context.Context) {
	ctx, stop := context.WithCancel(ctx)
	over := make(chan struct{})
	f.stop, f.stopped = stop, over
	go func() {
		defer close(over)
		if _, err := f.list.Wait(ctx); err != nil || ctx.Err() != nil {
			return
		}
		go func() {
			<-over
			select {
			case f.s.events <- func() { f.answered(ctx) }:
			case <-ctx.Done():
			}
		}()
	}()
}

// answered takes what a slow provider gave.
func (f *feed) answered(ctx context.Context) {
	f.stopped = nil
	f.view = f.list.View()
	f.came()
	if f.view.Waiting {
		f.wait(ctx)
	}
}

// rest ends the wait.
func (f *feed) rest() {
	if f.stopped != nil {
		f.stop()
		<-f.stopped
		f.stopped = nil
	}
}

// look looks at the list again after a local change.
func (f *feed) look() { f.view = f.list.View() }
