package tui

import (
	tea "charm.land/bubbletea/v2"

	"myebox/tui/present"
)

// write takes a key while the text is typed.
func (r *replier) write(k tea.KeyPressMsg) outcome {
	if cmd, _ := match(k, r.Keys()); cmd == cmdEndWriting {
		r.typedText()
		r.show(replyStep)
		return outcome{cmd: r.save()}
	}
	r.editor.typed(k)
	return outcome{cmd: r.typedText()}
}

// typedText takes over what was typed, and has it saved soon.
func (r *replier) typedText() tea.Cmd {
	if now := r.editor.value(); now != r.replying.Draft.Comment {
		r.replying.Draft.Comment = now
		return r.edited()
	}
	return nil
}

// typePath takes a key while the path of a file is typed.
func (r *replier) typePath(k tea.KeyPressMsg) outcome {
	switch cmd, _ := match(k, r.Keys()); cmd {
	case cmdChoose:
		return r.attach(r.field.input.Value())
	case cmdCancel:
		r.show(replyStep)
	default:
		r.field.typed(k)
	}
	return outcome{}
}

// typeWord takes a key at the last question. Before it could be read no key counts, not even one of typing.
func (r *replier) typeWord(k tea.KeyPressMsg) outcome {
	cmd, _ := match(k, r.Keys())
	if cmd == cmdReturn {
		r.to(present.ReplyReview)
		return outcome{wipe: wipeAll}
	}
	if move, _ := match(k, r.kit.walking(true)); k.Text == "" && (k.Code == tea.KeyUp || k.Code == tea.KeyDown || k.Code == tea.KeyPgUp || k.Code == tea.KeyPgDown) {
		r.walk(move)
		return outcome{}
	}
	switch {
	case !r.guard.armed:
		return outcome{}
	case cmd == cmdConfirm:
		return r.send(k)
	}
	was := r.field.input.Value()
	r.field.typed(k)
	r.moveTo(r.at)
	if r.field.input.Value() == was {
		return outcome{}
	}
	return outcome{cmd: r.guard.edited()}
}

// paste goes to the text and to the path of a file, and nowhere else.
func (r *replier) paste(msg tea.PasteMsg) outcome {
	switch {
	case r.mode == replyWriting && r.editor != nil:
		r.editor.paste(msg)
		return outcome{cmd: r.typedText()}
	case r.mode == replyPath && r.field != nil:
		r.field.paste(msg)
	case r.mode == replyStep && r.step == present.ReplyConfirm:
		return told(noteWarn, r.kit.t.Reply.NoPaste)
	}
	return outcome{}
}
