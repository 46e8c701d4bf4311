package present

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/charmbracelet/x/exp/golden"
	"github.com/google/go-cmp/cmp"

	"myebox/ebox"
	"myebox/tui/lang"
)

// document is what a person sees of a document: notes first, then lines.
func document(v Voice, data []byte, mediaType string) string {
	d := v.Document(data, mediaType)
	return strings.Join(d.Notes, "\n") + "\n--\n" + strings.Join(d.Lines, "\n")
}

func TestDocumentTypes(t *testing.T) {
	for _, c := range []struct{ name, mediaType, data string }{
		{"csv", "text/csv", "Naam;Bedrag;Opmerking\r\nBrutoloon;3.000,00;\"met ; en\nregel\"\r\n\"Netto \"\"loon\"\"\";1.900,50;\r\n"},
		{"xml", "text/xml", `<?xml version="1.0"?><!-- x --><a:root xmlns:a="u" id="7"><item n="1">een</item><item><sub> twee
 </sub><leeg/></item>staart</a:root>`},
		{"html", "text/html", `<!doctype html><html><head><title>Beslissing</title><style>p{}</style><script>alert(1)</script></head>
<body><h1>Uw  aanvraag</h1><p>Geachte <b>heer</b>,<br>zie <a href="https://a.example/x?y=1&amp;z=2">deze pagina</a>
en <a href="javascript:x()">dit</a>.</p><ul><li>een<li>twee</ul><table><tr><th>a<th>b<tr><td>1<td>2</table>
<pre>  vast
    blijft</pre><img src=x alt="logo"><img src=y><a href=https://a.example/x?y=1&z=2>nog eens</a></body></html>`},
		{"text", "text/plain; charset=utf-8", "Regel 1\r\n\r\n\r\n\tingesprongen\x1b[31m rood\r\nhttps://a.example/b einde\fnieuwe pagina\n"},
	} {
		for _, code := range lang.Codes() {
			t.Run(c.name+"/"+code, func(t *testing.T) {
				golden.RequireEqual(t, document(voice(t, code), []byte(c.data), c.mediaType)+"\n")
			})
		}
	}
}

func TestDocumentThatCannotBeShown(t *testing.T) {
	for _, code := range lang.Codes() {
		v := voice(t, code)
		w := v.Texts.Viewer
		for _, c := range []struct {
			name, mediaType, want string
			data                  []byte
		}{
			{"zip", "application/zip", sprintf(w.CannotShow, v.Texts.Attachments.ZIP), []byte("PK")},
			{"office", "application/msword", sprintf(w.CannotShow, v.Texts.Attachments.Word), []byte("x")},
			{"unknown", "image/svg+xml", sprintf(w.CannotShow, v.Texts.Attachments.Other), []byte("x")},
			{"empty", "text/plain", w.Empty, nil},
			{"blank", "text/plain", w.Empty, []byte(" \n\t\n")},
			{"no pdf", "application/pdf", sprintf(w.Broken, v.Texts.Attachments.PDF), []byte("hello")},
			{"large", "text/plain", w.TooLarge, make([]byte, MaxDocument+1)},
		} {
			t.Run(code+"/"+c.name, func(t *testing.T) {
				d := v.Document(c.data, c.mediaType)
				if diff := cmp.Diff(Document{Notes: []string{c.want}}, d); diff != "" {
					t.Error(diff)
				}
			})
		}
	}
}

