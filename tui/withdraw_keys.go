package tui

import (
	"errors"

	tea "charm.land/bubbletea/v2"

	"myebox/ebox"
)

// Keys are those of a page.
func (d *withdrawal) Keys() []binding {
	k := d.kit
	back := when(d.busy == "", cmdBack, k.t.Why.NotLoaded)
	back.hint = true
	return append(d.items(), k.bind(hinted(cmdHelp), back, when(d.page() != "", cmdCopyAddress, k.t.Why.NothingHere))...)
}

func (d *withdrawal) key(k tea.KeyPressMsg) outcome {
	cmd, why := match(k, d.Keys())
	if why != "" {
		return d.kit.off(why)
	}
	if o, ok := d.moved(cmd); ok {
		return o
	}
	switch cmd {
	case cmdChoose:
		return d.choose()
	case cmdCopyAddress:
		return d.copyPage(d.page())
	case cmdHelp:
		return opened(newHelp(d.kit, d.Keys(), d.kit.t.Consent.Withdrawal.NotLogout))
	case cmdBack:
		return outcome{pop: true}
	}
	return outcome{}
}

// choose acts on the focused item; without one it goes to the next.
func (d *withdrawal) choose() outcome {
	if d.busy != "" {
		return d.kit.off(d.kit.t.Why.NotLoaded)
	}
	switch i := d.item().(type) {
	case pageItem:
		return d.openPage(d, i.url)
	case profileItem:
		switch i {
		case itemEverything:
			return opened(newEverything(d.kit, d.box))
		case itemLetter:
			return d.write()
		case itemStart:
			return d.first()
		}
	}
	return d.jump(1)
}

// refusedState tells that the box is not as it was thought to be.
func refusedState(err error) bool { return errors.Is(err, ebox.ErrWrongState) }
