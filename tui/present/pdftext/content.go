package pdftext

import (
	"bytes"
	"math"
	"slices"
)

// matrix is [a b c d e f] of section 8.3.4.
type matrix [6]float64

var identity = matrix{1, 0, 0, 1, 0, 0}

// mul is m followed by n.
func (m matrix) mul(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

func (m matrix) apply(x, y float64) (float64, float64) {
	return m[0]*x + m[2]*y + m[4], m[1]*x + m[3]*y + m[5]
}

// fragment is a run of characters on one line of the page.
type fragment struct {
	x, y, end float64 // begin and end of the baseline, turned so that the text runs to the right; y points up
	size      float64
	turn      int // quarter turns of the text on the page
	text      string
	sure      bool // the widths come from the document
}

// state is the graphics state, as far as text needs it (sections 8.4 and 9.3).
type state struct {
	ctm                       matrix
	font                      *font
	size, char, word, leading float64
	scale, rise               float64
}

// interpreter runs content streams and collects text (section 9.4).
type interpreter struct {
	f              *file
	now            state
	saved          []state
	tm, line       matrix
	frags          []fragment
	shown, unknown int   // characters with and without a known meaning
	open           []int // object numbers of the forms that are being run, inside each other
}

const (
	maxForms = 8
	maxSaved = 256
	maxFrags = 200_000
)

// run is the text of a page.
func (f *file) run(p page) *interpreter {
	in := &interpreter{f: f, tm: identity, line: identity}
	in.now = state{ctm: identity, scale: 1}
	switch ((p.rotate%360 + 360) % 360) / 90 {
	case 1:
		in.now.ctm = matrix{0, -1, 1, 0, 0, 0}
	case 2:
		in.now.ctm = matrix{-1, 0, 0, -1, 0, 0}
	case 3:
		in.now.ctm = matrix{0, 1, -1, 0, 0, 0}
	}
	in.exec(f.contents(p.dict), p.resources)
	return in
}

// exec runs one content stream.
func (in *interpreter) exec(b []byte, resources dict) {
	l := lexer{b, 0, in.f.budget}
	var args []object
	for len(in.frags) < maxFrags {
		o := l.object()
		k, ok := o.(keyword)
		if !ok {
			if len(args) < 64 {
				args = append(args, o)
			}
			continue
		}
		switch k {
		case end:
			return
		case "BI":
			skipImage(&l)
		case "Do":
			if len(args) > 0 {
				in.form(args[0], resources)
			}
		case "Tf":
			if len(args) > 1 {
				in.now.font, in.now.size = in.f.font(args[0], resources), number(args[1])
			}
		default:
			in.operator(k, args)
		}
		args = args[:0]
	}
}

// operator runs an operator that needs nothing but its operands; unknown ones have no effect on text.
func (in *interpreter) operator(k keyword, args []object) {
	n := make([]float64, 6)
	for i := range min(len(args), 6) {
		n[i] = number(args[i])
	}
	s := &in.now
	switch k {
	case "q":
		if len(in.saved) < maxSaved {
			in.saved = append(in.saved, *s)
		}
	case "Q":
		if i := len(in.saved) - 1; i >= 0 {
			in.now, in.saved = in.saved[i], in.saved[:i]
		}
	case "cm":
		s.ctm = matrix(n).mul(s.ctm)
	case "BT":
		in.tm, in.line = identity, identity
	case "Tc":
		s.char = n[0]
	case "Tw":
		s.word = n[0]
	case "Tz":
		s.scale = n[0] / 100
	case "TL":
		s.leading = n[0]
	case "Ts":
		s.rise = n[0]
	case "Tm":
		in.tm, in.line = matrix(n), matrix(n)
	case "Td":
		in.move(n[0], n[1])
	case "TD":
		s.leading = -n[1]
		in.move(n[0], n[1])
	case "T*":
		in.move(0, -s.leading)
	default:
		in.show(k, args, n)
	}
}

func (in *interpreter) show(k keyword, args []object, n []float64) {
	if len(args) == 0 {
		return
	}
	last := args[len(args)-1]
	switch k {
	case `"`:
		in.now.word, in.now.char = n[0], n[1]
		fallthrough
	case "'":
		in.move(0, -in.now.leading)
		fallthrough
	case "Tj":
		if t, ok := last.(str); ok {
			in.text(t)
		}
	case "TJ":
		list, _ := last.(array)
		for _, o := range list {
			if t, ok := o.(str); ok {
				in.text(t)
				continue
			}
			in.advance(-number(o) / 1000 * in.now.size * in.now.scale)
		}
	}
}

func (in *interpreter) move(x, y float64) {
	in.line = matrix{1, 0, 0, 1, x, y}.mul(in.line)
	in.tm = in.line
}

func (in *interpreter) advance(x float64) { in.tm = matrix{1, 0, 0, 1, x, 0}.mul(in.tm) }

// text shows one string at the current place.
func (in *interpreter) text(t str) {
	s := in.now
	if s.font == nil || !in.f.step(len(t)) {
		return
	}
	to := in.tm.mul(s.ctm)
	x0, y0 := to.apply(0, s.rise)
	var out []byte
	width := 0.0
	for _, c := range s.font.codes(t) {
		chars, ok := s.font.char(c)
		if ok {
			in.shown++
		} else {
			in.unknown++
			chars = "\ufffd"
		}
		out = append(out, chars...)
		width += (s.font.width(c)/1000*s.size + s.char) * s.scale
		if c.n == 1 && c.code == ' ' {
			width += s.word * s.scale
		}
	}
	in.advance(width)
	x1, y1 := to.apply(width, s.rise)
	ux, uy := to[0], to[1] // where the text runs
	if len(out) == 0 || ux == 0 && uy == 0 {
		return
	}
	turn := (int(math.Round(math.Atan2(uy, ux)/(math.Pi/2))) + 4) % 4
	f := fragment{
		size: math.Hypot(to[2], to[3]) * math.Abs(s.size),
		turn: turn, text: string(out), sure: s.font.sure,
	}
	f.x, f.y = turned(x0, y0, turn)
	f.end, _ = turned(x1, y1, turn)
	for _, v := range []float64{f.x, f.y, f.end, f.size} {
		if math.IsNaN(v) || math.Abs(v) > 1e7 {
			return
		}
	}
	if !in.twice(f) {
		in.frags = append(in.frags, f)
	}
}

// twice tells whether the same text was just written in the same place: that is how some programs make it bold.
func (in *interpreter) twice(f fragment) bool {
	for _, o := range in.frags[max(0, len(in.frags)-4):] {
		if o.text == f.text && o.turn == f.turn && math.Hypot(o.x-f.x, o.y-f.y) < f.size*0.15 {
			return true
		}
	}
	return false
}

// turned is a point seen after so many quarter turns back.
func turned(x, y float64, turn int) (float64, float64) {
	switch turn {
	case 1:
		return y, -x
	case 2:
		return -x, -y
	case 3:
		return -y, x
	}
	return x, y
}

// form runs a form XObject (section 8.10).
func (in *interpreter) form(o object, resources dict) {
	key, _ := o.(name)
	s := in.f.stream(in.f.dict(resources["XObject"])[key])
	if s == nil || in.f.resolve(s.dict["Subtype"]) != name("Form") ||
		len(in.open) >= maxForms || slices.Contains(in.open, s.id.num) {
		return
	}
	b, ok := in.f.content(s)
	if !ok || !in.f.step(100) {
		return
	}
	before, saved := in.now, in.saved
	in.saved = nil
	if m := in.f.array(s.dict["Matrix"]); len(m) == 6 {
		var at matrix
		for i := range at {
			at[i] = number(in.f.resolve(m[i]))
		}
		in.now.ctm = at.mul(in.now.ctm)
	}
	own := in.f.dict(s.dict["Resources"])
	if own == nil {
		own = resources
	}
	in.open = append(in.open, s.id.num)
	in.exec(b, own)
	in.open = in.open[:len(in.open)-1]
	in.now, in.saved = before, saved
}

// skipImage passes over the bytes of an inline image (section 8.9.7).
func skipImage(l *lexer) {
	for {
		switch k := l.token(); k {
		case end:
			return
		case keyword("ID"):
			rest := l.b[min(l.pos+1, len(l.b)):]
			for off := 0; ; {
				i := bytes.Index(rest[off:], []byte("EI"))
				if i < 0 {
					l.pos = len(l.b)
					return
				}
				off += i + 2
				before, after := off-3, off
				if before >= 0 && space(rest[before]) && (after >= len(rest) || space(rest[after])) {
					l.pos = min(l.pos+1+off, len(l.b))
					return
				}
			}
		}
	}
}
