package backend

import "context"

// Letters writes the letter that withdraws consent by post.
type Letters interface {
	// Write writes it into dir, as PDF and as text in lang ("nl", "fr", "de" or "en"), never over another file, and gives the
	// absolute paths. Nothing is asked of a server.
	Write(ctx context.Context, lang, dir string) (paths []string, err error)
}
