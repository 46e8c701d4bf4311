package mailbox

import (
	"encoding/binary"
	"unicode/utf16"
)

// The compound file of the old office formats (MS-CFB, version 3): sectors of 512 bytes chained by a table.
const (
	oleSector  = 512
	oleCutoff  = 4096 // shorter streams would need a second, finer table: ours are padded to this
	oleFree    = 0xFFFFFFFF
	oleEnd     = 0xFFFFFFFE
	oleTable   = 0xFFFFFFFD
	oleNoEntry = 0xFFFFFFFF
)

// oleStream is a named stream of a compound file.
type oleStream struct {
	name string
	data []byte
}

// compound writes a compound file. The streams must come in the order of the format: by length of the name, then by name.
func compound(class [16]byte, streams ...oleStream) []byte {
	var body []byte
	type place struct{ first, size int }
	var places []place
	chain := []uint32{}
	for _, s := range streams {
		data := append([]byte(nil), s.data...)
		for len(data) < oleCutoff {
			data = append(data, 0)
		}
		size := len(data)
		for len(data)%oleSector != 0 {
			data = append(data, 0)
		}
		places = append(places, place{len(chain), size})
		chain = appendChain(chain, len(data)/oleSector)
		body = append(body, data...)
	}
	dir := make([]byte, 0, 4*128)
	dir = append(dir, oleEntry("Root Entry", 5, oleNoEntry, 1, oleEnd, 0, class)...)
	for i, s := range streams {
		right := uint32(oleNoEntry)
		if i+1 < len(streams) {
			right = uint32(i + 2) // a tree that leans to the right is still a search tree
		}
		dir = append(dir, oleEntry(s.name, 2, right, oleNoEntry, uint32(places[i].first), uint32(places[i].size), [16]byte{})...)
	}
	for len(dir)%oleSector != 0 {
		dir = append(dir, oleEntry("", 0, oleNoEntry, oleNoEntry, 0, 0, [16]byte{})...)
	}
	dirStart := len(chain)
	chain = appendChain(chain, len(dir)/oleSector)
	body = append(body, dir...)
	tables := 1
	for (len(chain)+tables)*4 > tables*oleSector {
		tables++
	}
	tableStart := len(chain)
	for range tables {
		chain = append(chain, oleTable)
	}
	for len(chain)*4 < tables*oleSector {
		chain = append(chain, oleFree)
	}
	for _, n := range chain {
		body = binary.LittleEndian.AppendUint32(body, n)
	}
	return append(oleHeader(tables, tableStart, dirStart), body...)
}

// appendChain appends the table's entries of n sectors in a row.
func appendChain(chain []uint32, n int) []uint32 {
	for i := range n {
		next := uint32(len(chain) + 1)
		if i == n-1 {
			next = oleEnd
		}
		chain = append(chain, next)
	}
	return chain
}

func oleHeader(tables, tableStart, dirStart int) []byte {
	le := binary.LittleEndian
	h := []byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1}
	h = append(h, make([]byte, 16)...)
	for _, n := range []uint16{0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0} { // versions, byte order, sizes of sectors as powers of 2
		h = le.AppendUint16(h, n)
	}
	for _, n := range []uint32{0, uint32(tables), uint32(dirStart), 0, oleCutoff, oleEnd, 0, oleEnd, 0} {
		h = le.AppendUint32(h, n)
	}
	for i := range 109 {
		n := uint32(oleFree)
		if i < tables {
			n = uint32(tableStart + i)
		}
		h = le.AppendUint32(h, n)
	}
	return h
}

// oleEntry is an entry of the directory; kind is 0 unused, 2 stream, 5 root.
func oleEntry(name string, kind byte, right, child, start, size uint32, class [16]byte) []byte {
	le := binary.LittleEndian
	e := make([]byte, 0, 128)
	u := utf16.Encode([]rune(name))
	for _, c := range u {
		e = le.AppendUint16(e, c)
	}
	e = append(e, make([]byte, 64-len(e))...)
	n := uint16(0)
	if name != "" {
		n = uint16(2 * (len(u) + 1))
	}
	e = le.AppendUint16(e, n)
	e = append(e, kind, 1) // 1: black
	e = le.AppendUint32(e, oleNoEntry)
	e = le.AppendUint32(e, right)
	e = le.AppendUint32(e, child)
	e = append(e, class[:]...)
	e = append(e, make([]byte, 20)...) // flags and times
	e = le.AppendUint32(e, start)
	e = le.AppendUint32(e, size)
	return append(e, 0, 0, 0, 0)
}
