package main

import "myebox/tui/lang"

var wordsEN = words{
	ArgRef:     "REF",
	ArgOptions: "[OPTION]...",
	Topics:     "Help topics",
	Keyring: lang.Advice{
		What:  "The login cannot be kept.",
		Means: "A command keeps the session in the keyring of this computer, and there is none that is open. Nothing was stored.",
		Todo:  "Unlock or install a keyring (ebox doctor says more), or use the full screen: ebox.",
	},

	Card:  cardEN,
	Usage: usageEN,

	FlagNoColor:      "no colours (so does the variable NO_COLOR)",
	FlagLevel:        "weakest key to accept: 100, 200, 300, 400, 450 or 500",
	FlagFolder:       "inbox or hidden",
	FlagExpiring:     "only what is available for this many days or fewer",
	FlagSender:       "enterprise number or part of the name of the sender",
	FlagType:         "message type: its identifier or part of its name",
	FlagEverything:   "all messages",
	FlagWide:         "whole lines with the full reference, nothing cut",
	FlagOpenMain:     "open the main content: marks the message as read",
	FlagRegisteredOK: "agree to open registered mail: this is recorded",
	FlagAttachment:   "number or identifier of one attachment",
	FlagOffline:      "check only what needs no network",

	LoginLong: "Opens the login page in your browser and waits until you come back. The address is printed too, " +
		"on a line of its own. The session is kept in the keyring of this computer, never in a file; the other commands and the full screen use it.",
	LogoutLong: "Ends the session at the login service and deletes it from the keyring. Your browser may still be logged in: the address that ends that is printed.",
	ListLong: "One line a message: what matters, sender, subject, date, and a short reference at the end that read and download take. " +
		"Lines fit the terminal, or 79 columns in a pipe. Providers that are missing are named on the error output. Listing marks nothing as read.",
	ReadLong: "Shows what is known of a message: sender, dates, text, data, payment, attachments. Nothing is marked as read. " +
		"With --open the main content is fetched and shown as text, and the message is marked as read, which cannot be undone; for registered mail a question comes first, or --registered-ok.",
	DownloadLong: "Saves the main document, one attachment, or everything. The digest announced by the sender is checked; no file is ever overwritten. " +
		"Saving the main document marks the message as read, which cannot be undone; for registered mail a question comes first, or --registered-ok.",
	DoctorLong:     "Each line is one check: whether it is all right, what was found, and what to do. Nothing is changed, and no message is opened.",
	VersionLong:    "Says from which source and with which compiler the program was built.",
	CompletionLong: "Load it in the shell's start-up file, for instance: source <(ebox completion bash)",
	Docs:           "Write manual pages, completion scripts and the key table",
	DocsLong:       "For those who package the program: everything is written below the folder that is named.",

	TopicExit:     "exit codes, for scripts",
	TopicExitLong: "A command ends with one of these codes:",
	TopicJSON:     "what --json prints",
	TopicJSONLong: "With --json a command prints one JSON document. Its field version changes when another field changes its name, its type or its meaning, or goes; new fields may come at any time. " +
		"Times are RFC 3339. Texts of senders are cleaned of whatever a terminal could obey. Errors are JSON too, on the error output: code is stable." +
		" In list, atLeast is true when a provider is missing for whatever reason, maintenance too: total is then the least there is. complete is false, and the exit code 3, only when a provider failed or did not answer.",
	TopicEnv: "variables and files",
	TopicEnvLong: `Variables:
  EBOX_CONFIG      configuration file
  EBOX_PROFILE     profile to use: production, acceptance, or one of
                   the file
  EBOX_LANG        language: nl, fr, de or en; without it, and without
                   lang in the file, that of the login, else the locale's
  EBOX_CLIENT_ID, EBOX_ISSUER, EBOX_FEDERATION, EBOX_CONSENT, EBOX_BOX,
  EBOX_SCOPES, EBOX_ACR_VALUES
                   instead of the value in the profile
  EBOX_KEYRING     off: the session stays in memory and ends with
                   the program; file: it is kept in an encrypted file
  EBOX_ACCOUNT     box to use, by its name in the list of boxes
  EBOX_ACCOUNTS    file with the list of boxes
  EBOX_SCREEN_READER
                   1: linear mode, 0: not; goes before ACCESSIBLE
  ACCESSIBLE       anything but 0, false, no, off: linear mode
  EBOX_LAYOUT      default, or reader: the full screen by ear
  EBOX_BRAILLE_WIDTH
                   cells of the braille display
  EBOX_THEME       default, dark, light, high-contrast or no-colour
  EBOX_ALT_SCREEN  no: what was shown stays in the terminal's memory
  EBOX_BELL        new: a sound when there is new mail; off
  NO_COLOR         any value: no colours
  PCSCLITE_CSOCK_NAME
                   socket of a smart card service, also of another machine
  HTTPS_PROXY, NO_PROXY   as usual

Files:
  %s
      configuration; holds no secrets
  %s
      locks; holds no secrets
  %s
      the last list of providers: public data
The session itself is in the keyring of the system, under "ebox".`,

	ExitForbidden:   "not permitted",
	NoSuchShort:     "ebox list shows the references. A short one is looked for among the newest 1,000 messages; the full one (ebox list --wide) always works.",
	RegisteredMeans: "Opening it is recorded, with the time, and cannot be undone. There is no terminal to ask you.",
	RegisteredTodo:  "Add --registered-ok if you want to open it.",
	RunLogin:        "Log in: ebox login",
	BadConfig:       "The configuration file %s cannot be used.",
	KnownProfiles:   "There are: %s.",
	WriteIt:         "Write them under [profiles.%s] in that file, or set the variable named.",
	WrongAddress:    "this is not an address",
	WrongNotLocal:   "a sandbox is on this computer: an address with 127.0.0.1",
	WrongNotHTTPS:   "the address must begin with https",
	WrongScopes:     "openid is not among them",
	OnlySandbox:     "there is a test person in a sandbox profile only",
	OpenThis:        "Open this address in a browser on this computer:",
	CtrlC:           "Ctrl-C cancels.",
	BrowserStill:    "Your browser may still be logged in. This address ends that:",
	AllShowsRest:    "--all shows all of them.",
	TypeYes:         "Type “%s” or “%s”:",
	HowOpen:         "The main content was not opened. To open or to save it:",
	HowSave:         "The document was not opened. To save it:",
	NoDocument:      "The message has no such document.",
	MarkUnknown:     "No answer came that tells whether the message is now marked as read. ebox read shows it.",
	NoMatch:         "--%s “%s” fits none of the newest messages.",
	SeveralMatch:    "--%s “%s” fits several: %s.",
	Directories:     "Own directories",
	Federation:      "List of providers",
	SmallTerminal:   "The full screen is made for 80 columns or more.",
	KeyringOff:      "switched off by EBOX_KEYRING: the session ends with the program",
	KeyringInstall:  "On Linux install gnome-keyring or KeePassXC; over SSH start the session with dbus-run-session.",
	NoDisplay:       "there is a program, but no desktop here: the address is printed, to open elsewhere on this computer",
}
