package mailbox

import (
	archzip "archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	enccsv "encoding/csv"
	"encoding/hex"
	encxml "encoding/xml"
	"fmt"
	"io"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	lpdf "github.com/ledongthuc/pdf"
	xhtml "golang.org/x/net/html"
)

// dossier opens every document of the message that has one of each media type.
func dossier(t *testing.T, language string) map[string][]byte {
	t.Helper()
	b := openBox(t, newWorld(t, Config{Seed: 5, Size: 25, Lang: language}), "region", "citizen")
	m := all(b, Filter{})[0]
	docs := map[string][]byte{}
	for _, a := range m.Attachments.Items {
		docs[a.MediaType] = open(t, b, m.MessageID, a)
	}
	if len(docs) != medias {
		t.Fatalf("%d media types", len(docs))
	}
	return docs
}

// open reads a document and holds it against its metadata.
func open(t *testing.T, b *Box, id string, a Attachment) []byte {
	t.Helper()
	d, ok := b.Open(id, a.AttachmentID)
	if !ok {
		t.Fatalf("%s does not open", a.FileName)
	}
	data, err := io.ReadAll(d.Content)
	if err != nil || int64(len(data)) != d.Bytes || kB(d.Bytes) != a.Size {
		t.Fatalf("%s: %d bytes read, %d announced, %f kB; %v", a.FileName, len(data), d.Bytes, a.Size, err)
	}
	if a.Digest != nil {
		sum := sha256.Sum256(data)
		if want := base64.RawURLEncoding.EncodeToString(sum[:]); a.Digest.DigestValue != want || a.Digest.DigestMethod != "sha_256" {
			t.Errorf("%s: digest %+v, want %s", a.FileName, a.Digest, want)
		}
	}
	return data
}

func pdfText(t *testing.T, data []byte) string {
	t.Helper()
	r, err := lpdf.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for n := range r.NumPage() {
		s, err := r.Page(n + 1).GetPlainText(nil)
		if err != nil {
			t.Fatal(err)
		}
		all.WriteString(s)
	}
	return all.String()
}

func unzip(t *testing.T, data []byte) map[string]string {
	t.Helper()
	z, err := archzip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		files[f.Name] = string(b)
	}
	return files
}

// xmlWords is the text of an XML document; it fails when the document is not well formed.
func xmlWords(t *testing.T, s string) string {
	t.Helper()
	var b strings.Builder
	for d := encxml.NewDecoder(strings.NewReader(s)); ; {
		tok, err := d.Token()
		if err == io.EOF {
			return b.String()
		}
		if err != nil {
			t.Fatal(err)
		}
		if c, ok := tok.(encxml.CharData); ok {
			b.Write(c)
		}
	}
}

func TestEveryMediaTypeOpens(t *testing.T) {
	for l, language := range []string{"nl", "fr", "de"} {
		docs := dossier(t, language)
		note, salute := specimenNote[l], salutation[l]
		readers := map[string]func(data []byte) string{
			"application/pdf": func(b []byte) string { return pdfText(t, b) },
			"text/plain":      func(b []byte) string { return string(b) },
			"text/xml":        func(b []byte) string { return xmlWords(t, string(b)) + salute },
			"text/html": func(b []byte) string {
				if _, err := xhtml.Parse(bytes.NewReader(b)); err != nil {
					t.Error(err)
				}
				return xmlWords(t, strings.NewReplacer("<!DOCTYPE html>", "", `<meta charset="utf-8">`, "", "<br>", "").Replace(string(b)))
			},
			"application/msword": func(b []byte) string { return rtfWords(t, string(b)) },
			"application/zip": func(b []byte) string {
				files := unzip(t, b)
				for name, s := range files {
					if strings.HasSuffix(name, ".pdf") {
						return pdfText(t, []byte(s))
					}
				}
				return ""
			},
			"application/vnd.oasis.opendocument.text":                                 func(b []byte) string { return openDocumentWords(t, b) },
			"application/vnd.oasis.opendocument.presentation":                         func(b []byte) string { return openDocumentWords(t, b) },
			"application/vnd.oasis.opendocument.spreadsheet":                          func(b []byte) string { return openDocumentWords(t, b) + salute },
			"application/vnd.oasis.opendocument.graphics":                             func(b []byte) string { return openDocumentWords(t, b) + salute },
			"application/vnd.openxmlformats-officedocument.wordprocessingml.document": func(b []byte) string { return xmlWords(t, unzip(t, b)["word/document.xml"]) },
			"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet":       func(b []byte) string { return xmlWords(t, unzip(t, b)["xl/worksheets/sheet1.xml"]) + salute },
			"application/vnd.ms-excel":                                                func(b []byte) string { return utf16Words(compoundStream(t, b, "Workbook")) + salute },
			"application/vnd.ms-powerpoint":                                           func(b []byte) string { return utf16Words(compoundStream(t, b, "PowerPoint Document")) },
			"text/csv":                                                                func(b []byte) string { return csvWords(t, b) + salute + note },
		}
		for mediaType, data := range docs {
			t.Run(language+" "+mediaType, func(t *testing.T) {
				text := readers[mediaType](data)
				for _, want := range []string{note, salute} {
					if !strings.Contains(strings.Join(strings.Fields(text), " "), want) {
						t.Errorf("no %q in %.300q", want, text)
					}
				}
			})
		}
	}
}

