package ebox

import (
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxName is the longest name given to a file, in bytes. File systems take 255; this leaves room for a number.
const maxName = 200

// extensions are the usual ones of the media types of the registry specification; the first is added to a name that
// has none of them.
var extensions = map[string][]string{
	"application/pdf": {".pdf"},
	"application/zip": {".zip"},
	"text/csv":        {".csv"},
	"text/html":       {".html", ".htm"},
	"text/plain":      {".txt", ".text"},
	"text/xml":        {".xml"},
	"application/xml": {".xml"},
	"application/vnd.oasis.opendocument.text":                                   {".odt"},
	"application/vnd.oasis.opendocument.spreadsheet":                            {".ods"},
	"application/vnd.oasis.opendocument.presentation":                           {".odp"},
	"application/vnd.oasis.opendocument.graphics":                               {".odg"},
	"application/vnd.ms-excel":                                                  {".xls"},
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet":         {".xlsx"},
	"application/vnd.ms-powerpoint":                                             {".ppt"},
	"application/vnd.openxmlformats-officedocument.presentationml.presentation": {".pptx"},
	"application/msword":                                                        {".doc"},
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document":   {".docx"},
}

// SafeName is a name to save a document under, made of the one its sender gave it: the base name only, without
// anything a terminal, a shell's user or a file system could stumble over, of at most 200 bytes, and never empty. It
// does not begin with a dot or a dash and is no device name of Windows. The extension is one of the media type when
// that is known: a program named as a PDF is saved as a PDF.
func SafeName(fileName Text, mediaType string) string {
	name := fileName.Raw()
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	name = strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(`<>:"|?*`, r), r == utf8.RuneError:
			return '_'
		case r == 0xA0 || r == 0x202F: // looks like a space, is none
			return ' '
		}
		return r
	}, Sanitize(name))
	name = strings.Join(strings.Fields(name), " ")
	name = strings.TrimLeftFunc(name, func(r rune) bool { return strings.ContainsRune(".- ~", r) || unicode.IsMark(r) })
	name = strings.TrimRight(name, ". ")

	stem, ext := splitName(name)
	if known := extensions[mediaType]; len(known) > 0 && !slices.Contains(known, strings.ToLower(ext)) {
		stem, ext = name, known[0]
	}
	stem = strings.TrimRight(cut(stem, maxName-len(ext)), ". ")
	if stem == "" {
		stem = "document"
	}
	if reserved(stem) {
		stem = "_" + stem
	}
	return stem + ext
}

// splitName parts a name before its extension: a dot and up to ten ASCII letters or digits.
func splitName(name string) (stem, ext string) {
	ext = filepath.Ext(name)
	if len(ext) < 2 || len(ext) > 11 || len(ext) == len(name) {
		return name, ""
	}
	for _, c := range []byte(ext[1:]) {
		if !('0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z') {
			return name, ""
		}
	}
	return strings.TrimSuffix(name, ext), ext
}

// cut shortens s to at most n bytes, between characters.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// reserved tells whether Windows takes the name for a device, whatever comes after a dot.
func reserved(name string) bool {
	name, _, _ = strings.Cut(strings.ToUpper(name), ".")
	name = strings.TrimRight(name, " ")
	switch name {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$":
		return true
	}
	port, ok := strings.CutPrefix(name, "COM")
	if !ok {
		port, ok = strings.CutPrefix(name, "LPT")
	}
	return ok && utf8.RuneCountInString(port) == 1 && strings.Contains("0123456789¹²³", port)
}

// numbered is the n-th name to try: "name.pdf", "name (2).pdf", ...
func numbered(name string, n int) string {
	if n == 1 {
		return name
	}
	stem, ext := splitName(name)
	return stem + " (" + strconv.Itoa(n) + ")" + ext
}
