package main

import (
	"context"
	"fmt"
	"path/filepath"

	"myebox/ebox"
	"myebox/tui/backend"
	"myebox/tui/present"
)

// downloadAll saves the whole box, message by message, into folders of their own. It says first what there is and that
// downloading marks as read; registered mail is opened only for whoever agrees to that apart.
func (w *wiring) downloadAll(ctx context.Context, o *consentOptions) error {
	dir, err := filepath.Abs(o.dir)
	if err != nil {
		return fmt.Errorf("looking for the folder: %w", err)
	}
	d, err := w.openBox(ctx)
	if err != nil {
		return err
	}
	defer d.close()
	w.sandboxNote(d.profile)
	v := w.voice(nil)
	found, err := d.box.Everything(ctx, nil)
	if err != nil {
		return err
	}
	s := v.Everything(found.Stocks(nil), found.Missing)
	w.note(s.Title)
	printLines(w.sys.err, v.Lines(present.Section{Items: s.Items}, w.width()))
	return w.keepFound(ctx, v, d, found, dir, o)
}

// keepFound saves what was found below a folder, part by part; errPartial when not all of it was.
func (w *wiring) keepFound(ctx context.Context, v present.Voice, d *consentDesk, found *backend.Contents, dir string, o *consentOptions) error {
	j := &everythingJSON{head: newHead(d.profile), Folder: backend.WholeBox(dir, v), Complete: !found.Missing, Failed: []failedEntryJSON{}}
	for _, part := range present.BoxParts() {
		queue := found.Messages[part]
		if len(queue) == 0 {
			continue
		}
		if part == present.PartRegistered {
			ok, err := w.agreeToAll(ctx, v, found.Stocks(nil)[part], o)
			if err != nil {
				return err
			}
			if !ok {
				j.Left = len(queue)
				continue
			}
		}
		if err := w.keepAll(ctx, v, d, queue, dir, j); err != nil {
			return err
		}
	}
	return w.keptAll(j, o)
}

// agreeToAll asks before registered mail is opened: a flag, or an answer at a terminal. Silence is no.
func (w *wiring) agreeToAll(ctx context.Context, v present.Voice, s present.Stock, o *consentOptions) (bool, error) {
	if o.registeredOK {
		return true, nil
	}
	if o.json {
		return false, nil
	}
	a, err := w.newAsker()
	if err != nil {
		return false, nil
	}
	defer a.close()
	question, know := v.PartQuestion(s)
	a.say(know...)
	ok, err := a.yes(ctx, question+" "+w.typeYes())
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	return ok && err == nil, nil
}

// keepAll saves messages. One that fails does not keep the others from being saved; the end of the session does.
func (w *wiring) keepAll(ctx context.Context, v present.Voice, d *consentDesk, queue []*ebox.Message, dir string, j *everythingJSON) error {
	t := &w.t.Consent.Everything
	last := w.sys.now()
	for i, m := range queue {
		if now := w.sys.now(); w.sys.errTTY && (i == 0 || now.Sub(last) >= progressNote) {
			last = now
			w.note(fmt.Sprintf(t.Progress, w.t.Number(int64(i+1)), w.t.Number(int64(len(queue)))))
		}
		k := d.box.Keep(ctx, v, m, dir, nil)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case k.Err != nil && sessionGone(k.Err):
			return k.Err
		case k.Err != nil:
			e := w.explain(k.Err)
			j.Complete = false
			j.Failed = append(j.Failed, failedEntryJSON{m.Key.String(), e.Code, e.What})
		default:
			j.Messages++
		}
		j.Documents += len(k.Files)
	}
	return nil
}

// keptAll says what was saved, and what was not.
func (w *wiring) keptAll(j *everythingJSON, o *consentOptions) error {
	j.Complete = j.Complete && j.Left == 0
	if o.json {
		if err := writeJSON(w.sys.out, j); err != nil {
			return err
		}
	} else {
		t := &w.t.Consent.Everything
		w.say(w.t.Count(t.Saved, j.Documents))
		w.say(w.t.Label(w.t.Download.To, ebox.Sanitize(j.Folder)))
		if j.Left > 0 {
			w.say(w.t.Label(w.t.Count(t.Registered, j.Left), t.ApartNote))
			printLines(w.sys.err, []string{"  ebox consent download --registered-ok"})
		}
		for _, f := range j.Failed {
			w.say(w.t.Label(f.Ref, f.Text))
		}
	}
	switch {
	case len(j.Failed) > 0 || !j.Complete:
		return errPartial
	}
	return nil
}
