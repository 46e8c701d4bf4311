package sandbox

import (
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"slices"

	"myebox/ebox/sandbox/mailbox"
)

// Limits of a publication, in bytes. Uploads are hashed as they come and not kept.
const (
	maxUpload  = 25 << 20 // one file
	maxRequest = 50 << 20 // everything
	maxParts   = 7        // six files and the description
)

var (
	errTooLarge   = errors.New("too large")
	errUnreadable = errors.New("not readable")
)

// descriptionPart is the part that describes the message.
const descriptionPart = "messageToPublish"

// publish: postMessage. The parts come in any order.
func (c *call) publish() {
	kind, params, err := mime.ParseMediaType(c.r.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/form-data" || params["boundary"] == "" {
		c.refuse(http.StatusUnsupportedMediaType, codeMediaType, "the body must be multipart/form-data")
		return
	}
	body := http.MaxBytesReader(c.w, c.r.Body, maxRequest)
	description, files, err := readParts(multipart.NewReader(body, params["boundary"]))
	if err != nil {
		c.fail(err)
		return
	}
	m, err := mailbox.ParsePublication(description)
	if err != nil {
		c.fail(err)
		return
	}
	done, err := c.box.Publish(m, files)
	if err != nil {
		c.fail(err)
		return
	}
	c.ok(http.StatusCreated, done)
}

// readParts reads a publication to its end. The error is a *mailbox.Refusal, errTooLarge or errUnreadable.
func readParts(r *multipart.Reader) (description []byte, files []mailbox.Part, err error) {
	for n := 0; ; n++ {
		part, err := r.NextRawPart()
		ended := err == io.EOF // wrapped, it is a form that was cut
		switch {
		case ended && description == nil:
			return nil, nil, invalid("the part messageToPublish is missing")
		case ended:
			return description, files, nil
		case err != nil:
			return nil, nil, readError(err)
		case n >= maxParts:
			return nil, nil, invalid("there are too many parts")
		case part.FormName() != descriptionPart:
			file, err := readFile(part)
			if err != nil {
				return nil, nil, err
			}
			files = append(files, file)
			continue
		case description != nil:
			return nil, nil, invalid("the part messageToPublish comes twice")
		}
		if description, err = readDescription(part); err != nil {
			return nil, nil, err
		}
	}
}

// readDescription takes the JSON part: as application/json, or without a type as a plain form field has none.
func readDescription(part *multipart.Part) ([]byte, error) {
	if t := part.Header.Get("Content-Type"); t != "" {
		kind, _, err := mime.ParseMediaType(t)
		if err != nil || !slices.Contains([]string{"application/json", "text/plain"}, kind) {
			return nil, invalid("the part messageToPublish must be application/json")
		}
	}
	b, err := io.ReadAll(io.LimitReader(part, maxJSON+1))
	switch {
	case err != nil:
		return nil, readError(err)
	case len(b) > maxJSON:
		return nil, errTooLarge
	}
	return b, nil
}

// readFile hashes an upload.
func readFile(part *multipart.Part) (mailbox.Part, error) {
	name, ok := fileName(part)
	if !ok {
		return mailbox.Part{}, invalid("a part has no file name")
	}
	kind, _, err := mime.ParseMediaType(part.Header.Get("Content-Type"))
	if err != nil {
		return mailbox.Part{}, invalid("a part has no media type")
	}
	p, err := mailbox.NewPart(part.FormName(), name, kind, io.LimitReader(part, maxUpload+1))
	switch {
	case err != nil:
		return p, readError(err)
	case p.Size > maxUpload:
		return p, errTooLarge
	}
	return p, nil
}

// fileName is the filename parameter as it came: Part.FileName would cut a path off.
func fileName(part *multipart.Part) (string, bool) {
	_, params, err := mime.ParseMediaType(part.Header.Get("Content-Disposition"))
	if err != nil {
		return "", false
	}
	return params["filename"], params["filename"] != ""
}

func invalid(message string) error { return &mailbox.Refusal{Code: codeInvalid, Message: message} }

// readError tells a request that is too long from one that is broken.
func readError(err error) error {
	var long *http.MaxBytesError
	if errors.As(err, &long) {
		return fmt.Errorf("reading publication: %w", errTooLarge)
	}
	return fmt.Errorf("reading publication: %w", errUnreadable)
}
