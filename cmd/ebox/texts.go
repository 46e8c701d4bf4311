package main

import (
	"sync"

	"myebox/tui/lang"
)

// words are the texts that only the commands say; everything else comes from package lang. There is one value a
// language, and a test that none has a gap. Verbs are the same, in the same order, in every language.
type words struct {
	ArgRef     string // placeholder of a message's reference in the usage line
	ArgOptions string
	Topics     string // heading of the help topics
	Keyring    lang.Advice
	Card       cardWords
	Usage      usageWords

	FlagNoColor, FlagLevel, FlagFolder, FlagExpiring, FlagSender, FlagType, FlagEverything, FlagWide string
	FlagOpenMain, FlagRegisteredOK, FlagAttachment, FlagOffline                                      string

	LoginLong, LogoutLong, ListLong, ReadLong, DownloadLong, DoctorLong, VersionLong, CompletionLong string
	Docs, DocsLong                                                                                   string
	TopicExit, TopicExitLong, TopicJSON, TopicJSONLong, TopicEnv, TopicEnvLong                       string

	ExitForbidden   string
	NoSuchShort     string // what to do when a short reference is not found
	RegisteredMeans string
	RegisteredTodo  string
	RunLogin        string
	BadConfig       string // file
	KnownProfiles   string // names
	WriteIt         string // profile
	WrongAddress    string
	WrongNotLocal   string
	WrongNotHTTPS   string
	WrongScopes     string
	OnlySandbox     string
	OpenThis        string // before an address
	CtrlC           string
	BrowserStill    string // before an address
	AllShowsRest    string
	TypeYes         string // the words for yes and no
	HowOpen         string // before two commands
	HowSave         string // before a command
	NoDocument      string
	MarkUnknown     string
	NoMatch         string // flag, what was typed
	SeveralMatch    string // flag, what was typed, candidates
	Directories     string
	Federation      string
	SmallTerminal   string
	KeyringOff      string
	KeyringInstall  string
	NoDisplay       string
}

// pseudoWords are the texts in the language that shows what is not translated.
var pseudoWords = sync.OnceValue(func() *words {
	w := lang.Pseudo(wordsEN)
	return &w
})

// wordsFor is the texts in that language; English for any other.
func wordsFor(code string) *words {
	switch code {
	case lang.PseudoCode:
		return pseudoWords()
	case "nl":
		return &wordsNL
	case "fr":
		return &wordsFR
	case "de":
		return &wordsDE
	}
	return &wordsEN
}
