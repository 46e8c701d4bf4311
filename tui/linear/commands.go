package linear

import (
	"fmt"
	"slices"
	"strings"

	"myebox/tui/lang"
)

// command is something that a key or a word does. Its value is its full word in English, which never changes.
type command string

// The commands of everywhere.
const (
	cmdNext     command = "next"
	cmdPrevious command = "previous"
	cmdPage     command = "page"
	cmdPageBack command = "page back"
	cmdFirst    command = "first"
	cmdLast     command = "last"
	cmdGoTo     command = "go to"
	cmdReturn   command = "return"
	cmdAgain    command = "again"
	cmdWhere    command = "where"
	cmdPosition command = "position"
	cmdHelp     command = "help"
	cmdType     command = "type"
	cmdNews     command = "news"
	cmdFull     command = "full screen"
	cmdQuit     command = "quit"
)

// The commands of the places.
const (
	cmdNextPart    command = "next part"
	cmdPrevPart    command = "previous part"
	cmdNextSection command = "next section"
	cmdPrevSection command = "previous section"
	cmdOpen        command = "open"
	cmdChoose      command = "choose"
	cmdStart       command = "download now"
	cmdBack        command = "back"
	cmdCancel      command = "cancel"
	cmdInbox       command = "inbox"
	cmdHidden      command = "hidden"
	cmdFolder      command = "other list"
	cmdSearch      command = "search"
	cmdFilter      command = "filter"
	cmdUnread      command = "unread"
	cmdRegistered  command = "registered"
	cmdExpiring    command = "expiring"
	cmdClear       command = "clear"
	cmdSort        command = "sort"
	cmdNotices     command = "notices"
	cmdRefresh     command = "refresh"
	cmdHide        command = "hide"
	cmdShow        command = "show"
	cmdUndo        command = "undo"
	cmdMark        command = "mark"
	cmdUnmark      command = "unmark all"
	cmdBoxes       command = "boxes"
	cmdLanguage    command = "text language"
	cmdTongue      command = "language"
	cmdNextMessage command = "next message"
	cmdPrevMessage command = "previous message"
	cmdSave        command = "download"
	cmdSaveAll     command = "download all"
	cmdDir         command = "folder"
	cmdIBAN        command = "account"
	cmdReference   command = "communication"
	cmdAddress     command = "address"
	cmdOpenAgain   command = "open again"
	cmdOpenFile    command = "open file"
	cmdPrint       command = "print"
	cmdRetry       command = "retry"
	cmdDetails     command = "details"
	cmdCards       command = "cards"
	cmdLogOut      command = "log out"
	cmdNumber      command = "number"
	cmdPhoto       command = "photo"
	cmdHints       command = "hints"
	cmdReply       command = "reply"
	cmdReplies     command = "replies"
	cmdPrevStep    command = "previous step"
	cmdAddLines    command = "add lines"
	cmdChangeLine  command = "change line"
	cmdInsertLine  command = "insert lines"
	cmdDeleteLine  command = "delete line"
	cmdProfile     command = "profile"
	cmdAcceptText  command = "accept"
)

// entry is a command's keys and what it does.
type entry struct {
	keys []key
	text func(*lang.Texts) string
}

