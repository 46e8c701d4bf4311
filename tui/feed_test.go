package tui

import (
	"context"
	"errors"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/google/go-cmp/cmp"

	"myebox/ebox"
)

// script is a list that answers as it is told: one view a call, in order.
type script struct {
	views []ebox.View
	errs  []error
	calls []string
	now   ebox.View
}

func (s *script) next(call string) (ebox.View, error) {
	i := len(s.calls)
	s.calls = append(s.calls, call)
	var err error
	if i < len(s.errs) {
		err = s.errs[i]
	}
	if i < len(s.views) {
		s.now = s.views[i]
	}
	return s.now, err
}

func (s *script) Load(context.Context, int) (ebox.View, error) { return s.next("load") }
func (s *script) Wait(context.Context) (ebox.View, error)      { return s.next("wait") }
func (s *script) View() ebox.View                              { return s.now }
func (s *script) SetRead(ebox.Key)                             {}
func (s *script) Remove(ebox.Key)                              {}

// view is a view with n items.
func view(n int, more, waiting bool) ebox.View {
	return ebox.View{Items: make([]*ebox.Message, n), More: more, Waiting: waiting}
}

func TestFeed(t *testing.T) {
	boom := errors.New("boom")
	tests := []struct {
		name  string
		views []ebox.View
		errs  []error
		want  []string
		err   error
	}{
		{"enough at once", []ebox.View{view(20, true, false)}, nil, []string{"load"}, nil},
		{"all there is", []ebox.View{view(3, false, false)}, nil, []string{"load"}, nil},
		{"in two pages", []ebox.View{view(8, true, false), view(20, true, false)}, nil, []string{"load", "load"}, nil},
		{"a promise that is not kept", []ebox.View{view(8, true, false), view(8, true, false)}, nil, []string{"load", "load"}, nil},
		{"a slow provider", []ebox.View{view(10, false, true), view(20, false, false)}, nil, []string{"load", "wait"}, nil},
		{"two slow providers", []ebox.View{view(10, false, true), view(11, false, true), view(20, false, false)}, nil, []string{"load", "wait", "wait"}, nil},
		{"a slow provider, then more to load", []ebox.View{view(4, true, true), view(8, true, false), view(20, true, false)}, nil, []string{"load", "load", "load"}, nil},
		{"nothing yet from a slow provider", []ebox.View{view(0, true, true), view(0, true, false), view(20, true, false)}, nil, []string{"load", "wait", "load"}, nil},
		{"a slow provider that fails", []ebox.View{view(10, false, true), view(10, false, true)}, []error{nil, boom}, []string{"load", "wait"}, nil},
		{"a failure", []ebox.View{view(0, false, false)}, []error{boom}, []string{"load"}, boom},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := &script{views: tt.views, errs: tt.errs}
			f := newFeed(t.Context(), s)
			cmd := f.need(10)
			for range 10 {
				if cmd == nil {
					break
				}
				_, cmd = f.take(cmd().(fedMsg))
			}
			if d := cmp.Diff(tt.want, s.calls); d != "" {
				t.Error(d)
			}
			if !errors.Is(f.err, tt.err) || cmd != nil {
				t.Errorf("error %v, want %v; still busy: %v", f.err, tt.err, cmd != nil)
			}
		})
	}
}

// TestFeedRetry goes on after a failure only when asked.
func TestFeedRetry(t *testing.T) {
	s := &script{views: []ebox.View{view(0, true, false), view(20, true, false)}, errs: []error{errors.New("boom")}}
	f := newFeed(t.Context(), s)
	f.take(f.need(10)().(fedMsg))
	if cmd := f.need(20); cmd != nil {
		t.Error("a failed list is asked again by itself")
	}
	f.take(f.retry()().(fedMsg))
	if f.err != nil || len(f.view.Items) != 20 {
		t.Errorf("%d items, %v", len(f.view.Items), f.err)
	}
}

// TestFeedClosed takes nothing from a list that was given up, nor from another feed.
func TestFeedClosed(t *testing.T) {
	s := &script{views: []ebox.View{view(5, false, false)}}
	f := newFeed(t.Context(), s)
	msg := f.need(10)().(fedMsg)
	if news, _ := newFeed(t.Context(), s).take(msg); news {
		t.Error("took another feed's answer")
	}
	f.close()
	var cmd tea.Cmd
	if news, c := f.take(msg); news || c != nil {
		cmd = c
		t.Errorf("took an answer after the end; goes on: %v", cmd != nil)
	}
}
