package tui

import "myebox/tui/lang"

// retell has the text of the step read again: it is another one in another language. What is typed stays.
func (a *activation) retell(*lang.Texts) {
	if a.step <= stepPrivacy {
		a.read[a.step] = false
	}
	if a.email != nil {
		a.email.label = a.kit.t.Consent.Activation.EmailField + " "
	}
}

// retell says anew what is to be typed.
func (n *notify) retell(*lang.Texts) {
	if n.field != nil {
		n.field.label = n.kit.t.Consent.Activation.EmailField + " "
	}
}

// retell asks for the word of the other language, after a pause of its own; the title goes with it.
func (a *wordAsk) retell(*lang.Texts) {
	a.voice, a.guard.ready = a.kit.voice(), false
	a.guard.pause++
	a.headed()
}

// toSpot puts the focus back. Where that shows the end of the text, in its new language, it has been read.
func (a *activation) toSpot(p spot) {
	a.flow.toSpot(p)
	a.reading()
}
