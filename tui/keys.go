package tui

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"myebox/tui/lang"
)

// command is something that a key does.
type command int

// The commands of all screens.
const (
	cmdNone command = iota
	cmdUp
	cmdDown
	cmdPageUp
	cmdPageDown
	cmdHome
	cmdEnd
	cmdNextItem
	cmdPrevItem
	cmdOpen
	cmdChoose
	cmdBack
	cmdCancel
	cmdQuit
	cmdHelp
	cmdPalette
	cmdTongue
	cmdAgain
	cmdInbox
	cmdHidden
	cmdFolder
	cmdSearch
	cmdFilter
	cmdUnread
	cmdRegistered
	cmdExpiring
	cmdClear
	cmdSort
	cmdNotices
	cmdRefresh
	cmdHide
	cmdShow
	cmdUndo
	cmdMark
	cmdUnmark
	cmdLanguage
	cmdNextMessage
	cmdPrevMessage
	cmdSave
	cmdStart
	cmdSaveAll
	cmdOtherFolder
	cmdCopyIBAN
	cmdCopyReference
	cmdCopyAddress
	cmdOpenAgain
	cmdOpenFile
	cmdPrint
	cmdRetry
	cmdDetails
	cmdCards
	cmdBoxes
	cmdLogOut
	cmdNumber
	cmdPhoto
	cmdSend
	cmdErase
	cmdSayDigits
	cmdSure
	cmdProfile
	cmdAcceptText
	cmdChange
	cmdNewCode
	cmdReply
	cmdReplies
	cmdPrevStep
	cmdEndWriting
	cmdConfirm
	cmdReturn
	cmdYes
	cmdNo
)

