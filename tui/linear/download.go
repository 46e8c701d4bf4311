package linear

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"sync/atomic"

	"myebox/ebox"
	"myebox/tui/present"
)

// job is one document to save.
type job struct {
	title, about, name string
	safe               bool             // the sender's file name had to be made safe
	att                *ebox.Attachment // nil: the text of the message
	main               bool             // saving it marks the message as read
	saved              *ebox.Saved
	lost               present.Failure
	final              bool         // trying again is of no use
	done, total        atomic.Int64 // bytes; total -1: unknown
}

// download is a place: what is saved, where, and what that means; it starts on an explicit command.
type download struct {
	r       *reader
	jobs    []*job
	dir     string
	started bool
}

// download saves documents of the message; without any its text.
func (r *reader) download(ctx context.Context, indexes ...int) error {
	s, v := r.s, r.voice()
	d := &download{r: r, dir: s.d.Dir}
	for _, i := range indexes {
		f, a := v.File(r.msg, i), &r.msg.Attachments[i]
		name := ebox.SafeName(a.FileName, a.MediaType)
		about := []string{f.Title, f.Type}
		if f.Size != "" {
			about = append(about, f.Size)
		}
		d.jobs = append(d.jobs, &job{
			title: f.Title, about: strings.Join(append(about, name), ", "), name: name, safe: f.Name != "" && f.Name != name,
			att: a, main: r.msg.Marks(a),
		})
	}
	if len(d.jobs) == 0 {
		d.jobs = []*job{{title: v.Subject(r.msg), about: v.Subject(r.msg), name: s.t.Download.BodyName, main: r.msg.BodyMainContent}}
	}
	sc := &scene{
		track: lines(d.lines), where: func() string { return s.t.Download.Title }, offers: d.offers,
		help: []string{s.t.Download.MarksRead},
	}
	d.intro()
	for {
		c, arg, err := s.choose(ctx, sc)
		if err != nil {
			return err
		}
		if c == cmdBack {
			return s.here(ctx, r.track)
		}
		if err := s.settled(ctx, d.do(ctx, c, arg, sc.track.at)); err != nil {
			return err
		}
		sc.track.clamp()
	}
}

// intro says what is saved, where, what that means, and how it begins.
func (d *download) intro() {
	s, t := d.r.s, d.r.s.t
	for _, j := range d.jobs {
		s.Item(t.Label(t.Download.Title, j.about))
		if j.safe {
			s.Say(fmt.Sprintf(t.Download.MadeSafe, j.name))
		}
	}
	s.Say(t.Label(t.Download.To, s.place(d.dir)))
	if d.marks() {
		s.Say(t.Download.MarksRead)
	}
	s.Say(t.Linear.DownloadKeys)
}

// marks tells whether saving marks the message as read.
func (d *download) marks() bool {
	for _, j := range d.jobs {
		if j.main && j.saved == nil {
			return !d.r.msg.ReadStatus
		}
	}
	return false
}

// lines are where each document stands; the first one is about the first document.
func (d *download) lines() []string {
	s, t := d.r.s, d.r.s.t
	var out []string
	for _, j := range d.jobs {
		switch {
		case j.saved != nil:
			out = append(out, present.Clip(j.title+". "+fmt.Sprintf(t.Download.Saved, s.place(j.saved.Path)), Width))
		case !j.lost.IsZero():
			out = append(out, present.Clip(t.Label(t.Words.Error, j.title+". "+j.lost.What), Width))
		default:
			out = append(out, j.about)
		}
	}
	return append(out, t.Label(t.Download.To, s.place(d.dir)))
}

// offers are the commands of the state there is.
func (d *download) offers() []offer {
	s, why := d.r.s, d.r.s.t.Why
	var out []offer
	switch {
	case !d.started:
		out = on(cmdStart, cmdDir)
	case d.again():
		out = on(cmdRetry, cmdDir)
	}
	if d.chosen(0) != nil {
		out = append(out, when(s.d.Opener != nil, cmdOpenFile, why.NoViewer), when(s.d.Printer != nil, cmdPrint, why.NoPrinter))
	}
	out = append(out, offer{cmd: cmdDetails})
	return append(out, on(cmdBack)...)
}

// again tells whether there is anything that could be saved at another try.
func (d *download) again() bool {
	for _, j := range d.jobs {
		if j.saved == nil && !j.final {
			return true
		}
	}
	return false
}

// chosen is the saved document of that line, else the first one.
func (d *download) chosen(at int) *job {
	if at < len(d.jobs) && d.jobs[at].saved != nil {
		return d.jobs[at]
	}
	for _, j := range d.jobs {
		if j.saved != nil {
			return j
		}
	}
	return nil
}

