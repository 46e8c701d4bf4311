package mailbox

import (
	"bytes"
	"time"
)

// scan finds, in order, the messages that answer the fixed criteria of f; arrivals are not among them.
func (b *Box) scan(f Filter) []int32 {
	c := b.criteria(f)
	found := []int32{}
	for i := range b.time.n {
		if g := b.glance(i); c.selects(b, &g) {
			found = append(found, int32(i))
		}
	}
	return found
}

// scanArrivals calls keep for the arrivals from number first on that answer the fixed criteria of f.
func (b *Box) scanArrivals(f Filter, first int, keep func(i int)) {
	if first == 0 {
		return
	}
	c := b.criteria(f)
	for i := first; i < 0; i++ {
		if g := b.glance(i); c.selects(b, &g) {
			keep(i)
		}
	}
}

// criteria is a filter made ready for many messages. Its bounds are Unix seconds.
type criteria struct {
	registered                   Wanted
	typ, org, app                string
	receivedFrom, receivedBefore int64
	expiresFrom, expiresBefore   int64
	search                       *search
}

func (b *Box) criteria(f Filter) *criteria {
	c := &criteria{
		registered: f.RegisteredMail, typ: f.MessageTypeID, org: f.SenderOrganizationID, app: f.SenderApplicationID,
		receivedFrom: f.ReceivedAfter.next(-forever), receivedBefore: f.ReceivedBefore.begin(forever),
		expiresFrom: f.ExpiredAfter.next(-forever), expiresBefore: f.ExpiredBefore.begin(forever),
	}
	if f.Q != "" {
		c.search = b.newSearch(f)
	}
	return c
}

// begin is the first moment of the day in Belgium, or none when there is no day.
func (d Date) begin(none int64) int64 {
	if d == (Date{}) {
		return none
	}
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, brussels).Unix()
}

// next is the first moment after the day in Belgium, or none when there is no day.
func (d Date) next(none int64) int64 {
	if d == (Date{}) {
		return none
	}
	return time.Date(d.Year, d.Month, d.Day+1, 0, 0, 0, 0, brussels).Unix()
}

func (c *criteria) selects(b *Box, g *glance) bool {
	return c.allows(g) && (c.search == nil || c.search.finds(b, g))
}

func (c *criteria) allows(g *glance) bool {
	k := g.sent
	return c.registered.allows(k.registered) &&
		(c.typ == "" || c.typ == k.typ) && (c.app == "" || c.app == k.app) &&
		(c.org == "" || c.org == k.sender[g.lang].id) &&
		c.receivedFrom <= g.receipt && g.receipt < c.receivedBefore &&
		c.expiresFrom <= g.expiry && g.expiry < c.expiresBefore
}

// search is a text to look for in one language: as a substring of a single field, without regard to case and accents.
type search struct {
	lang     lang
	text     []byte                     // folded
	named    map[*sentKind]*[langs]bool // found in the names of sender, program or type, by the message's language
	raw, low []byte                     // buffers
	data     []datum                    // buffer
}

func (b *Box) newSearch(f Filter) *search {
	l, ok := langOf(f.QLang)
	if !ok {
		return &search{}
	}
	s := &search{lang: l, text: appendFolded(nil, []byte(f.Q)), named: map[*sentKind]*[langs]bool{}}
	for _, k := range b.src.byStay {
		about := s.in(k.program.name[l]) || s.in(k.program.description[l]) || s.in(k.about.name[l]) || s.in(k.about.description[l])
		var named [langs]bool
		for i, o := range k.sender {
			named[i] = about || s.in(o.short[l]) || s.in(o.long[l])
		}
		s.named[k] = &named
	}
	return s
}

// in looks into one field.
func (s *search) in(field string) bool {
	s.raw = append(s.raw[:0], field...)
	return s.inBytes(s.raw)
}

func (s *search) inBytes(field []byte) bool {
	s.low = appendFolded(s.low[:0], field)
	return bytes.Contains(s.low, s.text)
}

// finds looks into the fields of a message that the search covers; neither body nor documents are among them.
func (s *search) finds(b *Box, g *glance) bool {
	if s.named == nil {
		return false
	}
	if s.named[g.sent][g.lang] {
		return true
	}
	if l, ok := g.in(s.lang); ok {
		s.raw = g.appendSubject(s.raw[:0], l)
		if s.inBytes(s.raw) {
			return true
		}
	}
	if p, ok := b.attention(g); ok && (s.in(p.ID) || s.in(p.Name)) {
		return true
	}
	s.data = b.appendBusiness(s.data[:0], g)
	for i := range s.data {
		d := &s.data[i]
		if l, ok := d.in(g, s.lang); ok && s.in(d.values[l]) {
			return true
		}
	}
	return false
}
