package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"myebox/ebox"
	"myebox/tui/backend"
	"myebox/tui/present"
)

// viewer shows a document as plain text. Opening it fetches the document, so it is opened by an explicit key only.
type viewer struct {
	kit   *kit
	box   backend.Box
	voice present.Voice
	msg   *ebox.Message
	index int
	info  present.FileInfo
	doc   *present.Document // nil: not there yet
	raw   []byte            // what it was made from
	flow
	w      int
	first  int // line of the document's own text
	ctx    context.Context
	cancel context.CancelFunc
}

// viewedMsg is a document that was fetched and looked into.
type viewedMsg struct {
	of  *viewer
	doc present.Document
	raw []byte
	err error
}

func (v viewedMsg) fetched() (*ebox.Message, bool, error) {
	return v.of.msg, v.of.main(), v.err
}

func newViewer(k *kit, b backend.Box, v present.Voice, m *ebox.Message, index int) *viewer {
	w := &viewer{kit: k, box: b, voice: v, msg: m, index: index, info: v.File(m, index)}
	w.ctx, w.cancel = context.WithCancel(k.ctx)
	return w
}

// Init fetches the document.
func (v *viewer) Init() outcome {
	v.layout()
	return outcome{cmd: v.fetch(), wipe: wipeAll}
}

// main tells whether the document is what marks the message as read.
func (v *viewer) main() bool { return v.msg.Marks(&v.msg.Attachments[v.index]) }

func (v *viewer) fetch() tea.Cmd {
	a := &v.msg.Attachments[v.index]
	return func() tea.Msg {
		b, err := v.box.Fetcher.Content(v.ctx, v.msg, a, present.MaxDocument)
		if err != nil {
			return viewedMsg{of: v, err: err}
		}
		return viewedMsg{of: v, doc: v.voice.Document(b, a.MediaType), raw: b}
	}
}

// Update takes keys and the document.
func (v *viewer) Update(msg tea.Msg) outcome {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return v.key(msg)
	case tea.MouseWheelMsg:
		v.wheel(msg)
	case viewedMsg:
		if msg.of == v {
			return v.viewed(msg)
		}
	case readMsg:
		v.msg = nowRead(v.msg, msg.key)
	case reopenMsg:
		v.box = msg.box
		if v.doc == nil {
			return outcome{cmd: v.fetch()}
		}
	}
	return outcome{}
}

// viewed takes the document. Without it there is nothing to show, so the failure takes the viewer's place.
func (v *viewer) viewed(msg viewedMsg) outcome {
	if msg.err != nil {
		o := v.kit.failed(msg.err, openMsg{v.msg.Key, attachmentItem{v.index}})
		o.pop = o.login == nil
		return o
	}
	v.doc, v.raw = &msg.doc, msg.raw
	v.layout()
	v.moveTo(v.beginning())
	return outcome{}
}

func (v *viewer) key(k tea.KeyPressMsg) outcome {
	cmd, why := match(k, v.Keys())
	if why != "" {
		return v.kit.off(why)
	}
	if v.walk(cmd) {
		return outcome{}
	}
	switch cmd {
	case cmdSave:
		return opened(newDownload(v.kit, v.box, v.msg, v.voice, []int{v.index}))
	case cmdHelp:
		return opened(newHelp(v.kit, v.Keys()))
	case cmdBack:
		return outcome{pop: true}
	}
	return outcome{}
}

// Keys are those of a text.
func (v *viewer) Keys() []binding {
	bs := v.kit.bind(when(v.doc != nil, cmdSave, v.kit.t.Why.NotLoaded), on(cmdHelp), on(cmdBack))
	for i := range bs {
		bs[i].hint = true
	}
	return append(v.kit.walking(true), bs...)
}

// Resize wraps the document for the room there is.
func (v *viewer) Resize(w, h int) {
	v.w = w
	v.resize(h)
	v.layout()
}

// layout makes the lines: the title, what is to be said about the document, and its text.
func (v *viewer) layout() {
	w := max(v.kit.textWidth(v.w), 1)
	out := paragraphs(w, lookStrong, v.info.Title)
	if v.doc == nil {
		if !v.kit.deps.Reader {
			out = append(out, line{})
		}
		out = append(out, paragraphs(w, lookPlain, sprintf(v.kit.t.Viewer.Loading, v.info.Title))...)
	} else {
		for _, n := range v.doc.Notes {
			out = append(out, paragraphs(w, lookLabel, n)...)
		}
		if !v.kit.deps.Reader {
			out = append(out, line{})
		}
		v.first = len(out)
		for _, l := range v.doc.Lines {
			for _, s := range present.Wrap(l, w) {
				out = append(out, line{text: s})
			}
		}
	}
	v.set(indented(out, min(1, max(v.w-1, 0))))
}

// View is the document.
func (v *viewer) View(th theme) page {
	lines, x, y := v.view(th, max(v.w-1, 0))
	return page{lines: lines, x: x, y: y}
}

// Close ends the fetching.
func (v *viewer) Close() { v.cancel() }
