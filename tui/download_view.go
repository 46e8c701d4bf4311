package tui

import (
	"context"
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"

	"myebox/ebox"
)

// printMsg is the decision to print a file.
type printMsg struct {
	of   *download
	path string
}

// Resize wraps the text for the room there is.
func (d *download) Resize(w, h int) {
	d.w = w
	d.resize(h)
	d.layout()
	if d.folder != nil {
		d.folder.resize(w)
	}
}

// View is what is saved, where, and how far that is.
func (d *download) View(th theme) page {
	lines, x, y := d.view(th, max(d.w-1, 0))
	p := page{lines: lines, x: x, y: y}
	if d.folder != nil && len(lines) > 0 {
		p.y = min(folderRow, len(lines)-1)
		p.lines[p.y], p.x = d.folder.view(th)
	}
	if d.running() {
		state := tea.ProgressBarIndeterminate
		percent := d.jobs[d.at].percent()
		if percent >= 0 {
			state = tea.ProgressBarDefault
		}
		p.progress = tea.NewProgressBar(state, percent)
	}
	return p
}

// percent is how much of a document is there; -1 when that is not known.
func (j *job) percent() int {
	total := j.total.Load()
	if total <= 0 {
		return -1
	}
	return int(min(j.done.Load()*100/total, 100))
}

// layout makes the lines.
func (d *download) layout() {
	t, w := d.kit.t, max(min(d.w-2, readWidth), 1)
	out := paragraphs(w, lookStrong, t.Download.Title)
	out = append(out, line{})
	out = append(out, d.labelled(t.Download.To, d.kit.place(d.dir), w)...)
	if d.at < 0 {
		if d.marks() {
			out = append(out, line{})
			out = append(out, paragraphs(w, lookWarn, t.Download.MarksRead)...)
		}
	}
	for i, j := range d.jobs {
		out = append(out, line{})
		out = append(out, d.job(i, j, w)...)
	}
	d.set(indented(out, min(1, max(d.w-1, 0))))
}

// labelled is a label with its value, over as many lines as it needs.
func (d *download) labelled(label, value string, w int) []line {
	return paragraphs(w, lookPlain, d.kit.t.Label(label, value))
}

// job is one document: its title, and where it stands.
func (d *download) job(i int, j *job, w int) []line {
	t := d.kit.t.Download
	head := line{text: fit(j.title, w), style: lookStrong}
	out := []line{head}
	rest := func(st look, text string) { out = append(out, indented(paragraphs(w-2, st, text), 2)...) }
	switch {
	case j.saved != nil:
		out[0].item = j
		rest(lookPlain, sprintf(t.Saved, d.kit.place(j.saved.Path)))
		if j.att == nil {
			break
		}
		if base := filepath.Base(j.saved.Path); base != j.name {
			rest(lookPlain, sprintf(t.Renamed, ebox.Sanitize(base)))
		}
		if j.saved.Verified {
			rest(lookGood, t.Verified)
		} else {
			rest(lookWarn, t.Unverified)
		}
	case !j.lost.IsZero():
		rest(lookBad, d.kit.t.Label(d.kit.t.Words.Error, j.lost.What))
		rest(lookPlain, j.lost.Means)
		rest(lookPlain, j.lost.Todo)
	case i == d.at:
		rest(lookPlain, sprintf(t.Saving, j.name))
		rest(lookPlain, d.progress(j))
	default:
		rest(lookPlain, j.about)
		if j.safe {
			rest(lookWarn, sprintf(t.MadeSafe, j.name))
		}
	}
	return out
}

// progress is how far a document is: a bar where the length is known, and bytes.
func (d *download) progress(j *job) string {
	t := d.kit.t
	done, total, p := j.done.Load(), j.total.Load(), j.percent()
	if p < 0 {
		return sprintf(t.Download.ProgressUnknown, t.Size(done))
	}
	if d.kit.deps.Reader {
		return sprintf(t.Download.Progress, t.Size(done), t.Size(total))
	}
	const cells = 20
	n := p * cells / 100
	bar := "[" + strings.Repeat("#", n) + strings.Repeat(".", cells-n) + "]"
	return bar + " " + sprintf(t.Download.Progress, t.Size(done), t.Size(total))
}

