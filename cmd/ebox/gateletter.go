package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"myebox/ebox"
	"myebox/tui/lang"
	"myebox/tui/present/letter"
)

// letters writes the letter that withdraws consent by post: backend.Letters.
type letters struct{ now func() time.Time }

// Write implements backend.Letters. Nothing of the person is in the files or in their names.
func (l letters) Write(ctx context.Context, code, dir string) (paths []string, err error) {
	made := letter.New(lang.For(code))
	pdf, err := made.PDF(l.now())
	if err != nil {
		return nil, fmt.Errorf("writing the letter: %w", err)
	}
	for _, f := range []struct {
		mediaType string
		text      []byte
	}{{"application/pdf", pdf}, {"text/plain", []byte(made.Text())}} {
		if err := ctx.Err(); err != nil {
			return paths, err
		}
		s, err := ebox.SaveFile(dir, strings.TrimSuffix(made.FileName(""), "."), f.mediaType, f.text)
		if err != nil {
			return paths, fmt.Errorf("writing the letter: %w", err)
		}
		paths = append(paths, s.Path)
	}
	return paths, nil
}