// entries is every command. The keys are those of the full screen wherever it has the command too.
var entries = map[command]entry{
	cmdNext:     {[]key{"down", "j"}, func(t *lang.Texts) string { return t.Linear.Next }},
	cmdPrevious: {[]key{"up", "k"}, func(t *lang.Texts) string { return t.Linear.Previous }},
	cmdPage:     {[]key{"pgdown", " ", "ctrl+f", "ctrl+d"}, func(t *lang.Texts) string { return t.Linear.Page }},
	cmdPageBack: {[]key{"pgup", "b", "ctrl+b", "ctrl+u"}, func(t *lang.Texts) string { return t.Linear.PageBack }},
	cmdFirst:    {[]key{"home", "g"}, func(t *lang.Texts) string { return t.Keys.First }},
	cmdLast:     {[]key{"end", "G"}, func(t *lang.Texts) string { return t.Keys.Last }},
	cmdGoTo:     {[]key{"#"}, func(t *lang.Texts) string { return t.Linear.GoTo }},
	cmdReturn:   {[]key{"backspace"}, func(t *lang.Texts) string { return t.Linear.Return }},
	cmdAgain:    {[]key{"."}, func(t *lang.Texts) string { return t.Linear.Again }},
	cmdWhere:    {[]key{"w"}, func(t *lang.Texts) string { return t.Keys.Where }},
	cmdPosition: {[]key{"="}, func(t *lang.Texts) string { return t.Linear.Position }},
	cmdHelp:     {[]key{"?"}, func(t *lang.Texts) string { return t.Keys.Help }},
	cmdType:     {[]key{":"}, func(t *lang.Texts) string { return t.Linear.Type }},
	cmdNews:     {[]key{"N"}, func(t *lang.Texts) string { return t.Linear.News }},
	cmdFull:     {[]key{"F"}, func(t *lang.Texts) string { return t.Linear.Full }},
	cmdQuit:     {[]key{"q"}, func(t *lang.Texts) string { return t.Keys.Quit }},

	cmdNextPart:    {[]key{"tab"}, func(t *lang.Texts) string { return t.Keys.NextPart }},
	cmdPrevPart:    {[]key{"shift+tab"}, func(t *lang.Texts) string { return t.Keys.PrevPart }},
	cmdNextSection: {[]key{"]"}, func(t *lang.Texts) string { return t.Linear.NextSection }},
	cmdPrevSection: {[]key{"["}, func(t *lang.Texts) string { return t.Linear.PrevSection }},
	cmdOpen:        {[]key{"enter", "right"}, func(t *lang.Texts) string { return t.Keys.Open }},
	cmdChoose:      {[]key{"enter"}, func(t *lang.Texts) string { return t.Keys.Choose }},
	cmdStart:       {[]key{"enter"}, func(t *lang.Texts) string { return t.Keys.Download }},
	cmdBack:        {[]key{"esc", "left", "q", "ctrl+g"}, func(t *lang.Texts) string { return t.Keys.Back }},
	cmdCancel:      {[]key{"esc", "ctrl+g"}, func(t *lang.Texts) string { return t.Keys.Cancel }},
	cmdInbox:       {[]key{"1"}, func(t *lang.Texts) string { return t.Inbox.Title }},
	cmdHidden:      {[]key{"2"}, func(t *lang.Texts) string { return t.Inbox.Hidden }},
	cmdFolder:      {[]key{"tab"}, func(t *lang.Texts) string { return t.Keys.Folder }},
	cmdSearch:      {[]key{"/"}, func(t *lang.Texts) string { return t.Keys.Search }},
	cmdFilter:      {[]key{"f"}, func(t *lang.Texts) string { return t.Keys.Filter }},
	cmdUnread:      {[]key{"u"}, func(t *lang.Texts) string { return t.Filter.Unread }},
	cmdRegistered:  {[]key{"m"}, func(t *lang.Texts) string { return t.Filter.Registered }},
	cmdExpiring:    {[]key{"e"}, func(t *lang.Texts) string { return t.Filter.Expiring }},
	cmdClear:       {[]key{"x"}, func(t *lang.Texts) string { return t.Keys.ClearFilter }},
	cmdSort:        {[]key{"s"}, func(t *lang.Texts) string { return t.Keys.Sort }},
	cmdNotices:     {[]key{"n"}, func(t *lang.Texts) string { return t.Keys.Notices }},
	cmdRefresh:     {[]key{"r"}, func(t *lang.Texts) string { return t.Keys.Refresh }},
	cmdHide:        {[]key{"h"}, func(t *lang.Texts) string { return t.Keys.Hide }},
	cmdShow:        {[]key{"h"}, func(t *lang.Texts) string { return t.Keys.Show }},
	cmdUndo:        {[]key{"z"}, func(t *lang.Texts) string { return t.Keys.Undo }},
	cmdTongue:      {[]key{"l"}, func(t *lang.Texts) string { return t.Keys.Language }},
	cmdMark:        {[]key{"v"}, func(t *lang.Texts) string { return t.Palette.Mark }},
	cmdUnmark:      {[]key{"V"}, func(t *lang.Texts) string { return t.Palette.UnmarkAll }},
	cmdBoxes:       {[]key{"B"}, func(t *lang.Texts) string { return t.Palette.Boxes }},
	cmdLanguage:    {[]key{"L"}, func(t *lang.Texts) string { return t.Keys.TextLanguage }},
	cmdNextMessage: {[]key{"n"}, func(t *lang.Texts) string { return t.Keys.NextMessage }},
	cmdPrevMessage: {[]key{"p"}, func(t *lang.Texts) string { return t.Keys.PrevMessage }},
	cmdSave:        {[]key{"s"}, func(t *lang.Texts) string { return t.Keys.Download }},
	cmdSaveAll:     {[]key{"a"}, func(t *lang.Texts) string { return t.Keys.DownloadAll }},
	cmdDir:         {[]key{"f"}, func(t *lang.Texts) string { return t.Keys.OtherFolder }},
	cmdIBAN:        {[]key{"i"}, func(t *lang.Texts) string { return fmt.Sprintf(t.Linear.SayIt, t.Payment.IBAN) }},
	cmdReference:   {[]key{"c"}, func(t *lang.Texts) string { return fmt.Sprintf(t.Linear.SayIt, t.Payment.Communication) }},
	cmdAddress:     {[]key{"c"}, func(t *lang.Texts) string { return t.Linear.SayAddress }},
	cmdOpenAgain:   {[]key{"o"}, func(t *lang.Texts) string { return t.Login.OpenAgain }},
	cmdOpenFile:    {[]key{"o"}, func(t *lang.Texts) string { return t.Keys.OpenWith }},
	cmdPrint:       {[]key{"p"}, func(t *lang.Texts) string { return t.Keys.Print }},
	cmdRetry:       {[]key{"r"}, func(t *lang.Texts) string { return t.Words.Retry }},
	cmdDetails:     {[]key{"d"}, func(t *lang.Texts) string { return t.Words.Details }},
	cmdCards:       {[]key{"c"}, func(t *lang.Texts) string { return t.Card.Title }},
	cmdLogOut:      {[]key{"O"}, func(t *lang.Texts) string { return t.Keys.LogOut }},
	cmdNumber:      {[]key{"n"}, func(t *lang.Texts) string { return t.Card.ShowNumber }},
	cmdPhoto:       {[]key{"p"}, func(t *lang.Texts) string { return t.Card.Photo }},
	cmdHints:       {[]key{"t"}, func(t *lang.Texts) string { return t.Login.HintsTitle }},

	cmdReply:      {[]key{"r"}, func(t *lang.Texts) string { return t.Reply.Title }},
	cmdReplies:    {[]key{"R"}, func(t *lang.Texts) string { return t.Reply.Journal.Title }},
	cmdPrevStep:   {[]key{"left", "backspace"}, func(t *lang.Texts) string { return t.Reply.PrevStep }},
	cmdAddLines:   {[]key{"a"}, func(t *lang.Texts) string { return t.Linear.AddLines }},
	cmdChangeLine: {[]key{"enter", "c"}, func(t *lang.Texts) string { return t.Linear.ChangeLine }},
	cmdInsertLine: {[]key{"i"}, func(t *lang.Texts) string { return t.Linear.InsertLine }},
	cmdDeleteLine: {[]key{"x"}, func(t *lang.Texts) string { return t.Linear.DeleteLine }},
	cmdProfile:    {[]key{"p"}, func(t *lang.Texts) string { return t.Consent.Keys.Profile }},
	cmdAcceptText: {[]key{"a"}, func(t *lang.Texts) string { return t.Consent.Activation.AcceptTerms }},
}

