package tui

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"

	"myebox/ebox"
	"myebox/tui/backend"
	"myebox/tui/present"
)

// profile is the state of the box: of a citizen's the consent, of a company's the choice about paper. What can be done
// about it begins here.
type profile struct {
	sheet
	box    backend.Box
	got    *ebox.Profile     // nil: not known, or not to be had
	paper  *ebox.Preferences // nil: the same
	none   bool              // the server has no operations, whatever the box promised
	busy   string            // what is under way, in words
	lost   present.Failure   // why it is not known
	why    error             // the same, not in words
	ctx    context.Context
	cancel context.CancelFunc
}

// Messages of the profile.
type (
	// profileMsg is the state of a citizen's box as the server told it, to whichever screen: all of them look at it.
	profileMsg struct {
		by  screen // who asked
		did did
		got *ebox.Profile
		err error
	}
	paperMsg struct {
		by  *profile
		set bool // it was changed
		got *ebox.Preferences
		err error
	}
	setPaperMsg struct {
		of   *profile
		only bool
	}
)

// did is what was done when a profile came.
type did int

// The acts on a citizen's box.
const (
	didRead did = iota
	didActivate
	didSendCode
	didValidate
	didNotify
	didWithdraw
)

// What can be done about the box.
type profileItem int

const (
	itemActivate profileItem = iota
	itemCode
	itemNotify
	itemWithdraw
	itemTerms
	itemPrivacy
	itemPaper
	itemEverything
	itemLetter
	itemStart // of a withdrawal
)

func newProfile(k *kit, b backend.Box) *profile {
	p := &profile{box: b}
	p.kit, p.fill = k, p.text
	p.ctx, p.cancel = context.WithCancel(k.ctx)
	return p
}

// Init asks for the state.
func (p *profile) Init() outcome {
	o := p.load()
	o.wipe = wipeErrors
	return o
}

// citizen tells whether the server has operations for consent.
func (p *profile) citizen() bool { return p.box.Profiles != nil && !p.none && !p.kit.deps.Enterprise }

func (p *profile) load() outcome {
	ctx := p.ctx
	switch {
	case p.kit.deps.Enterprise && p.box.Preferences != nil && !p.none:
		p.busy = p.kit.t.Consent.State.Loading
		from := p.box.Preferences
		p.layout()
		return outcome{cmd: func() tea.Msg {
			got, err := from.Preferences(ctx)
			return paperMsg{p, false, got, err}
		}}
	case p.citizen():
		p.busy = p.kit.t.Consent.State.Loading
		from := p.box.Profiles
		p.layout()
		return outcome{cmd: func() tea.Msg {
			got, err := from.Profile(ctx)
			return profileMsg{p, didRead, got, err}
		}}
	}
	p.layout()
	return outcome{}
}

// Update takes keys and answers.
func (p *profile) Update(msg tea.Msg) outcome {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return p.key(msg)
	case tea.MouseWheelMsg:
		p.wheel(msg)
	case tea.MouseClickMsg:
		if p.click(msg.Y) {
			return p.choose()
		}
	case profileMsg:
		return p.told(msg)
	case paperMsg:
		if msg.by == p {
			return p.papered(msg)
		}
	case setPaperMsg:
		if msg.of == p && p.busy == "" {
			return p.setPaper(msg.only)
		}
	case pageMsg:
		if msg.by == p {
			return p.opened(msg)
		}
	case againMsg:
		if msg.of == p {
			return p.load()
		}
	case reopenMsg:
		p.box = msg.box
		return p.load()
	}
	return outcome{}
}

// againMsg is the decision to ask again after a failure.
type againMsg struct{ of screen }

// told takes what the server says of the box, whoever asked. After an act that may have been done the state is read again.
func (p *profile) told(msg profileMsg) outcome {
	if msg.by == p {
		p.busy = ""
	}
	if msg.err == nil {
		p.got, p.lost = msg.got, present.Failure{}
		p.layout()
		return outcome{}
	}
	if msg.did == didRead {
		if msg.by != p {
			return outcome{}
		}
		return p.failed(msg.err)
	}
	if present.Unsure(msg.err) || refusedState(msg.err) {
		return p.load()
	}
	return outcome{}
}

// failed shows why the state is not known. A server that has no such operation is like all the public ones.
func (p *profile) failed(err error) outcome {
	if errors.Is(err, ebox.ErrNotOffered) {
		p.none = true
		p.layout()
		return outcome{}
	}
	p.lost, p.why = p.kit.failure(err), err
	p.layout()
	if ended(err) != nil {
		return outcome{say: p.kit.oneLine(p.kit.ending(err)), login: err}
	}
	return outcome{say: p.kit.oneLine(p.lost)}
}

// papered takes a company's choice.
func (p *profile) papered(msg paperMsg) outcome {
	p.busy = ""
	switch {
	case msg.err == nil:
		p.paper, p.lost = msg.got, present.Failure{}
		p.layout()
		if msg.set {
			return told(noteGood, sprintf(p.kit.t.Consent.Paper.Changed, p.kit.voice().PaperChoice(msg.got.ExclusivelyEbox)))
		}
		return outcome{}
	case !msg.set:
		return p.failed(msg.err)
	}
	p.layout()
	o := p.kit.actFailed(msg.err)
	if present.Unsure(msg.err) {
		o.cmd = tea.Batch(o.cmd, p.load().cmd)
	}
	return o
}

// setPaper changes the choice: the person has decided.
func (p *profile) setPaper(only bool) outcome {
	p.busy = p.kit.t.Consent.Paper.Changing
	p.layout()
	from, ctx, work := p.box.Preferences, p.kit.ctx, p.kit.work
	return outcome{wipe: wipeAll, cmd: func() tea.Msg {
		work.Add(1)
		defer work.Done()
		got, err := from.SetExclusivelyEbox(ctx, only)
		return paperMsg{p, true, got, err}
	}}
}

// actFailed is the outcome of an act on the box that did not work, or perhaps did. It is never offered to be repeated:
// whoever wants that looks at the state first.
func (k *kit) actFailed(err error) outcome {
	if ended(err) != nil {
		return outcome{say: k.oneLine(k.ending(err)), login: err}
	}
	f := k.voice().Act(err)
	return outcome{say: k.oneLine(f), push: newProblem(k, f, nil)}
}

// Close ends the asking; an act under way is not taken back.
func (p *profile) Close() { p.cancel() }