// keyTable is every command with its keys and with what it does. The help, the palette, the line of keys and the matching
// of keys all read it, so that they cannot differ. Keys are the same in every language.
var keyTable = map[command]struct {
	name string   // in the configuration; never changes
	keys []string // unless the person gave it others
	text func(*lang.Texts) string
}{
	cmdUp:            {"previous", []string{"up", "k"}, func(t *lang.Texts) string { return t.Keys.Up }},
	cmdDown:          {"next", []string{"down", "j"}, func(t *lang.Texts) string { return t.Keys.Down }},
	cmdPageUp:        {"page-back", []string{"pgup", "b", "ctrl+b", "ctrl+u"}, func(t *lang.Texts) string { return t.Keys.PageUp }},
	cmdPageDown:      {"page", []string{"pgdown", "space", "ctrl+f", "ctrl+d"}, func(t *lang.Texts) string { return t.Keys.PageDown }},
	cmdHome:          {"first", []string{"home", "g"}, func(t *lang.Texts) string { return t.Keys.First }},
	cmdEnd:           {"last", []string{"end", "G"}, func(t *lang.Texts) string { return t.Keys.Last }},
	cmdNextItem:      {"next-part", []string{"tab"}, func(t *lang.Texts) string { return t.Keys.NextPart }},
	cmdPrevItem:      {"previous-part", []string{"shift+tab"}, func(t *lang.Texts) string { return t.Keys.PrevPart }},
	cmdOpen:          {"open", []string{"enter", "right"}, func(t *lang.Texts) string { return t.Keys.Open }},
	cmdChoose:        {"choose", []string{"enter"}, func(t *lang.Texts) string { return t.Keys.Choose }},
	cmdBack:          {"back", []string{"esc", "left", "q", "ctrl+g"}, func(t *lang.Texts) string { return t.Keys.Back }},
	cmdCancel:        {"cancel", []string{"esc", "ctrl+g"}, func(t *lang.Texts) string { return t.Keys.Cancel }},
	cmdQuit:          {"quit", []string{"q", "ctrl+c"}, func(t *lang.Texts) string { return t.Keys.Quit }},
	cmdHelp:          {"help", []string{"?"}, func(t *lang.Texts) string { return t.Keys.Help }},
	cmdPalette:       {"palette", []string{":"}, func(t *lang.Texts) string { return t.Palette.Key }},
	cmdTongue:        {"language", []string{"l"}, func(t *lang.Texts) string { return t.Keys.Language }},
	cmdAgain:         {"again", []string{"."}, func(t *lang.Texts) string { return t.Access.News }},
	cmdInbox:         {"inbox", []string{"1"}, func(t *lang.Texts) string { return t.Inbox.Title }},
	cmdHidden:        {"hidden", []string{"2"}, func(t *lang.Texts) string { return t.Inbox.Hidden }},
	cmdFolder:        {"other-list", []string{"tab"}, func(t *lang.Texts) string { return t.Keys.Folder }},
	cmdSearch:        {"search", []string{"/"}, func(t *lang.Texts) string { return t.Keys.Search }},
	cmdFilter:        {"filter", []string{"f"}, func(t *lang.Texts) string { return t.Keys.Filter }},
	cmdUnread:        {"unread", []string{"u"}, func(t *lang.Texts) string { return t.Filter.Unread }},
	cmdRegistered:    {"registered", []string{"m"}, func(t *lang.Texts) string { return t.Filter.Registered }},
	cmdExpiring:      {"expiring", []string{"e"}, func(t *lang.Texts) string { return t.Filter.Expiring }},
	cmdClear:         {"clear", []string{"x"}, func(t *lang.Texts) string { return t.Keys.ClearFilter }},
	cmdSort:          {"sort", []string{"s"}, func(t *lang.Texts) string { return t.Keys.Sort }},
	cmdNotices:       {"notices", []string{"n"}, func(t *lang.Texts) string { return t.Keys.Notices }},
	cmdRefresh:       {"refresh", []string{"r"}, func(t *lang.Texts) string { return t.Keys.Refresh }},
	cmdHide:          {"hide", []string{"h"}, func(t *lang.Texts) string { return t.Keys.Hide }},
	cmdShow:          {"show", []string{"h"}, func(t *lang.Texts) string { return t.Keys.Show }},
	cmdUndo:          {"undo", []string{"z"}, func(t *lang.Texts) string { return t.Keys.Undo }},
	cmdMark:          {"mark", []string{"v"}, func(t *lang.Texts) string { return t.Palette.Mark }},
	cmdUnmark:        {"unmark-all", []string{"V"}, func(t *lang.Texts) string { return t.Palette.UnmarkAll }},
	cmdLanguage:      {"text-language", []string{"L"}, func(t *lang.Texts) string { return t.Keys.TextLanguage }},
	cmdNextMessage:   {"next-message", []string{"n"}, func(t *lang.Texts) string { return t.Keys.NextMessage }},
	cmdPrevMessage:   {"previous-message", []string{"p"}, func(t *lang.Texts) string { return t.Keys.PrevMessage }},
	cmdSave:          {"download", []string{"s"}, func(t *lang.Texts) string { return t.Keys.Download }},
	cmdStart:         {"download-now", []string{"enter"}, func(t *lang.Texts) string { return t.Keys.Download }},
	cmdSaveAll:       {"download-all", []string{"a"}, func(t *lang.Texts) string { return t.Keys.DownloadAll }},
	cmdOtherFolder:   {"folder", []string{"f"}, func(t *lang.Texts) string { return t.Keys.OtherFolder }},
	cmdCopyIBAN:      {"account", []string{"i"}, func(t *lang.Texts) string { return t.Keys.Copy + ": " + t.Payment.IBAN }},
	cmdCopyReference: {"communication", []string{"c"}, func(t *lang.Texts) string { return t.Keys.Copy + ": " + t.Payment.Communication }},
	cmdCopyAddress:   {"address", []string{"c"}, func(t *lang.Texts) string { return t.Login.CopyAddress }},
	cmdOpenAgain:     {"open-again", []string{"o"}, func(t *lang.Texts) string { return t.Login.OpenAgain }},
	cmdOpenFile:      {"open-file", []string{"o"}, func(t *lang.Texts) string { return t.Keys.OpenWith }},
	cmdPrint:         {"print", []string{"p"}, func(t *lang.Texts) string { return t.Keys.Print }},
	cmdRetry:         {"retry", []string{"r"}, func(t *lang.Texts) string { return t.Words.Retry }},
	cmdDetails:       {"details", []string{"d"}, func(t *lang.Texts) string { return t.Words.Details }},
	cmdCards:         {"cards", []string{"c"}, func(t *lang.Texts) string { return t.Card.Title }},
	cmdBoxes:         {"boxes", []string{"B"}, func(t *lang.Texts) string { return t.Palette.Boxes }},
	cmdLogOut:        {"log-out", []string{"O"}, func(t *lang.Texts) string { return t.Keys.LogOut }},
	cmdNumber:        {"number", []string{"n"}, func(t *lang.Texts) string { return t.Card.ShowNumber }},
	cmdPhoto:         {"photo", []string{"p"}, func(t *lang.Texts) string { return t.Card.DrawPhoto }},
	cmdSend:          {"continue", []string{"enter"}, func(t *lang.Texts) string { return t.Words.Continue }},
	cmdErase:         {"erase", []string{"backspace", "ctrl+h"}, func(t *lang.Texts) string { return t.Card.Erase }},
	cmdSayDigits:     {"say-digits", []string{"c"}, func(t *lang.Texts) string { return t.Card.SayDigits }},
	cmdSure:          {"sure", []string{"y"}, func(t *lang.Texts) string { return t.Card.LastTryYes }},
	cmdProfile:       {"profile", []string{"p"}, func(t *lang.Texts) string { return t.Consent.Keys.Profile }},
	cmdAcceptText:    {"accept", []string{"a"}, func(t *lang.Texts) string { return t.Consent.Activation.AcceptTerms }},
	cmdChange:        {"change", []string{"enter"}, func(t *lang.Texts) string { return t.Consent.Keys.Change }},
	cmdNewCode:       {"another-code", []string{"n"}, func(t *lang.Texts) string { return t.Consent.Activation.SendAgain }},
	cmdReply:         {"reply", []string{"r"}, func(t *lang.Texts) string { return t.Reply.Title }},
	cmdReplies:       {"replies", []string{"R"}, func(t *lang.Texts) string { return t.Reply.Journal.Title }},
	cmdPrevStep:      {"previous-step", []string{"left", "backspace"}, func(t *lang.Texts) string { return t.Reply.PrevStep }},
	cmdEndWriting:    {"end-writing", []string{"esc", "ctrl+g"}, func(t *lang.Texts) string { return t.Reply.EndWriting }},
	cmdConfirm:       {"confirm", []string{"enter"}, func(t *lang.Texts) string { return t.Keys.Confirm }},
	cmdReturn:        {"return", []string{"esc", "ctrl+g"}, func(t *lang.Texts) string { return t.Keys.Back }},
	cmdYes:           {"yes", []string{"y"}, func(t *lang.Texts) string { return t.Words.Yes }},
	cmdNo:            {"no", []string{"n", "esc", "ctrl+g"}, func(t *lang.Texts) string { return t.Words.Cancel }},
}