// offer is a command as a place offers it now.
type offer struct {
	cmd command
	why string // why it does not work now; "" when it does
}

// on are commands that work.
func on(cs ...command) []offer {
	out := make([]offer, len(cs))
	for i, c := range cs {
		out[i] = offer{cmd: c}
	}
	return out
}

// when is a command that works if ok, and otherwise says why not.
func when(ok bool, c command, why string) offer {
	if ok {
		why = ""
	}
	return offer{c, why}
}

// pressed is the command of a key among offers. One that does not work now comes with the reason.
func (a *Asker) pressed(k key, offers []offer) (offer, bool) {
	var off *offer
	for i, o := range offers {
		if !slices.Contains(a.keysOf(o.cmd), k) {
			continue
		}
		if o.why == "" {
			return o, true
		}
		off = &offers[i]
	}
	if off != nil {
		return *off, true
	}
	return offer{}, false
}

// named are the commands among offers that a typed word means, in this language or in English: the whole word if there
// is one, else all that begin with it. Some words take something after them: arg.
func (a *Asker) named(typed string, offers []offer) (found []offer, arg string) {
	typed = strings.TrimSpace(typed)
	for _, o := range offers {
		for _, w := range a.words(o.cmd) {
			if strings.EqualFold(w, typed) {
				return []offer{o}, ""
			}
			if n := len(w); takesMore[o.cmd] && len(typed) > n && strings.EqualFold(typed[:n], w) && typed[n] == ' ' {
				return []offer{o}, strings.TrimSpace(typed[n:])
			}
		}
	}
	for _, o := range offers {
		for _, w := range a.words(o.cmd) {
			if len(typed) > 1 && len(w) > len(typed) && strings.EqualFold(w[:len(typed)], typed) {
				found = append(found, o)
				break
			}
		}
	}
	return found, ""
}