func openDocumentWords(t *testing.T, b []byte) string {
	t.Helper()
	z, err := archzip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	if z.File[0].Name != "mimetype" || z.File[0].Method != archzip.Store || len(z.File[0].Extra) != 0 || !bytes.HasPrefix(b[38:], []byte("application/vnd.oasis.")) {
		t.Error("the media type does not stand where readers look for it")
	}
	files := unzip(t, b)
	if files["mimetype"] != strings.Split(strings.Split(files["META-INF/manifest.xml"], `manifest:version="1.2" manifest:media-type="`)[1], `"`)[0] {
		t.Error("media type and manifest differ")
	}
	xmlWords(t, files["meta.xml"])
	return xmlWords(t, files["content.xml"])
}

func csvWords(t *testing.T, b []byte) string {
	t.Helper()
	r := enccsv.NewReader(bytes.NewReader(b))
	r.Comma = ';'
	rows, err := r.ReadAll()
	if err != nil || len(rows) < 5 || len(rows[0]) != 3 || !utf8.Valid(b) || bytes.HasPrefix(b, []byte("\ufeff")) {
		t.Errorf("%d rows, %v", len(rows), err)
	}
	return fmt.Sprint(rows)
}

// rtfWords undoes the escapes of the letters that are not ASCII, and checks the braces.
func rtfWords(t *testing.T, s string) string {
	t.Helper()
	if !strings.HasPrefix(s, `{\rtf1`) || strings.Count(s, "{") != strings.Count(s, "}") {
		t.Error("no RTF")
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		var n, used int
		if c, err := fmt.Sscanf(s[i:], `\u%d?`, &n); c == 1 && err == nil {
			used = len(fmt.Sprintf(`\u%d?`, n))
			b.WriteRune(rune(uint16(n)))
			i += used - 1
			continue
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// compoundStream reads a stream by the tables of a compound file.
func compoundStream(t *testing.T, b []byte, name string) []byte {
	t.Helper()
	le := binary.LittleEndian
	if !bytes.HasPrefix(b, []byte{0xD0, 0xCF, 0x11, 0xE0}) || len(b)%512 != 0 {
		t.Fatal("no compound file")
	}
	sector := func(n uint32) []byte { return b[512*(n+1) : 512*(n+2)] }
	var table []byte
	for i := range le.Uint32(b[44:]) {
		table = append(table, sector(le.Uint32(b[76+4*i:]))...)
	}
	chain := func(n uint32) (data []byte) {
		for steps := 0; n != 0xFFFFFFFE; n = le.Uint32(table[4*n:]) {
			if steps++; steps > len(b)/512 {
				t.Fatal("a chain does not end")
			}
			data = append(data, sector(n)...)
		}
		return data
	}
	for dir := chain(le.Uint32(b[48:])); len(dir) > 0; dir = dir[128:] {
		if n := le.Uint16(dir[64:]); n > 2 && utf16Words(dir[:n-2]) == name {
			return chain(le.Uint32(dir[116:]))[:le.Uint32(dir[120:])]
		}
	}
	t.Fatalf("no stream %s", name)
	return nil
}

// utf16Words reads bytes as UTF-16 from both parities, so that texts come out wherever they begin.
func utf16Words(b []byte) string {
	var out strings.Builder
	for _, from := range []int{0, 1} {
		var u []uint16
		for i := from; i+1 < len(b); i += 2 {
			u = append(u, binary.LittleEndian.Uint16(b[i:]))
		}
		out.WriteString(string(utf16.Decode(u)))
		if from == 0 && len(b) < 64 {
			break
		}
	}
	return out.String()
}

func TestDocumentsComeOutTheSame(t *testing.T) {
	hash := func(cfg Config) string {
		h := sha256.New()
		eachBox(t, newWorld(t, cfg), func(_, _ string, b *Box) {
			for _, m := range all(b, Filter{}) {
				fmt.Fprintln(h, m.MessageID, m.Subject, m.ReceiptDate.Unix(), m.ExpirationDate.Unix(), m.PaymentData)
				if m.Attachments == nil {
					continue
				}
				for _, a := range m.Attachments.Items {
					fmt.Fprintln(h, a.FileName, a.AttachmentID)
					h.Write(open(t, b, m.MessageID, a))
				}
			}
		})
		return hex.EncodeToString(h.Sum(nil))
	}
	const golden = "14864bbc74eeeeec3e99d2eb08d570f77da5689550194472ff4c440a4651df00"
	first := hash(Config{Seed: 42, Size: 40})
	if first != golden {
		t.Errorf("the world of seed 42 has changed: %s", first)
	}
	later := &clock{noon.AddDate(0, 0, 0).Add(9 * 3600e9)}
	if got := hash(Config{Seed: 42, Size: 40, Now: later.now}); got != first {
		t.Errorf("the same day, later: %s", got)
	}
	if got := hash(Config{Seed: 43, Size: 40}); got == first {
		t.Error("another seed makes the same world")
	}
}

func TestLargeDocuments(t *testing.T) {
	w := newWorld(t, Config{Seed: 5, Size: 50})
	sizes := map[string]float64{}
	eachBox(t, w, func(_, _ string, b *Box) {
		for _, m := range all(b, Filter{}) {
			if m.Attachments == nil {
				continue
			}
			for _, a := range m.Attachments.Items {
				if a.Size > 2000 {
					sizes[a.MediaType] = max(sizes[a.MediaType], a.Size)
					if data := open(t, b, m.MessageID, a); a.MediaType == "application/pdf" && !strings.Contains(pdfText(t, data), "202") {
						t.Errorf("%s: no text", a.FileName)
					}
				}
			}
		}
	})
	if sizes["application/pdf"] < 3<<10 || sizes["application/zip"] < 6<<10 || sizes["application/zip"] > 9<<10 {
		t.Errorf("largest documents in kB: %v", sizes)
	}
}

func TestLettersShowWhatTheyAreAbout(t *testing.T) {
	b := openBox(t, newWorld(t, Config{Seed: 5, Size: 25, Lang: "fr"}), "finance", "citizen")
	for _, m := range all(b, Filter{MessageTypeID: "tax:pit:assessment"}) {
		text := strings.Join(strings.Fields(pdfText(t, open(t, b, m.MessageID, m.Attachments.Items[0]))), " ")
		for _, want := range []string{"Service public fédéral Finances", "Avertissement-extrait de rôle – impôt", "réclamation", m.PaymentData.Reference.Structured, "Période", "€"} {
			if !strings.Contains(text, want) {
				t.Errorf("no %q in %q", want, text)
			}
		}
	}
}

func TestUnknownDocuments(t *testing.T) {
	b := openBox(t, newWorld(t, Config{Seed: 5, Size: 25}), "region", "citizen")
	m := all(b, Filter{})[0]
	for name, ask := range map[string][2]string{
		"message": {"0123456789abcdef", m.Attachments.Items[0].AttachmentID}, "attachment": {m.MessageID, "1234567801"}, "no attachment": {m.MessageID, ""},
	} {
		if _, ok := b.Open(ask[0], ask[1]); ok {
			t.Errorf("unknown %s opens", name)
		}
	}
}

func TestLRUForgetsTheOldest(t *testing.T) {
	l := newLRU[string](10)
	l.put(1, "a", 4)
	l.put(2, "b", 4)
	l.get(1)
	l.put(3, "c", 4) // no room for 2 any more
	l.put(4, "too large", 11)
	l.put(1, "again", 4)
	got := ""
	for k := range uint64(5) {
		if v, ok := l.get(k); ok {
			got += v
		}
	}
	if got != "ac" || l.cost != 8 || l.order.Len() != 2 {
		t.Errorf("%q at a cost of %d", got, l.cost)
	}
}
