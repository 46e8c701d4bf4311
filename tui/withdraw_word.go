package tui

import (
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"myebox/tui/present"
)

// wordAsk is a second confirmation: a word to type, and Enter after a pause. A paste is refused, and so is what wordGuard
// keeps away.
type wordAsk struct {
	panel
	kit   *kit
	voice present.Voice
	yes   any // handed on when it is confirmed
	typed []rune
	guard wordGuard
	row   int // of the field
}

// wordMost is the longest that can be typed.
const wordMost = 24

func newWordAsk(k *kit, yes any) *wordAsk {
	a := &wordAsk{kit: k, voice: k.voice(), yes: yes}
	a.headed()
	a.fill = func(w int) []line {
		t := k.t.Consent.Withdrawal
		out := prose(w, lookPlain, t.What, t.Until, sprintf(t.Type, a.voice.WithdrawalWord()))
		out = append(out, line{})
		a.row = len(out)
		return append(out, line{label: t.WordField + " ", text: string(a.typed)})
	}
	return a
}

// headed writes title and keys.
func (a *wordAsk) headed() {
	a.title = a.kit.t.Consent.Withdrawal.Second
	a.foot = foot(a.Keys()[:2])
}

// Init starts the grace period, and puts the cursor where typing goes.
func (a *wordAsk) Init() outcome {
	a.moveTo(a.row)
	return outcome{cmd: a.guard.begin(), wipe: wipeErrors}
}

// View has the cursor after what is typed.
func (a *wordAsk) View(th theme) page {
	p := a.panel.View(th)
	if a.focus == a.row {
		p.x += min(ansi.StringWidth(a.kit.t.Consent.Withdrawal.WordField)+1+len(a.typed), max(a.inner-1, 0))
	}
	return p
}

// Update takes the word.
func (a *wordAsk) Update(msg tea.Msg) outcome {
	switch msg := msg.(type) {
	case confirmMsg, pauseMsg:
		return outcome{cmd: a.guard.update(msg)}
	case tea.PasteMsg:
		return told(noteWarn, a.kit.t.Consent.Withdrawal.NoPaste)
	case tea.KeyPressMsg:
		return a.key(msg)
	}
	return outcome{}
}

// Keys are those of a field.
func (a *wordAsk) Keys() []binding {
	bs := a.kit.bind(on(cmdSend), on(cmdCancel), on(cmdErase))
	bs[0].text = a.kit.t.Words.Confirm
	return append(bs, a.kit.bind(on(cmdUp), on(cmdDown), on(cmdPageUp), on(cmdPageDown))...)
}

func (a *wordAsk) key(k tea.KeyPressMsg) outcome {
	if !a.guard.armed {
		return outcome{}
	}
	t := a.kit.t.Consent.Withdrawal
	if r := []rune(k.Text); len(r) == 1 && r[0] > ' ' {
		if len(a.typed) < wordMost {
			a.typed = append(a.typed, r[0])
		}
		return a.edited()
	}
	cmd, _ := match(k, a.Keys())
	switch cmd {
	case cmdErase:
		a.typed = a.typed[:max(len(a.typed)-1, 0)]
		return a.edited()
	case cmdCancel:
		return outcome{pop: true, say: note{t.NotDone, noteInfo}}
	case cmdSend:
		if !k.IsRepeat && !a.voice.IsWithdrawalWord(string(a.typed)) {
			return told(noteWarn, sprintf(t.WordOther, a.voice.WithdrawalWord()))
		}
		counts, o := a.guard.enter(k, t.WordPause)
		if !counts {
			return o
		}
		return outcome{pop: true, act: a.yes}
	default:
		a.walk(cmd)
	}
	return outcome{}
}

// edited shows what is typed, and begins the pause anew.
func (a *wordAsk) edited() outcome {
	a.layout()
	a.moveTo(a.row)
	return outcome{cmd: a.guard.edited()}
}

// Close has nothing to end.
func (a *wordAsk) Close() {}
