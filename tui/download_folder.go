package tui

import (
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"
)

// folderRow is the row that says the folder, and where another one is typed.
const folderRow = 2

// typeFolder lets the folder be typed, on its own row.
func (d *download) typeFolder() {
	t := d.kit.t
	d.moveTo(0)
	d.folder = newField(strings.TrimRight(t.Label(t.Download.To, ""), " "), "", d.w)
	d.folder.input.CharLimit = 0 // paths are as long as they are
	d.folder.input.SetValue(d.kit.place(d.dir))
	d.folder.input.CursorEnd()
}

// typed takes a key while the folder is typed. Whether there is such a folder shows when something is saved.
func (d *download) typed(k tea.KeyPressMsg) outcome {
	cmd, _ := match(k, d.Keys())
	switch cmd {
	case cmdCancel:
		d.folder = nil
	case cmdChoose:
		d.dir = d.path(d.folder.input.Value())
		d.folder = nil
		d.layout()
		return told(noteInfo, d.kit.t.Label(d.kit.t.Download.To, d.kit.place(d.dir)))
	default:
		d.folder.typed(k)
	}
	return outcome{}
}

// path is what was typed as an absolute path: ~ is the person's home, which is also what a relative path begins at.
// Nothing is the folder that there was at first.
func (d *download) path(typed string) string {
	first, home := d.kit.deps.Dir, d.kit.deps.Home
	typed = strings.TrimSpace(typed)
	if typed == d.kit.place(d.dir) { // left as it was, whatever cannot be shown of it
		return d.dir
	}
	if rest, ok := strings.CutPrefix(typed, "~"); ok && home != "" && (rest == "" || rest[0] == filepath.Separator) {
		typed = home + rest
	}
	switch {
	case typed == "":
		return first
	case filepath.IsAbs(typed):
		return filepath.Clean(typed)
	case home != "":
		return filepath.Join(home, typed)
	}
	return filepath.Join(first, typed)
}
