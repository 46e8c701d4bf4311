package present

import (
	"bytes"
	"mime"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
)

// decode makes UTF-8 of the bytes of a text: by its byte order mark, else as UTF-8 when it is, else by the character
// set that its type or its XML declaration names, else as Windows-1252, which has a character for nearly every byte.
func decode(data []byte, mediaType string) string {
	for _, bom := range []struct {
		mark string
		enc  encoding.Encoding
	}{
		{"\xef\xbb\xbf", unicode.UTF8BOM},
		{"\xff\xfe", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)},
		{"\xfe\xff", unicode.UTF16(unicode.BigEndian, unicode.UseBOM)},
	} {
		if bytes.HasPrefix(data, []byte(bom.mark)) {
			return convert(data, bom.enc)
		}
	}
	if e := wide(data); e != nil {
		return convert(data, e)
	}
	if utf8.Valid(data) {
		return string(data)
	}
	if e := named(data, mediaType); e != nil {
		return convert(data, e)
	}
	return convert(data, charmap.Windows1252)
}

// decodeHTML is decode, which also looks at the meta elements of a web page.
func decodeHTML(data []byte, mediaType string) string {
	if wide(data) == nil && !utf8.Valid(data) {
		e, _, _ := charset.DetermineEncoding(data, mediaType)
		return convert(data, e)
	}
	return decode(data, mediaType)
}

func convert(data []byte, e encoding.Encoding) string {
	out, err := e.NewDecoder().Bytes(data)
	if err != nil {
		return strings.ToValidUTF8(string(data), "\ufffd")
	}
	return string(out)
}

// wide recognises UTF-16 without a mark by its zero bytes: in texts of Western Europe nearly every other one.
func wide(data []byte) encoding.Encoding {
	sample := data[:min(len(data), 1024)&^1]
	var zeros [2]int
	for i, c := range sample {
		if c == 0 {
			zeros[i&1]++
		}
	}
	half := len(sample) / 2
	switch {
	case half < 2 || half*9/10 > zeros[0]+zeros[1]:
		return nil
	case zeros[0] == 0:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case zeros[1] == 0:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	return nil
}

// named is the encoding that the media type or an XML declaration names; nil for none, an unknown one or UTF-8.
func named(data []byte, mediaType string) encoding.Encoding {
	label := ""
	if _, params, err := mime.ParseMediaType(mediaType); err == nil {
		label = params["charset"]
	}
	if head := data[:min(len(data), 200)]; label == "" && bytes.HasPrefix(head, []byte("<?xml")) {
		_, after, _ := bytes.Cut(head, []byte("encoding="))
		if len(after) > 1 {
			name, _, _ := bytes.Cut(after[1:], after[:1])
			label = string(name)
		}
	}
	e, err := htmlindex.Get(label)
	if err != nil || e == unicode.UTF8 {
		return nil
	}
	return e
}
