package mailbox

import "encoding/binary"

var classSlides = [16]byte{0x10, 0x8D, 0x81, 0x64, 0x9B, 0x4F, 0xCF, 0x11, 0x86, 0xEA, 0x00, 0xAA, 0x00, 0xB9, 0x29, 0xE8}

// Types of records (MS-PPT 2.13.24, MS-ODRAW 2.2).
const (
	pptDocument, pptDocumentAtom, pptEndDocument = 1000, 1001, 1002
	pptSlide, pptSlideAtom, pptMaster            = 1006, 1007, 1016
	pptEnvironment, pptPersist                   = 1010, 1011
	pptDrawingGroup, pptDrawing                  = 1035, 1036
	pptFonts, pptColours, pptFont                = 2005, 2032, 4023
	pptTextHeader, pptTextChars                  = 3999, 4000
	pptSlideList, pptUserEdit, pptCurrentUser    = 4080, 4085, 4086
	pptDirectory                                 = 6002

	artGroup, artDrawing, artShapes, artShape  = 0xF000, 0xF002, 0xF003, 0xF004
	artGroupData, artDrawingData, artPatriarch = 0xF006, 0xF008, 0xF009
	artShapeData, artOptions                   = 0xF00A, 0xF00B
	artAnchor, artTextbox                      = 0xF010, 0xF00D
)

// atom is a record with data; the version and instance of most are fixed by their type.
func atom(version, instance, kind uint16, data ...byte) []byte {
	le := binary.LittleEndian
	b := le.AppendUint16(nil, version|instance<<4)
	b = le.AppendUint16(b, kind)
	b = le.AppendUint32(b, uint32(len(data)))
	return append(b, data...)
}

// container is a record of records.
func container(instance, kind uint16, parts ...[]byte) []byte {
	var data []byte
	for _, p := range parts {
		data = append(data, p...)
	}
	return atom(0xF, instance, kind, data...)
}

func words(list ...uint16) []byte {
	var b []byte
	for _, n := range list {
		b = binary.LittleEndian.AppendUint16(b, n)
	}
	return b
}

func longs(list ...uint32) []byte {
	var b []byte
	for _, n := range list {
		b = binary.LittleEndian.AppendUint32(b, n)
	}
	return b
}

// pptText is a text of a kind (0 title, 1 body, 4 other).
func pptText(kind uint32, s string) []byte {
	_, w := wide(s)
	return append(atom(0, 0, pptTextHeader, longs(kind)...), atom(0, 0, pptTextChars, w[1:]...)...)
}

// pptBox is a text box at a place in 1/576 inch.
func pptBox(id uint32, kind uint32, s string, top, left, right, bottom uint16) []byte {
	return container(0, artShape,
		atom(2, 202, artShapeData, longs(id, 0xA00)...),
		atom(3, 1, artOptions, append(words(0x80), longs(id<<16)...)...),
		atom(0, 0, artAnchor, words(top, left, right, bottom)...),
		container(0, artTextbox, pptText(kind, s)),
	)
}

// pptPage is a slide or a master with its shapes.
func pptPage(kind uint16, master uint32, drawing uint16, boxes ...[]byte) []byte {
	base := uint32(drawing) << 10
	shapes := [][]byte{container(0, artShape,
		atom(1, 0, artPatriarch, make([]byte, 16)...),
		atom(2, 0, artShapeData, longs(base, 5)...))}
	return container(0, kind,
		atom(2, 0, pptSlideAtom, append(longs(0, 0, 0, master, 0), words(7, 0)...)...),
		container(0, pptDrawing, container(0, artDrawing,
			atom(0, drawing, artDrawingData, longs(uint32(len(boxes)+1), base+uint32(len(boxes)))...),
			container(0, artShapes, append(shapes, boxes...)...))),
		atom(0, 1, pptColours, longs(0xFFFFFF, 0, 0x808080, 0, 0xE3E0BB, 0x993333, 0x999900, 0x00CC99)...),
	)
}

// ppt is one slide as a binary presentation of PowerPoint 97, with the fewest records that readers ask for.
func (p *paper) ppt() []byte {
	const masterID, slideID = 0x80000000, 256
	text := p.subject
	for _, s := range p.paras {
		text += "\r" + s
	}
	text += "\r" + specimenNote[p.lang]
	_, font := wide("Arial")
	face := append(append([]byte(nil), font[1:]...), make([]byte, 64-len(font)+1)...)
	document := container(0, pptDocument,
		atom(1, 0, pptDocumentAtom, append(longs(5760, 4320, 4320, 5760, 1, 2, 0, 0), append(words(1, 0), 0, 0, 0, 1)...)...),
		container(0, pptEnvironment, container(0, pptFonts, atom(0, 0, pptFont, append(face, 0, 0, 4, 0x22)...))),
		container(0, pptDrawingGroup, container(0, artGroup,
			atom(0, 0, artGroupData, longs(0xC00, 3, 4, 2, 1, 1, 2, 3)...))),
		container(1, pptSlideList, atom(0, 0, pptPersist, longs(2, 0, 0, masterID, 0)...)),
		container(0, pptSlideList, atom(0, 0, pptPersist, longs(3, 4, 0, slideID, 0)...)),
		atom(0, 0, pptEndDocument),
	)
	master := pptPage(pptMaster, 0, 1)
	slide := pptPage(pptSlide, masterID, 2,
		pptBox(0x801, 0, p.title, 200, 300, 5460, 900), pptBox(0x802, 4, text, 1000, 300, 5460, 4100))
	var stream []byte
	offsets := []uint32{}
	for _, part := range [][]byte{document, master, slide} {
		offsets = append(offsets, uint32(len(stream)))
		stream = append(stream, part...)
	}
	directory := uint32(len(stream))
	stream = append(stream, atom(0, 0, pptDirectory, longs(append([]uint32{3<<20 | 1}, offsets...)...)...)...)
	edit := uint32(len(stream))
	stream = append(stream, atom(0, 0, pptUserEdit, append(longs(slideID, 0x03000000, 0, directory, 1, 4), words(1, 0)...)...)...)
	user := atom(0, 0, pptCurrentUser, append(append(longs(0x14, 0xE391C05F, edit), words(0, 0x03F4, 3, 0)...), longs(8)...)...)
	return compound(classSlides, oleStream{"Current User", user}, oleStream{"PowerPoint Document", stream})
}
