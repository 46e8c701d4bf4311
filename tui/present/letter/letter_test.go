package letter

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/charmbracelet/x/exp/golden"
	"github.com/google/go-cmp/cmp"

	"myebox/tui/lang"
	"myebox/tui/present/pdftext"
)

var made = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

func TestText(t *testing.T) {
	for _, code := range lang.Codes() {
		t.Run(code, func(t *testing.T) {
			text := New(lang.For(code)).Text()
			for row := range strings.Lines(text) {
				if n := utf8.RuneCountInString(strings.TrimSuffix(row, "\n")); n > textWidth {
					t.Errorf("%d characters: %q", n, row)
				}
			}
			golden.RequireEqual(t, []byte(text))
		})
	}
}

// words are what a text says, without the lines to fill in.
func words(s string) []string {
	s = strings.NewReplacer("_", " ", "\u00a0", " ", "\u202f", " ").Replace(s)
	return strings.Fields(s)
}

func TestPDFSaysTheSame(t *testing.T) {
	for _, code := range lang.Codes() {
		t.Run(code, func(t *testing.T) {
			l := New(lang.For(code))
			b, err := l.PDF(made)
			if err != nil {
				t.Fatal(err)
			}
			doc, err := pdftext.Read(b)
			if err != nil || doc.Total != 1 || len(doc.Pages) != 1 {
				t.Fatalf("%v, %d pages", err, doc.Total)
			}
			if diff := cmp.Diff(words(l.Text()), words(doc.Pages[0])); diff != "" {
				t.Errorf("(-text +PDF):\n%s", diff)
			}
		})
	}
}

// TestPoppler lets another program read the document, where it is installed.
func TestPoppler(t *testing.T) {
	program, err := exec.LookPath("pdftotext")
	if err != nil {
		program = ""
	}
	for _, code := range lang.Codes() {
		l := New(lang.For(code))
		b, err := l.PDF(made)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.HasPrefix(b, []byte("%PDF-1.")) {
			t.Errorf("%s: no PDF: %q", code, b[:20])
		}
		if program == "" {
			continue
		}
		file := filepath.Join(t.TempDir(), l.FileName(".pdf"))
		if err := os.WriteFile(file, b, 0o600); err != nil {
			t.Fatal(err)
		}
		out, err := exec.CommandContext(t.Context(), program, "-layout", file, "-").Output()
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(words(l.Text()), words(string(out))); diff != "" {
			t.Errorf("%s (-text +pdftotext):\n%s", code, diff)
		}
	}
}

func TestPDFProperties(t *testing.T) {
	for _, code := range lang.Codes() {
		l := New(lang.For(code))
		b, err := l.PDF(made)
		if err != nil {
			t.Fatal(err)
		}
		again, err := New(lang.For(code)).PDF(made.In(time.FixedZone("", 3600)))
		if err != nil || !bytes.Equal(b, again) {
			t.Errorf("%s: two letters differ, %v", code, err)
		}
		for _, want := range []string{"/Lang (" + code + "-BE)", "/MediaBox [0 0 595.28 841.89]", "/CreationDate (D:20260302120000)", "/Count 1"} {
			if !bytes.Contains(b, []byte(want)) {
				t.Errorf("%s: the document lacks %s", code, want)
			}
		}
		if !bytes.Contains(b, utf16(l.Title())) {
			t.Errorf("%s: the document lacks its title", code)
		}
	}
}

// utf16 is a text as PDF properties have it, with the bytes that its syntax escapes (ISO 32000-2 sections 7.9.2.2, 7.3.4.2).
func utf16(s string) []byte {
	out := []byte{0xFE, 0xFF}
	for _, r := range s {
		for _, c := range []byte{byte(r >> 8), byte(r)} {
			if c == '(' || c == ')' || c == '\\' {
				out = append(out, '\\')
			}
			out = append(out, c)
		}
	}
	return out
}

// TestEveryCharacterIsInTheFont: a question mark stands for what the built-in fonts cannot show.
func TestEveryCharacterIsInTheFont(t *testing.T) {
	for _, code := range lang.Codes() {
		for _, x := range New(lang.For(code)).blocks {
			if strings.Count(winAnsi(x.text), "?") != strings.Count(x.text, "?") {
				t.Errorf("%s: %q", code, x.text)
			}
		}
	}
	if got := winAnsi("é ß ü „“ ⁂"); got != "\xe9 \xdf \xfc \x84\x93 ?" {
		t.Errorf("%q", got)
	}
}

// TestNothingPersonal: no number, and no address that nobody gave us.
func TestNothingPersonal(t *testing.T) {
	name := regexp.MustCompile(`^[a-z-]+\.(pdf|txt)$`)
	digits := regexp.MustCompile(`\d{3,}`)
	for _, code := range lang.Codes() {
		l := New(lang.For(code))
		for _, ending := range []string{".pdf", ".txt"} {
			if !name.MatchString(l.FileName(ending)) {
				t.Errorf("%s: %q", code, l.FileName(ending))
			}
		}
		if m := digits.FindString(l.Text()); m != "" {
			t.Errorf("%s: the letter holds the number %s", code, m)
		}
		for _, want := range []string{OfficialPage, lang.For(code).Terms.BOSA, " 30 "} {
			if !strings.Contains(l.Text(), want) {
				t.Errorf("%s: the letter does not say %q", code, want)
			}
		}
	}
}

func TestTooLongForAPage(t *testing.T) {
	l := New(lang.For("en"))
	for range 30 {
		l.blocks = append(l.blocks, block{paragraph, "One more paragraph."})
	}
	if _, err := l.PDF(made); err == nil {
		t.Error("a letter of two pages was cut to one")
	}
}
