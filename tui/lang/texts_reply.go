package lang

// Reply is what is said about replying to a message: the steps in their order, the drafts, what came of it, the list of
// all replies.
type Reply struct {
	Title string `max:"24"` // the portals' own words for the button

	Step        string // number, number of steps, name of the step
	StepAnswer  string `max:"30"`
	StepMeaning string `max:"30"`
	StepAdd     string `max:"30"` // beside a fixed answer
	StepWords   string `max:"30"` // without one
	StepReview  string `max:"30"`
	StepConfirm string `max:"30"`

	Once       string
	Legal      string // legal value
	Until      string // it can be cancelled until it is confirmed
	KeptSealed string // where the draft is
	KeptMemory string // there is no keyring
	Saved      string `max:"60"` // time of day
	NotSaved   string

	OpenFirst string
	OpenHow   string
	OpenNow   string `max:"40"`

	Choose      string
	SenderSays  string `max:"60"` // heading of meaning and consequences
	NoMeaning   string
	FreeWords   string // no fixed answers
	FreeMeaning string
	AddBoth     string
	AddWords    string
	AddNothing  string // a fixed answer alone
	Comment     string `max:"24"`
	Words       string `max:"24"`
	Nothing     string `max:"24"`
	Write       string `max:"40"`
	EditHint    string

	Files      string `max:"24"`
	AddFile    string `max:"40"`
	RemoveFile string `max:"40"`
	Path       string `max:"20"`
	PathHint   string `max:"76"`
	Types      string
	Copied     string
	Adding     string `max:"76"`
	Added      string // name
	Removed    string // name

	ReviewIntro   string
	To            string `max:"20"`
	Answers       string `max:"20"` // label of the message that is answered
	Language      string `max:"20"`
	Text          string `max:"24"`
	Checksums     string
	ConfirmAnswer string // the answer, the sender
	ConfirmWords  string // the sender
	ConfirmOnce   string
	ConfirmAfter  string // the same of what was perhaps sent before
	ConfirmType   string // the word
	Word          string `max:"12"` // to be typed: small letters of ASCII
	WordLabel     string `max:"12"`
	WordWrong     string // the word
	WordPause     string `max:"76"` // Enter came too soon
	NoPaste       string `max:"76"`
	Sending       string `max:"76"`
	SendingWait   string
	LeftSending   string
	PrevStep      string `max:"30"`
	EndWriting    string `max:"30"`

	States  ReplyStates
	Options ReplyOptions
	Again   ReplyAgain
	Leave   ReplyLeave
	Journal ReplyJournal
	Marks   ReplyMarks
	Why     ReplyWhy
	Errors  ReplyErrors
}

// ReplyStates say how far a reply is. Short forms stand in lists.
type ReplyStates struct {
	Draft        string `max:"24"`
	DraftSince   string // date and time
	Sending      string `max:"24"`
	SendingSince string // date and time
	Sent         string `max:"30"` // date
	SentShort    string `max:"24"`
	SentAt       string // date and time
	SentBefore   string // the provider says that there is one already
	SentID       string `max:"30"`
	SentMeans    string
	SentOnce     string
	Refused      string `max:"24"`
	RefusedOn    string // date and time
	Perhaps      string `max:"24"`
	PerhapsOn    string // date and time
	PerhapsMeans string
	PerhapsNever string
	PerhapsTodo  string
	Portal       string `max:"24"`
}

// ReplyOptions are what can be done about a reply.
type ReplyOptions struct {
	GoOn    string `max:"50"`
	Discard string `max:"50"`
	Keep    string `max:"50"`
	Stay    string `max:"50"`
	Portal  string `max:"50"`
	Leave   string `max:"50"`
	Again   string `max:"50"`
	Read    string `max:"50"`
}

// ReplyAgain is the decision to send what was perhaps sent.
type ReplyAgain struct {
	Title string `max:"50"`
	Risk  string
	Look  string
	Yes   string `max:"50"` // goes on to the word
	Word  string `max:"12"` // to be typed: another one than Reply.Word

	WordWrong string // the word
}

// ReplyLeave is said when somebody leaves before confirming.
type ReplyLeave struct {
	Title      string `max:"50"`
	Nothing    string // was sent
	Kept       string
	Discarded  string
	Ask        string // before discarding
	AskTitle   string `max:"40"`
	NotDropped string // discarding did not work
}

// ReplyJournal is the list of all replies, and the copy of one.
type ReplyJournal struct {
	Title     string `max:"24"`
	Empty     string
	Note      string
	CopySent  string `max:"40"` // heading of the text that was sent
	CopyYours string `max:"40"` // of what was perhaps sent
	CopyDraft string `max:"40"`
	CopyNone  string
	Unnamed   string // a reply whose message is not known here: its reference
}

// ReplyMarks are the letters in the column of marks, in the place of that for a reply that is possible.
type ReplyMarks struct {
	Draft   string `max:"1"`
	Sent    string `max:"1"`
	Perhaps string `max:"1"` // also while it is being sent
	Refused string `max:"1"`
}

// ReplyWhy are the reasons for a key being off; they follow Help.Off.
type ReplyWhy struct {
	NotToEnd string `max:"40"`
	NoText   string `max:"40"`
	Offered  string `max:"40"` // replies are not offered here
}

// ReplyErrors are why a reply cannot be written, was not sent or was refused.
type ReplyErrors struct {
	NotAllowed Advice
	Replied    Advice
	Perhaps    Advice
	Busy       Advice
	Choice     Advice
	Comment    Advice
	Empty      Advice
	TooLong    Advice
	Changed    Advice
	Files      Advice
	FileType   Advice
	FileEmpty  Advice
	FileLarge  Advice
	FileName   Advice
	FileTwice  Advice
	FileLost   Advice
	NotFile    Advice
	Journal    Advice // the record cannot be read: perhaps it was sent
	Disk       Advice // nothing can be kept on this computer
	Key        Advice // the draft cannot be opened
	Damaged    Advice // the draft
	Unrecorded Advice // what became of the reply is known, and could not be written down
	NoFile     Advice // nothing is at that path
	NoRead     Advice // it may not be read
	Most       string // a size that is allowed
	MostChars  string // a number of characters that is allowed

	Company    Advice // no company number is known: no reply can be sent
	Sender     Advice // 400 INVALID_SENDER
	Invalid    Advice // 400
	Forbidden  Advice // 403
	NotFound   Advice // 404
	NotOffered Advice // 501, NOT_IMPLEMENTED
	TooLarge   Advice // 413
	Refused    Advice // any other
	NotSent    Advice // nothing reached the provider
}
