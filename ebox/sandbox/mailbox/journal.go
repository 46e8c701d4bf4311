package mailbox

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
)

// event is one act of an owner, or the arrival of messages, a line of the journal.
type event struct {
	Box     string            `json:"box"`
	Time    DateTime          `json:"time"`
	Read    string            `json:"read,omitempty"`
	Visible []MessageToUpdate `json:"visible,omitempty"`
	Reply   *Reply            `json:"reply,omitempty"`
	Arrived []string          `json:"arrived,omitempty"` // names of kinds, the newest last

	seq int // place in the journal
}

// heading is the first line of the journal.
type heading struct {
	Version int      `json:"version"`
	Begun   DateTime `json:"begun"` // Config.Now of the world's first day
}

const journalVersion = 1

// journal is an append-only file of JSON lines, each on the disk before the act that it records takes effect.
//
// It is locked while it is open: two worlds may not use one at the same time.
type journal struct {
	mu sync.Mutex
	f  *os.File
	at int64 // length of what is whole
}

// openJournal opens or begins the journal of this configuration: others lie beside it under other names.
func (w *World) openJournal() error {
	if err := os.MkdirAll(w.cfg.Dir, 0o700); err != nil {
		return fmt.Errorf("opening journal: %w", err)
	}
	name := w.cfg.Lang
	if name == "" {
		name = "mixed"
	}
	path := filepath.Join(w.cfg.Dir, fmt.Sprintf("journal-%d-%d-%s.jsonl", w.cfg.Seed, w.cfg.Size, name))
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return fmt.Errorf("opening journal: %w", err)
	}
	if err := lock(f); err != nil {
		return errors.Join(fmt.Errorf("opening journal %s, which another sandbox may be using: %w", path, err), f.Close())
	}
	head, events, whole, err := readJournal(f)
	if err != nil {
		return errors.Join(fmt.Errorf("reading journal %s: %w", path, err), f.Close())
	}
	w.journal = &journal{f: f, at: whole}
	if err := f.Truncate(whole); err != nil { // a line that a crash cut short never took effect
		return errors.Join(fmt.Errorf("opening journal: %w", err), f.Close())
	}
	if head == nil {
		head = &heading{journalVersion, DateTime{w.now()}}
		if err := errors.Join(w.journal.append(head), syncDir(w.cfg.Dir)); err != nil {
			return errors.Join(err, f.Close())
		}
	}
	w.anchor = morning(head.Begun.Time)
	for _, e := range events {
		w.seq++
		e.seq = w.seq
		w.past[e.Box] = append(w.past[e.Box], e)
	}
	return nil
}

// syncDir makes a new file's name last. Systems that cannot do so for directories do not need it.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return fmt.Errorf("opening journal: %w", err)
	}
	_ = d.Sync()
	return d.Close()
}

// readJournal reads a journal and tells how many of its bytes are whole lines. head is nil when there is not even the
// first. A last line that is cut short is left out; any other that does not parse is an error.
func readJournal(r io.Reader) (head *heading, events []event, whole int64, err error) {
	in := bufio.NewReader(r)
	for n := 1; ; n++ {
		line, err := in.ReadBytes('\n')
		if err == io.EOF {
			return head, events, whole, nil
		}
		if err != nil {
			return nil, nil, 0, err
		}
		d := json.NewDecoder(bytes.NewReader(line))
		d.DisallowUnknownFields()
		if head == nil {
			head = &heading{}
			if err := d.Decode(head); err != nil || head.Version != journalVersion {
				return nil, nil, 0, fmt.Errorf("line %d: not a journal of version %d", n, journalVersion)
			}
		} else {
			var e event
			if err := d.Decode(&e); err != nil {
				return nil, nil, 0, fmt.Errorf("line %d: %w", n, err)
			}
			events = append(events, e)
		}
		whole += int64(len(line))
	}
}

// append writes one line and waits for the disk. When that fails, the line is taken back as far as possible.
func (j *journal) append(v any) error {
	line, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("writing journal: %w", err)
	}
	line = append(line, '\n')
	j.mu.Lock()
	defer j.mu.Unlock()
	if _, err = j.f.WriteAt(line, j.at); err == nil {
		err = j.f.Sync()
	}
	if err != nil {
		return errors.Join(fmt.Errorf("writing journal: %w", err), j.f.Truncate(j.at))
	}
	j.at += int64(len(line))
	return nil
}

func (j *journal) close() error {
	j.mu.Lock()
	defer j.mu.Unlock()
	if err := j.f.Close(); err != nil {
		return fmt.Errorf("closing journal: %w", err)
	}
	return nil
}

// record notes an act in this box before it takes effect; without a journal there is nothing to do.
func (b *Box) record(e event) error {
	if b.world.journal == nil {
		return nil
	}
	e.Box, e.Time = b.name, DateTime{b.world.now().In(brussels)}
	return b.world.journal.append(e)
}

// recall does again what the journal says. Ids that the box does not know are passed over.
func (b *Box) recall(events []event) {
	for _, e := range events {
		if len(e.Arrived) > 0 {
			b.arrive(b.src.named(e.Arrived), e.Time.Time)
		}
		if i, ok := b.ids.index(e.Read); ok && b.has(i) {
			b.state.markRead(i)
		}
		hide := map[int32]bool{}
		for _, u := range e.Visible {
			if i, ok := b.ids.index(u.MessageID); ok && b.has(i) {
				hide[int32(i)] = !u.Visible
			}
		}
		b.state.setHidden(hide)
		if e.Reply != nil {
			b.state.replies[e.Reply.OriginalMessageID] = *e.Reply
		}
	}
}
