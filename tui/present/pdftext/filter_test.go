package pdftext

import (
	"encoding/ascii85"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func newTestFile() *file { return newFile([]byte("%PDF-1.7")) }

func TestUnpack(t *testing.T) {
	a85 := make([]byte, 100)
	a85 = a85[:ascii85.Encode(a85, []byte("text\x00\x00\x00\x00text"))]
	for _, c := range []struct {
		name, in string
		filter   object
		params   object
		want     string
	}{
		{"none", "text", nil, nil, "text"},
		{"hex", "74 65 78 7>", name("ASCIIHexDecode"), nil, "texp"},
		{"base 85", "<~" + string(a85) + "~>", name("ASCII85Decode"), nil, "text\x00\x00\x00\x00text"},
		{"run length", "\x02abc\xfed\x80rest", name("RunLengthDecode"), nil, "abcddd"},
		{"run length cut off", "\x05ab", name("RL"), nil, "ab"},
		// The example of the specification, section 7.4.4.2.
		{"LZW", "\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01", name("LZWDecode"), nil, "-----A---B"},
		{"LZW of nonsense", "\xff\xff\xff", name("LZW"), nil, ""},
		{"deflate", deflated("text"), array{name("FlateDecode")}, nil, "text"},
		{"deflate cut off", deflated(strings.Repeat("text ", 9))[:14], name("Fl"), nil, "text te"},
		{"predictor up", deflated("\x02abc\x02\x00\x01\x02"), name("Fl"), dict{"Predictor": 12, "Columns": 3}, "abcace"},
		{"predictor sub", deflated("\x01a\x01\x01"), name("Fl"), dict{"Predictor": 15, "Columns": 3}, "abc"},
		{"predictor average", deflated("\x00ac\x03\x01\x01"), name("Fl"), dict{"Predictor": 15, "Columns": 2}, "ac1K"},
		{"predictor Paeth", deflated("\x00ac\x04\x01\x01"), name("Fl"), dict{"Predictor": 15, "Columns": 2}, "acbd"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, ok := newTestFile().unpack([]byte(c.in), dict{"Filter": c.filter, "DecodeParms": c.params})
			if !ok {
				t.Fatal("not unpacked")
			}
			if diff := cmp.Diff(c.want, string(got)); diff != "" && !strings.HasPrefix(string(got), c.want) {
				t.Error(diff)
			}
		})
	}
	if _, ok := newTestFile().unpack([]byte("x"), dict{"Filter": name("DCTDecode")}); ok {
		t.Error("a picture is unpacked")
	}
}

func TestUnpackIsBounded(t *testing.T) {
	f := newTestFile()
	f.bytes = 100
	got, ok := f.unpack([]byte(deflated(strings.Repeat("x", 10_000))), dict{"Filter": name("Fl")})
	if !ok || len(got) != 100 {
		t.Errorf("%d bytes, %t; want 100", len(got), ok)
	}
	if _, ok := f.unpack([]byte(deflated("x")), dict{"Filter": name("Fl")}); ok {
		t.Error("there is more than the bound allows")
	}
}

func TestLexer(t *testing.T) {
	for _, c := range []struct {
		in   string
		want object
	}{
		{"12", 12},
		{"-3.5", -3.5},
		{"+.5", 0.5},
		{"12 0 R", ref{12, 0}},
		{"12 0 obj", 12},
		{"true", true},
		{"null", nil},
		{"/A#42#zz", name("AB#zz")},
		{"(a\\053\\n(b)\\\r\nc)", str("a+\n(b)c")},
		{"<4 1 4>", str("A@")},
		{"[1 (a) /b [2] 3 0 R]", array{1, str("a"), name("b"), array{2}, ref{3, 0}}},
		{"<< /A 1 /B << /C [ ] >> /D >>", dict{"A": 1, "B": dict{"C": array(nil)}}},
		{"% comment\n 7", 7},
		{"", end},
		{"foo", keyword("foo")},
		{"1e5x", keyword("1e5x")},
	} {
		l := lexer{[]byte(c.in), 0, &budget{steps: 1000}}
		if diff := cmp.Diff(c.want, l.object(), cmp.AllowUnexported(ref{})); diff != "" {
			t.Errorf("%q: %s", c.in, diff)
		}
	}
}

func TestLexerStopsWhenTheBudgetIsSpent(t *testing.T) {
	l := lexer{[]byte(strings.Repeat("1 ", 1000)), 0, &budget{steps: 10}}
	n := 0
	for l.token() != end {
		n++
	}
	if n > 10 {
		t.Errorf("%d tokens for 10 steps", n)
	}
}

func TestGlyph(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"A", "A"},
		{"eacute", "é"},
		{"Ccedilla", "Ç"},
		{"scommaaccent", "ș"},
		{"germandbls", "ß"},
		{"space", " "},
		{"equal", "="},
		{"uni00E9", "é"},
		{"u1F600", "😀"},
		{"f_f_i", "ffi"},
		{"a.sc", "a"},
		{"g123", ""},
		{".notdef", ""},
		{"uniZZZZ", ""},
	} {
		if got := glyph(c.name); got != c.want {
			t.Errorf("glyph(%q) = %q, want %q", c.name, got, c.want)
		}
	}
}
