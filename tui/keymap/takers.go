package keymap

import (
	"slices"
	"strings"
)

// Taker is a program that takes keys for itself, so that they may not arrive.
type Taker struct {
	Name string
	// Takes are its keys as the tables write them. A key that ends in "+" stands for every chord that begins so.
	Takes []string
}

// Takers are the screen readers and terminal programs whose keys are known, as they are set when nobody changes them.
// Chords of Insert, Caps Lock, and Ctrl with Option reach no program in a terminal: they stand here so that the table can
// say that none of ours needs them.
func Takers() []Taker {
	return []Taker{
		{"Orca", []string{"insert", "insert+", "capslock+"}},                             // the Orca modifier, desktop and laptop
		{"NVDA", []string{"insert", "insert+", "capslock+", "ctrl+alt+n"}},               // the NVDA modifier
		{"JAWS", []string{"insert", "insert+", "capslock+"}},                             // the JAWS key
		{"Narrator", []string{"insert+", "capslock+", "ctrl+super+"}},                    // Windows
		{"VoiceOver", []string{"ctrl+alt+", "capslock+", "f5", "super+f5"}},              // Ctrl+Option
		{"Fenrir", []string{"insert", "insert+", "capslock+", "kp+"}},                    // the Fenrir key, and the keypad
		{"Speakup", []string{"insert", "insert+", "capslock+", "kp+"}},                   // review keys on the keypad
		{"BRLTTY", []string{"insert+", "capslock+", "kp+"}},                              // its keypad tables; the display's own keys are none of ours
		{"yasr", []string{"alt+"}},                                                       // disable, review and setting keys
		{"tmux", []string{"ctrl+b"}},                                                     // prefix
		{"screen", []string{"ctrl+a"}},                                                   // prefix
		{"mosh", []string{"ctrl+^"}},                                                     // escape
		{"ssh", []string{"~"}},                                                           // escape, after a line break
		{"terminal", []string{"ctrl+s", "ctrl+q", "ctrl+z", "f1", "f10", "f11", "alt+"}}, // flow control, jobs, menus, full screen
	}
}

// TakenBy are the programs that take a key, by name, in the order of Takers.
func TakenBy(key string) []string {
	var out []string
	for _, t := range Takers() {
		if slices.ContainsFunc(t.Takes, func(k string) bool {
			return k == key || strings.HasSuffix(k, "+") && strings.HasPrefix(key, k)
		}) {
			out = append(out, t.Name)
		}
	}
	return out
}

// Plain tells whether a key is a single one that every keyboard has and nobody takes: no chord, no function key. Shift
// with Tab, and Shift with a letter, are typed like any capital.
func Plain(key string) bool {
	if len(TakenBy(key)) > 0 {
		return false
	}
	k := strings.TrimPrefix(key, "shift+")
	function := len(k) > 1 && k[0] == 'f' && k[1] >= '1' && k[1] <= '9'
	return !function && (len(k) == 1 || !strings.Contains(k, "+"))
}
