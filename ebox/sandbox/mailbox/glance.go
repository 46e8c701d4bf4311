package mailbox

import "time"

// glance is what of a message is known without writing it: enough for order, filters and search.
type glance struct {
	index      int
	key        uint64 // everything else about the message is drawn from it
	sent       *sentKind
	receipt    int64 // Unix seconds
	expiry     int64 // Unix seconds; noEnd for messages that stay
	lang       lang
	form       form
	unread     bool // as delivered
	shown      bool // in the showcase
	wild, long bool
}

// form is how a text fills a TranslatedString: publications carry one language, so most texts stand there once or three
// times the same.
type form uint8

const (
	once form = iota
	thrice
	truly // a real translation each
)

// timeline places message numbers in time. Number 0 is the newest.
type timeline struct {
	anchor int64 // Unix seconds of the world's beginning: nothing is younger
	n      int   // messages in the box
	shown  []sentShown
	start  int64 // age in seconds from which the messages after the showcase lie
	span   int64 // age in seconds up to which they lie
}

const hour = 3600

func newTimeline(anchor int64, n int, src *source, years int) timeline {
	t := timeline{anchor: anchor, n: n, shown: src.showcase[:min(n, len(src.showcase))]}
	if len(t.shown) > 0 {
		t.start = int64(t.shown[len(t.shown)-1].hours)*hour + 8*hour
	}
	t.span = int64(years)*365*24*hour - 24*hour
	return t
}

// receipt is when message i arrived, strictly earlier than message i-1: the ages of the showcase differ by an hour at
// least, and MaxSize keeps the others more than four seconds apart.
func (t *timeline) receipt(i int, key uint64) int64 {
	if i < len(t.shown) {
		return t.anchor - int64(t.shown[i].hours)*hour - int64(at(key, slotAge)%hour)
	}
	gap := (t.span - t.start) / int64(t.n-len(t.shown))
	age := t.start + int64(i-len(t.shown))*gap + gap/4 + int64(at(key, slotAge)%uint64(gap/2+1))
	return dayHours(t.anchor - age)
}

// dayHours moves a moment, keeping the order, to between four and twenty o'clock of its day, UTC: even batches of
// authorities mostly run in these hours.
func dayHours(unix int64) int64 {
	const day = 24 * hour
	return unix/day*day + 4*hour + unix%day*2/3
}

// Slots of a message's key, so that no two draws are the same.
const (
	slotAge uint64 = iota + 1
	slotKind
	slotLang
	slotForm
	slotRead
	slotOdd
	slotAmount
	slotRef
	slotDue
	slotPast
	slotCommunication
	slotAccount
	slotPerson
	slotOriginal
	slotReply
	slotAttachment uint64 = 0x100 // and the numbers after it, by attachment
	slotDocument   uint64 = 0x200 // idem
)

// glance computes message i, first <= i < n, in constant time and without allocating.
func (b *Box) glance(i int) glance {
	g := glance{index: i, key: at(b.key, uint64(i)+1)}
	g.lang, g.form = mixedLang[at(g.key, slotLang)%uint64(len(mixedLang))], mixedForm[at(g.key, slotForm)%uint64(len(mixedForm))]
	switch {
	case i < 0:
		a := (*b.arrived.Load())[-1-i]
		g.sent, g.receipt, g.unread = a.sent, a.receipt, true
	case i < len(b.time.shown):
		sh := &b.time.shown[i]
		g.receipt, g.shown = b.time.receipt(i, g.key), true
		g.sent, g.unread, g.wild, g.long = sh.sent, sh.unread, sh.wild, sh.long
		g.lang, g.form = showcaseLang[(i+b.turn)%len(showcaseLang)], form(i%3)
	default:
		g.receipt = b.time.receipt(i, g.key)
		g.sent = b.src.pick(b.time.anchor-g.receipt, at(g.key, slotKind))
		odd := at(g.key, slotOdd)
		g.unread, g.wild, g.long = at(g.key, slotRead)%16 == 0, odd%97 == 0, odd>>32%61 == 0
	}
	if b.world.fixed {
		g.lang = b.world.lang
	}
	g.expiry = g.sent.about.stay.after(g.receipt)
	return g
}

// How often the languages and forms occur.
var (
	showcaseLang = [...]lang{nl, fr, nl, fr, de}
	mixedLang    = [...]lang{nl, nl, nl, nl, nl, nl, nl, nl, nl, fr, fr, fr, fr, fr, fr, fr, fr, de, de, de}
	mixedForm    = [...]form{once, once, once, once, once, thrice, thrice, thrice, truly, truly}
)

// after is the end of the availability that begins at a moment.
func (s stay) after(unix int64) int64 {
	switch s.unit {
	case "day":
		return unix + int64(s.n)*24*hour
	case "month":
		return time.Unix(unix, 0).UTC().AddDate(0, s.n, 0).Unix()
	case "year":
		return time.Unix(unix, 0).UTC().AddDate(s.n, 0, 0).Unix()
	}
	return noEnd
}

// noEnd is 9999-12-31T23:59:59Z, the expiry of messages that stay without end.
const noEnd = 253402300799

// in is the language of the text that stands in the TranslatedString's language l; false when nothing stands there.
func (g *glance) in(l lang) (lang, bool) {
	switch g.form {
	case once:
		return l, l == g.lang
	case thrice:
		return g.lang, true
	}
	return l, true
}

// translated fills a TranslatedString with the message's form.
func (g *glance) translated(text func(l lang) string) Translated {
	switch g.form {
	case once:
		return only(g.lang, text(g.lang))
	case thrice:
		return same(text(g.lang)).translated()
	}
	return each(text)
}
