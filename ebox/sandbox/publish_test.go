package sandbox

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"testing"

	"github.com/google/go-cmp/cmp"

	"myebox/ebox/sandbox/mailbox"
)

// formPart is one part of a publication.
type formPart struct {
	disposition, mediaType string
	body                   []byte
}

func description(body string) formPart {
	return formPart{`form-data; name="messageToPublish"`, "application/json", []byte(body)}
}

func upload(name, fileName, body string) formPart {
	return formPart{`form-data; name="` + name + `"; filename="` + fileName + `"`, "text/plain", []byte(body)}
}

// form writes parts with the boundary b7.
func form(parts ...formPart) []byte {
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	w.SetBoundary("b7")
	for _, p := range parts {
		h := textproto.MIMEHeader{"Content-Disposition": {p.disposition}}
		if p.mediaType != "" {
			h.Set("Content-Type", p.mediaType)
		}
		part, _ := w.CreatePart(h)
		part.Write(p.body)
	}
	w.Close()
	return b.Bytes()
}

func TestReadParts(t *testing.T) {
	one, two := upload("upfile1", "a%20b.txt", "eins"), upload("upfile2", "../x", "zwei")
	parts := []mailbox.Part{
		{Name: "upfile1", FileName: "a%20b.txt", MediaType: "text/plain", Size: 4, SHA256: sha256.Sum256([]byte("eins"))},
		{Name: "upfile2", FileName: "../x", MediaType: "text/plain", Size: 4, SHA256: sha256.Sum256([]byte("zwei"))},
	}
	for name, tt := range map[string]struct {
		form  []byte
		parts []mailbox.Part
	}{
		"description alone":       {form(description("{}")), nil},
		"description first":       {form(description("{}"), one, two), parts},
		"description last":        {form(one, two, description("{}")), parts},
		"description in between":  {form(one, description("{}"), two), parts},
		"description as a string": {form(formPart{`form-data; name="messageToPublish"`, "", []byte("{}")}), nil},
	} {
		t.Run(name, func(t *testing.T) {
			got, files, err := readParts(multipart.NewReader(bytes.NewReader(tt.form), "b7"))
			if err != nil || string(got) != "{}" {
				t.Fatalf("description %q, %v", got, err)
			}
			if diff := cmp.Diff(tt.parts, files); diff != "" {
				t.Errorf("files (-want +got):\n%s", diff)
			}
		})
	}
}

func TestReadPartsRefuses(t *testing.T) {
	many := make([]formPart, 8)
	for i := range many {
		many[i] = upload("upfile1", "a", "")
	}
	long := upload("upfile1", "a", "")
	long.body = make([]byte, maxUpload+1)
	longer := description("")
	longer.body = make([]byte, maxJSON+1)
	for name, tt := range map[string]struct {
		form []byte
		want string // message of the refusal, empty: one of the errors
		err  error
	}{
		"nothing":              {form(), "the part messageToPublish is missing", nil},
		"no description":       {form(upload("upfile1", "a", "")), "the part messageToPublish is missing", nil},
		"two descriptions":     {form(description("{}"), description("{}")), "the part messageToPublish comes twice", nil},
		"eight parts":          {form(many...), "there are too many parts", nil},
		"description as XML":   {form(formPart{`form-data; name="messageToPublish"`, "text/xml", nil}), "the part messageToPublish must be application/json", nil},
		"no file name":         {form(formPart{`form-data; name="upfile1"`, "text/plain", nil}), "a part has no file name", nil},
		"no disposition":       {form(formPart{"", "text/plain", nil}), "a part has no file name", nil},
		"no media type":        {form(formPart{`form-data; name="upfile1"; filename="a"`, "", nil}), "a part has no media type", nil},
		"a file too large":     {form(long), "", errTooLarge},
		"too much description": {form(longer), "", errTooLarge},
		"cut in a file":        {form(upload("upfile1", "a", "0123456789"))[:100], "", errUnreadable},
		"no multipart":         {[]byte("{}"), "", errUnreadable},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, err := readParts(multipart.NewReader(bytes.NewReader(tt.form), "b7"))
			var no *mailbox.Refusal
			switch {
			case tt.want == "" && !errors.Is(err, tt.err):
				t.Errorf("%v, want %v", err, tt.err)
			case tt.want != "" && (!errors.As(err, &no) || no.Message != tt.want):
				t.Errorf("%v, want %q", err, tt.want)
			}
		})
	}
}

func TestReadPartsStopsAtTheLimit(t *testing.T) {
	body := http.MaxBytesReader(nil, io.NopCloser(bytes.NewReader(form(upload("upfile1", "a", "0123456789")))), 100)
	if _, _, err := readParts(multipart.NewReader(body, "b7")); !errors.Is(err, errTooLarge) {
		t.Errorf("%v, want %v", err, errTooLarge)
	}
}

func FuzzReadParts(f *testing.F) {
	f.Add(form(description(`{"subject":{"fr":"a"}}`), upload("upfile1", "a", "b")))
	f.Add([]byte("--b7\r\n\r\n--b7--"))
	f.Fuzz(func(t *testing.T, b []byte) {
		description, files, err := readParts(multipart.NewReader(bytes.NewReader(b), "b7"))
		var no *mailbox.Refusal
		switch {
		case err == nil && (description == nil || len(files) >= maxParts):
			t.Errorf("accepted with description %q and %d files", description, len(files))
		case err != nil && !errors.As(err, &no) && !errors.Is(err, errTooLarge) && !errors.Is(err, errUnreadable):
			t.Errorf("an error that is no answer: %v", err)
		}
	})
}
