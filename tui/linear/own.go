package linear

import (
	"strings"

	"myebox/tui/keymap"
)

// KeyTable is every command of the linear mode with its keys, by the names that commands have in the configuration.
func KeyTable() keymap.Table {
	t := keymap.Table{}
	for c, e := range entries {
		for _, k := range e.keys {
			if k == " " {
				k = "space"
			}
			t[c.name()] = append(t[c.name()], string(k))
		}
	}
	return t
}

// name is the command's name in the configuration.
func (c command) name() string { return strings.ReplaceAll(string(c), " ", "-") }

// keysOf are the keys of a command: the person's own, else those of the table.
func (a *Asker) keysOf(c command) []key {
	own, ok := a.own[c.name()]
	if !ok {
		return entries[c].keys
	}
	out := make([]key, len(own))
	for i, k := range own {
		if k == "space" {
			k = " "
		}
		out[i] = key(k)
	}
	return out
}
