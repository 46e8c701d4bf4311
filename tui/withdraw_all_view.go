package tui

import (
	tea "charm.land/bubbletea/v2"

	"myebox/ebox"
	"myebox/tui/backend"
	"myebox/tui/present"
)

// partItem is a part of the box, as something to download.
type partItem struct{ part present.BoxPart }

// stocks are the parts in figures as they are now.
func (e *everything) stocks() []present.Stock {
	read := map[ebox.Key]bool{}
	for key, k := range e.kept {
		read[key] = k.Mark == ebox.MarkYes
	}
	return e.found.Stocks(read)
}

// text is what there is, what downloading does, and how far it is.
func (e *everything) text(w int) []line {
	t, v := e.kit.t.Consent.Everything, e.kit.voice()
	if e.found == nil {
		return append(prose(w, lookStrong, t.Title),
			prose(w, lookPlain, t.Looking, sprintf(t.Found, e.kit.t.Number(e.seen.Load())))...)
	}
	stocks := e.stocks()
	out := e.section(w, v.Everything(stocks, e.found.Missing))
	out = append(out, prose(w, lookPlain, e.kit.t.Label(e.kit.t.Download.To, e.kit.place(backend.WholeBox(e.kit.deps.Dir, v))))...)
	if e.running() {
		m := e.queue[e.at]
		n := e.kit.t.Number
		out = append(append(out, line{}), prose(w, lookStrong, sprintf(t.Progress, n(int64(e.at+1)), n(int64(len(e.queue)))))...)
		return append(out, line{text: fit(v.Subject(m), w)})
	}
	for _, s := range stocks {
		if s.Messages > 0 {
			out = append(append(out, line{}), e.partLines(w, s.Part)...)
		}
	}
	return append(out, e.failures(w)...)
}

// partLines are what can be done with a part, and what came of it so far.
func (e *everything) partLines(w int, p present.BoxPart) []line {
	t, v := e.kit.t.Consent.Everything, e.kit.voice()
	files, failed := e.sums(p)
	left := len(e.left(p))
	var out []line
	switch {
	case left == 0:
		out = append(out, line{text: fit(v.PartStart(p), w)})
		out = append(out, indented(prose(w-2, lookGood, t.AllSaved), 2)...)
	case failed == left:
		out = append(out, act(w, v.PartStart(p)+": "+t.Again, partItem{p}))
	default:
		out = append(out, act(w, v.PartStart(p), partItem{p}))
	}
	if files > 0 {
		out = append(out, indented(prose(w-2, lookPlain, e.kit.t.Count(t.Saved, files)), 2)...)
	}
	if failed > 0 {
		out = append(out, indented(prose(w-2, lookWarn, e.kit.t.Count(t.Failed, failed)), 2)...)
	}
	return out
}

// sums are the documents of a part that are saved, and its messages that could not be saved whole.
func (e *everything) sums(p present.BoxPart) (files, failed int) {
	for _, m := range e.found.Messages[p] {
		if k := e.kept[m.Key]; k != nil {
			files += len(k.Files)
			if k.Err != nil {
				failed++
			}
		}
	}
	return files, failed
}

// failures are the messages that could not be saved whole, each with the reason.
func (e *everything) failures(w int) []line {
	var out []line
	for _, p := range present.BoxParts() {
		for _, m := range e.found.Messages[p] {
			k := e.kept[m.Key]
			if k == nil || k.Err == nil {
				continue
			}
			if out == nil {
				out = append([]line{{}}, prose(w, lookStrong, e.kit.t.Consent.Everything.FailedTitle)...)
			}
			out = append(out, e.failure(w, k)...)
		}
	}
	return out
}

func (e *everything) failure(w int, k *backend.Kept) []line {
	f := e.kit.failure(k.Err)
	if f.IsZero() {
		f.What = e.kit.t.Words.Cancelled
	}
	out := prose(w, lookPlain, e.kit.voice().Subject(k.Message))
	out = append(out, indented(prose(w-2, lookBad, f.What), 2)...)
	return append(out, indented(prose(w-2, lookPlain, f.Todo), 2)...)
}

// result is the end of a part in one line.
func (e *everything) result() note {
	t := e.kit.t.Consent.Everything
	files, failed := e.sums(e.part)
	saved := e.kit.t.Count(t.Saved, files)
	if failed > 0 {
		return note{e.kit.t.Count(t.Failed, failed) + " " + saved, noteBad}
	}
	return note{saved + " " + t.AllSaved, noteGood}
}

// View is the page; while it runs the terminal shows how far it is, too.
func (e *everything) View(th theme) page {
	p := e.sheet.View(th)
	if e.running() {
		p.progress = tea.NewProgressBar(tea.ProgressBarDefault, e.at*100/len(e.queue))
	}
	return p
}

// Keys are those of the state there is.
func (e *everything) Keys() []binding {
	k := e.kit
	switch {
	case e.running():
		bs := k.bind(hinted(cmdCancel), hinted(cmdHelp))
		bs[0].text = k.t.Consent.Everything.Stop
		return append(bs, k.walking(true)...)
	case e.found == nil:
		return append(k.bind(hinted(cmdHelp), hinted(cmdBack)), k.walking(true)...)
	}
	return append(e.items(), k.bind(hinted(cmdHelp), hinted(cmdBack))...)
}

func (e *everything) key(k tea.KeyPressMsg) outcome {
	cmd, why := match(k, e.Keys())
	if why != "" {
		return e.kit.off(why)
	}
	if o, ok := e.moved(cmd); ok {
		return o
	}
	switch cmd {
	case cmdChoose:
		return e.choose()
	case cmdCancel:
		return e.stop()
	case cmdHelp:
		return opened(newHelp(e.kit, e.Keys(), e.kit.t.Consent.Everything.Marks))
	case cmdBack:
		return outcome{pop: true}
	}
	return outcome{}
}

// choose asks about the focused part; without one it goes to the next.
func (e *everything) choose() outcome {
	i, ok := e.item().(partItem)
	if !ok || e.running() {
		return e.jump(1)
	}
	for _, s := range e.stocks() {
		if s.Part == i.part {
			question, know := e.kit.voice().PartQuestion(s)
			return opened(newConfirm(e.kit, question, e.kit.t.Consent.Everything.Yes, keepMsg{e, i.part}, know...))
		}
	}
	return outcome{}
}
