package mailbox

import (
	"errors"
	"fmt"
	"slices"
	"time"
)

// Bounds of arrivals.
const (
	MaxArrivals   = 100    // of one Arrival
	maxDeliveries = 10_000 // of one box: beyond the boxes that follow from the seed every message takes memory
)

// ErrArrival tells that messages cannot be delivered as asked.
var ErrArrival = errors.New("delivering messages")

// Arrival asks for messages that arrive now: others of the kinds that their provider sends.
type Arrival struct {
	BoxType    string // "citizen" or "enterprise"; empty: both
	Owner      string // SSIN or CBE number, with BoxType; empty: everybody, boxes that nobody has looked into included
	Provider   string // a live one; empty: drawn for each message, by how much they send
	Count      int    // of messages, for each type of box; 0: one
	Registered bool   // registered mail only
	Reply      bool   // messages that can be answered only
}

// Arrived is a message that was delivered into a box.
type Arrived struct {
	Provider  string `json:"provider"`
	BoxType   string `json:"boxType"`
	MessageID string `json:"messageId"`
}

// arrival is a message that was delivered while the world ran. The newest has the number -1-(how many there were before).
type arrival struct {
	sent    *sentKind
	receipt int64 // Unix seconds
}

// Deliver delivers messages received now, and tells those of boxes that somebody has opened, newest last. Errors:
// ErrArrival, or the journal could not be written and what follows in the order of providers was not delivered.
func (w *World) Deliver(a Arrival) ([]Arrived, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	batches, err := w.batches(a)
	if err != nil {
		return nil, err
	}
	var list []Arrived
	for _, p := range liveProviders {
		for bt := range boxType(boxTypes) {
			kinds := batches[batch{p.id, bt}]
			if len(kinds) == 0 {
				continue
			}
			more, err := w.deliver(p.id, bt, a.Owner, kinds)
			if err != nil {
				return list, err
			}
			list = append(list, more...)
		}
	}
	return list, nil
}

// Deliver delivers messages into this box alone: of a, BoxType, Owner and Provider are the box's own.
func (b *Box) Deliver(a Arrival) ([]Arrived, error) {
	a.BoxType, a.Owner, a.Provider = b.box.String(), b.owner, b.provider
	return b.world.Deliver(a)
}

// batch names the boxes that messages go to together.
type batch struct {
	provider string
	box      boxType
}

// batches draws the kinds of the messages. The caller holds w.mu.
func (w *World) batches(a Arrival) (map[batch][]*sentKind, error) {
	types := []boxType{citizen, enterprise}
	if a.BoxType != "" {
		bt, ok := boxTypeOf(a.BoxType)
		if !ok {
			return nil, fmt.Errorf("%w: no such type of box", ErrArrival)
		}
		types = []boxType{bt}
	}
	switch n := max(a.Count, 1); {
	case a.Owner != "" && a.BoxType == "":
		return nil, fmt.Errorf("%w: an owner needs the type of the box", ErrArrival)
	case a.Count < 0 || n > MaxArrivals:
		return nil, fmt.Errorf("%w: want 1 to %d", ErrArrival, MaxArrivals)
	default:
		m := map[batch][]*sentKind{}
		for _, bt := range types {
			for range n {
				w.seq++
				d := draws{key: keyOf(w.cfg.Seed, "arrival"), n: uint64(w.seq) << 8}
				provider, kind, ok := draw(&a, bt, &d)
				if !ok {
					return nil, fmt.Errorf("%w: no provider sends such messages", ErrArrival)
				}
				m[batch{provider, bt}] = append(m[batch{provider, bt}], kind)
			}
		}
		return m, nil
	}
}

// draw chooses a provider by its share and a kind by its weight, of those that a allows.
func draw(a *Arrival, bt boxType, d *draws) (provider string, _ *sentKind, ok bool) {
	type choice struct {
		provider string
		kind     *sentKind
		weight   int
	}
	var choices []choice
	total := 0
	for _, p := range liveProviders {
		if a.Provider != "" && a.Provider != p.id {
			continue
		}
		src, weights := sources()[p.id][bt], 0
		for _, k := range src.byStay {
			weights += k.weight
		}
		for _, k := range src.byStay {
			if a.Registered && !k.registered || a.Reply && k.reply == nil {
				continue
			}
			w := max(1, 1000*p.share*k.weight/weights)
			choices, total = append(choices, choice{p.id, k, w}), total+w
		}
	}
	if total == 0 {
		return "", nil, false
	}
	n := d.below(total)
	i := slices.IndexFunc(choices, func(c choice) bool { n -= c.weight; return n < 0 })
	return choices[i].provider, choices[i].kind, true
}

// deliver records a batch and puts it into the boxes that are open; others get it when they are opened. The caller holds
// w.mu.
func (w *World) deliver(provider string, bt boxType, owner string, kinds []*sentKind) ([]Arrived, error) {
	name := boxOfAll(provider, bt)
	var open []*Box
	if owner != "" {
		b := w.open(provider, bt, owner)
		name, open = b.name, []*Box{b}
	} else {
		for _, b := range w.boxes {
			if b.provider == provider && b.box == bt {
				open = append(open, b)
			}
		}
	}
	e := event{Box: name, Time: DateTime{w.now().In(brussels)}, seq: w.seq}
	for _, k := range kinds {
		e.Arrived = append(e.Arrived, k.name)
	}
	for _, b := range open {
		if len(kinds)-b.first() > maxDeliveries {
			return nil, fmt.Errorf("%w: a box is full", ErrArrival)
		}
	}
	if len(w.past[name]) >= maxDeliveries {
		return nil, fmt.Errorf("%w: the boxes are full", ErrArrival)
	}
	if w.journal != nil {
		if err := w.journal.append(e); err != nil {
			return nil, err
		}
	}
	if owner == "" {
		w.past[name] = append(w.past[name], e)
	}
	var list []Arrived
	for _, b := range open {
		b.mu.Lock()
		b.arrive(kinds, e.Time.Time)
		for i := b.first() + len(kinds) - 1; i >= b.first(); i-- {
			list = append(list, Arrived{provider, bt.String(), b.ids.id(i)})
		}
		b.mu.Unlock()
	}
	return list, nil
}

// arrive puts messages into the box, the newest last; none before another that was there. The caller holds b.mu.
func (b *Box) arrive(kinds []*sentKind, now time.Time) {
	receipt := now.Unix()
	list := *b.arrived.Load()
	if n := len(list); n > 0 {
		receipt = max(receipt, list[n-1].receipt)
	}
	for _, k := range kinds {
		list = append(list, arrival{k, receipt})
		b.state.nextExpiry = min(b.state.nextExpiry, k.about.stay.after(receipt))
	}
	b.arrived.Store(&list)
	b.state.changed()
}

// first is the number of the newest message that was ever in the box, 0 or, after arrivals, less.
func (b *Box) first() int { return -len(*b.arrived.Load()) }

// has tells whether there ever was a message i.
func (b *Box) has(i int) bool { return b.first() <= i && i < b.time.n }

// named are kinds by their names in the journal, the kinds of other versions being replaced by the first.
func (s *source) named(names []string) []*sentKind {
	kinds := make([]*sentKind, 0, len(names))
	for _, name := range names {
		i := slices.IndexFunc(s.byStay, func(k *sentKind) bool { return k.name == name })
		kinds = append(kinds, s.byStay[max(i, 0)])
	}
	return kinds
}
