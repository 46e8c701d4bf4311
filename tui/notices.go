package tui

import "fmt"

// newNotices is all there is to say about providers that are missing.
// It follows the list while that is being fetched.
func newNotices(k *kit, m *inbox) *helper {
	n := &helper{kit: k, asked: cmdNotices}
	n.title = k.t.Notices.Title
	n.foot = foot(n.Keys())
	n.fill = func(w int) []line {
		notices, v := m.feed.view.Notices, m.voice()
		switch {
		case len(notices) == 0 && (!m.feed.opened || m.feed.busy == workLoad):
			return paragraphs(w, lookPlain, k.t.Words.Loading)
		case len(notices) == 0:
			return paragraphs(w, lookPlain, k.t.Words.None)
		}
		var out []line
		for _, notice := range notices {
			if len(out) > 0 {
				out = append(out, line{})
			}
			out = append(out, paragraphs(w, lookPlain, v.Notice(notice))...)
			if notice.Err != nil {
				for _, d := range k.failure(notice.Err, notice.Provider).Details {
					out = append(out, indented(paragraphs(w-2, lookPlain, d), 2)...)
				}
			}
		}
		return out
	}
	return n
}

// sprintf is fmt.Sprintf for formats out of package lang, which a test there checks.
func sprintf(format string, args ...any) string { return fmt.Sprintf(format, args...) }
