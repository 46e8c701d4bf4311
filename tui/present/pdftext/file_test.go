package pdftext

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestObjectsAreFound(t *testing.T) {
	f := newFile([]byte("%PDF-1.7\n1 0 obj 7 endobj 2 3 obj (two) endobj endobj xobj 0 obj 99999999999 0 obj\n3 0\nobj [1 0 R 2 3 R 4 0 R 3 0 R] endobj 1 0 obj 8 endobj"))
	for num, want := range map[int]object{1: 8, 2: str("two"), 3: array{ref{1, 0}, ref{2, 3}, ref{4, 0}, ref{3, 0}}, 4: nil} {
		if diff := cmp.Diff(want, f.resolve(ref{num, 0}), cmp.AllowUnexported(ref{})); diff != "" {
			t.Errorf("object %d: %s", num, diff)
		}
	}
	if p := f.places[2]; p.gen != 3 {
		t.Errorf("generation %d, want 3", p.gen)
	}
}

func TestReferencesThatLeadNowhere(t *testing.T) {
	f := newFile([]byte("%PDF-1.7\n1 0 obj 2 0 R endobj 2 0 obj 1 0 R endobj"))
	if got := f.resolve(ref{1, 0}); got != nil {
		t.Errorf("a ring gives %v", got)
	}
	if f.dict(ref{9, 0}) != nil || f.array(7) != nil || f.stream(nil) != nil {
		t.Error("something comes from nothing")
	}
}

