package ebox

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"mime/multipart"
	"net/textproto"
	"net/url"
	"strconv"
	"strings"
)

// partName is the name of the part that holds the i-th file.
func partName(i int) string { return "upfile" + strconv.Itoa(i+1) }

// form is a reply as multipart/form-data. It is read once, from memory but for the files, whose bytes must be those that
// were announced. The description comes last: a form that breaks off in a file says nothing.
type form struct {
	mediaType string
	length    int64
	parts     []formPart
	now       io.Reader // of parts[0]; nil: not begun
	close     func() error
}

// formPart is text, or the i-th file.
type formPart struct {
	text []byte
	file *ReplyFile
	i    int
	open func(i int) (io.ReadCloser, error)
}

// newForm lays out the parts; it opens no file.
func newForm(description []byte, r *Reply) (*form, error) {
	var frame bytes.Buffer
	w := multipart.NewWriter(&frame)
	f := &form{mediaType: w.FormDataContentType()}
	cut := func() {
		f.parts = append(f.parts, formPart{text: bytes.Clone(frame.Bytes())})
		frame.Reset()
	}
	for i := range r.Draft.Files {
		file := &r.Draft.Files[i]
		h := textproto.MIMEHeader{}
		h.Set("Content-Disposition", fmt.Sprintf(`form-data; name="%s"; filename="%s"`, partName(i), encodeName(file.Name)))
		h.Set("Content-Type", file.MediaType)
		if _, err := w.CreatePart(h); err != nil {
			return nil, fmt.Errorf("writing the reply: %w", err)
		}
		cut()
		f.parts = append(f.parts, formPart{file: file, i: i, open: r.Open})
	}
	h := textproto.MIMEHeader{}
	h.Set("Content-Disposition", `form-data; name="messageToPublish"`)
	h.Set("Content-Type", "application/json")
	part, err := w.CreatePart(h)
	if err == nil {
		_, err = part.Write(description)
	}
	if err = errors.Join(err, w.Close()); err != nil {
		return nil, fmt.Errorf("writing the reply: %w", err)
	}
	cut()
	for _, p := range f.parts {
		if f.length += int64(len(p.text)); p.file != nil {
			f.length += p.file.Size
		}
	}
	return f, nil
}

// encodeName is a file name for the filename parameter: percent-encoded as encodeURIComponent of JavaScript does when it
// holds anything that is not plain ASCII, or a percent sign, which would be taken for such an encoding.
func encodeName(name string) string {
	plain := strings.IndexFunc(name, func(r rune) bool { return r >= 0x7F || r < 0x20 || strings.ContainsRune(`%"\`, r) }) < 0
	if plain {
		return name
	}
	return strings.NewReplacer("+", "%20", "%21", "!", "%27", "'", "%28", "(", "%29", ")", "%2A", "*").Replace(url.QueryEscape(name))
}

// Read implements io.Reader.
func (f *form) Read(b []byte) (int, error) {
	for len(f.parts) > 0 {
		if f.now == nil {
			if err := f.next(); err != nil {
				return 0, err
			}
		}
		n, err := f.now.Read(b)
		if err == io.EOF {
			err = f.end()
			f.parts = f.parts[1:]
		}
		if n > 0 || err != nil {
			return n, err
		}
	}
	return 0, io.EOF
}

// next opens the part that comes.
func (f *form) next() error {
	p := f.parts[0]
	if p.file == nil {
		f.now = bytes.NewReader(p.text)
		return nil
	}
	r, err := openReplyFile(p.file, p.i, p.open)
	if err != nil {
		return err
	}
	f.now, f.close = r, r.Close
	return nil
}

// end closes the part.
func (f *form) end() (err error) {
	if f.close != nil {
		err = f.close()
	}
	f.now, f.close = nil, nil
	return err
}

// Close implements io.Closer.
func (f *form) Close() error {
	f.parts = nil
	return f.end()
}

// checkedFile is a file that must be the one that was reviewed.
type checkedFile struct {
	io.ReadCloser
	want *ReplyFile
	n    int64
	sum  hash.Hash
}

func openReplyFile(f *ReplyFile, i int, open func(int) (io.ReadCloser, error)) (*checkedFile, error) {
	r, err := open(i)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", &ReplyProblem{Is: ErrReplyFileLost, File: f.Name}, err)
	}
	return &checkedFile{ReadCloser: r, want: f, sum: sha256.New()}, nil
}

// Read implements io.Reader. It never gives more than the announced size, and its end is an error when the bytes were
// others.
func (c *checkedFile) Read(b []byte) (int, error) {
	n, err := c.ReadCloser.Read(b)
	c.n += int64(n)
	c.sum.Write(b[:n])
	switch {
	case c.n > c.want.Size, err == io.EOF && (c.n != c.want.Size || [32]byte(c.sum.Sum(nil)) != c.want.SHA256):
		return 0, &ReplyProblem{Is: ErrReplyFileLost, File: c.want.Name}
	}
	return n, err
}

// checkCopies reads every file once, before anything is sent.
func checkCopies(r *Reply) error {
	for i := range r.Draft.Files {
		c, err := openReplyFile(&r.Draft.Files[i], i, r.Open)
		if err != nil {
			return err
		}
		_, err = io.Copy(io.Discard, c)
		if err = errors.Join(err, c.Close()); err != nil {
			return err
		}
	}
	return nil
}
