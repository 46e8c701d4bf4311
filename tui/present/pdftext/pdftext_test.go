package pdftext

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// document is a PDF document of these objects, numbered from 1; the first is the catalogue. There is no
// cross-reference table: nobody needs it here.
func document(objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	for i, o := range objects {
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	b.WriteString("trailer\n<< /Root 1 0 R >>\n%%EOF\n")
	return b.Bytes()
}

// streamOf is a stream object; more goes into its dictionary.
func streamOf(content, more string) string {
	return fmt.Sprintf("<< /Length %d %s >>\nstream\n%s\nendstream", len(content), more, content)
}

func deflated(s string) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, _ = w.Write([]byte(s)) // a buffer takes everything
	_ = w.Close()
	return b.String()
}

const helvetica = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"

// onePage is a document of one page with that content and font.
func onePage(content, font string) []byte {
	return document(
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
		streamOf(content, ""), font,
	)
}

func text(t *testing.T, data []byte) string {
	t.Helper()
	d, err := Read(data)
	if err != nil {
		t.Fatalf("Read: %v", err)
	}
	return strings.Join(d.Pages, "\n\f\n")
}

func TestReadFiles(t *testing.T) {
	files, err := filepath.Glob("testdata/*.pdf")
	if err != nil || len(files) < 9 {
		t.Fatalf("%d documents in testdata (%v)", len(files), err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(file, "password") {
				if _, err := Read(data); !errors.Is(err, ErrProtected) {
					t.Errorf("error %v, want %v", err, ErrProtected)
				}
				return
			}
			if diff := cmp.Diff("Avertissement-extrait de rôle\nMontant: 1.234,56 €", text(t, data)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestTextOperators(t *testing.T) {
	for _, c := range []struct{ name, content, want string }{
		{"Tj", "BT /F1 10 Tf 10 700 Td (one) Tj ET", "one"},
		{"lines", "BT /F1 10 Tf 12 TL 10 700 Td (one) Tj T* (two) Tj (three) ' 0 0 (four) \" ET", "one\ntwo\nthree\nfour"},
		{"kerning is no space", "BT /F1 10 Tf 10 700 Td [(A) 80 (V) -100 (A)] TJ ET", "AVA"},
		{"a wide gap is a space", "BT /F1 10 Tf 10 700 Td [(one) -400 (two)] TJ ET", "one two"},
		{"escapes", `BT /F1 10 Tf 10 700 Td (a\(b\)\101\\ \` + "\n" + `c(d)) Tj ET`, `a(b)A\ c(d)`},
		{"hex", "BT /F1 10 Tf 10 700 Td <6f6e65> Tj ET", "one"},
		{"drawn twice for bold", "BT /F1 10 Tf 10 700 Td (bold) Tj 0.3 0 Td (bold) Tj ET", "bold"},
		{"cells of a row", "BT /F1 10 Tf 10 700 Td (cell) Tj 200 0 Td (other) Tj ET", "cell   other"},
		{"paragraphs", "BT /F1 10 Tf 10 700 Td (one) Tj 0 -22 Td (two) Tj ET", "one\n\ntwo"},
		{"header written last", "BT /F1 10 Tf 10 500 Td (body) Tj ET BT /F1 10 Tf 10 800 Td (head) Tj ET", "head\n\nbody"},
		{"columns as written", "BT /F1 10 Tf 10 700 Td (left) Tj 0 -12 Td (left 2) Tj ET BT /F1 10 Tf 300 700 Td (right) Tj 0 -12 Td (right 2) Tj ET", "left\nleft 2\n\nright\nright 2"},
		{"turned", "BT /F1 10 Tf 0 1 -1 0 100 100 Tm (up) Tj ET", "up"},
		{"saved state", "q BT /F1 10 Tf 10 700 Td (one) Tj ET Q BT (none) Tj ET", "one"},
		{"inline image", "BI /W 1 /H 1 ID \x00EI(x) Tj\x01 EI BT /F1 10 Tf 10 700 Td (one) Tj ET", "one"},
		{"unknown operators", "/X gs 1 0 0 rg 5 w @! BT /F1 10 Tf 10 700 Td (one) Tj ET", "one"},
		{"horizontal scale", "BT /F1 10 Tf 50 Tz 10 700 Td (one) Tj 20 0 Td (two) Tj ET", "one two"},
		{"ligature", "BT /F1 10 Tf 10 700 Td (of\x80ce) Tj ET", "of€ce"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, text(t, onePage(c.content, helvetica))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestFonts(t *testing.T) {
	cmapText := "begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange " +
		"2 beginbfchar <0001> <0041> <0002> <00660069> endbfchar " +
		"2 beginbfrange <0003> <0004> <00e9> <0005> <0006> [<0078> <0079>] endbfrange endcmap"
	composite := func(extra string) []byte {
		d := onePage("BT /F1 10 Tf 10 700 Td <000100020003000400050006> Tj ET",
			"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [6 0 R] "+extra+" >>")
		tail := "6 0 obj << /Subtype /CIDFontType2 /DW 500 /W [1 [600 600] 3 6 400] >> endobj\n7 0 obj\n" + streamOf(cmapText, "") + "\nendobj\n"
		return bytes.Replace(d, []byte("trailer"), []byte(tail+"trailer"), 1)
	}
	for _, c := range []struct {
		name string
		data []byte
		want string
	}{
		{"ToUnicode", composite("/ToUnicode 7 0 R"), "Afiéêxy"},
		{"differences", onePage("BT /F1 10 Tf 10 700 Td (\x01\x02\x03\x04\x05\x06) Tj ET",
			"<< /Type /Font /Subtype /Type1 /BaseFont /X /Encoding << /Differences [1 /A /eacute /uni20AC /f_i /Euro /germandbls.alt] >> >>"), "Aé€fi€ß"},
		{"standard encoding", onePage("BT /F1 10 Tf 10 700 Td ('a\xae\xfb) Tj ET", "<< /Type /Font /Subtype /Type1 /BaseFont /X >>"), "’afiß"},
		{"Macintosh", onePage("BT /F1 10 Tf 10 700 Td (\x8e) Tj ET", "<< /Type /Font /Subtype /TrueType /BaseFont /X /Encoding /MacRomanEncoding >>"), "é"},
		{"UTF-16 codes", onePage("BT /F1 10 Tf 10 700 Td <004100e9> Tj ET", "<< /Subtype /Type0 /Encoding /UniGB-UCS2-H /DescendantFonts [] >>"), "Aé"},
		{"one unknown among many", onePage("BT /F1 10 Tf 10 700 Td (ab\x01c) Tj ET", helvetica), "ab\ufffdc"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, text(t, c.data)); diff != "" {
				t.Error(diff)
			}
		})
	}
	if _, err := Read(composite("")); !errors.Is(err, ErrNoText) {
		t.Errorf("codes that nobody knows: %v, want %v", err, ErrNoText)
	}
}

func TestStructure(t *testing.T) {
	body := "BT /F1 10 Tf 10 700 Td (one) Tj ET"
	form := document(
		"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Resources << /XObject << /X 5 0 R >> /Font << /F1 6 0 R >> >> >>",
		"<< /Type /Page /Parent 2 0 R /Contents [4 0 R 4 0 R] >>", streamOf("/X Do", ""),
		streamOf(body+" /X Do", "/Type /XObject /Subtype /Form /Matrix [1 0 0 1 0 5]"), helvetica)
	for _, c := range []struct {
		name string
		data []byte
		want string
	}{
		{"form that calls itself", form, "one"},
		{"deflated", bytes.Replace(onePage("", helvetica), []byte(streamOf("", "")), []byte(streamOf(deflated(body), "/Filter /FlateDecode")), 1), "one"},
		{"two filters", bytes.Replace(onePage("", helvetica), []byte(streamOf("", "")), []byte(streamOf(fmt.Sprintf("%x>", deflated(body)), "/Filter [/AHx /Fl]")), 1), "one"},
		{"wrong length", bytes.Replace(onePage(body, helvetica), []byte("/Length 34"), []byte("/Length 3 "), 1), "one"},
		{"changed later", append(onePage(body, helvetica), "4 0 obj\n"+streamOf("BT /F1 10 Tf 10 700 Td (two) Tj ET", "")+"\nendobj"...), "two"},
		{"no trailer", bytes.Replace(onePage(body, helvetica), []byte("trailer"), []byte("tr"), 1), "one"},
		{"no page tree", bytes.Replace(onePage(body, helvetica), []byte("/Kids [3 0 R]"), []byte(""), 1), "one"},
		{"turned page", bytes.Replace(onePage("BT /F1 10 Tf 0 1 -1 0 100 100 Tm (one) Tj 0 -12 Td (two) Tj ET", helvetica), []byte("/Contents"), []byte("/Rotate 90 /Contents"), 1), "one\ntwo"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, text(t, c.data)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestWhatIsNoText(t *testing.T) {
	for _, c := range []struct {
		name string
		data []byte
		want error
	}{
		{"empty", nil, ErrNotPDF},
		{"something else", []byte("PK\x03\x04 zip"), ErrNotPDF},
		{"a header only", []byte("%PDF-1.7\n"), ErrNotPDF},
		{"a picture", onePage("q 100 0 0 100 0 0 cm /Im Do Q", helvetica), ErrNoText},
		{"encrypted by a stranger", append(onePage("", helvetica), "trailer << /Encrypt << /Filter /Strange >> >>"...), ErrProtected},
		{"encrypted without keys", append(onePage("", helvetica), "trailer << /Encrypt << /Filter /Standard /V 5 /R 6 >> >>"...), ErrProtected},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := Read(c.data); !errors.Is(err, c.want) {
				t.Errorf("error %v, want %v", err, c.want)
			}
		})
	}
}
