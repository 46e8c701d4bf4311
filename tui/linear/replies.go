package linear

import (
	"context"

	"myebox/ebox"
	"myebox/tui/present"
)

// journalEntry is a reply in the list of all; its copy may be nil.
type journalEntry struct {
	rec   ebox.ReplyRecord
	draft *ebox.ReplyDraft
}

// replies is the place with all replies that this program knows of, the latest first.
func (s *session) replies(ctx context.Context) error {
	t := s.t.Reply.Journal
	all, err := s.journal(ctx)
	if err != nil { // some could not be read; the others are there
		if err := s.replyFailed(ctx, err); err != nil || ctx.Err() != nil {
			return err
		}
	}
	sh := &sheet{
		s: s, title: func() string { return t.Title }, help: []string{t.Note},
		more: func() []offer { return on(cmdRefresh) },
	}
	sh.fill = func() []line {
		var out []line
		for i, e := range all {
			out = append(out, option(s.t.Number(int64(i+1))+". "+s.voice().ReplyLine(e.rec, e.draft), e))
		}
		if len(all) == 0 {
			out = s.text(t.Empty)
		}
		return append(out, s.text(t.Note)...)
	}
	sh.act = func(ctx context.Context, item any) (bool, error) {
		e, _ := item.(journalEntry)
		err := s.replyCopy(ctx, present.Replying{
			Record: e.rec, Draft: e.draft, Kept: s.session.Box.Replies.Kept(), Enterprise: s.d.Enterprise,
		})
		if err != nil {
			return false, err
		}
		return false, s.here(ctx, sh.track)
	}
	sh.run = func(ctx context.Context, _ command) (bool, error) {
		if all, err = s.journal(ctx); err != nil {
			return false, s.replyFailed(ctx, err)
		}
		return false, sh.again(ctx)
	}
	return sh.open(ctx)
}

// journal reads all records and their copies. The list is there without a copy that cannot be read.
func (s *session) journal(ctx context.Context) ([]journalEntry, error) {
	src := s.session.Box.Replies
	records, err := src.Records(ctx)
	var all []journalEntry
	for _, rec := range records {
		d, none := src.Draft(ctx, rec.Key)
		if none != nil {
			d = nil
		}
		all = append(all, journalEntry{rec, d})
	}
	return all, err
}