// binding is a command as a screen offers it now.
type binding struct {
	key.Binding
	cmd  command
	text string // what it does
	why  string // why it does not work now; "" when it does
	hint bool   // on the line of keys, too; never for what depends on the focused item, or moving would redraw the line
}

// on is a command that works.
func on(c command) binding { return binding{cmd: c} }

// hinted is a command that works and is worth a place on the line of keys.
func hinted(c command) binding { return binding{cmd: c, hint: true} }

// when is a command that works if ok, and otherwise says why not.
func when(ok bool, c command, why string) binding {
	if ok {
		return on(c)
	}
	return binding{cmd: c, why: why}
}

// bind gives the bindings their keys and words.
func (k *kit) bind(bs ...binding) []binding {
	for i := range bs {
		bs[i].Binding = key.NewBinding(key.WithKeys(k.keysOf(bs[i].cmd)...))
		bs[i].text = keyTable[bs[i].cmd].text(k.t)
	}
	return bs
}

// walking are the keys of movement, if there is anything to move through.
func (k *kit) walking(ok bool) []binding {
	if !ok {
		return nil
	}
	return k.bind(on(cmdUp), on(cmdDown), on(cmdPageUp), on(cmdPageDown), on(cmdHome), on(cmdEnd))
}

// match is the command behind a key. When the command does not work now it is cmdNone, with the reason.
func match(k tea.KeyPressMsg, bs []binding) (c command, why string) {
	for _, b := range bs {
		if !key.Matches(k, b.Binding) {
			continue
		}
		if b.why == "" {
			return b.cmd, ""
		}
		why = b.why
	}
	return cmdNone, why
}

// keyNames are the keys that are not written as they are called.
var keyNames = map[string]string{
	"up": "↑", "down": "↓", "left": "←", "right": "→", "pgup": "PgUp", "pgdown": "PgDn", "home": "Home", "end": "End",
	"enter": "Enter", "backspace": "Backspace", "esc": "Esc", "tab": "Tab", "shift+tab": "Shift+Tab", "space": "Space",
	"delete": "Del", "insert": "Ins",
}

// names are the keys of a binding as they are written.
func (b binding) names() []string {
	var out []string
	for _, k := range b.Keys() {
		if n, ok := keyNames[k]; ok {
			k = n
		} else if r, ok := strings.CutPrefix(k, "ctrl+"); ok {
			k = "Ctrl+" + r
		} else if len(k) > 1 && k[0] == 'f' && k[1] <= '9' {
			k = strings.ToUpper(k)
		}
		out = append(out, k)
	}
	return out
}

// hint is a binding on one line: its first key, and what it does.
func (b binding) short() string { return b.names()[0] + " " + b.text }

// foot is the line of keys of a dialog: everything that works there, but for moving.
func foot(bs []binding) string {
	var parts []string
	for _, b := range bs {
		if b.why == "" && (b.cmd < cmdUp || b.cmd > cmdPrevItem) {
			parts = append(parts, b.short())
		}
	}
	return strings.Join(parts, " · ")
}

// off says why a key does nothing now.
func (k *kit) off(why string) outcome { return told(noteInfo, sprintf(k.t.Help.Off, why)) }