// takesMore are the commands that take something after their word.
var takesMore = map[command]bool{cmdPage: true, cmdGoTo: true, cmdSearch: true, cmdDir: true}

// words are a command's full words: the English one, and what it does, in English and in the person's language.
func (a *Asker) words(c command) []string {
	e := entries[c]
	return []string{string(c), e.text(a.t), e.text(lang.For("en"))}
}

// keyNames are the keys that are called by a name.
var keyNames = map[key]func(l lang.Linear) string{
	"up":        func(l lang.Linear) string { return l.KeyUp },
	"down":      func(l lang.Linear) string { return l.KeyDown },
	"left":      func(l lang.Linear) string { return l.KeyLeft },
	"right":     func(l lang.Linear) string { return l.KeyRight },
	"pgup":      func(l lang.Linear) string { return l.KeyPageUp },
	"pgdown":    func(l lang.Linear) string { return l.KeyPageDown },
	"home":      func(l lang.Linear) string { return l.KeyHome },
	"end":       func(l lang.Linear) string { return l.KeyEnd },
	"enter":     func(l lang.Linear) string { return l.KeyEnter },
	"esc":       func(l lang.Linear) string { return l.KeyEscape },
	"tab":       func(l lang.Linear) string { return l.KeyTab },
	"shift+tab": func(l lang.Linear) string { return l.KeyShiftTab },
	" ":         func(l lang.Linear) string { return l.KeySpace },
	"backspace": func(l lang.Linear) string { return l.KeyBackspace },
	".":         func(l lang.Linear) string { return l.KeyDot },
	":":         func(l lang.Linear) string { return l.KeyColon },
	"?":         func(l lang.Linear) string { return l.KeyQuestion },
	"=":         func(l lang.Linear) string { return l.KeyEquals },
	"#":         func(l lang.Linear) string { return l.KeyNumber },
	"/":         func(l lang.Linear) string { return l.KeySlash },
	"[":         func(l lang.Linear) string { return l.KeyLeftBracket },
	"]":         func(l lang.Linear) string { return l.KeyRightBracket },
}

// name is a key as it is said: capitals are named, since speech does not tell them.
func (a *Asker) name(k key) string {
	if n, ok := keyNames[k]; ok {
		return n(a.t.Linear)
	}
	if rest, ok := strings.CutPrefix(string(k), "ctrl+"); ok {
		return fmt.Sprintf(a.t.Linear.KeyControl, strings.ToUpper(rest))
	}
	if strings.ToLower(string(k)) != string(k) {
		return fmt.Sprintf(a.t.Linear.KeyCapital, string(k))
	}
	return string(k)
}
