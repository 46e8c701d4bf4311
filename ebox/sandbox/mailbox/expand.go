package mailbox

import (
	"strconv"
	"strings"
	"time"
	_ "time/tzdata" // servers and containers often have no zone files
)

// brussels is the time zone of every date that the registries write.
var brussels = func() *time.Location {
	loc, err := time.LoadLocation("Europe/Brussels")
	if err != nil {
		panic(err) // cannot happen: the zones are in the binary
	}
	return loc
}()

// received is the moment of receipt in Belgium.
func (g *glance) received() time.Time { return time.Unix(g.receipt, 0).In(brussels) }

// due is the day by which to act or to pay.
func (g *glance) due() time.Time {
	n := g.sent.due
	if n == 0 {
		n = 30 + int(at(g.key, slotDue)%31)
	}
	return g.received().AddDate(0, 0, n)
}

// past is a day some weeks before the receipt.
func (g *glance) past() time.Time {
	return g.received().AddDate(0, 0, -7-int(at(g.key, slotPast)%25))
}

// cents are the message's amount: what is to be paid, VAT included, or received.
func (g *glance) cents() int {
	n := at(g.key, slotAmount)
	limit := uint64(40_000)
	if n>>60 < 4 {
		limit = 900_000
	}
	return 1500 + int(n%limit)
}

// appendRef appends the message's file number.
func (g *glance) appendRef(dst []byte) []byte {
	n := at(g.key, slotRef)
	dst = strconv.AppendInt(dst, int64(g.received().Year()), 10)
	dst = append(dst, '-')
	return strconv.AppendUint(dst, 1_000_000+n%9_000_000, 10)
}

func (g *glance) communication() string { return structured(at(g.key, slotCommunication)) }

// appendExpanded appends a text of the catalogue with its placeholders filled.
func (g *glance) appendExpanded(dst []byte, text string, l lang) []byte {
	for {
		before, rest, ok := strings.Cut(text, "{")
		dst = append(dst, before...)
		if !ok {
			return dst
		}
		name, after, ok := strings.Cut(rest, "}")
		if !ok {
			return append(append(dst, '{'), rest...)
		}
		dst, text = g.appendValue(dst, name, l), after
	}
}

// expanded is appendExpanded as a string.
func (g *glance) expanded(text string, l lang) string { return string(g.appendExpanded(nil, text, l)) }

func (g *glance) appendValue(dst []byte, name string, l lang) []byte {
	switch name {
	case "year":
		return strconv.AppendInt(dst, int64(g.received().Year()), 10)
	case "prev":
		return strconv.AppendInt(dst, int64(g.received().Year()-1), 10)
	case "month":
		return append(dst, monthNames[l][g.received().Month()-1]...)
	case "ofmonth":
		m := monthNames[l][g.received().Month()-1]
		if strings.ContainsRune("ao", rune(m[0])) {
			return append(append(dst, "d'"...), m...)
		}
		return append(append(dst, "de "...), m...)
	case "qth":
		return append(dst, quarters[l][(g.received().Month()-1)/3]...)
	case "day":
		return appendDay(dst, g.received(), l)
	case "due":
		return appendDay(dst, g.due(), l)
	case "past":
		return appendDay(dst, g.past(), l)
	case "ref":
		return g.appendRef(dst)
	case "amount":
		return append(dst, euro(g.cents(), l)...)
	case "comm":
		return append(dst, g.communication()...)
	}
	return append(append(append(dst, '{'), name...), '}')
}

var quarters = [langs][4]string{nl: {"1e", "2e", "3e", "4e"}, fr: {"1er", "2e", "3e", "4e"}, de: {"1.", "2.", "3.", "4."}}

// appendDay writes a day the way the administrations of that language do.
func appendDay(dst []byte, t time.Time, l lang) []byte {
	if l == de {
		return t.AppendFormat(dst, "02.01.2006")
	}
	return t.AppendFormat(dst, "02/01/2006")
}
