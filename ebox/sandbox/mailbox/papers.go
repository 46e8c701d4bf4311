package mailbox

import (
	"container/list"
	"crypto/sha256"
	"sync"
)

// facts is what the metadata of a document says about its bytes.
type facts struct {
	size int64
	sum  [sha256.Size]byte
}

// Bounds of what is remembered of documents. They are made again whenever they are asked for: always the same.
const (
	keptFacts = 1 << 14
	keptBytes = 24 << 20
)

// papers makes documents and remembers the latest. It is safe for concurrent use.
type papers struct {
	mu    sync.Mutex
	known *lru[facts]
	made  *lru[[]byte]
}

func newPapers() *papers {
	return &papers{known: newLRU[facts](keptFacts), made: newLRU[[]byte](keptBytes)}
}

// facts is the size and hash of document j of a message.
func (p *papers) facts(b *Box, g *glance, j int) facts {
	key := at(g.key, slotDocument+uint64(j))
	p.mu.Lock()
	f, ok := p.known.get(key)
	p.mu.Unlock()
	if ok {
		return f
	}
	data := p.bytes(b, g, j)
	f = facts{int64(len(data)), sha256.Sum256(data)}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.known.put(key, f, 1)
	return f
}

// bytes is document j of a message; the caller must not change it. Two callers may make the same document at once: the
// outcome is the same.
func (p *papers) bytes(b *Box, g *glance, j int) []byte {
	key := at(g.key, slotDocument+uint64(j))
	p.mu.Lock()
	data, ok := p.made.get(key)
	p.mu.Unlock()
	if ok {
		return data
	}
	data = b.paper(g, j).write(g.sent.docs[j].media)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.made.put(key, data, len(data))
	return data
}

// lru keeps the values used last whose costs do not exceed a limit together.
type lru[V any] struct {
	limit, cost int
	order       *list.List // of *lruItem[V], the latest in front
	items       map[uint64]*list.Element
}

type lruItem[V any] struct {
	key   uint64
	value V
	cost  int
}

func newLRU[V any](limit int) *lru[V] {
	return &lru[V]{limit: limit, order: list.New(), items: map[uint64]*list.Element{}}
}

func (l *lru[V]) get(key uint64) (v V, ok bool) {
	e, ok := l.items[key]
	if !ok {
		return v, false
	}
	l.order.MoveToFront(e)
	return e.Value.(*lruItem[V]).value, true
}

func (l *lru[V]) put(key uint64, v V, cost int) {
	if _, ok := l.items[key]; ok || cost > l.limit {
		return
	}
	l.items[key] = l.order.PushFront(&lruItem[V]{key, v, cost})
	for l.cost += cost; l.cost > l.limit; {
		e := l.order.Back()
		old := l.order.Remove(e).(*lruItem[V])
		delete(l.items, old.key)
		l.cost -= old.cost
	}
}
