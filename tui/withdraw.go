package tui

import (
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"

	"myebox/ebox"
	"myebox/tui/backend"
	"myebox/tui/present"
)

// withdrawal says what withdrawing consent means, offers to download everything first, and leads to the official ways.
// Where the server has the operation it can be done here, after two confirmations.
type withdrawal struct {
	sheet
	box   backend.Box
	got   *ebox.Profile // nil: the server has no operation
	asked bool          // the first question was answered
	busy  string        // what is under way, in words
	paths []string      // of the letter, once it is written
}

// Messages of a withdrawal.
type (
	withdrawFirstMsg struct{ of *withdrawal } // the answer to the first question
	withdrawMsg      struct{ of *withdrawal } // the answer to the second
	letterMsg        struct {
		by    *withdrawal
		paths []string
		err   error
	}
)

func newWithdrawal(k *kit, b backend.Box, p *ebox.Profile) *withdrawal {
	d := &withdrawal{box: b, got: p}
	d.kit, d.fill = k, d.text
	return d
}

// Init has nothing to start.
func (d *withdrawal) Init() outcome { return outcome{wipe: wipeErrors} }

// here tells whether consent can be withdrawn here.
func (d *withdrawal) here() bool {
	return d.got != nil && d.box.Profiles != nil && (d.got.State == ebox.BoxActive || d.got.State == ebox.BoxUnvalidated)
}

func (d *withdrawal) text(w int) []line {
	t, v := d.kit.t.Consent, d.kit.voice()
	var out []line
	if d.got != nil {
		out = append(prose(w, lookStrong, v.Extension()), line{})
	}
	out = append(out, d.section(w, v.Withdrawal())...)
	out = append(out, line{}, act(w, t.Everything.Item, itemEverything))
	switch {
	case d.busy != "":
		out = append(append(out, line{}), prose(w, lookStrong, d.busy)...)
	case d.here():
		out = append(append(out, line{}), prose(w, lookPlain, t.Withdrawal.ByServer)...)
		out = append(out, act(w, t.Withdrawal.Start, itemStart))
	}
	out = append(append(out, line{}), d.section(w, v.WaysSection(d.got != nil))...)
	if d.box.Letters != nil {
		out = append(out, act(w, t.Letter.Item, itemLetter))
		for _, p := range d.paths {
			out = append(out, indented(prose(w-2, lookPlain, d.kit.place(p)), 2)...)
		}
		if d.paths != nil {
			out = append(out, indented(prose(w-2, lookPlain, t.Letter.Next), 2)...)
		}
	}
	return append(append(out, line{}), d.section(w, v.ServiceProvidersSection())...)
}

// Update takes keys, answers, and what was decided.
func (d *withdrawal) Update(msg tea.Msg) outcome {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return d.key(msg)
	case tea.MouseWheelMsg:
		d.wheel(msg)
	case tea.MouseClickMsg:
		if d.click(msg.Y) {
			return d.choose()
		}
	case withdrawFirstMsg:
		if msg.of == d && d.here() && d.busy == "" {
			return d.second()
		}
	case withdrawMsg:
		if msg.of == d && d.asked && d.here() && d.busy == "" {
			return d.withdraw()
		}
	case profileMsg:
		if msg.by == d {
			return d.withdrawn(msg)
		}
	case letterMsg:
		if msg.by == d {
			return d.written(msg)
		}
	case pageMsg:
		if msg.by == d {
			return d.opened(msg)
		}
	case reopenMsg:
		d.box = msg.box
		d.layout()
	}
	return outcome{}
}

// first asks for the first time.
func (d *withdrawal) first() outcome {
	t := d.kit.t.Consent.Withdrawal
	return opened(newConfirm(d.kit, t.Question, t.Yes, withdrawFirstMsg{d}, t.Until, t.After, t.First, t.NotLogout))
}

// second asks for a word.
func (d *withdrawal) second() outcome {
	d.asked = true
	return opened(newWordAsk(d.kit, withdrawMsg{d}))
}

// withdraw does it: the person has decided twice.
func (d *withdrawal) withdraw() outcome {
	d.asked, d.busy = false, d.kit.t.Consent.Withdrawal.Running
	d.layout()
	from, ctx, work := d.box.Profiles, d.kit.ctx, d.kit.work
	return outcome{wipe: wipeAll, cmd: func() tea.Msg {
		work.Add(1)
		defer work.Done()
		got, err := from.Withdraw(ctx)
		return profileMsg{d, didWithdraw, got, err}
	}}
}

// withdrawn takes the answer. The profile below shows what holds now; where it is not known it asks.
func (d *withdrawal) withdrawn(msg profileMsg) outcome {
	d.busy = ""
	if msg.err == nil {
		t := d.kit.t.Consent
		said := []string{t.Withdrawal.Done}
		if d.kit.now().Before(msg.got.Effective) {
			said = append(said, sprintf(t.State.EffectiveOn, d.kit.t.DateTime(msg.got.Effective)), t.State.UntilThen)
		}
		return outcome{pop: true, say: note{strings.Join(said, " "), noteGood}}
	}
	d.layout()
	o := d.kit.actFailed(msg.err)
	o.pop = o.login == nil && (present.Unsure(msg.err) || refusedState(msg.err))
	return o
}

// write writes the letter into the folder for downloads.
func (d *withdrawal) write() outcome {
	t := d.kit.t.Consent.Letter
	d.busy = t.Writing
	d.layout()
	from, ctx, lang, dir, work := d.box.Letters, d.kit.ctx, d.kit.t.Code, d.kit.deps.Dir, d.kit.work
	return outcome{wipe: wipeAll, cmd: func() tea.Msg {
		work.Add(1)
		defer work.Done()
		paths, err := from.Write(ctx, lang, dir)
		return letterMsg{d, paths, err}
	}}
}

// written says where the letter is, and what is to be done with it.
func (d *withdrawal) written(msg letterMsg) outcome {
	d.busy = ""
	if msg.err != nil {
		d.layout()
		f := d.kit.voice().NoLetter(msg.err)
		if f.IsZero() {
			return outcome{say: d.kit.oneLine(f)}
		}
		return outcome{say: d.kit.oneLine(f), push: newProblem(d.kit, f, nil)}
	}
	d.paths = msg.paths
	d.layout()
	d.reveal()
	var names []string
	for _, p := range msg.paths {
		names = append(names, ebox.Sanitize(filepath.Base(p)))
	}
	return told(noteGood, sprintf(d.kit.t.Consent.Letter.Written, strings.Join(names, ", ")))
}

// Close has nothing to end: an act under way is not taken back.
func (d *withdrawal) Close() {}