func TestRawStreams(t *testing.T) {
	for _, c := range []struct{ name, object, want string }{
		{"length", "<< /Length 4 >>\nstream\nabcd\nendstream", "abcd"},
		{"carriage return and line feed", "<< /Length 4 >>\nstream\r\nabcd\r\nendstream", "abcd"},
		{"length of another object", "<< /Length 2 0 R >>\nstream\nabcd\nendstream endobj 2 0 obj 4", "abcd"},
		{"endstream in the data", "<< /Length 13 >>\nstream\nabendstreamcd\nendstream", "abendstreamcd"},
		{"no length", "<< >>\nstream\nabcd\nendstream", "abcd"},
		{"length too long", "<< /Length 400 >>\nstream\nabcd\nendstream", "abcd"},
		{"negative length", "<< /Length -4 >>\nstream\nabcd\nendstream", "abcd"},
		{"no end", "<< /Length 400 >>\nstream\nabcd", "abcd"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := newFile([]byte("%PDF-1.7\n1 0 obj\n" + c.object))
			s := f.stream(ref{1, 0})
			if s == nil {
				t.Fatal("no stream")
			}
			if diff := cmp.Diff(c.want, string(f.raw(s))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestObjectStreams(t *testing.T) {
	packed := "5 0 6 3 7 9 8 99 9 (one) 7 "
	data := fmt.Sprintf("%%PDF-1.7\n6 0 obj (old) endobj\n1 0 obj\n%s\nendobj\n7 0 obj (new) endobj",
		streamOf(packed, "/Type /ObjStm /N 4 /First 16"))
	f := newFile([]byte(data))
	f.indexStreams()
	for num, want := range map[int]object{5: 9, 6: str("one"), 7: str("new"), 8: nil} {
		if diff := cmp.Diff(want, f.resolve(ref{num, 0})); diff != "" {
			t.Errorf("object %d: %s", num, diff)
		}
	}
}

func TestPages(t *testing.T) {
	for _, c := range []struct {
		name, data string
		want       []string // the pages' labels
	}{
		{"flat", "1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj 2 0 obj << /Kids [<< /L (a) >> << /L (b) >>] >> endobj trailer << /Root 1 0 R >>", []string{"a", "b"}},
		{"nested", "1 0 obj << /Pages << /Kids [<< /Kids [<< /L (a) >> << /L (b) >>] >> << /L (c) >>] >> >> endobj trailer << /Root 1 0 R >>", []string{"a", "b", "c"}},
		{"in a ring", "1 0 obj << /Pages 2 0 R >> endobj 2 0 obj << /Kids [3 0 R 2 0 R 3 0 R] >> endobj 3 0 obj << /L (a) >> endobj trailer << /Root 1 0 R >>", []string{"a"}},
		{"no trailer", "1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj 2 0 obj << /Kids [<< /L (a) /Contents 9 0 R >>] >> endobj", []string{"a"}},
		{"no catalogue", "3 0 obj << /Type /Page /L (a) >> endobj 4 0 obj << /Type /Font >> endobj 5 0 obj << /Type /Page /L (b) >> endobj", []string{"a", "b"}},
		{"root of another document", "1 0 obj << /Pages 2 0 R >> endobj trailer << /Root 7 0 R >>", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, p := range newFile([]byte("%PDF-1.7\n" + c.data)).pages() {
				l, _ := p.dict["L"].(str)
				got = append(got, string(l))
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestInheritance(t *testing.T) {
	f := newFile([]byte("%PDF-1.7\n1 0 obj << /Pages << /Rotate 90 /Resources << /A 1 >> /Kids [<< >> << /Rotate 180 /Resources << /A 2 >> >>] >> >> endobj trailer << /Root 1 0 R >>"))
	p := f.pages()
	if len(p) != 2 || p[0].rotate != 90 || p[0].resources["A"] != 1 || p[1].rotate != 180 || p[1].resources["A"] != 2 {
		t.Errorf("%+v", p)
	}
}

func TestContentsInParts(t *testing.T) {
	f := newFile([]byte("%PDF-1.7\n1 0 obj\n" + streamOf("a", "") + "\nendobj 2 0 obj\n" + streamOf("b", "/Filter /DCTDecode") + "\nendobj 3 0 obj\n" + streamOf("c", "") + "\nendobj"))
	got := f.contents(dict{"Contents": array{ref{1, 0}, ref{2, 0}, ref{8, 0}, ref{3, 0}}})
	if diff := cmp.Diff("a\nc\n", string(got)); diff != "" {
		t.Error(diff)
	}
}

// TestDamagedEncryption changes every byte of the dictionaries of encrypted documents: the answer is text, a request for
// a password or nothing readable, and never a panic.
func TestDamagedEncryption(t *testing.T) {
	for _, file := range []string{"rc4-40", "aes-128", "aes-256"} {
		data, err := os.ReadFile("testdata/" + file + ".pdf")
		if err != nil {
			t.Fatal(err)
		}
		from := bytes.Index(data, []byte("/Encrypt"))
		if at := bytes.Index(data, []byte("/CFM")); at > 0 {
			from = min(from, at)
		}
		refused := 0
		for i := 0; i < len(data); i += 7 {
			damaged := bytes.Clone(data)
			damaged[i] ^= 0x11
			if _, err := Read(damaged); err != nil {
				refused++
			}
		}
		if refused == 0 || from < 0 {
			t.Errorf("%s: no damage was noticed", file)
		}
	}
}

func TestAESOfOddLengths(t *testing.T) {
	key := bytes.Repeat([]byte{7}, 32)
	c := &crypt{v: 5, aes: true, key: key}
	block, err := aes.NewCipher(key)
	if err != nil {
		t.Fatal(err)
	}
	plain := append([]byte("some text"), bytes.Repeat([]byte{7}, 7)...)
	sealed := append(bytes.Repeat([]byte{1}, 16), plain...)
	cipher.NewCBCEncrypter(block, sealed[:16]).CryptBlocks(sealed[16:], plain)
	if got := string(c.stream(sealed, ref{1, 0})); got != "some text" {
		t.Errorf("%q", got)
	}
	if got := string(c.stream(append(sealed, "tail"...), ref{1, 0})); got != "some text" {
		t.Errorf("with a tail: %q", got)
	}
	for n := range 32 {
		if got := c.stream(sealed[:n], ref{1, 0}); got != nil {
			t.Errorf("%d bytes give %q", n, got)
		}
	}
}

func TestStringsAreDecrypted(t *testing.T) {
	c := &crypt{v: 2, key: []byte("12345")}
	id := ref{4, 0}
	seal := func(s string) str { return str(c.stream([]byte(s), id)) }
	got := c.strings(array{seal("a"), dict{"K": seal("b"), "N": 7}, &stream{dict: dict{"S": seal("c")}}}, id)
	list := got.(array)
	if list[0] != str("a") || list[1].(dict)["K"] != str("b") || list[2].(*stream).dict["S"] != str("c") {
		t.Errorf("%v", got)
	}
	if none := (&crypt{none: true}).stream([]byte("x"), id); string(none) != "x" {
		t.Errorf("what is not encrypted becomes %q", none)
	}
}

func TestInlineImages(t *testing.T) {
	for _, c := range []struct{ in, rest string }{
		{"BI /W 1 ID abc EI (rest)", "rest"},
		{"BI /W 1 ID aEIb xEI EIx EI (rest)", "rest"},
		{"BI /W 1 ID abc", ""},
		{"BI /W 1", ""},
		{"BI ID EI", ""},
	} {
		l := lexer{[]byte(c.in), 2, &budget{steps: 1000}}
		skipImage(&l)
		got, _ := l.object().(str)
		if string(got) != c.rest {
			t.Errorf("%q leaves %q, want %q", c.in, got, c.rest)
		}
	}
}

func TestManyPagesAreCut(t *testing.T) {
	kids := strings.Repeat("<< /Contents 4 0 R >> ", maxPages+10)
	data := bytes.Replace(onePage("BT /F1 10 Tf (x) Tj ET", helvetica), []byte("/Kids [3 0 R]"), []byte("/Resources << /Font << /F1 5 0 R >> >> /Kids ["+kids+"]"), 1)
	d, err := Read(data)
	if err != nil || len(d.Pages) != maxPages || d.Total != maxPages+10 || !d.Cut {
		t.Errorf("%d of %d pages, cut %t (%v)", len(d.Pages), d.Total, d.Cut, err)
	}
}
