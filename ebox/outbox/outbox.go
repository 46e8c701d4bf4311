// Package outbox keeps replies until they are sent, sends them, and remembers what became of them, so that a message is
// answered once or not at all, whatever fails in between.
//
// The journal is a file for every message, written and synced before a request and after its answer, under a lock that all
// processes share and that ends with its process. A record that says "sending" while nobody holds the lock is of a process
// that died on the way: perhaps sent. Drafts and copies of files are sealed with a key from outside. The journal itself
// holds nothing of what a reply says.
package outbox

import (
	"context"
	"sync"
	"time"

	"myebox/ebox"
)

// Sender sends a reply at most once: *ebox.Federation.
type Sender interface {
	// Reply tells by ebox.ReplyOutcomeOf of its error what is known.
	Reply(ctx context.Context, m *ebox.Message, r *ebox.Reply) (*ebox.Receipt, error)
	Choices() ebox.ReplyChoices
}

// Options is what an Outbox is made of.
type Options struct {
	Dir     string // of the journal and the drafts of one federation, mode 0700; it is made when something is kept
	Sender  Sender
	Owner   string // of the replies that Records lists, hashed before it is kept; "": all are listed. What was answered counts for everybody
	Company string // CBE number of the company whose box it is; "" for a citizen's
	// Key gives the 32 bytes that drafts are sealed with, the same every time; it is called when one is needed first. nil,
	// or an error: drafts stay in memory.
	Key func(ctx context.Context) ([]byte, error)
	Now func() time.Time // nil: time.Now
}

// Outbox is the replies of one box. It is safe for concurrent use, also by several processes.
type Outbox struct {
	o    Options
	step func(string) // tests stop at these; nil: none

	keyMu  sync.Mutex // held while Options.Key is asked
	mu     sync.Mutex
	key    []byte
	keyErr error
	drafts map[ebox.Key]*ebox.ReplyDraft // without a key
	copies map[string][]byte             // without a key, by name
	told   map[ebox.Key]told             // outcomes that could not be written
}

// New makes an Outbox; it touches nothing yet.
func New(o Options) *Outbox {
	if o.Now == nil {
		o.Now = time.Now
	}
	return &Outbox{o: o, drafts: map[ebox.Key]*ebox.ReplyDraft{}, copies: map[string][]byte{}, told: map[ebox.Key]told{}}
}

// Kept tells whether drafts are on the disk; false: they are in memory, because there is no key. That is certain once Draft
// or SaveDraft was called.
func (o *Outbox) Kept() bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.o.Key != nil && o.keyErr == nil
}

// Form is how the sender wants m to be answered.
func (o *Outbox) Form(m *ebox.Message) ebox.ReplyForm { return o.o.Sender.Choices().Form(m) }

// Check tells what is wrong with d before anything is sent: a *ebox.ReplyProblem; nil: it can be sent.
func (o *Outbox) Check(m *ebox.Message, d *ebox.ReplyDraft) error {
	return ebox.CheckReply(o.o.Sender.Choices(), m, d)
}

// at marks a step on the way, for tests.
func (o *Outbox) at(step string) {
	if o.step != nil {
		o.step(step)
	}
}
