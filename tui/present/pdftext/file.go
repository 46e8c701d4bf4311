package pdftext

import (
	"bytes"
	"slices"
)

// maxObjects bounds the table of objects.
const maxObjects = 1_000_000

// place is where an object stands: at an offset of the file, or inside an object stream.
type place struct {
	offset int // of the object after "obj", or of the object stream that holds it
	gen    int
	in     *packed // not nil: inside this
	at     int     // offset inside it
}

// packed is the content of an object stream.
type packed struct{ b []byte }

// file is a document's objects.
type file struct {
	data    []byte
	places  map[int]place
	order   []ref // objects as they stand in the file
	offsets []int // of order
	trailer dict
	cache   map[int]object
	crypt   *crypt
	fonts   map[int]*font // by object number
	*budget
}

// newFile finds the objects and the trailers. Where an object is defined twice the later one counts: that is how
// documents are changed (section 7.5.6).
func newFile(data []byte) *file {
	f := &file{
		data: data, places: map[int]place{}, trailer: dict{}, cache: map[int]object{}, fonts: map[int]*font{},
		budget: &budget{steps: maxSteps, bytes: maxBytes},
	}
	for pos := 0; len(f.order) < maxObjects; {
		i := bytes.Index(data[pos:], []byte("obj"))
		if i < 0 {
			break
		}
		at := pos + i
		pos = at + 3
		if num, gen, ok := objectNumber(data[:at]); ok {
			f.places[num] = place{offset: pos, gen: gen}
			f.order, f.offsets = append(f.order, ref{num, gen}), append(f.offsets, pos)
		}
	}
	f.each("trailer", func(at int) {
		l := lexer{data, at + len("trailer"), f.budget}
		if d, ok := l.object().(dict); ok {
			f.addTrailer(d)
		}
	})
	f.each("/XRef", func(at int) {
		if s := f.around(at); s != nil && s.dict["Type"] == name("XRef") {
			f.addTrailer(s.dict)
		}
	})
	return f
}

func (f *file) addTrailer(d dict) {
	for _, key := range []name{"Root", "Encrypt", "ID"} {
		if o, ok := d[key]; ok {
			f.trailer[key] = o
		}
	}
}

// objectNumber reads "12 0 " backwards from the end of b.
func objectNumber(b []byte) (num, gen int, ok bool) {
	gen, b, ok = lastNumber(b)
	if !ok {
		return 0, 0, false
	}
	num, _, ok = lastNumber(b)
	return num, gen, ok
}

// lastNumber is the number of up to ten digits at the end of b, which white space may follow.
func lastNumber(b []byte) (n int, rest []byte, ok bool) {
	e := len(b)
	for e > 0 && space(b[e-1]) {
		e--
	}
	s := e
	for s > 0 && e-s < 10 && b[s-1] >= '0' && b[s-1] <= '9' {
		s--
	}
	for _, c := range b[s:e] {
		n = n*10 + int(c-'0')
	}
	return n, b[:s], s < e
}

// each calls do with every offset of word.
func (f *file) each(word string, do func(at int)) {
	for pos := 0; f.step(1); {
		i := bytes.Index(f.data[pos:], []byte(word))
		if i < 0 {
			return
		}
		do(pos + i)
		pos += i + len(word)
	}
}

// around is the stream object in whose dictionary the offset lies; nil if it lies in none.
func (f *file) around(at int) *stream {
	i, _ := slices.BinarySearch(f.offsets, at)
	if i == 0 {
		return nil
	}
	s, _ := f.parse(f.offsets[i-1], f.order[i-1]).(*stream)
	return s
}

// parse is the object at an offset of the file.
func (f *file) parse(offset int, id ref) object {
	l := lexer{f.data, offset, f.budget}
	o := l.object()
	d, ok := o.(dict)
	if !ok {
		return o
	}
	if l.token() != keyword("stream") {
		return d
	}
	if bytes.HasPrefix(f.data[l.pos:], []byte("\r\n")) {
		l.pos += 2
	} else if l.pos < len(f.data) {
		l.pos++
	}
	return &stream{dict: d, start: l.pos, id: id}
}

// indexStreams makes the objects inside object streams known (section 7.5.7).
func (f *file) indexStreams() {
	f.each("/ObjStm", func(at int) {
		s := f.around(at)
		if s == nil || s.dict["Type"] != name("ObjStm") {
			return
		}
		b, ok := f.content(s)
		if !ok {
			return
		}
		in := &packed{b}
		first, _ := f.resolve(s.dict["First"]).(int)
		count, _ := f.resolve(s.dict["N"]).(int)
		l := lexer{b, 0, f.budget}
		for range count {
			num, ok1 := l.token().(int)
			off, ok2 := l.token().(int)
			if !ok1 || !ok2 {
				return
			}
			if old, ok := f.places[num]; !ok || old.offset <= s.start {
				f.places[num] = place{offset: s.start, in: in, at: first + off}
			}
		}
	})
	clear(f.cache)
}

// resolve follows references.
func (f *file) resolve(o object) object {
	for range 16 {
		r, ok := o.(ref)
		if !ok {
			return o
		}
		o = f.get(r.num)
	}
	return nil
}

func (f *file) get(num int) object {
	if o, ok := f.cache[num]; ok {
		return o
	}
	p, ok := f.places[num]
	if !ok {
		return nil
	}
	f.cache[num] = nil // while it is read: an object that needs itself gets nothing
	var o object
	switch id := (ref{num, p.gen}); {
	case p.in == nil:
		o = f.parse(p.offset, id)
		if f.crypt != nil {
			o = f.crypt.strings(o, id)
		}
	case p.at >= 0 && p.at < len(p.in.b):
		l := lexer{p.in.b, p.at, f.budget}
		o = l.object()
	}
	f.cache[num] = o
	return o
}

// dict, array and stream are o, resolved, if it is one.
func (f *file) dict(o object) dict {
	switch o := f.resolve(o).(type) {
	case dict:
		return o
	case *stream:
		return o.dict
	}
	return nil
}

func (f *file) array(o object) array {
	a, _ := f.resolve(o).(array)
	return a
}

func (f *file) stream(o object) *stream {
	s, _ := f.resolve(o).(*stream)
	return s
}

// content is what a stream holds, decrypted and unpacked; ok is false for pictures and for what cannot be unpacked.
func (f *file) content(s *stream) (b []byte, ok bool) {
	b = f.raw(s)
	f.step(1 + len(b)/256)
	if f.crypt != nil && s.dict["Type"] != name("XRef") {
		b = f.crypt.stream(b, s.id)
	}
	return f.unpack(b, s.dict)
}

// raw are the bytes of a stream: by its length if that leads to "endstream", else up to the next "endstream".
func (f *file) raw(s *stream) []byte {
	rest := f.data[min(s.start, len(f.data)):]
	if n, ok := f.resolve(s.dict["Length"]).(int); ok && n >= 0 && n <= len(rest) {
		if bytes.HasPrefix(bytes.TrimLeft(rest[n:min(n+16, len(rest))], "\r\n \t\x00"), []byte("endstre")) {
			return rest[:n]
		}
	}
	if i := bytes.Index(rest, []byte("endstream")); i >= 0 {
		return bytes.TrimSuffix(bytes.TrimSuffix(rest[:i], []byte("\n")), []byte("\r"))
	}
	return rest
}
