package mailbox

import (
	"io"
	"math"
	"sync"
	"sync/atomic"
	"time"
)

// Box is one owner's box at one provider. It is safe for concurrent use; what it returns belongs to the caller.
type Box struct {
	world    *World
	name     string
	provider string
	box      boxType
	owner    string
	key      uint64
	turn     int // where the showcase's languages begin
	ids      idCipher
	src      *source
	time     timeline

	found   matches // by the criteria that never change
	arrived atomic.Pointer[[]arrival]

	mu    sync.Mutex
	state state
}

func newBox(w *World, provider string, bt boxType, owner string, key uint64, src *source) *Box {
	b := &Box{world: w, provider: provider, box: bt, owner: owner, key: key, ids: newIDCipher(key), src: src}
	back := 0
	for _, p := range liveProviders {
		if p.id == provider {
			back = p.years
		}
	}
	b.turn = int(key % uint64(len(showcaseLang)))
	b.time = newTimeline(w.anchor.Unix(), w.quota[provider], src, back)
	b.arrived.Store(&[]arrival{})
	b.state = newState()
	b.state.hide(b.hiddenAsDelivered()...)
	return b
}

// hiddenAsDelivered are the messages that somebody hid before the world began: a few of the showcase, and one in hidden
// strides after it.
func (b *Box) hiddenAsDelivered() []int32 {
	const stride, first = 509, 307
	var list []int32
	for i, sh := range b.time.shown {
		if sh.hidden {
			list = append(list, int32(i))
		}
	}
	for i := len(b.time.shown) + first; i < b.time.n; i += stride {
		list = append(list, int32(i))
	}
	return list
}

// Document is an attachment with its bytes.
type Document struct {
	Attachment
	Bytes   int64 // exact length
	Content io.ReadSeeker
}

// lookup finds a message that is in the box now.
func (b *Box) lookup(id string) (glance, bool) {
	i, ok := b.ids.index(id)
	if !ok || !b.has(i) {
		return glance{}, false
	}
	g := b.glance(i)
	return g, g.expiry > b.world.now().Unix()
}

// Get is one message.
func (b *Box) Get(id string) (Message, bool) {
	g, ok := b.lookup(id)
	if !ok {
		return Message{}, false
	}
	b.mu.Lock()
	b.state.visited = b.world.now()
	read, visible := b.state.read(&g), !b.state.isHidden(g.index)
	b.mu.Unlock()
	return b.message(&g, read, visible), true
}

// Body is the text of a message; main tells that fetching it must mark the message as read. It is false when there is no
// such message or it has no text.
func (b *Box) Body(id string) (text Translated, main, ok bool) {
	g, ok := b.lookup(id)
	if !ok || g.sent.body == (tri{}) {
		return Translated{}, false, false
	}
	return g.translated(func(l lang) string { return g.body(l) }), g.sent.bodyMain, true
}

// PaymentData is false when there is no such message or nothing to pay.
func (b *Box) PaymentData(id string) (PaymentData, bool) {
	g, ok := b.lookup(id)
	if !ok || g.sent.pay == noPayment {
		return PaymentData{}, false
	}
	return *b.payment(&g), true
}

// MarkRead records that the main content was fetched; repeating it changes nothing. Errors: ErrNotFound, or the journal
// could not be written and nothing changed.
func (b *Box) MarkRead(id string) error {
	g, ok := b.lookup(id)
	if !ok {
		return ErrNotFound
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.state.read(&g) {
		return nil
	}
	if err := b.record(event{Read: id}); err != nil {
		return err
	}
	b.state.markRead(g.index)
	return nil
}

// SetVisible hides messages or shows them again, all of them or, when one id is unknown (ErrNotFound) or the journal
// cannot be written, none. Of several updates for one message the last counts.
func (b *Box) SetVisible(updates []MessageToUpdate) error {
	hide := map[int32]bool{}
	for _, u := range updates {
		g, ok := b.lookup(u.MessageID)
		if !ok {
			return ErrNotFound
		}
		hide[int32(g.index)] = !u.Visible
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if err := b.record(event{Visible: updates}); err != nil {
		return err
	}
	b.state.setHidden(hide)
	return nil
}

// summedSize is up to how many messages Summary adds up the sizes of the documents, which must be made for that.
const summedSize = 100

// Summary counts the box, hidden messages included.
func (b *Box) Summary() Ebox {
	now := b.world.now()
	b.mu.Lock()
	defer b.mu.Unlock()
	b.expire(now)
	box := Ebox{NumberOfMessages: b.time.n - b.first() - len(b.state.gone), NumberOfUnreadMessages: b.unread()}
	if box.NumberOfMessages > 0 {
		i := b.state.newest(b.first())
		box.LastReceiptDate = &DateTime{time.Unix(b.glanceReceipt(i), 0).In(brussels)}
	}
	if !b.state.visited.IsZero() {
		box.LastConsultationDate = &DateTime{b.state.visited.In(brussels).Truncate(time.Second)}
	}
	if box.NumberOfMessages <= summedSize {
		size := b.kilobytes()
		box.EboxSize = &size
	}
	return box
}

func (b *Box) glanceReceipt(i int) int64 { g := b.glance(i); return g.receipt }

// unread counts the unread messages. The caller holds b.mu.
func (b *Box) unread() int {
	if b.state.unreadAt == b.state.version {
		return b.state.unread
	}
	n := 0
	for i := b.first(); i < b.time.n; i++ {
		if g := b.glance(i); !b.state.read(&g) && !b.state.isGone(i) {
			n++
		}
	}
	b.state.unread, b.state.unreadAt = n, b.state.version
	return n
}

// kilobytes sums the sizes of all documents. The caller holds b.mu.
func (b *Box) kilobytes() float64 {
	var sum int64
	for i := b.first(); i < b.time.n; i++ {
		g := b.glance(i)
		for j := range g.sent.docs {
			sum += b.world.papers.facts(b, &g, j).size
		}
	}
	return kB(sum)
}

// kB is a number of bytes in kilobytes of 1024, rounded to three decimals.
func kB(n int64) float64 { return math.Round(float64(n)/1024*1000) / 1000 }

// expire moves the messages whose time has come out of the box. The caller holds b.mu.
func (b *Box) expire(now time.Time) {
	unix := now.Unix()
	if unix < b.state.nextExpiry {
		return
	}
	b.state.gone = b.state.gone[:0]
	b.state.nextExpiry = forever
	for i := b.first(); i < b.time.n; i++ {
		switch g := b.glance(i); {
		case g.expiry <= unix:
			b.state.gone = append(b.state.gone, int32(i))
		default:
			b.state.nextExpiry = min(b.state.nextExpiry, g.expiry)
		}
	}
	b.state.changed()
}
