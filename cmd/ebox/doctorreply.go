package main

import (
	"context"
	"errors"

	"myebox/auth"
	"myebox/ebox"
)

// checkDrafts says where drafts of replies are, and whether they can be kept. No key is made for it.
func (w *wiring) checkDrafts(ctx context.Context, p *profile) check {
	t := &w.t.ReplyCommands
	if w.keyringOff() {
		return w.result("drafts", checkWarning, t.DraftsMemory, "")
	}
	where := ebox.Sanitize(short(p.repliesDir(w.dirs)))
	if w.storeInFile() { // its passphrase is not asked for here
		return w.result("drafts", checkOK, where+": "+t.DraftsInFile, "")
	}
	key, err := loadDraftKey(ctx, auth.NewKeyring(keyringService, keyringPatience), p.draftsAccount())
	clear(key)
	switch {
	case err == nil, errors.Is(err, auth.ErrNotFound):
		return w.result("drafts", checkOK, where+": "+t.DraftsSealed, "")
	case errors.Is(err, errDraftKey):
		return w.result("drafts", checkProblem, t.DraftsKey.What+" "+t.DraftsKey.Means, t.DraftsKey.Todo)
	}
	return w.result("drafts", checkWarning, t.DraftsMemory, "")
}
