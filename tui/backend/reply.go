package backend

import (
	"context"

	"myebox/ebox"
)

// Replies writes and sends replies. Whatever fails, a message is answered once or not at all.
type Replies interface {
	// Kept tells whether drafts are on the disk, encrypted; false: they are in memory and end with the program.
	Kept() bool
	// Form is how the sender wants m to be answered.
	Form(m *ebox.Message) ebox.ReplyForm
	// Record is what is known of a reply to a message; the zero State: nothing.
	Record(ctx context.Context, k ebox.Key) (ebox.ReplyRecord, error)
	// Records are all of them, the latest first.
	Records(ctx context.Context) ([]ebox.ReplyRecord, error)
	// Draft is what was written or sent; nil: nothing.
	Draft(ctx context.Context, k ebox.Key) (*ebox.ReplyDraft, error)
	// SaveDraft keeps d. A draft of a message that was answered, or perhaps was, is refused.
	SaveDraft(ctx context.Context, d *ebox.ReplyDraft) error
	// Discard forgets a draft, for good. What was sent cannot be discarded.
	Discard(ctx context.Context, k ebox.Key) error
	// Attach checks a file, takes a copy of it, and adds it to d, which is saved.
	Attach(ctx context.Context, d *ebox.ReplyDraft, path string) error
	// Detach takes the i-th file away again.
	Detach(ctx context.Context, d *ebox.ReplyDraft, i int) error
	// Check tells what is wrong with d before anything is sent; nil: it can be sent.
	Check(m *ebox.Message, d *ebox.ReplyDraft) error
	// Send sends d, at most once. knowing is the person's decision to send again although the state is ReplyPerhaps; it
	// changes nothing in any other state. The record is true also when there is an error.
	Send(ctx context.Context, m *ebox.Message, d *ebox.ReplyDraft, knowing bool) (ebox.ReplyRecord, error)
}
