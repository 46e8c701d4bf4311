package tui

import "myebox/tui/lang"

// Key is what a key does, for the documentation. Some keys do different things on different screens.
type Key struct {
	Keys []string // as they are written: "↑", "k"
	Does string
}

// KeyTable is every command of the screens with its keys, from the table that the screens themselves read.
func KeyTable(t *lang.Texts) []Key {
	k := &kit{t: t}
	var out []Key
	for c := cmdNone + 1; c <= cmdNo; c++ {
		if _, ok := keyTable[c]; ok {
			b := k.bind(binding{cmd: c})[0]
			out = append(out, Key{Keys: b.names(), Does: b.text})
		}
	}
	return out
}
