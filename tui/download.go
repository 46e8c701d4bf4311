package tui

import (
	"context"
	"path/filepath"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"

	"myebox/ebox"
	"myebox/tui/present"
)

// progressTick is how often a download says how far it is.
const progressTick = time.Second

// job is one document to save.
type job struct {
	title string
	about string           // kind, size and file name in words
	name  string           // file name as the sender gave it, safe to print
	att   *ebox.Attachment // nil: a text
	text  []byte
	saved *ebox.Saved
	lost  present.Failure
	done  atomic.Int64 // bytes so far
	total atomic.Int64 // -1: unknown
}

// download saves documents of one message: it says what, where and what that means, and starts on an explicit key.
type download struct {
	kit    *kit
	box    Box
	voice  present.Voice
	msg    *ebox.Message
	jobs   []*job
	at     int // the job under way; len(jobs) when all are through; -1 before the start
	ctx    context.Context
	cancel context.CancelFunc
	flow
	w int
}

// Messages of a download.
type (
	startMsg struct{ of *download }
	savedMsg struct {
		of    *download
		saved *ebox.Saved
		err   error
	}
	progressMsg struct{ of *download }
)

func newDownload(k *kit, b Box, m *ebox.Message, v present.Voice, indexes []int) *download {
	d := &download{kit: k, box: b, voice: v, msg: m, at: -1}
	for _, i := range indexes {
		f := v.File(m, i)
		d.jobs = append(d.jobs, &job{title: f.Title, about: join(", ", f.Type, f.Size, f.Name), name: f.Name, att: &m.Attachments[i]})
	}
	d.ctx, d.cancel = context.WithCancel(k.ctx)
	return d
}

// newTextDownload saves a text that has been fetched.
func newTextDownload(k *kit, b Box, m *ebox.Message, v present.Voice, text string) *download {
	d := newDownload(k, b, m, v, nil)
	name := k.t.Download.BodyName
	d.jobs = []*job{{title: v.Subject(m), name: name, text: []byte(text)}}
	return d
}

// Init says what there is to save; nothing is fetched yet.
func (d *download) Init() outcome {
	d.layout()
	return outcome{}
}

// Update takes keys and answers.
func (d *download) Update(msg tea.Msg) outcome {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return d.key(msg)
	case tea.MouseWheelMsg:
		d.wheel(msg)
	case startMsg:
		if msg.of == d {
			return d.start()
		}
	case savedMsg:
		if msg.of == d && d.running() {
			return d.savedOne(msg)
		}
	case progressMsg:
		if msg.of == d && d.running() {
			d.layout()
			return outcome{cmd: d.later()}
		}
	case launchedMsg:
		if msg.by == d {
			return d.kit.launched(msg)
		}
	case printMsg:
		if msg.of == d {
			return d.printNow(msg.path)
		}
	case reopenMsg:
		d.box = msg.box
	}
	return outcome{}
}

func (d *download) running() bool { return d.at >= 0 && d.at < len(d.jobs) }

// marks tells whether saving marks the message as read.
func (d *download) marks() bool {
	for _, j := range d.jobs {
		if j.att != nil && d.msg.Marks(j.att) {
			return !d.msg.ReadStatus
		}
	}
	return false
}

// fetches tells whether anything is fetched at all: a text is there already.
func (d *download) fetches() bool { return d.jobs[0].att != nil }

// begin starts, after a question when it is registered mail that nobody has opened yet.
func (d *download) begin() outcome {
	if d.msg.RegisteredMail && !d.msg.ReadStatus && d.fetches() {
		return opened(newRegistered(d.kit, d.voice.Subject(d.msg), startMsg{d}))
	}
	return d.start()
}

// start saves the documents that are not saved yet, one after the other.
func (d *download) start() outcome {
	d.at = -1
	o := d.nextJob()
	o.cmd = tea.Batch(o.cmd, d.later())
	return o
}

func (d *download) nextJob() outcome {
	for d.at++; d.at < len(d.jobs); d.at++ {
		if j := d.jobs[d.at]; j.saved == nil {
			j.lost = present.Failure{}
			d.layout()
			return outcome{cmd: d.run(j)}
		}
	}
	d.layout()
	d.nextItemFromTop()
	return outcome{say: d.result()}
}

// run saves one document.
func (d *download) run(j *job) tea.Cmd {
	ctx, f, m, dir := d.ctx, d.box.Fetcher, d.msg, d.kit.deps.Dir
	j.total.Store(-1)
	work := d.kit.work
	return func() tea.Msg {
		work.Add(1)
		defer work.Done()
		if j.att == nil {
			s, err := f.SaveText(dir, j.name, j.text)
			return savedMsg{d, s, err}
		}
		s, err := f.Save(ctx, m, j.att, dir, func(done, total int64) {
			j.done.Store(done)
			j.total.Store(total)
		})
		return savedMsg{d, s, err}
	}
}

func (d *download) later() tea.Cmd {
	return tea.Tick(progressTick, func(time.Time) tea.Msg { return progressMsg{d} })
}

// savedOne takes the end of one document and goes on with the next. A failure of one does not stop the others; the end
// of the session does.
func (d *download) savedOne(msg savedMsg) outcome {
	j := d.jobs[d.at]
	j.saved = msg.saved
	var o outcome
	switch {
	case msg.err != nil && ended(msg.err) != nil:
		d.at = -1
		d.layout()
		return outcome{login: msg.err}
	case msg.err != nil:
		j.saved, j.lost = nil, d.kit.failure(msg.err)
	case j.att != nil && d.msg.Marks(j.att):
		o = d.kit.hasRead(d.msg, d.voice.Subject(d.msg))
	}
	next := d.nextJob()
	o.cmd = tea.Batch(o.cmd, next.cmd)
	if next.say != (note{}) {
		o.say = next.say
	}
	return o
}

// stop ends the download; what is saved stays, nothing is left of the rest.
func (d *download) stop() outcome {
	d.cancel()
	d.at = len(d.jobs)
	d.ctx, d.cancel = context.WithCancel(d.kit.ctx)
	d.layout()
	return told(noteWarn, d.kit.t.Download.Stopped)
}

// result is the end in one line.
func (d *download) result() note {
	t, n := d.kit.t, 0
	var last *ebox.Saved
	var lost present.Failure
	for _, j := range d.jobs {
		if j.saved != nil {
			n, last = n+1, j.saved
		} else {
			lost = j.lost
		}
	}
	switch {
	case n == 0 && len(d.jobs) == 1:
		return d.kit.oneLine(lost)
	case n < len(d.jobs):
		return note{t.Count(t.Download.FailedMany, len(d.jobs)-n), noteBad}
	case n == 1:
		return note{sprintf(t.Download.Saved, ebox.Sanitize(filepath.Base(last.Path))), noteGood}
	}
	return note{t.Count(t.Download.SavedMany, n, d.kit.place(d.kit.deps.Dir)), noteGood}
}

// Close ends what is under way.
func (d *download) Close() { d.cancel() }
