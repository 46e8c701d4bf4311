package tui

import (
	"slices"

	"myebox/tui/keymap"
	"myebox/tui/lang"
)

// Key is a command with its keys, for the documentation. Some keys do different things on different screens.
type Key struct {
	Name  string   // in the configuration
	Keys  []string // as they are written: "↑", "k"
	Does  string
	Fixed bool   // its keys cannot be changed
	Taken []Took // which of its keys others take for themselves
}

// Took is a key as it is written, and the programs that take it before it arrives.
type Took struct {
	Key string
	By  []string
}

// KeyTable is every command of the screens with its keys, from the table that the screens themselves read, with the
// person's own keys in it.
func KeyTable(t *lang.Texts, own keymap.Table) []Key {
	k := &kit{t: t, deps: Deps{Keys: own}}
	var out []Key
	for c := cmdNone + 1; c <= cmdNo; c++ {
		e, ok := keyTable[c]
		if !ok {
			continue
		}
		b := k.bind(binding{cmd: c})[0]
		key := Key{Name: e.name, Keys: b.names(), Does: b.text, Fixed: slices.Contains(steadfast, c)}
		for i, name := range b.Keys() {
			if by := keymap.TakenBy(name); len(by) > 0 {
				key.Taken = append(key.Taken, Took{key.Keys[i], by})
			}
		}
		out = append(out, key)
	}
	return out
}
