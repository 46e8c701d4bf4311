package pdftext

import "unicode/utf16"

// maxMappings bounds what a CMap may say.
const maxMappings = 1 << 17

// codespace is a range of codes of n bytes; each byte lies between those of low and high.
type codespace struct {
	n         int
	low, high str
}

func (c codespace) has(s str) bool {
	for i := range c.n {
		if s[i] < c.low[i] || s[i] > c.high[i] {
			return false
		}
	}
	return true
}

// cmap is what we read of a CMap (sections 9.7.5 and 9.10.3).
type cmap struct {
	spaces []codespace
	text   map[int]string
}

func (f *file) readCMap(b []byte) cmap {
	c := cmap{text: map[int]string{}}
	l := lexer{b, 0, f.budget}
	for {
		switch l.object() {
		case end:
			return c
		case keyword("begincodespacerange"):
			for len(c.spaces) < 100 {
				low, ok1 := l.object().(str)
				high, ok2 := l.object().(str)
				if !ok1 || !ok2 {
					break
				}
				if n := len(low); n == len(high) && n >= 1 && n <= 4 {
					c.spaces = append(c.spaces, codespace{n, low, high})
				}
			}
		case keyword("beginbfchar"):
			for len(c.text) < maxMappings {
				code, ok1 := l.object().(str)
				if !ok1 {
					break
				}
				if to, ok := l.object().(str); ok {
					c.text[code.code()] = to.utf16()
				}
			}
		case keyword("beginbfrange"):
			for c.bfrange(&l) {
			}
		}
	}
}

// bfrange reads "<low> <high> <text>" or "<low> <high> [<text> <text>]"; false at the end of the section.
func (c *cmap) bfrange(l *lexer) bool {
	low, ok1 := l.object().(str)
	if !ok1 {
		return false
	}
	high, ok2 := l.object().(str)
	if !ok2 {
		return false
	}
	from, to := low.code(), high.code()
	switch dst := l.object().(type) {
	case str:
		text := []rune(dst.utf16())
		for i := 0; i <= to-from && len(c.text) < maxMappings && len(text) > 0 && l.step(1); i++ {
			c.text[from+i] = string(text)
			text[len(text)-1]++
		}
	case array:
		for i, o := range dst {
			if s, ok := o.(str); ok && len(c.text) < maxMappings {
				c.text[from+i] = s.utf16()
			}
		}
	}
	return true
}

// code is a string as a character code.
func (s str) code() int {
	n := 0
	for _, c := range []byte(s[:min(len(s), 4)]) {
		n = n<<8 | int(c)
	}
	return n
}

// utf16 decodes big-endian UTF-16; at most 64 characters.
func (s str) utf16() string {
	if len(s) == 1 {
		return string(rune(s[0]))
	}
	var u []uint16
	for i := 0; i+1 < min(len(s), 128); i += 2 {
		u = append(u, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(u))
}