// nextItemFromTop puts the focus on the first document that is saved.
func (d *download) nextItemFromTop() {
	d.moveTo(0)
	d.nextItem(1)
}

// Keys are those of the state there is.
func (d *download) Keys() []binding {
	k, why := d.kit, d.kit.t.Why
	var bs []binding
	switch {
	case d.folder != nil:
		return k.bind(hinted(cmdChoose), hinted(cmdCancel))
	case d.running():
		bs = k.bind(hinted(cmdCancel))
	case d.at < 0:
		bs = k.bind(hinted(cmdStart), hinted(cmdOtherFolder), hinted(cmdBack))
	default:
		if d.again() {
			bs = k.bind(hinted(cmdRetry), hinted(cmdOtherFolder))
		}
		open := when(k.deps.Opener != nil, cmdOpenFile, why.NoViewer)
		print := when(k.deps.Printer != nil, cmdPrint, why.NoPrinter)
		if d.someSaved() {
			open.hint, print.hint = true, true
			bs = append(bs, k.bind(open, print, on(cmdNextItem), on(cmdPrevItem))...)
		}
		bs = append(bs, k.bind(hinted(cmdBack))...)
	}
	return append(append(bs, k.bind(hinted(cmdHelp))...), k.walking(true)...)
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

func (d *download) someSaved() bool {
	for _, j := range d.jobs {
		if j.saved != nil {
			return true
		}
	}
	return false
}

func (d *download) key(k tea.KeyPressMsg) outcome {
	if d.folder != nil {
		return d.typed(k)
	}
	cmd, why := match(k, d.Keys())
	if why != "" {
		return d.kit.off(why)
	}
	if d.walk(cmd) {
		return outcome{}
	}
	switch cmd {
	case cmdStart, cmdRetry:
		return d.begin()
	case cmdOtherFolder:
		d.typeFolder()
	case cmdCancel:
		return d.stop()
	case cmdNextItem:
		d.nextItem(1)
	case cmdPrevItem:
		d.nextItem(-1)
	case cmdOpenFile:
		return d.openFile()
	case cmdPrint:
		return d.print()
	case cmdHelp:
		return opened(newHelp(d.kit, d.Keys(), d.kit.t.Download.MarksRead))
	case cmdBack:
		return outcome{pop: true}
	}
	return outcome{}
}

// chosen is the saved document that keys act on: the focused one, else the first.
func (d *download) chosen() *job {
	if j, ok := d.item().(*job); ok {
		return j
	}
	for _, j := range d.jobs {
		if j.saved != nil {
			return j
		}
	}
	return nil
}

// openFile opens a saved document with the system's own program.
func (d *download) openFile() outcome {
	j, o := d.chosen(), d.kit.deps.Opener
	if j == nil {
		return outcome{}
	}
	path := j.saved.Path
	ok := note{sprintf(d.kit.t.Download.Opened, ebox.Sanitize(filepath.Base(path))), noteGood}
	return d.launch(ok, func(ctx context.Context) error { return o.OpenFile(ctx, path) })
}

// print asks whether to print: paper cannot be taken back.
func (d *download) print() outcome {
	j := d.chosen()
	if j == nil {
		return outcome{}
	}
	return opened(newConfirm(d.kit, sprintf(d.kit.t.Download.PrintQuestion, ebox.Sanitize(filepath.Base(j.saved.Path))),
		d.kit.t.Keys.Print, printMsg{d, j.saved.Path}, d.kit.place(j.saved.Path)))
}

func (d *download) printNow(path string) outcome {
	p := d.kit.deps.Printer
	ok := note{sprintf(d.kit.t.Download.Printed, ebox.Sanitize(filepath.Base(path))), noteGood}
	return d.launch(ok, func(ctx context.Context) error { return p.Print(ctx, path) })
}

func (d *download) launch(ok note, act func(context.Context) error) outcome {
	ctx := d.ctx
	return outcome{cmd: func() tea.Msg { return launchedMsg{d, ok, act(ctx)} }}
}

// place is a path as it is shown: short where it is below the person's home.
func (k *kit) place(path string) string {
	home := k.deps.Home
	if rest, ok := strings.CutPrefix(path, home); home != "" && ok && (rest == "" || rest[0] == filepath.Separator) {
		path = "~" + rest
	}
	return ebox.Sanitize(path)
}
