// Package keymap checks the keys that a person gives to commands: that there are such keys and such commands, and that no
// key does two things in one place. It also knows which keys screen readers and terminals take for themselves. It is data
// and pure functions; which commands there are is told by whoever has them.
package keymap

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Table is the keys of commands, by the names that commands have in the configuration.
type Table map[string][]string

// Errors of a table.
var (
	ErrNoCommand = errors.New("there is no command of this name")
	ErrNoKey     = errors.New("there is no key of this name")
	ErrFixed     = errors.New("the keys of this command cannot be changed")
	ErrReserved  = errors.New("this key always quits")
	ErrEmpty     = errors.New("a command needs a key")
)

// Error is what is wrong with one command's keys.
type Error struct {
	Command string // its name
	Key     string // ""; or the key that is wrong
	Err     error
}

func (e *Error) Error() string {
	if e.Key == "" {
		return fmt.Sprintf("%s: %v", e.Command, e.Err)
	}
	return fmt.Sprintf("%s = %q: %v", e.Command, e.Key, e.Err)
}

// Unwrap is what is wrong.
func (e *Error) Unwrap() error { return e.Err }

// Conflict is one key for two commands that can both be meant in one place.
type Conflict struct {
	Key   string
	First string // names of the commands
	Other string
}

func (c *Conflict) Error() string {
	return fmt.Sprintf("%q is the key of two commands of one screen: %s and %s", c.Key, c.First, c.Other)
}

// Quit is the key that quits in every place, whatever the table says.
const Quit = "ctrl+c"

// named are the keys that are not printed characters.
var named = []string{
	"up", "down", "left", "right", "pgup", "pgdown", "home", "end", "enter", "esc", "tab", "shift+tab", "space", "backspace",
	"delete", "insert", "f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9", "f10", "f11", "f12",
}

// Key is a key as the tables write it: "x", "X", "enter", "ctrl+f". ok is false when terminals send no such key, or send
// another one in its place: Ctrl with h, i, j, m and [ is Backspace, Tab, Enter and Escape.
func Key(s string) (k string, ok bool) {
	if slices.Contains(named, strings.ToLower(s)) {
		return strings.ToLower(s), true
	}
	switch strings.ToLower(s) {
	case "pageup":
		return "pgup", true
	case "pagedown":
		return "pgdown", true
	case "escape":
		return "esc", true
	case "return":
		return "enter", true
	}
	if len(s) > 5 && strings.EqualFold(s[:5], "ctrl+") {
		k = strings.ToLower(s)
		return k, len(k) == 6 && k[5] >= 'a' && k[5] <= 'z' && !strings.ContainsRune("hijm", rune(k[5]))
	}
	if s == " " {
		return "space", true
	}
	r, n := utf8.DecodeRuneInString(s)
	return s, n == len(s) && n > 0 && r != utf8.RuneError && unicode.IsGraphic(r) && !unicode.IsSpace(r) && !unicode.IsMark(r)
}

// Rules are what a table must keep to.
type Rules struct {
	Keys     Table      // of all commands, as they are when nobody changes them
	Fixed    []string   // commands whose keys cannot be changed: typing and confirming
	Keep     Table      // keys that a command keeps whatever else it gets
	Together [][]string // commands that can be offered in one place; the names need not be in Keys
	Taken    Table      // keys of places, by names out of Together, that are no command's: what is typed there
}

// Check is own, with the keys as they are called here and the keys that stay added. The error is an *Error or a *Conflict;
// of several the same one every time.
func (r Rules) Check(own Table) (Table, error) {
	out := Table{}
	for _, name := range slices.Sorted(maps.Keys(own)) {
		keys, err := r.one(name, own[name])
		if err != nil {
			return nil, err
		}
		out[name] = keys
	}
	for _, place := range r.Together {
		if err := r.clash(place, out); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// one is the keys of one command, checked.
func (r Rules) one(name string, keys []string) ([]string, error) {
	switch {
	case slices.Contains(r.Fixed, name):
		return nil, &Error{name, "", ErrFixed}
	case r.Keys[name] == nil:
		return nil, &Error{name, "", ErrNoCommand}
	case len(keys) == 0:
		return nil, &Error{name, "", ErrEmpty}
	}
	var out []string
	for _, s := range append(slices.Clone(keys), r.Keep[name]...) {
		k, ok := Key(s)
		switch {
		case k == Quit && !slices.Contains(r.Keep[name], Quit):
			return nil, &Error{name, s, ErrReserved}
		case !ok && k != Quit:
			return nil, &Error{name, s, ErrNoKey}
		case !slices.Contains(out, k):
			out = append(out, k)
		}
	}
	return out, nil
}

// of is the keys of a command, changed or not.
func (r Rules) of(name string, own Table) []string {
	if keys, ok := own[name]; ok {
		return keys
	}
	return append(slices.Clone(r.Keys[name]), r.Taken[name]...)
}

// clash looks for a key with two meanings in one place. Two commands that share a key from the beginning are never
// offered at the same time.
func (r Rules) clash(place []string, own Table) error {
	for i, a := range place {
		for _, b := range place[i+1:] {
			if own[a] == nil && own[b] == nil {
				continue
			}
			for _, k := range r.of(a, own) {
				if slices.Contains(r.of(b, own), k) && !(slices.Contains(r.Keys[a], k) && slices.Contains(r.Keys[b], k)) {
					return &Conflict{k, a, b}
				}
			}
		}
	}
	return nil
}