func TestDocumentOfPDF(t *testing.T) {
	v := voice(t, "nl")
	read := func(name string) []byte {
		data, err := os.ReadFile(filepath.Join("pdftext", "testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	want := Document{
		Shown: true, Notes: []string{v.Texts.Viewer.TextOnly},
		Lines: []string{"Avertissement-extrait de rôle", "Montant: 1.234,56 €"},
	}
	if diff := cmp.Diff(want, v.Document(read("plain.pdf"), "application/pdf")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(Document{Notes: []string{v.Texts.Viewer.Protected}}, v.Document(read("password.pdf"), "application/pdf")); diff != "" {
		t.Error(diff)
	}
	empty := bytes.Replace(read("plain.pdf"), []byte("/Kids [3 0 R]"), []byte("/Kids [3 0 R 7 0 R]"), 1)
	empty = append(empty, "7 0 obj << /Type /Page >> endobj"...)
	got := v.Document(empty, "application/pdf").Lines
	if diff := cmp.Diff([]string{"Pagina 1 van 2", "Avertissement-extrait de rôle", "Montant: 1.234,56 €", "", "Pagina 2 van 2", "(geen tekst op deze pagina)"}, got); diff != "" {
		t.Error(diff)
	}
	scan := bytes.ReplaceAll(read("plain.pdf"), []byte("Tj"), []byte("xx"))
	if diff := cmp.Diff(Document{Notes: []string{v.Texts.Viewer.NoText}}, v.Document(scan, "application/pdf")); diff != "" {
		t.Error(diff)
	}
}

func TestCharsets(t *testing.T) {
	utf16le := []byte{0xFF, 0xFE}
	var bare []byte
	for _, u := range utf16.Encode([]rune("Grüße aan iedereen, été €")) {
		utf16le = append(utf16le, byte(u), byte(u>>8))
		bare = append(bare, byte(u>>8), byte(u))
	}
	for _, c := range []struct {
		name, mediaType string
		data            []byte
		want            string
	}{
		{"UTF-8", "text/plain", []byte("été €"), "été €"},
		{"UTF-8 with mark", "text/plain", []byte("\xef\xbb\xbfété"), "été"},
		{"UTF-16 with mark", "text/plain", utf16le, "Grüße aan iedereen, été €"},
		{"UTF-16 without", "text/plain", bare, "Grüße aan iedereen, ét\u00e9 €"},
		{"Windows-1252", "text/plain", []byte("\xe9t\xe9 \x80 \x93x\x94"), "été € “x”"},
		{"named Latin-9", "text/plain; charset=iso-8859-15", []byte("\xa4"), "€"},
		{"named wrongly", "text/plain; charset=us-ascii", []byte("été"), "été"},
		{"named by nonsense", "text/plain; charset=\x1b", []byte("\xe9"), "é"},
		{"XML declaration", "text/xml", []byte("<?xml version='1.0' encoding='ISO-8859-15'?><a>\xa4</a>"), "a: €"},
		{"web page", "text/html", []byte("<meta charset=iso-8859-15><p>\xa4"), "€"},
		{"broken UTF-8", "text/plain", []byte("a\xc3"), "aÃ"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff([]string{c.want}, voice(t, "en").Document(c.data, c.mediaType).Lines); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestTables(t *testing.T) {
	for _, c := range []struct {
		name, data string
		want       Table
	}{
		{"semicolons and decimal commas", "a;b\n1,5;2,5\n", Table{[]string{"a", "b"}, [][]string{{"1,5", "2,5"}}}},
		{"commas", "a,b,c\n1,2,3\n", Table{[]string{"a", "b", "c"}, [][]string{{"1", "2", "3"}}}},
		{"tabs", "a\tb\n1\t2\n", Table{[]string{"a", "b"}, [][]string{{"1", "2"}}}},
		{"signs in quotation marks do not count", "\"a,b,c\";d\n1;2\n", Table{[]string{"a,b,c", "d"}, [][]string{{"1", "2"}}}},
		{"rows of other lengths", "a;b\n1\n1;2;3\n", Table{[]string{"a", "b"}, [][]string{{"1"}, {"1", "2", "3"}}}},
		{"controls", "a;b\n\x1b[31m1;2\x00\n", Table{[]string{"a", "b"}, [][]string{{"1", "2"}}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := voice(t, "en").Document([]byte(c.data), "text/csv")
			if d.Table == nil {
				t.Fatalf("no table: %+v", d)
			}
			if diff := cmp.Diff(c.want, *d.Table); diff != "" {
				t.Error(diff)
			}
		})
	}
	rows := voice(t, "en").Document([]byte("Name;Sum\nx;1\n;2;extra\n"), "text/csv")
	want := []string{"Row 1", "Name: x", "Sum: 1", "", "Row 2", "Sum: 2", "3: extra"}
	if diff := cmp.Diff(want, rows.Lines); diff != "" {
		t.Error(diff)
	}
	lines, ok := rows.Table.Aligned(20)
	if diff := cmp.Diff([]string{"Name  Sum", "x     1", "      2    extra"}, lines); diff != "" || !ok {
		t.Errorf("%t %s", ok, diff)
	}
	if _, ok := rows.Table.Aligned(15); ok {
		t.Error("it takes 16 columns")
	}
}

func TestHostileDocuments(t *testing.T) {
	v := voice(t, "en")
	cut := v.Texts.Viewer.Cut
	for _, c := range []struct {
		name, mediaType, data string
		note                  string
	}{
		{"one long line", "text/plain", strings.Repeat("x", 8<<20), cut},
		{"many lines", "text/plain", strings.Repeat("x\n", 1<<20), cut},
		{"wide table", "text/csv", strings.Repeat("a;", 1<<21), cut},
		{"long table", "text/csv", "a;b\n" + strings.Repeat("1;2\n", 1<<18), cut},
		{"one huge cell", "text/csv", "a;b\n\"" + strings.Repeat("x", 3<<20), cut},
		{"deep XML", "text/xml", strings.Repeat("<a>", 1<<20), cut},
		{"closed deep XML", "text/xml", strings.Repeat("<a>", 1<<18) + strings.Repeat("</a>", 1<<18), cut},
		{"entities that multiply", "text/xml", `<!DOCTYPE a [<!ENTITY x "yyyyyyyyyy"><!ENTITY z "&x;&x;&x;&x;">]><a>&z;</a>`, sprintf(v.Texts.Viewer.Broken, v.Texts.Attachments.XML)},
		{"XML that is none", "text/xml", "just <text", sprintf(v.Texts.Viewer.Broken, v.Texts.Attachments.XML)},
		{"deep page", "text/html", strings.Repeat("<div><b>", 1<<19) + "x", v.Texts.Viewer.TooLarge},
		{"deep page with text", "text/html", strings.Repeat("<div><b>", 1<<17) + "x", v.Texts.Viewer.TextOnly},
		{"many links", "text/html", strings.Repeat("<a href='http://x.example/1'>x</a> ", 1<<16), cut},
		{"script to the end", "text/html", "<p>x<script>" + strings.Repeat("y", 1<<20), v.Texts.Viewer.TextOnly},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := v.Document([]byte(c.data), c.mediaType)
			if !strings.Contains(strings.Join(d.Notes, "\n"), c.note) {
				t.Errorf("notes %q, want %q", d.Notes, c.note)
			}
			size := 0
			for _, l := range d.Lines {
				size += len(l)
			}
			if len(d.Lines) > maxLines+maxLinks+2 || size > 2*maxText {
				t.Errorf("%d lines, %d bytes", len(d.Lines), size)
			}
		})
	}
}

func TestExpandTabs(t *testing.T) {
	for in, want := range map[string]string{
		"a\tb":       "a       b",
		"\tb\n\tc":   "        b\n        c",
		"12345678\t": "12345678        ",
		"日\tb":       "日      b",
		"none":       "none",
	} {
		if got := expandTabs(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func fuzzDocument(f *testing.F, mediaType string, seeds ...string) {
	f.Helper()
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		v := Voice{Texts: lang.For("en")}
		d := v.Document(data, mediaType)
		if !d.Shown && (len(d.Notes) == 0 || len(d.Lines) > 0) {
			t.Errorf("nothing is said: %+v", d)
		}
		for _, l := range append(append(d.Lines, d.Notes...), d.Links...) {
			if ebox.Untrusted(l).Block() != l || strings.Contains(l, "\n") {
				t.Errorf("not safe: %q", l)
			}
		}
	})
}

func FuzzPlain(f *testing.F) {
	fuzzDocument(f, "text/plain", "a\tb\x1b[31m\r\n\u202e", "\xff\xfea\x00")
}

func FuzzCSV(f *testing.F) { fuzzDocument(f, "text/csv", "a;b\n\"1;\n\";2\x1b\n", "a,b\r\n1,\"2\"\"") }

func FuzzXML(f *testing.F) {
	fuzzDocument(f, "text/xml", "<a b='c'>d<e/>&lt;&#27;</a>", "<?xml version='1.0' encoding='latin1'?><a>\xe9</a>")
}

func FuzzHTML(f *testing.F) {
	fuzzDocument(f, "text/html", "<p>a<a href='http://x.example/&#27;'>b</a><pre>\tc", "<table><tr><td>1<td>&#x1b;[2J")
}

func FuzzPDF(f *testing.F) {
	data, err := os.ReadFile(filepath.Join("pdftext", "testdata", "objstm.pdf"))
	if err != nil {
		f.Fatal(err)
	}
	fuzzDocument(f, "application/pdf", string(data), "%PDF-1.4 1 0 obj << /Type /Page >> endobj")
}
