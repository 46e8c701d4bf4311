package tui

import "myebox/tui/keymap"

// walkers are the keys of movement.
var walkers = []command{cmdUp, cmdDown, cmdPageUp, cmdPageDown, cmdHome, cmdEnd}

// everywhere are the commands that the root offers on every screen with help.
var everywhere = []command{cmdHelp, cmdPalette, cmdTongue, cmdAgain}

// steadfast are the keys of places where something is typed or confirmed. They stay as they are: whoever gives commands
// other keys must not find a field that swallows a letter, or a question that another key answers.
var steadfast = []command{
	cmdChoose, cmdCancel, cmdSend, cmdErase, cmdSayDigits, cmdSure, cmdAcceptText, cmdChange, cmdNewCode, cmdEndWriting,
	cmdConfirm, cmdReturn, cmdYes, cmdNo,
}

// kept are keys that a command has whatever else it is given: a way out of everything. There are screen readers that never
// hand on a lone Escape, since they wait for the rest of a sequence; Ctrl+G does the same everywhere.
var kept = keymap.Table{"back": {"esc", "ctrl+g"}, "quit": {keymap.Quit}}

// digits is what is typed where a PIN or a code is.
const digits = "digits"

// places are the commands that can be offered at the same time, place by place.
var places = []struct {
	name string
	cmds []command
	nums bool // digits are typed there
}{
	{name: "inbox", cmds: set(everywhere, walkers, []command{
		cmdOpen, cmdSearch, cmdFilter, cmdHide, cmdShow, cmdQuit, cmdFolder, cmdInbox, cmdHidden, cmdUnread, cmdRegistered,
		cmdExpiring, cmdClear, cmdSort, cmdUndo, cmdRefresh, cmdNotices, cmdProfile, cmdReplies, cmdCards, cmdLogOut,
		cmdDetails, cmdRetry, cmdMark, cmdUnmark, cmdBoxes,
	})},
	{name: "message", cmds: set(everywhere, walkers, []command{
		cmdOpen, cmdNextItem, cmdPrevItem, cmdSave, cmdSaveAll, cmdBack, cmdNextMessage, cmdPrevMessage, cmdLanguage,
		cmdCopyIBAN, cmdCopyReference, cmdReply,
	})},
	{name: "document", cmds: set(everywhere, walkers, []command{cmdSave, cmdBack, cmdDetails, cmdRetry})},
	{name: "download", cmds: set(everywhere, walkers, []command{
		cmdCancel, cmdStart, cmdOtherFolder, cmdBack, cmdRetry, cmdOpenFile, cmdPrint, cmdNextItem, cmdPrevItem,
	})},
	{name: "login", cmds: set(everywhere, walkers, []command{
		cmdChoose, cmdRetry, cmdDetails, cmdQuit, cmdCopyAddress, cmdOpenAgain, cmdCancel,
	})},
	{name: "login again", cmds: set(everywhere, walkers, []command{
		cmdChoose, cmdRetry, cmdDetails, cmdBack, cmdCopyAddress, cmdOpenAgain, cmdCancel,
	})},
	{name: "reply", cmds: set(everywhere, walkers, []command{
		cmdChoose, cmdNextItem, cmdPrevItem, cmdCancel, cmdPrevStep, cmdDetails, cmdRefresh,
	})},
	{name: "reply after", cmds: set(everywhere, walkers, []command{
		cmdChoose, cmdNextItem, cmdPrevItem, cmdBack, cmdDetails, cmdRefresh, cmdOpen,
	})},
	{name: "profile", cmds: set(everywhere, walkers, []command{
		cmdChoose, cmdChange, cmdNextItem, cmdPrevItem, cmdBack, cmdRefresh, cmdCopyAddress, cmdAcceptText, cmdCancel, cmdDetails, cmdRetry,
	})},
	{name: "boxes", cmds: set(everywhere, walkers, []command{cmdOpen, cmdRefresh, cmdDetails, cmdBack})},
	{name: "code", cmds: []command{cmdSend, cmdNewCode, cmdHelp, cmdPalette, cmdTongue, cmdAgain, cmdCancel}, nums: true},
	{name: "PIN", cmds: set(walkers, []command{cmdSend, cmdErase, cmdSayDigits, cmdSure, cmdCancel}), nums: true},
	{name: "question", cmds: set(walkers, []command{cmdYes, cmdNo, cmdConfirm, cmdReturn})},
	{name: "help", cmds: set(walkers, []command{cmdBack, cmdHelp, cmdSearch, cmdTongue})},
	{name: "commands", cmds: set(walkers, []command{cmdBack, cmdChoose, cmdSearch})},
	{name: "choice", cmds: set(walkers, []command{cmdBack, cmdChoose})},
	{name: "failure", cmds: set(walkers, []command{cmdBack, cmdDetails, cmdRetry})},
	{name: "card", cmds: set(walkers, []command{cmdBack, cmdChoose, cmdNumber, cmdPhoto, cmdCancel})},
	{name: "writing", cmds: []command{cmdEndWriting}},
	{name: "word", cmds: set(walkers, []command{cmdSend, cmdCancel, cmdErase})},
}

// set is all parts in one.
func set(parts ...[]command) []command {
	var out []command
	for _, p := range parts {
		out = append(out, p...)
	}
	return out
}

// KeyRules are what keys of a person's own must keep to. more are commands of another face that can be offered beside any
// command here, with their keys.
func KeyRules(more keymap.Table) keymap.Rules {
	r := keymap.Rules{Keys: keymap.Table{}, Keep: kept, Taken: keymap.Table{digits: {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"}}}
	for _, e := range keyTable {
		r.Keys[e.name] = e.keys
	}
	for _, c := range steadfast {
		r.Fixed = append(r.Fixed, keyTable[c].name)
	}
	var others []string
	for name, keys := range more {
		if r.Keys[name] == nil {
			r.Keys[name] = keys
			others = append(others, name)
		}
	}
	for _, p := range places {
		var names []string
		for _, c := range p.cmds {
			names = append(names, keyTable[c].name)
		}
		if p.nums {
			names = append(names, digits)
		} else {
			names = append(names, others...)
		}
		r.Together = append(r.Together, names)
	}
	return r
}

// keysOf are the keys of a command: the person's own, else those of the table.
func (k *kit) keysOf(c command) []string {
	if own, ok := k.deps.Keys[keyTable[c].name]; ok {
		return own
	}
	return keyTable[c].keys
}
