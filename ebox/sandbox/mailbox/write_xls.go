package mailbox

import (
	"encoding/binary"
	"math"
	"unicode/utf16"
)

var classExcel = [16]byte{0x20, 0x08, 0x02, 0, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0x46}

// biff is a stream of records of the binary workbook (MS-XLS, BIFF8).
type biff struct{ b []byte }

// record appends a record of 16-bit words and further bytes.
func (w *biff) record(id uint16, words []uint16, tail ...byte) {
	le := binary.LittleEndian
	w.b = le.AppendUint16(w.b, id)
	w.b = le.AppendUint16(w.b, uint16(2*len(words)+len(tail)))
	for _, n := range words {
		w.b = le.AppendUint16(w.b, n)
	}
	w.b = append(w.b, tail...)
}

// wide is a text in UTF-16, with the flag that says so in front.
func wide(s string) (count int, b []byte) {
	u := utf16.Encode([]rune(s))
	b = []byte{1}
	for _, c := range u {
		b = binary.LittleEndian.AppendUint16(b, c)
	}
	return len(u), b
}

const (
	biffBOF, biffEOF   = 0x0809, 0x000A
	biffCodepage       = 0x0042
	biffWindow1        = 0x003D
	biffFont, biffXF   = 0x0031, 0x00E0
	biffStyle          = 0x0293
	biffSheet          = 0x0085
	biffDimensions     = 0x0200
	biffWindow2        = 0x023E
	biffLabel          = 0x0204
	biffNumber         = 0x0203
	biffCell           = 15 // number of the format that cells have, after those of styles
	biffWorkbook       = 5
	biffWorksheet      = 0x10
	biffVersion, biffX = 0x0600, 0x0DBB
)

func (w *biff) begin(kind uint16) {
	w.record(biffBOF, []uint16{biffVersion, kind, biffX, 0x07CC, 0x41, 0, 6, 0})
}

// globals describes the workbook and returns where the sheet's offset has to go.
func (w *biff) globals(name string) (patch int) {
	w.begin(biffWorkbook)
	w.record(biffCodepage, []uint16{1200})
	w.record(biffWindow1, []uint16{0, 0, 0x4000, 0x2000, 0x38, 0, 0, 1, 0x258})
	n, font := wide("Arial")
	for range 5 {
		w.record(biffFont, []uint16{200, 0, 0x7FFF, 400, 0, 0, 0}, append([]byte{byte(n)}, font...)...)
	}
	for i := range biffCell + 1 {
		kind := uint16(0xFFF5)
		if i == biffCell {
			kind = 1
		}
		w.record(biffXF, []uint16{0, 0, kind, 0x20, 0, 0, 0, 0, 0, 0x20C0})
	}
	w.record(biffStyle, []uint16{0x8000, 0xFF00})
	n, title := wide(name)
	patch = len(w.b) + 4
	w.record(biffSheet, []uint16{0, 0, 0}, append([]byte{byte(n)}, title...)...)
	w.record(biffEOF, nil)
	return patch
}

func (w *biff) text(row, col int, s string) {
	n, b := wide(s)
	w.record(biffLabel, []uint16{uint16(row), uint16(col), biffCell, uint16(n)}, b...)
}

func (w *biff) number(row, col int, f float64) {
	w.record(biffNumber, []uint16{uint16(row), uint16(col), biffCell}, binary.LittleEndian.AppendUint64(nil, math.Float64bits(f))...)
}

// xls is the table as a binary workbook of Excel 97.
func (p *paper) xls() []byte {
	var w biff
	patch := w.globals(sheetName(p.title))
	binary.LittleEndian.PutUint32(w.b[patch:], uint32(len(w.b)))
	w.begin(biffWorksheet)
	last := uint16(len(p.rows) + 2)
	w.record(biffDimensions, []uint16{0, 0, last, 0, 0, 3, 0})
	for i, h := range p.head {
		w.text(0, i, h)
	}
	for i, r := range p.rows {
		w.text(i+1, 0, r.period)
		w.text(i+1, 1, r.label)
		w.number(i+1, 2, euros(r.cents))
	}
	w.text(len(p.rows)+1, 0, specimenNote[p.lang])
	w.record(biffWindow2, []uint16{0x06B6, 0, 0, 0x40, 0, 0, 0, 0, 0})
	w.record(biffEOF, nil)
	return compound(classExcel, oleStream{"Workbook", w.b})
}
