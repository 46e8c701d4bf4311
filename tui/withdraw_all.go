package tui

import (
	"context"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"

	"myebox/ebox"
	"myebox/tui/backend"
	"myebox/tui/present"
)

// everything downloads the whole box, part by part: it says what there is and what downloading does, and begins each
// part after a question of its own.
type everything struct {
	sheet
	box    backend.Box
	found  *backend.Contents // nil: the box is still being looked at
	seen   atomic.Int64      // messages found so far
	kept   map[ebox.Key]*backend.Kept
	part   present.BoxPart // under way, or last
	queue  []*ebox.Message // of it, still to save
	at     int             // in queue; len(queue): nothing is under way
	ctx    context.Context
	cancel context.CancelFunc
}

// Messages of a download of everything.
type (
	contentsMsg struct {
		of  *everything
		got *backend.Contents
		err error
	}
	lookingMsg struct{ of *everything }
	keepMsg    struct { // the decision to download a part
		of   *everything
		part present.BoxPart
	}
	keptMsg struct {
		of  *everything
		ctx context.Context
		got *backend.Kept
	}
)

func newEverything(k *kit, b backend.Box) *everything {
	e := &everything{box: b, kept: map[ebox.Key]*backend.Kept{}}
	e.kit, e.fill = k, e.text
	e.ctx, e.cancel = context.WithCancel(k.ctx)
	return e
}

// Init looks at the whole box; nothing is fetched that marks a message.
func (e *everything) Init() outcome {
	ctx, box := e.ctx, e.box
	look := func() tea.Msg {
		got, err := box.Everything(ctx, func(n int) { e.seen.Store(int64(n)) })
		return contentsMsg{e, got, err}
	}
	return outcome{cmd: tea.Batch(look, e.later()), wipe: wipeErrors}
}

func (e *everything) later() tea.Cmd {
	return tea.Tick(progressTick, func(time.Time) tea.Msg { return lookingMsg{e} })
}

func (e *everything) running() bool { return e.at < len(e.queue) }

// Update takes keys, answers and decisions.
func (e *everything) Update(msg tea.Msg) outcome {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return e.key(msg)
	case tea.MouseWheelMsg:
		e.wheel(msg)
	case tea.MouseClickMsg:
		if e.click(msg.Y) {
			return e.choose()
		}
	case lookingMsg:
		if msg.of == e && e.found == nil {
			e.layout()
			return outcome{cmd: e.later()}
		}
	case contentsMsg:
		if msg.of == e && e.found == nil {
			return e.looked(msg)
		}
	case keepMsg:
		if msg.of == e && e.found != nil && !e.running() {
			return e.begin(msg.part)
		}
	case keptMsg:
		if msg.of == e && msg.ctx == e.ctx && e.running() {
			return e.keptOne(msg.got)
		}
	case reopenMsg:
		if e.box = msg.box; e.found == nil {
			return e.Init()
		}
	}
	return outcome{}
}

// looked takes what there is; the focus goes to the first thing to do.
func (e *everything) looked(msg contentsMsg) outcome {
	if msg.err != nil {
		o := e.kit.failed(msg.err, nil)
		o.pop = o.login == nil
		return o
	}
	e.found = msg.got
	e.layout()
	e.moveTo(0)
	return outcome{}
}

// left are the messages of a part that are not saved whole.
func (e *everything) left(p present.BoxPart) []*ebox.Message {
	var out []*ebox.Message
	for _, m := range e.found.Messages[p] {
		if k := e.kept[m.Key]; k == nil || k.Err != nil {
			out = append(out, m)
		}
	}
	return out
}

// begin downloads what is left of a part: the person has decided.
func (e *everything) begin(p present.BoxPart) outcome {
	e.part, e.queue, e.at = p, e.left(p), 0
	if len(e.queue) == 0 {
		return outcome{}
	}
	e.layout()
	return outcome{cmd: e.next(), wipe: wipeAll}
}

// next saves one message.
func (e *everything) next() tea.Cmd {
	m, ctx, box, v := e.queue[e.at], e.ctx, e.box, e.kit.voice()
	dir, before, work := e.kit.deps.Dir, e.kept[m.Key], e.kit.work
	return func() tea.Msg {
		work.Add(1)
		defer work.Done()
		return keptMsg{e, ctx, box.Keep(ctx, v, m, dir, before)}
	}
}

// keptOne goes on with the next message. A failure of one does not stop the others; the end of the session does.
func (e *everything) keptOne(k *backend.Kept) outcome {
	e.kept[k.Message.Key] = k
	if ended(k.Err) != nil {
		e.queue, e.at = nil, 0
		e.layout()
		return outcome{login: k.Err, say: e.kit.oneLine(e.kit.ending(k.Err))}
	}
	e.at++
	e.layout()
	var o outcome
	if k.Mark == ebox.MarkYes && !k.Message.ReadStatus {
		o.act = readMsg{k.Message.Key}
	}
	if e.running() {
		o.cmd = e.next()
	} else {
		o.say = e.result()
	}
	return o
}

// stop ends what is under way; what is saved stays.
func (e *everything) stop() outcome {
	e.cancel()
	e.ctx, e.cancel = context.WithCancel(e.kit.ctx)
	e.queue, e.at = nil, 0
	e.layout()
	return told(noteWarn, e.kit.t.Consent.Everything.Stopped)
}

// Close ends what is under way.
func (e *everything) Close() { e.cancel() }
