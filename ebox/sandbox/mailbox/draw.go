package mailbox

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
)

// mix is the finalizer of splitmix64: every bit of x decides about every bit of the result.
func mix(x uint64) uint64 {
	x += 0x9E3779B97F4A7C15
	x = (x ^ x>>30) * 0xBF58476D1CE4E5B9
	x = (x ^ x>>27) * 0x94D049BB133111EB
	return x ^ x>>31
}

// keyOf turns a seed and names into a key. The separator cannot occur in the names, so no two lists of names meet.
func keyOf(seed uint64, names ...string) uint64 {
	h := sha256.New()
	var b [8]byte
	binary.BigEndian.PutUint64(b[:], seed)
	h.Write(b[:])
	for _, n := range names {
		h.Write([]byte(n))
		h.Write([]byte{0})
	}
	return binary.BigEndian.Uint64(h.Sum(nil))
}

// draws is a sequence of numbers that follow from a key. The zero value of its fields but the key starts it.
type draws struct{ key, n uint64 }

func (d *draws) next() uint64 {
	d.n++
	return mix(d.key ^ d.n*0xD1342543DE82EF95)
}

// below is a number in [0, n).
func (d *draws) below(n int) int { return int(d.next() % uint64(n)) }

// between is a number in [lo, hi].
func (d *draws) between(lo, hi int) int { return lo + d.below(hi-lo+1) }

// at is the number in slot n of key, without the ones before it.
func at(key uint64, slot uint64) uint64 { return mix(key ^ slot*0xA24BAED4963EE407) }

// idCipher turns message numbers into ids that look drawn by lot, and back: a Feistel network over 64 bits, whose left
// half carries a tag by which ids of other boxes are told.
type idCipher struct {
	key uint64
	tag uint32
}

func newIDCipher(key uint64) idCipher { return idCipher{mix(key), uint32(at(key, 1))} }

func (c idCipher) round(r uint64, half uint32) uint32 {
	return uint32(mix(c.key + r*0x9E3779B97F4A7C15 ^ uint64(half)))
}

// id is 16 hexadecimal digits. Numbers of arrivals are negative.
func (c idCipher) id(index int) string {
	l, r := c.tag, uint32(index)
	for i := range uint64(4) {
		l, r = r, l^c.round(i, r)
	}
	return fmt.Sprintf("%08x%08x", l, r)
}

// index is the inverse of id; false for what this box never gave out.
func (c idCipher) index(id string) (int, bool) {
	if len(id) != 16 {
		return 0, false
	}
	var half [2]uint32
	for i := range len(id) {
		d := id[i]
		switch {
		case '0' <= d && d <= '9':
			d -= '0'
		case 'a' <= d && d <= 'f':
			d -= 'a' - 10
		default:
			return 0, false
		}
		half[i/8] = half[i/8]<<4 | uint32(d)
	}
	l, r := half[0], half[1]
	for i := range uint64(4) {
		l, r = r^c.round(3-i, l), l
	}
	return int(int32(r)), l == c.tag
}
