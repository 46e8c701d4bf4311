package main

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"time"
	"unicode"

	"myebox/ebox"
)

// downloadJSON is the result of download.
type downloadJSON struct {
	head
	Ref         string       `json:"ref"`
	Subject     string       `json:"subject"`
	MarkedRead  bool         `json:"markedRead"`
	MarkUnknown bool         `json:"markUnknown,omitempty"` // no answer told whether the message was marked
	Files       []fileJSON   `json:"files"`
	Failed      []failedJSON `json:"failed"`
}

type fileJSON struct {
	Number   int    `json:"number"` // of the attachment; 0: the text of the message
	Title    string `json:"title"`
	Path     string `json:"path"`
	Bytes    int64  `json:"bytes"`
	SHA256   string `json:"sha256"`   // hexadecimal
	Verified bool   `json:"verified"` // it is the digest that was announced
	Main     bool   `json:"main"`
}

type failedJSON struct {
	Number int    `json:"number"`
	Title  string `json:"title"`
	Code   string `json:"code"`
	What   string `json:"what"`
}

// markPatience is how long the end of a download asks whether the message is read now.
const markPatience = 5 * time.Second

// messages is the part of the federation that tells about a message.
type messages interface {
	Message(ctx context.Context, k ebox.Key) (*ebox.Message, error)
}

// markOf is what a download did to the read mark of message k. Where no answer arrived the provider is asked, also
// after the person interrupted the download; MarkUnknown is left when it does not tell.
func markOf(ctx context.Context, src messages, k ebox.Key, results []saved) ebox.Mark {
	mark := ebox.MarkNo
	for _, s := range results {
		if !s.main {
			continue
		}
		switch ebox.MarkOf(s.err) {
		case ebox.MarkYes:
			return ebox.MarkYes
		case ebox.MarkUnknown:
			mark = ebox.MarkUnknown
		}
	}
	if mark == ebox.MarkNo {
		return mark
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), markPatience)
	defer cancel()
	m, err := src.Message(ctx, k)
	switch {
	case err != nil:
		return ebox.MarkUnknown
	case m.ReadStatus:
		return ebox.MarkYes
	}
	return ebox.MarkNo
}

// showSaved says what was saved, under which name, whether it is what was announced, and what it did to the message.
func (w *wiring) showSaved(d *desk, m *ebox.Message, results []saved, mark ebox.Mark, o *downloadOptions) error {
	if o.json {
		return writeJSON(w.sys.out, w.downloadJSON(d, m, results, mark))
	}
	for _, s := range results {
		switch {
		case s.err == nil:
			w.printSaved(s)
		case errors.Is(s.err, context.Canceled):
			w.note(w.t.Download.Stopped)
		case len(results) > 1:
			w.note(w.t.Label(s.title, w.explain(s.err).What))
		}
	}
	switch {
	case m.ReadStatus:
	case mark == ebox.MarkYes:
		w.note(fmt.Sprintf(w.t.Inbox.MarkedRead, w.voice(nil).Subject(m)))
	case mark == ebox.MarkUnknown:
		w.note(w.words.MarkUnknown)
	}
	return nil
}

func (w *wiring) printSaved(s saved) {
	t := &w.t.Download
	// The path stands whole on its line, so that it can be copied and read by a script.
	fmt.Fprintf(w.sys.out, t.Saved+"\n", shownPath(s.file.Path))
	if s.att == nil {
		return
	}
	if name := filepath.Base(s.file.Path); name != ebox.SafeName(s.att.FileName, s.att.MediaType) {
		w.say(fmt.Sprintf(t.Renamed, ebox.Sanitize(name)))
	}
	if s.file.Verified {
		w.say(t.Verified)
	} else {
		w.say(t.Unverified)
	}
	w.say(w.t.Label(t.SHA256, hex.EncodeToString(s.file.SHA256[:])))
}

// shownPath is a path as it is, so that it can be copied; quoted only when a terminal would obey something in it.
func shownPath(path string) string {
	if strings.ContainsFunc(path, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return strconv.QuoteToASCII(path)
	}
	return path
}

func (w *wiring) downloadJSON(d *desk, m *ebox.Message, results []saved, mark ebox.Mark) downloadJSON {
	j := downloadJSON{
		head: newHead(d.profile), Ref: m.Key.String(), Subject: w.voice(nil).Subject(m),
		MarkedRead: mark == ebox.MarkYes, MarkUnknown: mark == ebox.MarkUnknown && !m.ReadStatus,
		Files: []fileJSON{}, Failed: []failedJSON{},
	}
	for _, s := range results {
		if s.err != nil {
			e := w.explain(s.err)
			j.Failed = append(j.Failed, failedJSON{s.number, s.title, e.Code, e.What})
			continue
		}
		j.Files = append(j.Files, fileJSON{
			Number: s.number, Title: s.title, Path: s.file.Path, Bytes: s.file.Bytes, SHA256: hex.EncodeToString(s.file.SHA256[:]),
			Verified: s.file.Verified, Main: s.main,
		})
	}
	return j
}
