package main

import (
	"context"
	"fmt"
	"strings"

	"myebox/ebox"
	"myebox/tui/backend"
	"myebox/tui/present"
)

// withdraw withdraws consent where the server has an operation for it, after two confirmations; elsewhere it explains.
func (w *wiring) withdraw(ctx context.Context, o *consentOptions) error {
	d, err := w.openConsent(ctx)
	if err != nil {
		return err
	}
	defer d.close()
	v := w.voice(nil)
	w.extensionNote(v, d)
	if err := d.forCitizen(w); err != nil {
		return err
	}
	if !d.offered() {
		return w.explainNone(v, d, v.Withdrawal(), o)
	}
	was, err := d.box.Profiles.Profile(ctx)
	if err != nil {
		return err
	}
	if was.State != ebox.BoxActive && was.State != ebox.BoxUnvalidated {
		return &actError{err: ebox.ErrWrongState}
	}
	if err := w.sureToWithdraw(ctx, v, d, was, o); err != nil {
		return err
	}
	p, err := w.perform(ctx, v, d, func(now *ebox.Profile) bool { return now.State == ebox.BoxWithdrawn },
		func(ctx context.Context, to backend.Profiles) (*ebox.Profile, error) { return to.Withdraw(ctx) })
	if err != nil {
		return err
	}
	if o.json {
		j := newConsentJSON(v, d, p, nil)
		j.Changed = true
		return writeJSON(w.sys.out, j)
	}
	w.say(w.t.Consent.Withdrawal.Done)
	w.saySections(v, v.Profile(p))
	return nil
}

// sureToWithdraw says what withdrawing means, offers the download, and wants two confirmations.
func (w *wiring) sureToWithdraw(ctx context.Context, v present.Voice, d *consentDesk, was *ebox.Profile, o *consentOptions) error {
	t, words := &w.t.Consent.Withdrawal, &w.t.ReplyCommands
	first := &act{question: t.Question, want: words.WithdrawConsent, typed: o.confirm}
	second := &act{want: words.WithdrawAgain, typed: o.confirmAgain, second: true}
	script := o.confirm != "" || o.confirmAgain != "" || o.json
	if !script {
		w.saySections(v, v.Withdrawal(), v.WaysSection(true), v.ServiceProvidersSection())
		if script = !w.canAsk(); script {
			w.say("")
			w.say(words.DownloadFirst)
			printLines(w.sys.out, []string{"  ebox consent download"})
			w.say("")
			w.say(w.t.Label(words.ConfirmFirst, first.want))
			w.say(w.t.Label(words.ConfirmSecond, second.want))
		}
	}
	if script {
		err := first.spelled()
		if err == nil {
			err = second.spelled()
		}
		if err != nil && o.json {
			j := newConsentJSON(v, d, was, nil)
			j.Confirm, j.ConfirmAgain = first.want, second.want
			if failed := writeJSON(w.sys.out, j); failed != nil {
				return failed
			}
		}
		return err
	}
	if err := w.offerDownload(ctx, v, d); err != nil {
		return w.unchanged(ctx, err)
	}
	first.know = []string{"", t.Until, t.After, t.First, t.NotLogout}
	if err := w.sure(ctx, first); err != nil {
		return err
	}
	second.know = []string{"", t.Second, t.Until, fmt.Sprintf(words.TypeToWithdraw, strings.ToUpper(v.WithdrawalWord()))}
	second.question, second.word = t.WordField, v.WithdrawalWord()
	return w.sure(ctx, second)
}

// canAsk tells whether there is somebody to ask.
func (w *wiring) canAsk() bool {
	out, err := w.sys.talk()
	if err != nil {
		return false
	}
	_ = out.Close()
	return true
}
