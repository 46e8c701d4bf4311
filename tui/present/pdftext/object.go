package pdftext

import (
	"bytes"
	"strconv"
)

// Objects of ISO 32000-2 section 7.3 are Go values: nil, bool, int, float64, str, name, array, dict, ref and *stream.
type (
	object any
	str    string
	name   string
	array  []object
	dict   map[name]object
	ref    struct{ num, gen int }
	// stream is a dictionary with bytes that start at an offset of the file.
	stream struct {
		dict  dict
		start int
		id    ref
	}
	keyword string // an operator, or a delimiter of arrays and dictionaries
)

// end is what a lexer gives at the end of its input, or when the budget is spent.
const end keyword = ""

// budget is what a document may still cost; it is shared by all that read it.
type budget struct{ steps, bytes int }

// step takes n steps; false when they are spent.
func (b *budget) step(n int) bool {
	b.steps -= n
	return b.steps > 0
}

func (b *budget) spent() bool { return b.steps <= 0 || b.bytes <= 0 }

// lexer reads tokens and objects (sections 7.2 and 7.3). It never fails: what makes no sense is a keyword or nothing.
type lexer struct {
	b   []byte
	pos int
	*budget
}

func space(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func delimiter(c byte) bool { return bytes.IndexByte([]byte("()<>[]{}/%"), c) >= 0 }

func (l *lexer) skipSpace() {
	for l.pos < len(l.b) {
		switch c := l.b[l.pos]; {
		case space(c):
			l.pos++
		case c == '%':
			for l.pos < len(l.b) && l.b[l.pos] != '\n' && l.b[l.pos] != '\r' {
				l.pos++
			}
		default:
			return
		}
	}
}

// token is the next token: a number, a string, a name or a keyword.
func (l *lexer) token() object {
	start := l.pos
	defer func() { l.step((l.pos - start) / 32) }() // long strings and comments cost more
	l.skipSpace()
	if l.pos >= len(l.b) || !l.step(1) {
		return end
	}
	switch c := l.b[l.pos]; {
	case c == '/':
		l.pos++
		return l.name()
	case c == '(':
		l.pos++
		return l.literal()
	case c == '<' && !bytes.HasPrefix(l.b[l.pos:], []byte("<<")):
		l.pos++
		return l.hex()
	case c == '<' || c == '>' && bytes.HasPrefix(l.b[l.pos:], []byte(">>")):
		l.pos += 2
		return keyword(l.b[l.pos-2 : l.pos])
	case delimiter(c):
		l.pos++
		return keyword(l.b[l.pos-1 : l.pos])
	}
	word := l.word()
	if n, err := strconv.Atoi(word); err == nil {
		return n
	}
	if c := word[0]; c >= '0' && c <= '9' || c == '.' || c == '-' || c == '+' {
		if x, err := strconv.ParseFloat(word, 64); err == nil {
			return x
		}
	}
	return keyword(word)
}

func (l *lexer) word() string {
	start := l.pos
	for l.pos < len(l.b) && !space(l.b[l.pos]) && !delimiter(l.b[l.pos]) {
		l.pos++
	}
	return string(l.b[start:min(l.pos, start+256)])
}

// name reads a name, with its #xx escapes.
func (l *lexer) name() name {
	w := []byte(l.word())
	for i := 0; i+2 < len(w); i++ {
		if w[i] == '#' {
			if c, err := strconv.ParseUint(string(w[i+1:i+3]), 16, 8); err == nil {
				w = append(w[:i], append([]byte{byte(c)}, w[i+3:]...)...)
			}
		}
	}
	return name(w)
}

// literal reads a string up to its closing bracket, with its escapes.
func (l *lexer) literal() str {
	var out []byte
	depth := 1
	for l.pos < len(l.b) {
		c := l.b[l.pos]
		l.pos++
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return str(out)
			}
		case '\\':
			out = l.escape(out)
			continue
		}
		out = append(out, c)
	}
	return str(out)
}

func (l *lexer) escape(out []byte) []byte {
	if l.pos >= len(l.b) {
		return out
	}
	c := l.b[l.pos]
	l.pos++
	switch c {
	case 'n':
		return append(out, '\n')
	case 'r':
		return append(out, '\r')
	case 't':
		return append(out, '\t')
	case 'b', 'f':
		return append(out, ' ')
	case '\r':
		if l.pos < len(l.b) && l.b[l.pos] == '\n' {
			l.pos++
		}
		return out
	case '\n':
		return out
	}
	if c < '0' || c > '7' {
		return append(out, c)
	}
	n := int(c - '0')
	for range 2 {
		if l.pos < len(l.b) && l.b[l.pos] >= '0' && l.b[l.pos] <= '7' {
			n = n*8 + int(l.b[l.pos]-'0')
			l.pos++
		}
	}
	return append(out, byte(n))
}

// hex reads a hexadecimal string; an odd last digit counts as if a 0 followed.
func (l *lexer) hex() str {
	var out []byte
	half := -1
	for l.pos < len(l.b) {
		c := l.b[l.pos]
		l.pos++
		v := 0
		switch {
		case c >= '0' && c <= '9':
			v = int(c - '0')
		case c >= 'a' && c <= 'f':
			v = int(c-'a') + 10
		case c >= 'A' && c <= 'F':
			v = int(c-'A') + 10
		case c == '>':
			if half >= 0 {
				out = append(out, byte(half<<4))
			}
			return str(out)
		default:
			continue
		}
		if half < 0 {
			half = v
			continue
		}
		out, half = append(out, byte(half<<4|v)), -1
	}
	return str(out)
}

// object is the next object; a keyword if there is none.
func (l *lexer) object() object { return l.nested(0) }

func (l *lexer) nested(depth int) object {
	tok := l.token()
	switch tok := tok.(type) {
	case int:
		return l.reference(tok)
	case keyword:
		switch tok {
		case "true":
			return true
		case "false":
			return false
		case "null":
			return nil
		case "[":
			if depth < maxDepth {
				return l.array(depth + 1)
			}
		case "<<":
			if depth < maxDepth {
				return l.dict(depth + 1)
			}
		}
	}
	return tok
}

// reference is n, or the reference that begins with it: "12 0 R".
func (l *lexer) reference(n int) object {
	back := l.pos
	if gen, ok := l.token().(int); ok && n >= 0 && gen >= 0 {
		if l.token() == keyword("R") {
			return ref{n, gen}
		}
	}
	l.pos = back
	return n
}

func (l *lexer) array(depth int) array {
	var a array
	for {
		o := l.nested(depth)
		if k, ok := o.(keyword); ok {
			if k == "]" || k == end || k == ">>" || k == "endobj" {
				return a
			}
			continue
		}
		a = append(a, o)
	}
}

func (l *lexer) dict(depth int) dict {
	d := dict{}
	for {
		switch key := l.token().(type) {
		case name:
			back := l.pos
			o := l.nested(depth)
			if k, ok := o.(keyword); ok {
				if k == ">>" || k == end || k == "endobj" {
					l.pos = back
				}
				continue
			}
			d[key] = o
		case keyword:
			if key == ">>" || key == end || key == "endobj" || key == "stream" {
				return d
			}
		}
	}
}

// number is o as a float.
func number(o object) float64 {
	switch o := o.(type) {
	case int:
		return float64(o)
	case float64:
		return o
	}
	return 0
}
