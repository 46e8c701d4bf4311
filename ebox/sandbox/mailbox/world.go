package mailbox

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"
)

// ErrNotFound tells that a box has no such message.
var ErrNotFound = errors.New("mailbox: not found")

// MaxSize is the largest box: beyond it messages would arrive in the same second.
const MaxSize = 5_000_000

// Config describes a world of boxes.
type Config struct {
	Seed uint64
	Size int              // messages of one owner over all live providers together, hidden ones included; at most MaxSize
	Lang string           // language of the messages: nl, fr, de; empty: mixed
	Now  func() time.Time // nil: time.Now
	Dir  string           // directory of the journal that keeps what happened; empty: memory only
	// PlainReference makes the communication of payments bare text, as seen in practice, instead of the contract's object.
	PlainReference bool
}

// World is all boxes of all owners. It is safe for concurrent use.
type World struct {
	cfg     Config
	lang    lang
	fixed   bool      // all messages are in lang
	anchor  time.Time // six o'clock of the morning on which the world began, in Belgium: no message is younger
	quota   map[string]int
	journal *journal
	papers  *papers

	mu    sync.Mutex
	boxes map[string]*Box
	past  map[string][]event // by name of the box: read from the journal, until it is opened; for everybody: what arrived
	seq   int                // of the latest event, or message, that arrived
}

// New opens a world in constant time, whatever Size is; with Dir it reads back what happened before.
//
// The messages are those of the day on which the world begins: with the same Seed, Size and Lang they come out the same,
// to the byte, all day long. A journal keeps the first day, so with Dir they stay the same on later days too, and those
// whose time has come disappear.
func New(cfg Config) (*World, error) {
	if cfg.Size < 0 || cfg.Size > MaxSize {
		return nil, fmt.Errorf("making boxes: size %d is not between 0 and %d", cfg.Size, MaxSize)
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	w := &World{cfg: cfg, quota: quotas(cfg.Size), papers: newPapers(), boxes: map[string]*Box{}, past: map[string][]event{}}
	if cfg.Lang != "" {
		if w.lang, w.fixed = langOf(cfg.Lang); !w.fixed {
			return nil, fmt.Errorf("making boxes: language %q is not nl, fr or de", cfg.Lang)
		}
	}
	w.anchor = morning(cfg.Now())
	if cfg.Dir == "" {
		return w, nil
	}
	if err := w.openJournal(); err != nil {
		return nil, err
	}
	return w, nil
}

// morning is the last six o'clock in Belgium.
func morning(now time.Time) time.Time {
	now = now.In(brussels)
	y, m, d := now.Date()
	if now.Hour() < 6 {
		d--
	}
	return time.Date(y, m, d, 6, 0, 0, 0, brussels)
}

// Close closes the journal.
func (w *World) Close() error {
	if w.journal == nil {
		return nil
	}
	return w.journal.close()
}

// Box is the box of an owner (SSIN or CBE number) of boxType "citizen" or "enterprise" at a provider, false when there is
// no such provider, or it is not live, or no such type. Every owner has a box.
func (w *World) Box(provider, boxType, owner string) (*Box, bool) {
	_, live := sources()[provider]
	bt, ok := boxTypeOf(boxType)
	if !ok || !live {
		return nil, false
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.open(provider, bt, owner), true
}

// open opens a box, with what happened in it before, in order. The caller holds w.mu.
func (w *World) open(provider string, bt boxType, owner string) *Box {
	key := keyOf(w.cfg.Seed, provider, bt.String(), owner)
	name := boxName(provider, bt.String(), key)
	b := w.boxes[name]
	if b == nil {
		b = newBox(w, provider, bt, owner, key, sources()[provider][bt])
		b.name = name
		past := slices.Concat(w.past[name], w.past[boxOfAll(provider, bt)])
		slices.SortStableFunc(past, func(a, b event) int { return cmp.Compare(a.seq, b.seq) })
		b.recall(past)
		delete(w.past, name)
		w.boxes[name] = b
	}
	return b
}

// boxOfAll stands in the journal for the boxes of all owners.
func boxOfAll(provider string, bt boxType) string { return provider + "/" + bt.String() + "/*" }

// boxName names a box in the journal without naming its owner.
func boxName(provider, boxType string, key uint64) string {
	return fmt.Sprintf("%s/%s/%016x", provider, boxType, mix(key))
}

func (w *World) now() time.Time { return w.cfg.Now() }
