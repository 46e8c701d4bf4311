package pdftext

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestHostile reads documents that are made to cost memory, stack or time. That the test ends is the point; what each
// leaves of the text shows that it was read up to a bound and not refused for another reason.
func TestHostile(t *testing.T) {
	one := "BT /F1 10 Tf 10 700 Td (one) Tj ET "
	zeros := strings.Repeat(" ", 64<<20)
	bomb := bytes.Replace(onePage("", helvetica), []byte(streamOf("", "")), []byte(streamOf(deflated(one+zeros+"BT (late) Tj ET"), "/Filter /FlateDecode")), 1)
	nested := deflated(deflated(deflated(one + zeros)))
	var kids, forms strings.Builder
	for range 200_000 {
		kids.WriteString("3 0 R 2 0 R ")
	}
	for i := range 8 {
		fmt.Fprintf(&forms, "%d 0 obj\n%s\nendobj\n", 6+i, streamOf(strings.Repeat("/X Do ", 50)+one,
			fmt.Sprintf("/Subtype /Form /Resources << /Font << /F1 5 0 R >> /XObject << /X %d 0 R >> >>", 7+i)))
	}
	for _, c := range []struct {
		name string
		data []byte
		want string
	}{
		{"unpacks to too much", bomb, "one"},
		{"unpacks to too much, three times", bytes.Replace(onePage("", helvetica), []byte(streamOf("", "")), []byte(streamOf(nested, "/Filter [/Fl /Fl /Fl]")), 1), "one"},
		{"too many filters", bytes.Replace(onePage("", helvetica), []byte(streamOf("", "")), []byte(streamOf("", "/Filter [/Fl /Fl /Fl /Fl /Fl]")), 1), ""},
		{"deep arrays", onePage(one+strings.Repeat("[", 4<<20), helvetica), "one"},
		{"deep dictionaries", onePage(one+strings.Repeat("<</a", 2<<20), helvetica), "one"},
		{"deep strings", onePage(one+strings.Repeat("(", 4<<20), helvetica), "one"},
		{"saves without end", onePage(one+strings.Repeat("q ", 2<<20), helvetica), "one"},
		{"page tree in a ring", bytes.Replace(onePage(one, helvetica), []byte("3 0 R]"), []byte(kids.String()+"]"), 1), "one"},
		{"forms that multiply", bytes.Replace(bytes.Replace(onePage(one+"/X Do", helvetica), []byte("/Resources <<"), []byte("/Resources << /XObject << /X 6 0 R >>"), 1), []byte("trailer"), []byte(forms.String()+"trailer"), 1), "one"},
		{"length of itself", bytes.Replace(onePage(one, helvetica), []byte("/Length 35"), []byte("/Length 4 0 R"), 1), "one"},
		{"references in a ring", bytes.Replace(onePage(one, helvetica), []byte(helvetica), []byte("6 0 R endobj 6 0 obj 5 0 R"), 1), ""},
		{"object stream of a billion", append(onePage(one, helvetica), "9 0 obj\n"+streamOf("101 2 103 4", "/Type /ObjStm /N 1000000000 /First -5")+"\nendobj"...), "one"},
		{"mapping of four billion", bytes.Replace(onePage(one, helvetica), []byte("/Encoding"), []byte("/ToUnicode 6 0 R >> endobj 6 0 obj\n"+streamOf("beginbfrange <00> <ffffffff> <0041>", "")+"\nendobj 7 0 obj << /X"), 1), "°¯¦"},
		{"widths of two billion", bytes.Replace(onePage(one, "<< /Subtype /Type0 /Encoding /UniGB-UTF16-H /DescendantFonts [<< /W [0 2000000000 500 -5 [1]] >>] >>"), []byte("(one)"), []byte("<0031>"), 1), "1"},
		{"numbers beyond measure", onePage("BT /F1 1e300 Tf 1e300 0 0 1e300 1e300 1e300 Tm (far) Tj ET "+one, helvetica), "one"},
		{"predictor of a wide row", bytes.Replace(onePage("", helvetica), []byte(streamOf("", "")), []byte(streamOf(deflated("\x00"+one), "/Filter /Fl /DecodeParms << /Predictor 15 /Columns 999999999 /Colors 60000 >>")), 1), "one"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, err := Read(c.data)
			got := ""
			if d != nil && len(d.Pages) > 0 {
				got, _, _ = strings.Cut(d.Pages[0], "\n")
			}
			if got != c.want && !(c.want != "" && strings.HasPrefix(got, c.want)) {
				t.Errorf("first line %.80q (%v), want %q", got, err, c.want)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	files, err := filepath.Glob("testdata/*.pdf")
	if err != nil || len(files) == 0 {
		f.Fatalf("no seeds (%v)", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add(onePage("BT /F1 10 Tf 10 700 Td [(one) -400 (two)] TJ ET", helvetica))
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := Read(data)
		if err == nil && (d == nil || len(d.Pages) == 0) {
			t.Error("neither text nor an error")
		}
		if d != nil && len(d.Pages) > d.Total {
			t.Errorf("%d pages of %d", len(d.Pages), d.Total)
		}
	})
}
