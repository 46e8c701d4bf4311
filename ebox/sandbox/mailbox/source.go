package mailbox

import (
	"cmp"
	"fmt"
	"slices"
	"sync"
)

// sentKind is a kind with its references resolved.
type sentKind struct {
	*kind
	sender  [langs]*organization
	program *application
	about   *messageType
	least   int64 // seconds that such a message is available at the least
}

// source is what one provider sends to one sort of box.
type source struct {
	byStay   []*sentKind // shortest availability first
	showcase []sentShown
}

// sentShown is a showcase entry with its kind resolved.
type sentShown struct {
	shown
	sent *sentKind
}

// forever stands for the end of availability that never comes, in seconds.
const forever = int64(1) << 60

// least is a lower bound of the seconds that s lasts, whatever the months.
func (s stay) least() int64 {
	const day = 24 * 3600
	switch s.unit {
	case "day":
		return int64(s.n) * day
	case "month":
		return int64(s.n*30-2) * day
	case "year":
		return int64(s.n) * 365 * day
	}
	return forever
}

// liveProviders are those whose registries answer, with their share of a box in percent.
var liveProviders = []struct {
	id    string
	share int
	from  *catalogue
	years int // how far back their messages go
}{
	{"nsso", 40, &nssoCatalogue, 3},
	{"finance", 28, &financeCatalogue, 3},
	{"pensions", 8, &pensionsCatalogue, 8},
	{"region", 24, &regionCatalogue, 3},
}

// sources resolves the catalogue, once.
var sources = sync.OnceValue(func() map[string][boxTypes]*source {
	m := map[string][boxTypes]*source{}
	for _, p := range liveProviders {
		m[p.id] = [boxTypes]*source{resolve(p.from, citizen), resolve(p.from, enterprise)}
	}
	return m
})

// resolve panics on a name that the catalogue does not have: a mistake in this package that no run survives.
func resolve(c *catalogue, b boxType) *source {
	s := &source{}
	byName := map[string]*sentKind{}
	for i := range c.kinds[b] {
		k := &c.kinds[b][i]
		sent := &sentKind{kind: k}
		for l := range langs {
			sent.sender[l] = find(c.orgs, k.org[l], func(o *organization) string { return o.key })
		}
		sent.program = find(c.apps, k.app, func(a *application) string { return a.id })
		sent.about = find(c.types, k.typ, func(t *messageType) string { return t.id })
		sent.least = sent.about.stay.least()
		byName[k.name] = sent
		s.byStay = append(s.byStay, sent)
	}
	slices.SortStableFunc(s.byStay, func(a, b *sentKind) int { return cmp.Compare(a.least, b.least) })
	for _, sh := range c.showcase[b] {
		sent := byName[sh.kind]
		if sent == nil {
			panic(fmt.Sprintf("mailbox: showcase names the unknown kind %q", sh.kind))
		}
		s.showcase = append(s.showcase, sentShown{sh, sent})
	}
	return s
}

func find[T any](list []T, id string, of func(*T) string) *T {
	for i := range list {
		if of(&list[i]) == id {
			return &list[i]
		}
	}
	panic(fmt.Sprintf("mailbox: catalogue has no %q", id))
}

// pick chooses among the kinds that are still available at an age in seconds, by weight.
func (s *source) pick(age int64, lot uint64) *sentKind {
	first, total := len(s.byStay), 0
	for i, k := range s.byStay {
		if k.least > age {
			first = min(first, i)
			total += k.weight
		}
	}
	n := int(lot % uint64(total))
	for _, k := range s.byStay[first:] {
		if n -= k.weight; n < 0 {
			return k
		}
	}
	return s.byStay[len(s.byStay)-1] // not reached: the weights add up to total
}

// quotas splits size over the live providers by their shares; what rounding leaves goes to the first.
func quotas(size int) map[string]int {
	m := map[string]int{}
	rest := size
	for _, p := range liveProviders[1:] {
		m[p.id] = size * p.share / 100
		rest -= m[p.id]
	}
	m[liveProviders[0].id] = rest
	return m
}
