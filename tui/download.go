package tui

import (
	"context"
	"path/filepath"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"

	"myebox/ebox"
	"myebox/tui/backend"
	"myebox/tui/present"
)

// progressTick is how often a download says how far it is.
const progressTick = time.Second

// progressSaid is how often it does where that is read aloud.
const progressSaid = 10 * time.Second

// job is one document to save.
type job struct {
	index int // of the attachment in the message
	title string
	about string           // kind, size and file name in words
	name  string           // file name that it is saved under when there is none of that name yet
	safe  bool             // it had to be made safe: the sender gave another one
	att   *ebox.Attachment // nil: the text of the message
	main  bool             // saving it marks the message as read
	saved *ebox.Saved
	lost  present.Failure
	why   error
	final bool         // trying again is of no use
	done  atomic.Int64 // bytes so far
	total atomic.Int64 // -1: unknown
}

// download saves documents of one message: it says what, where and what that means, and starts on an explicit key.
type download struct {
	kit    *kit
	box    backend.Box
	voice  present.Voice
	msg    *ebox.Message
	jobs   []*job
	at     int // the job under way; len(jobs) when all are through; -1 before the start
	dir    string
	folder *field // nil: the folder is not being typed
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
		job   *job
		saved *ebox.Saved
		err   error
	}
	progressMsg struct{ of *download }
)

func (s savedMsg) fetched() (*ebox.Message, bool, error) { return s.of.msg, s.job.main, s.err }

func newDownload(k *kit, b backend.Box, m *ebox.Message, v present.Voice, indexes []int) *download {
	d := &download{kit: k, box: b, voice: v, msg: m, at: -1, dir: k.deps.Dir}
	for _, i := range indexes {
		f := v.File(m, i)
		a := &m.Attachments[i]
		name := ebox.SafeName(a.FileName, a.MediaType)
		d.jobs = append(d.jobs, &job{
			index: i, title: f.Title, about: join(", ", f.Type, f.Size, name), name: name, safe: f.Name != "" && f.Name != name,
			att: a, main: m.Marks(a),
		})
	}
	d.ctx, d.cancel = context.WithCancel(k.ctx)
	return d
}

// newTextDownload saves the text of a message.
func newTextDownload(k *kit, b backend.Box, m *ebox.Message, v present.Voice) *download {
	d := newDownload(k, b, m, v, nil)
	d.jobs = []*job{{title: v.Subject(m), name: k.t.Download.BodyName, main: m.BodyMainContent}}
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
	case tea.PasteMsg:
		if d.folder != nil {
			d.folder.paste(msg)
		}
	case tea.MouseWheelMsg:
		if d.folder == nil {
			d.wheel(msg)
		}
	case startMsg:
		if msg.of == d {
			return d.start()
		}
	case savedMsg:
		if msg.of == d && d.running() && d.jobs[d.at] == msg.job {
			return d.savedOne(msg)
		}
	case readMsg:
		d.msg = nowRead(d.msg, msg.key)
		d.layout()
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
		if j.main && j.saved == nil {
			return !d.msg.ReadStatus
		}
	}
	return false
}

// begin starts, after a question when it is registered mail that nobody has opened yet.
func (d *download) begin() outcome {
	if d.msg.RegisteredMail && !d.msg.ReadStatus && (d.marks() || d.jobs[0].att != nil) {
		return opened(newRegistered(d.kit, d.voice.Subject(d.msg), startMsg{d}))
	}
	return d.start()
}

// start saves the documents that are not saved yet, one after the other.
func (d *download) start() outcome {
	d.at = -1
	o := d.nextJob()
	o.wipe = wipeAll
	o.cmd = tea.Batch(o.cmd, d.later())
	return o
}

func (d *download) nextJob() outcome {
	for d.at++; d.at < len(d.jobs); d.at++ {
		if j := d.jobs[d.at]; j.saved == nil {
			j.lost, j.why = present.Failure{}, nil
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
	ctx, f, m, v, dir := d.ctx, d.box.Fetcher, d.msg, d.voice, d.dir
	j.total.Store(-1)
	work := d.kit.work
	return func() tea.Msg {
		work.Add(1)
		defer work.Done()
		if j.att == nil {
			s, err := f.SaveBody(ctx, m.Key, dir, func(body ebox.Translated) (string, []byte) {
				return j.name, v.BodyFile(m, body)
			})
			return savedMsg{d, j, s, err}
		}
		s, err := f.Save(ctx, m, j.att, dir, func(done, total int64) {
			j.done.Store(done)
			j.total.Store(total)
		})
		return savedMsg{d, j, s, err}
	}
}

func (d *download) later() tea.Cmd {
	every := progressTick
	if d.kit.deps.Reader {
		every = progressSaid
	}
	return tea.Tick(every, func(time.Time) tea.Msg { return progressMsg{d} })
}

// savedOne takes the end of one document and goes on with the next. A failure of one does not stop the others; the end
// of the session does.
func (d *download) savedOne(msg savedMsg) outcome {
	j := d.jobs[d.at]
	j.saved = msg.saved
	switch {
	case msg.err != nil && ended(msg.err) != nil:
		d.at = -1
		d.layout()
		return outcome{login: msg.err, say: d.kit.oneLine(d.kit.ending(msg.err))}
	case msg.err != nil:
		j.saved, j.lost, j.why, j.final = nil, d.kit.failure(msg.err), msg.err, final(msg.err)
	}
	return d.nextJob()
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
	return note{t.Count(t.Download.SavedMany, n, d.kit.place(d.dir)), noteGood}
}

// Close ends what is under way.
func (d *download) Close() { d.cancel() }
