package pdftext

import (
	"bytes"
	"compress/flate"
	"encoding/ascii85"
	"io"
)

// unpack undoes a stream's filters (section 7.4). Data that breaks off gives what could be had.
func (f *file) unpack(b []byte, d dict) ([]byte, bool) {
	filters, params := f.list(d["Filter"]), f.list(d["DecodeParms"])
	if len(filters) > 4 {
		return nil, false
	}
	for i, filter := range filters {
		var p dict
		if i < len(params) {
			p = f.dict(params[i])
		}
		limit := min(maxStream, f.bytes)
		if limit <= 0 {
			return nil, false
		}
		switch f.resolve(filter) {
		case name("FlateDecode"), name("Fl"):
			b = f.predict(inflate(b, limit), p)
		case name("LZWDecode"), name("LZW"):
			early, ok := f.resolve(p["EarlyChange"]).(int)
			b = f.predict(lzw(b, limit, !ok || early != 0), p)
		case name("ASCIIHexDecode"), name("AHx"):
			l := lexer{b: b, budget: f.budget}
			b = []byte(l.hex())
		case name("ASCII85Decode"), name("A85"):
			b = base85(b)
		case name("RunLengthDecode"), name("RL"):
			b = runLength(b, limit)
		case name("Crypt"):
		default:
			return nil, false
		}
		f.bytes -= len(b)
	}
	return b, true
}

// list is an array, or one object as an array of one.
func (f *file) list(o object) array {
	switch o := f.resolve(o).(type) {
	case nil:
		return nil
	case array:
		return o
	default:
		return array{o}
	}
}

// inflate unpacks zlib data. The header is skipped, not checked, and so is the checksum: a damaged end is no reason to
// show nothing.
func inflate(b []byte, limit int) []byte {
	if len(b) < 2 {
		return nil
	}
	var out bytes.Buffer
	r := flate.NewReader(bytes.NewReader(b[2:]))
	_, _ = io.Copy(&out, io.LimitReader(r, int64(limit))) // an error means that there is no more to be had
	return out.Bytes()
}

func base85(b []byte) []byte {
	b = bytes.TrimPrefix(bytes.TrimSpace(b), []byte("<~"))
	if i := bytes.IndexByte(b, '~'); i >= 0 {
		b = b[:i]
	}
	out := make([]byte, len(b)*4+8) // "z" stands for four bytes
	n, _, _ := ascii85.Decode(out, b, true)
	return out[:n]
}

func runLength(b []byte, limit int) []byte {
	var out []byte
	for len(b) > 1 && b[0] != 128 && len(out) < limit {
		n := int(b[0])
		if n > 128 {
			out = append(out, bytes.Repeat(b[1:2], 257-n)...)
			b = b[2:]
			continue
		}
		n = min(n+1, len(b)-1)
		out = append(out, b[1:1+n]...)
		b = b[1+n:]
	}
	return out
}

// lzw unpacks the LZW of PDF: codes of 9 to 12 bits, 256 clears, 257 ends; early codes grow one code sooner.
func lzw(b []byte, limit int, early bool) []byte {
	var out []byte
	var table [4096][]byte
	next, width, shift := 258, 9, 0
	if early {
		shift = 1
	}
	var prev []byte
	for acc, bits := 0, 0; ; {
		for bits < width {
			if len(b) == 0 {
				return out
			}
			acc, bits, b = acc<<8|int(b[0]), bits+8, b[1:]
		}
		bits -= width
		code := acc >> bits
		acc &= 1<<bits - 1
		var entry []byte
		switch {
		case code == 256:
			next, width, prev = 258, 9, nil
			continue
		case code == 257 || len(out) >= limit:
			return out
		case code < 256:
			entry = []byte{byte(code)}
		case code < next:
			entry = table[code]
		case code == next && prev != nil:
			entry = append(prev[:len(prev):len(prev)], prev[0])
		default:
			return out
		}
		out = append(out, entry...)
		if prev != nil && next < 4096 {
			table[next] = append(prev[:len(prev):len(prev)], entry[0])
			next++
		}
		prev = entry
		for width < 12 && next+shift >= 1<<width {
			width++
		}
	}
}

// predict undoes the PNG predictors (section 7.4.4.4); that of TIFF occurs in pictures only.
func (f *file) predict(b []byte, p dict) []byte {
	predictor, _ := f.resolve(p["Predictor"]).(int)
	if predictor < 10 {
		return b
	}
	get := func(key name, def int) int {
		if n, ok := f.resolve(p[key]).(int); ok && n > 0 && n <= 1<<16 {
			return n
		}
		return def
	}
	pixel := (get("Colors", 1)*get("BitsPerComponent", 8) + 7) / 8
	row := (get("Colors", 1)*get("BitsPerComponent", 8)*get("Columns", 1) + 7) / 8
	out := make([]byte, 0, len(b))
	above := make([]byte, min(row, len(b)))
	for len(b) > 1 {
		line := b[1:min(1+row, len(b))]
		undo(b[0], line, above, pixel)
		out, above, b = append(out, line...), line, b[1+len(line):]
	}
	return out
}

// undo turns one row of PNG differences into bytes, in place.
func undo(kind byte, line, above []byte, pixel int) {
	for i := range line {
		var left, up, corner int
		if i >= pixel {
			left = int(line[i-pixel])
		}
		if i < len(above) {
			up = int(above[i])
		}
		if i >= pixel && i-pixel < len(above) {
			corner = int(above[i-pixel])
		}
		switch kind {
		case 1:
			line[i] += byte(left)
		case 2:
			line[i] += byte(up)
		case 3:
			line[i] += byte((left + up) / 2)
		case 4:
			line[i] += byte(paeth(left, up, corner))
		}
	}
}

func paeth(left, up, corner int) int {
	p := left + up - corner
	dl, du, dc := abs(p-left), abs(p-up), abs(p-corner)
	switch {
	case dl <= du && dl <= dc:
		return left
	case du <= dc:
		return up
	}
	return corner
}

func abs(n int) int { return max(n, -n) }
