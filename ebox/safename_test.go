package ebox

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestSafeName(t *testing.T) {
	long := strings.Repeat("é", 300)
	tests := map[string]struct{ in, mediaType, want string }{
		"ordinary":              {"Avertissement-extrait de rôle 2026.pdf", "application/pdf", "Avertissement-extrait de rôle 2026.pdf"},
		"empty":                 {"", "application/pdf", "document.pdf"},
		"empty, unknown type":   {"", "x/y", "document"},
		"extension missing":     {"attest", "text/csv", "attest.csv"},
		"extension in capitals": {"ATTEST.PDF", "application/pdf", "ATTEST.PDF"},
		"second extension":      {"page.htm", "text/html", "page.htm"},
		"other extension":       {"invoice.pdf.exe", "application/pdf", "invoice.pdf.exe.pdf"},
		"unknown type keeps it": {"data.dat", "x/y", "data.dat"},
		"dot is no extension":   {"Art. 12 du code", "application/pdf", "Art. 12 du code.pdf"},
		"path":                  {"../../etc/passwd", "text/plain", "passwd.txt"},
		"Windows path":          {`C:\Users\x\..\evil.pdf`, "application/pdf", "evil.pdf"},
		"ends with a slash":     {"a/b/", "application/pdf", "document.pdf"},
		"dots":                  {"..", "application/pdf", "document.pdf"},
		"leading dot":           {".bashrc", "text/plain", "bashrc.txt"},
		"leading dash":          {"-rf.pdf", "application/pdf", "rf.pdf"},
		"leading mixture":       {" .-~ .x.pdf", "application/pdf", "x.pdf"},
		"trailing dots":         {"a.pdf. . .", "application/pdf", "a.pdf"},
		"only an extension":     {".pdf", "application/pdf", "pdf.pdf"},
		"stream":                {"a.pdf:evil", "application/pdf", "a.pdf_evil.pdf"},
		"device":                {"NUL", "x/y", "_NUL"},
		"device with extension": {"con.pdf", "application/pdf", "_con.pdf"},
		"device with two":       {"aux.tar.zip", "application/zip", "_aux.tar.zip"},
		"port":                  {"COM1.txt", "text/plain", "_COM1.txt"},
		"port, superscript":     {"lpt³.txt", "text/plain", "_lpt³.txt"},
		"no port":               {"COM10.txt", "text/plain", "COM10.txt"},
		"console":               {"conin$", "x/y", "_conin$"},
		"controls":              {"a\x00\r\n\tb\x1b[31m.pdf", "application/pdf", "a b.pdf"},
		"bidi override":         {"annexe_\u202Efdp.exe", "application/pdf", "annexe_fdp.exe.pdf"},
		"zero width":            {"a\u200B\uFEFF.pdf", "application/pdf", "a.pdf"},
		"broken UTF-8":          {"a\xff\xfe.pdf", "application/pdf", "a__.pdf"},
		"wildcards":             {`a*?"<>|.pdf`, "application/pdf", "a______.pdf"},
		"no-break space":        {"a\u00A0b.pdf", "application/pdf", "a b.pdf"},
		"mark first":            {".\u0301a.pdf", "application/pdf", "a.pdf"},
		"long":                  {long + ".pdf", "application/pdf", strings.Repeat("é", 98) + ".pdf"},
		"cut in a character":    {"x" + long, "x/y", "x" + strings.Repeat("é", 99)},
		"long extension":        {"a." + long, "application/pdf", "a." + strings.Repeat("é", 97) + ".pdf"},
		"shell":                 {"$(reboot) `x` ; &.pdf", "application/pdf", "$(reboot) `x` ; &.pdf"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got := SafeName(Untrusted(tt.in), tt.mediaType)
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			if problem := badName(got); problem != "" {
				t.Errorf("%q: %s", got, problem)
			}
		})
	}
}

// badName tells what is wrong with a file name, "" when nothing is.
func badName(name string) string {
	switch {
	case name == "" || name == "." || name == "..":
		return "no name"
	case len(name) > maxName+1: // an underscore may have been put in front
		return "too long"
	case strings.ContainsAny(name, "/\\<>:\"|?*\x00"):
		return "holds a character that some file system refuses"
	case strings.ContainsAny(name[:1], ".-~ "):
		return "begins badly"
	case strings.ContainsAny(name[len(name)-1:], ". "):
		return "ends badly"
	case reserved(name):
		return "is a device"
	case !utf8.ValidString(name) || Sanitize(name) != name:
		return "is not printable"
	}
	return ""
}

func FuzzSafeName(f *testing.F) {
	for _, s := range []string{"a.pdf", "../../x", `C:\con.txt`, "\u202Efdp", ".hidden", "nul.", "a.\xff", strings.Repeat("x", 400), "\u0301"} {
		f.Add(s, "application/pdf")
		f.Add(s, "x/y")
	}
	f.Fuzz(func(t *testing.T, s, mediaType string) {
		name := SafeName(Untrusted(s), mediaType)
		if problem := badName(name); problem != "" {
			t.Errorf("%q gives %q: %s", s, name, problem)
		}
		for _, n := range []int{1, 2, 9999} {
			if problem := badName(numbered(name, n)); problem != "" && problem != "too long" || len(numbered(name, n)) > 255 {
				t.Errorf("number %d of %q: %q", n, s, numbered(name, n))
			}
		}
		if known := extensions[mediaType]; len(known) > 0 && !strings.HasSuffix(strings.ToLower(name), known[0]) && len(known) == 1 {
			t.Errorf("%q as %s gives %q", s, mediaType, name)
		}
	})
}

func TestNumbered(t *testing.T) {
	for _, tt := range []struct {
		name string
		n    int
		want string
	}{
		{"a.pdf", 1, "a.pdf"}, {"a.pdf", 2, "a (2).pdf"}, {"a", 12, "a (12)"}, {"a.b.zip", 3, "a.b (3).zip"}, {"Art. 12", 2, "Art. 12 (2)"},
	} {
		if got := numbered(tt.name, tt.n); got != tt.want {
			t.Errorf("%s number %d: got %q, want %q", tt.name, tt.n, got, tt.want)
		}
	}
}
