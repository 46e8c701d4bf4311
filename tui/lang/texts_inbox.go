package lang

// Inbox is the list of messages.
type Inbox struct {
	Title         string `max:"24"`
	Hidden        string `max:"24"` // the folder of hidden messages
	Empty         string
	EmptyHidden   string
	EmptyFiltered string
	EmptyMissing  string // nothing is shown but providers are missing
	Fetching      string `max:"76"`
	FetchingMore  string `max:"76"` // number fetched, number in all
	Count         Plural `max:"40"`
	CountAtLeast  Plural `max:"40"`
	Unread        Plural `max:"40"`
	UnreadAtLeast Plural `max:"40"`
	CountsHidden  string // the server's counters count hidden messages too
	EndOfList     string `max:"40"`
	EndFetched    string `max:"60"` // there are more on the server: number fetched, number in all
	StartOfList   string `max:"40"`
	Refreshed     string `max:"76"`
	SortBy        string `max:"24"`
	SortNewest    string `max:"24"`
	SortOldest    string `max:"24"`
	SortSender    string `max:"24"`
	SortSubject   string `max:"24"`
	SortExpiry    string `max:"24"`
	SortUnread    string `max:"24"`
	SortLoaded    string // only what was fetched can be sorted
	MarkedRead    string // subject
	GoneNow       string // subject
	NewMessages   Plural `max:"60"`
}

// Row are the words of one message in a list.
type Row struct {
	Unread           string `max:"14"`
	Registered       string `max:"20"`
	Action           string `max:"20"`
	ActionDue        string `max:"34"` // the date
	Reply            string `max:"18"`
	NoLimit          string `max:"28"`
	NoLimitShort     string `max:"8"`
	MarkUnread       string `max:"1"` // one letter for the column of marks
	MarkRegistered   string `max:"1"`
	MarkAction       string `max:"1"`
	MarkReply        string `max:"1"`
	LegendUnread     string `max:"40"` // what the letters mean, in the help
	LegendRegistered string `max:"40"`
	LegendAction     string `max:"40"`
	LegendReply      string `max:"40"`
	LegendTitle      string `max:"40"`
	UnknownSender    string `max:"30"` // until the name is known: the company number
	NoSubject        string `max:"30"`
	Attachments      Plural `max:"24"`
	ColMarks         string `max:"8"`
	ColSender        string `max:"20"`
	ColSubject       string `max:"20"`
	ColReceived      string `max:"11"`
	ColExpiry        string `max:"8"`
}

// Filter is the filter and search.
type Filter struct {
	Title          string `max:"24"`
	Search         string `max:"24"`
	SearchHint     string `max:"76"`
	Searching      string `max:"76"` // what is searched for
	Found          Plural `max:"60"` // count, what was searched for
	FoundAtLeast   Plural `max:"60"` // count, what was searched for
	SearchLang     string `max:"60"` // the language of translated texts that is searched
	Unread         string `max:"30"`
	Read           string `max:"30"`
	Registered     string `max:"30"`
	Expiring       string `max:"30"`
	Action         string `max:"36"`
	Sender         string `max:"30"` // this sender
	Type           string `max:"36"` // this message type
	AnySender      string `max:"30"`
	AnyType        string `max:"30"`
	ReceivedAfter  string `max:"36"`
	ReceivedBefore string `max:"36"`
	Clear          string `max:"36"`
	Cleared        string `max:"76"`
	Active         string // the active filters, joined
	FromSeen       string // the choices come from what was fetched
}

// Hiding is hiding and showing messages.
type Hiding struct {
	Hidden     string // subject
	Shown      string // subject
	NotHidden  string // subject
	NotShown   string // subject
	HiddenMany Plural
	ShownMany  Plural
	Confirm    string // before hiding registered mail
	Explain    string // what hiding is
	Undone     string `max:"40"`
	NotOffered string // provider
}

// Notices tell why a provider's messages are missing, or something else of a list. The first verb of most is the
// provider's name.
type Notices struct {
	Title            string `max:"24"`
	Failed           string
	FailedDenied     string // 401, 403
	FailedBusy       string // 429
	FailedMalformed  string
	FailedTimeout    string
	FailedNoBox      string // 404
	Waiting          string
	Maintenance      string // provider, end of the maintenance
	NotYet           string // provider, first day
	Unsupported      string // provider, version of its interface
	Refused          string
	Ended            string // provider, first day without it
	Stale            string // when the list of providers was fetched; it names no provider
	Names            string // the names at this provider, not its messages, are missing
	Several          Plural // notices in one line
	Unnamed          string // a provider without a name: its id
	StateActive      string `max:"24"`
	StateMaintenance string `max:"40"` // end
	StateNotYet      string `max:"40"` // first day
	StateEnded       string `max:"40"` // first day without it
	StateUnsupported string `max:"44"` // version
}
