package linear

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"

	"myebox/ebox"
	"myebox/tui/backend"
	"myebox/tui/present"
)

// wholeBox downloads the whole box, part by part: it says what there is and what downloading does, and begins each part
// after a question of its own.
type wholeBox struct {
	s     *session
	found *backend.Contents
	mu    sync.Mutex // what was given up may still be saving
	kept  map[ebox.Key]*backend.Kept
	read  map[ebox.Key]bool
}

// everything is the place.
func (s *session) everything(ctx context.Context) error {
	t := s.t.Consent.Everything
	e := &wholeBox{s: s, kept: map[ebox.Key]*backend.Kept{}, read: map[ebox.Key]bool{}}
	var seen atomic.Int64
	err := s.do(ctx, work{
		start: t.Looking, still: func() string { return fmt.Sprintf(t.Found, s.t.Number(seen.Load())) },
		run: func(ctx context.Context) (err error) {
			e.found, err = s.session.Box.Everything(ctx, func(n int) { seen.Store(int64(n)) })
			return err
		},
	})
	if err != nil {
		return s.failed(ctx, err)
	}
	sh := &sheet{s: s, title: func() string { return t.Title }, fill: e.lines}
	sh.act = func(ctx context.Context, item any) (bool, error) {
		p, _ := item.(present.BoxPart)
		return false, e.begin(ctx, p)
	}
	return sh.open(ctx)
}

// stocks are the parts in figures.
func (e *wholeBox) stocks() []present.Stock { return e.found.Stocks(e.read) }

// lines are what there is, what is to be done, and what was not saved.
func (e *wholeBox) lines() []line {
	s, t := e.s, e.s.t.Consent.Everything
	out := s.section(s.voice().Everything(e.stocks(), e.found.Missing))[1:]
	out = append(out, s.text(s.t.Label(s.t.Download.To, s.place(backend.WholeBox(s.d.Dir, s.voice()))))...)
	var lost []line
	for _, x := range e.stocks() {
		left := e.left(x.Part)
		switch {
		case x.Messages == 0:
		case len(left) == 0:
			out = append(out, s.text(s.voice().Stock(x)+". "+t.AllSaved)...)
		default:
			out = append(out, option(s.voice().PartStart(x.Part), x.Part))
		}
		for _, m := range left {
			if k := e.keeping(m.Key); k != nil {
				lost = append(lost, s.text(s.t.Label(s.voice().Subject(m), s.failure(k.Err).What))...)
			}
		}
	}
	if len(lost) > 0 {
		out = append(append(out, s.text(t.FailedTitle)...), lost...)
	}
	return out
}

// left are the messages of a part that are not saved whole.
func (e *wholeBox) left(p present.BoxPart) []*ebox.Message {
	var out []*ebox.Message
	for _, m := range e.found.Messages[p] {
		if k := e.keeping(m.Key); k == nil || k.Err != nil {
			out = append(out, m)
		}
	}
	return out
}

// keeping is what came of a message so far; nil: nothing.
func (e *wholeBox) keeping(k ebox.Key) *backend.Kept {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.kept[k]
}

func (e *wholeBox) keep(k *backend.Kept) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.kept[k.Message.Key] = k
}

// begin downloads what is left of a part after its question. A failure of one message does not stop the others; the end
// of the session does.
func (e *wholeBox) begin(ctx context.Context, p present.BoxPart) error {
	s, t, v := e.s, e.s.t.Consent.Everything, e.s.voice()
	question, know := v.PartQuestion(e.stocks()[p])
	s.Say(know...)
	if ok, err := s.Confirm(ctx, question); err != nil || !ok {
		return s.refused(err)
	}
	queue, files, lost := e.left(p), 0, 0
	var at atomic.Int64
	var ending error
	err := s.do(ctx, work{
		start: fmt.Sprintf(t.Progress, s.t.Number(1), s.t.Number(int64(len(queue)))),
		still: func() string {
			return fmt.Sprintf(t.Progress, s.t.Number(at.Load()+1), s.t.Number(int64(len(queue))))
		},
		run: func(ctx context.Context) error {
			for _, m := range queue {
				k := s.session.Box.Keep(ctx, v, m, s.d.Dir, e.keeping(m.Key))
				e.keep(k)
				if ctx.Err() != nil {
					return ctx.Err()
				}
				if ended(k.Err) {
					ending = k.Err
					return nil
				}
				at.Add(1)
			}
			return nil
		},
	})
	for _, m := range queue {
		k := e.keeping(m.Key)
		if k == nil {
			continue
		}
		files += len(k.Files)
		if k.Err != nil {
			lost++
		}
		e.read[m.Key] = e.read[m.Key] || k.Mark == ebox.MarkYes
	}
	switch {
	case ending != nil:
		return ending
	case cancelled(err):
		s.Say(t.Stopped)
		return ctx.Err()
	case lost > 0:
		s.Say(s.t.Label(s.t.Words.Error, s.t.Count(t.Failed, lost)))
	}
	s.Say(s.t.Count(t.Saved, files))
	return nil
}
