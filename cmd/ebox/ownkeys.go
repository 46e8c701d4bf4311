package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"myebox/ebox"
	"myebox/tui"
	"myebox/tui/keymap"
	"myebox/tui/linear"
)

// keyList is the keys of a command in [keys]: one, or a list.
type keyList []string

// UnmarshalTOML takes a string or a list of strings.
func (k *keyList) UnmarshalTOML(v any) error {
	switch v := v.(type) {
	case string:
		*k = keyList{v}
		return nil
	case []any:
		for _, one := range v {
			s, ok := one.(string)
			if !ok {
				return errors.New("keys: want a key or a list of keys")
			}
			*k = append(*k, s)
		}
		return nil
	}
	return errors.New("keys: want a key or a list of keys")
}

// keyRules are those of both faces: one table of keys holds for them.
func keyRules() keymap.Rules { return tui.KeyRules(linear.KeyTable()) }

// ownKeys are the keys that the person gave to commands, checked.
func (w *wiring) ownKeys() (keymap.Table, error) {
	if w.cfg == nil { // nothing was read yet
		return nil, nil
	}
	own := keymap.Table{}
	for name, keys := range w.cfg.Keys {
		own[name] = keys
	}
	if len(own) == 0 {
		return nil, nil
	}
	out, err := keyRules().Check(own)
	if err != nil {
		return nil, &configError{w.cfg.path, errors.New(w.keysWrong(err))}
	}
	return out, nil
}

// keysWrong says what is wrong with the keys, in the language of the person.
func (w *wiring) keysWrong(err error) string {
	t := &w.t.Palette
	var c *keymap.Conflict
	if errors.As(err, &c) {
		return fmt.Sprintf(t.ErrConflict, ebox.Sanitize(c.Key), c.First, c.Other)
	}
	var e *keymap.Error
	if !errors.As(err, &e) {
		return err.Error()
	}
	name, key := ebox.Sanitize(e.Command), ebox.Sanitize(e.Key)
	switch {
	case errors.Is(err, keymap.ErrNoCommand):
		return fmt.Sprintf(t.ErrNoCommand, name)
	case errors.Is(err, keymap.ErrFixed):
		return fmt.Sprintf(t.ErrFixed, name)
	case errors.Is(err, keymap.ErrReserved):
		return fmt.Sprintf(t.ErrReserved, key, name)
	case errors.Is(err, keymap.ErrEmpty):
		return fmt.Sprintf(t.ErrEmpty, name)
	}
	return fmt.Sprintf(t.ErrNoKey, key, name)
}

// keyTable is every command of the full screen, one a line: its name in the configuration, its keys as they are when
// nobody changes them, what it does, and who else takes one of the keys.
func (w *wiring) keyTable() string {
	rows, taken := w.keyRows(nil)
	for i := range rows {
		rows[i] = append(rows[i], taken[i])
	}
	return columned(rows)
}

// keyRows are the columns of the table of keys, with the person's own; taken is who else takes keys of a row.
func (w *wiring) keyRows(own keymap.Table) (rows [][]string, taken []string) {
	t := &w.t.Palette
	rows, taken = [][]string{{t.KeyName, t.KeyKeys, t.KeyDoes}}, []string{t.KeyTaken}
	for _, k := range tui.KeyTable(w.t, own) {
		does := k.Does
		if k.Fixed {
			does += " (" + t.KeyFixed + ")"
		}
		var by []string
		for _, x := range k.Taken {
			by = append(by, w.t.Label(x.Key, strings.Join(x.By, ", ")))
		}
		rows = append(rows, []string{k.Name, strings.Join(k.Keys, " "), does})
		taken = append(taken, strings.Join(by, "; "))
	}
	return rows, taken
}

// columned lays rows out in columns as wide as their widest text, two blanks between them.
func columned(rows [][]string) string {
	var wide []int
	for _, r := range rows {
		for i, s := range r {
			if i == len(wide) {
				wide = append(wide, 0)
			}
			wide[i] = max(wide[i], ansi.StringWidth(s))
		}
	}
	var b strings.Builder
	for _, r := range rows {
		line := ""
		for i, s := range r {
			line += s + strings.Repeat(" ", wide[i]-ansi.StringWidth(s)+2)
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	return b.String()
}

// keysHelp is the help topic about keys. It shows the person's own; mistakes in them are told by whoever uses them.
func (w *wiring) keysHelp() string {
	t := &w.t.Palette
	own, err := w.ownKeys()
	if err != nil {
		own = nil
	}
	rows, taken := w.keyRows(own)
	var b strings.Builder
	fmt.Fprintf(&b, t.TopicKeysLong, short(w.dirs.config)+"/config.toml")
	fmt.Fprintf(&b, "\n\n    [keys]\n    refresh = \"F\"\n    page = [\"space\", \"ctrl+f\"]\n\n%s %s\n\n", t.KeyNoTaker, t.KeyQuits)
	for i, r := range rows[1:] { // no columns: they are hard to follow by ear
		b.WriteString(w.t.Label(r[0], r[1]) + ", " + r[2] + "\n")
		if taken[i+1] != "" {
			b.WriteString("    (" + w.t.Label(t.KeyTaken, taken[i+1]) + ")\n")
		}
	}
	return strings.TrimRight(b.String(), "\n")
}
