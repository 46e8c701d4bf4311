package pdftext

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// fontOf is the font that this dictionary describes.
func fontOf(t *testing.T, d string) *font {
	t.Helper()
	f := newFile(onePage("", d))
	ft := f.font(name("F1"), dict{"Font": dict{"F1": ref{5, 0}}})
	if ft == nil {
		t.Fatalf("no font in %s", d)
	}
	if again := f.font(name("F1"), dict{"Font": dict{"F1": ref{5, 0}}}); again != ft {
		t.Error("the font is read twice")
	}
	return ft
}

func TestWidths(t *testing.T) {
	for _, c := range []struct {
		name, font string
		code       char
		want       float64
	}{
		{"given", "<< /Subtype /Type1 /FirstChar 65 /Widths [700 710] >>", char{66, 1}, 710},
		{"missing", "<< /Subtype /Type1 /FirstChar 65 /Widths [700] /FontDescriptor << /MissingWidth 321 >> >>", char{90, 1}, 321},
		{"Helvetica", "<< /Subtype /Type1 /BaseFont /Helvetica >>", char{'i', 1}, 222},
		{"Times", "<< /Subtype /Type1 /BaseFont /Times-Roman >>", char{'i', 1}, 278},
		{"Courier", "<< /Subtype /Type1 /BaseFont /Courier-Bold >>", char{'i', 1}, 600},
		{"accented as its letter", "<< /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>", char{0xE9, 1}, 556},
		{"unknown character", "<< /Subtype /Type1 /BaseFont /Helvetica >>", char{1, 1}, 500},
		{"of its own space", "<< /Subtype /Type3 /FontMatrix [0.01 0 0 0.01 0 0] /FirstChar 65 /Widths [50] >>", char{65, 1}, 500},
		{"composite list", "<< /Subtype /Type0 /DescendantFonts [<< /W [10 [400 450] 20 30 600] /DW 900 >>] >>", char{11, 2}, 450},
		{"composite range", "<< /Subtype /Type0 /DescendantFonts [<< /W [10 [400 450] 20 30 600] /DW 900 >>] >>", char{30, 2}, 600},
		{"composite default", "<< /Subtype /Type0 /DescendantFonts [<< /W [10 [400 450] 20 30 600] /DW 900 >>] >>", char{31, 2}, 900},
		{"composite, nothing said", "<< /Subtype /Type0 >>", char{31, 2}, 1000},
		{"composite, broken", "<< /Subtype /Type0 /DescendantFonts [<< /W [1 2] >>] >>", char{1, 2}, 1000},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := fontOf(t, c.font).width(c.code); got != c.want {
				t.Errorf("%g, want %g", got, c.want)
			}
		})
	}
}

func TestCodes(t *testing.T) {
	for _, c := range []struct {
		name string
		font font
		in   str
		want []char
	}{
		{"simple", font{}, "ab", []char{{'a', 1}, {'b', 1}}},
		{"wide", font{wide: true}, "\x01\x02\x03", []char{{0x0102, 2}, {3, 1}}},
		{"of one or two bytes", font{wide: true, spaces: []codespace{{1, "\x00", "\x7f"}, {2, "\x80\x00", "\xff\xff"}}}, "a\x81\x02", []char{{'a', 1}, {0x8102, 2}}},
		{"outside of all", font{spaces: []codespace{{1, "\x00", "\x10"}}}, "a", []char{{'a', 1}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, c.font.codes(c.in), cmp.AllowUnexported(char{})); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestReadCMap(t *testing.T) {
	for _, c := range []struct {
		name, in string
		want     map[int]string
	}{
		{"characters", "2 beginbfchar <01> <0041> <02> <d83dde00> endbfchar", map[int]string{1: "A", 2: "😀"}},
		{"one byte", "beginbfchar <01> <41> endbfchar", map[int]string{1: "A"}},
		{"range", "beginbfrange <0a> <0c> <0061> endbfrange", map[int]string{10: "a", 11: "b", 12: "c"}},
		{"range of texts", "beginbfrange <01> <02> [<0066> <00660069>] endbfrange", map[int]string{1: "f", 2: "fi"}},
		{"range backwards", "beginbfrange <05> <01> <0061> endbfrange", map[int]string{}},
		{"several sections", "beginbfchar <01> <0041> endbfchar beginbfchar <02> <0042> endbfchar", map[int]string{1: "A", 2: "B"}},
		{"cut off", "beginbfrange <01> <02>", map[int]string{}},
		{"nonsense", "beginbfchar 7 /x endbfchar [ << (", map[int]string{}},
		{"empty text", "beginbfrange <01> <02> <> endbfrange", map[int]string{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, newTestFile().readCMap([]byte(c.in)).text); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestCodespaces(t *testing.T) {
	c := newTestFile().readCMap([]byte("2 begincodespacerange <00> <7f> <8000> <ffff> <01> <0203> endcodespacerange 1 begincodespacerange endcodespacerange"))
	want := []codespace{{1, "\x00", "\x7f"}, {2, "\x80\x00", "\xff\xff"}}
	if diff := cmp.Diff(want, c.spaces, cmp.AllowUnexported(codespace{})); diff != "" {
		t.Error(diff)
	}
}

func TestSimpleEncodings(t *testing.T) {
	for _, c := range []struct {
		name, font string
		code       int
		want       string
	}{
		{"Windows", "<< /Subtype /Type1 /Encoding /WinAnsiEncoding >>", 0x80, "€"},
		{"TrueType without one", "<< /Subtype /TrueType >>", 0x80, "€"},
		{"Type1 without one", "<< /Subtype /Type1 >>", 0xAE, "ﬁ"},
		{"Macintosh", "<< /Subtype /Type1 /Encoding /MacRomanEncoding >>", 0x8E, "é"},
		{"base and differences", "<< /Subtype /Type1 /Encoding << /BaseEncoding /WinAnsiEncoding /Differences [1 /bullet 65 /B] >> >>", 65, "B"},
		{"base under differences", "<< /Subtype /Type1 /Encoding << /BaseEncoding /WinAnsiEncoding /Differences [1 /bullet] >> >>", 0x80, "€"},
		{"symbols are not letters", "<< /Subtype /Type1 /BaseFont /ABC+ZapfDingbats >>", 65, ""},
		{"drawn letters are not letters", "<< /Subtype /Type3 >>", 65, ""},
		{"differences out of bounds", "<< /Subtype /Type1 /Encoding << /Differences [-5 /A 300 /B] >> >>", 65, "A"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := fontOf(t, c.font).encoding[c.code]; got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

func TestNoFont(t *testing.T) {
	f := newTestFile()
	for name, resources := range map[string]dict{"none": nil, "no fonts": {"Font": 7}, "not a dictionary": {"Font": dict{"F1": 7}}} {
		if ft := f.font(nil, resources); ft != nil {
			t.Errorf("%s: %+v", name, ft)
		}
	}
	if got, err := Read(onePage("BT (no font is set) Tj ET", helvetica)); err == nil {
		t.Errorf("text without a font: %q", got.Pages)
	}
}