// do does what a command asks for.
func (d *download) do(ctx context.Context, c command, arg string, at int) error {
	s, t := d.r.s, d.r.s.t
	switch c {
	case cmdStart, cmdRetry:
		return d.start(ctx)
	case cmdDir:
		return d.folder(ctx, arg)
	case cmdDetails:
		s.details()
	case cmdOpenFile:
		j := d.chosen(at)
		return s.launch(ctx, fmt.Sprintf(t.Download.Opened, base(j)), func(ctx context.Context) error {
			return s.d.Opener.OpenFile(ctx, j.saved.Path)
		})
	case cmdPrint:
		j := d.chosen(at)
		if ok, err := s.Confirm(ctx, fmt.Sprintf(t.Download.PrintQuestion, base(j))); err != nil || !ok {
			return s.refused(err)
		}
		return s.launch(ctx, fmt.Sprintf(t.Download.Printed, base(j)), func(ctx context.Context) error {
			return s.d.Printer.Print(ctx, j.saved.Path)
		})
	}
	return nil
}

func base(j *job) string { return ebox.Sanitize(filepath.Base(j.saved.Path)) }

// folder asks for another folder. Whether there is such a folder shows when something is saved.
func (d *download) folder(ctx context.Context, typed string) error {
	s := d.r.s
	if typed == "" {
		var err error
		if typed, err = s.Line(ctx, s.t.Label(s.t.Linear.FolderPrompt, "")); err != nil {
			return s.leftAlone(err)
		}
	}
	d.dir = s.path(typed, d.dir)
	s.Say(s.t.Label(s.t.Download.To, s.place(d.dir)))
	return nil
}

// path is what was typed as an absolute path: ~ is the person's home, which is also what a relative path begins at.
// Nothing is the folder that there was at first.
func (s *session) path(typed, now string) string {
	first, home := s.d.Dir, s.d.Home
	typed = strings.TrimSpace(typed)
	if typed == s.place(now) {
		return now
	}
	if rest, ok := strings.CutPrefix(typed, "~"); ok && home != "" && (rest == "" || rest[0] == filepath.Separator) {
		typed = home + rest
	}
	switch {
	case typed == "":
		return first
	case filepath.IsAbs(typed):
		return filepath.Clean(typed)
	case home != "":
		return filepath.Join(home, typed)
	}
	return filepath.Join(first, typed)
}

// start saves the documents that are not saved yet, one after the other, and says what came of each.
func (d *download) start(ctx context.Context) error {
	s, r := d.r.s, d.r
	if d.marks() || d.jobs[0].att != nil {
		if ok, err := s.mayOpen(ctx, r.msg, r.title()); err != nil || !ok {
			return err
		}
	}
	d.started = true
	for _, j := range d.jobs {
		if j.saved != nil {
			continue
		}
		err := d.save(ctx, j)
		read := r.learn(ctx, j.main, err)
		switch {
		case err == nil:
			d.told(j)
		case cancelled(err):
			s.Say(s.t.Download.Stopped, read)
			return ctx.Err()
		case ended(err):
			d.started = false
			return err
		default:
			j.lost, j.final = s.failure(err), final(err)
			s.fail(j.lost, j.title)
		}
		s.Say(read)
	}
	d.sum()
	return nil
}

// save fetches one document.
func (d *download) save(ctx context.Context, j *job) error {
	s, r := d.r.s, d.r
	f, m, v, dir := s.session.Box.Fetcher, r.msg, r.voice(), d.dir
	j.lost = present.Failure{}
	j.total.Store(-1)
	return s.do(ctx, work{
		start: fmt.Sprintf(s.t.Download.Saving, j.name),
		still: func() string { return j.title + ". " + s.progress(j) },
		run: func(ctx context.Context) (err error) {
			if j.att == nil {
				j.saved, err = f.SaveBody(ctx, m.Key, dir, func(body ebox.Translated) (string, []byte) {
					return j.name, v.BodyFile(m, body)
				})
				return err
			}
			j.saved, err = f.Save(ctx, m, j.att, dir, func(done, total int64) {
				j.done.Store(done)
				j.total.Store(total)
			})
			return err
		},
	})
}

// progress is how far a document is, in bytes.
func (s *session) progress(j *job) string {
	done, total := j.done.Load(), j.total.Load()
	if total <= 0 {
		return fmt.Sprintf(s.t.Download.ProgressUnknown, s.t.Size(done))
	}
	return fmt.Sprintf(s.t.Download.Progress, s.t.Size(done), s.t.Size(total))
}

// told says that a document is saved, where, under which name, and whether it is the one that was announced.
func (d *download) told(j *job) {
	s, t := d.r.s, d.r.s.t.Download
	s.Say(fmt.Sprintf(t.Saved, s.place(j.saved.Path)))
	if j.att == nil {
		return
	}
	if name := base(j); name != j.name {
		s.Say(fmt.Sprintf(t.Renamed, name))
	}
	if j.saved.Verified {
		s.Say(t.Verified)
	} else {
		s.Say(t.Unverified)
	}
}

// sum says the end of several documents in one line.
func (d *download) sum() {
	s, n := d.r.s, 0
	for _, j := range d.jobs {
		if j.saved != nil {
			n++
		}
	}
	switch {
	case len(d.jobs) == 1:
	case n < len(d.jobs):
		s.Say(s.t.Count(s.t.Download.FailedMany, len(d.jobs)-n))
	default:
		s.Say(s.t.Count(s.t.Download.SavedMany, n, s.place(d.dir)))
	}
}
