package lang

// Reader is one message.
type Reader struct {
	Title              string `max:"24"`
	Subject            string `max:"20"`
	Sender             string `max:"20"`
	Service            string `max:"24"` // sending application
	Provider           string `max:"24"`
	Received           string `max:"20"`
	Type               string `max:"24"`
	State              string `max:"20"`
	Attention          string `max:"30"`
	Available          string `max:"26"` // label of the end of availability
	AvailableUntil     string // date, days left in words
	AvailableUntilDate string // date
	AboutToExpire      string // from 15 days before: the words of the glossary and days left
	DownloadInTime     string // from 15 days before
	DownloadNow        string // from 7 days before: stronger
	NotValidity        string // availability is not validity
	Read               string
	Unread             string
	HiddenState        string `max:"30"`
	Answers            string `max:"40"` // the message answers another one
	ForAction          string // due date
	ForActionNoDate    string
	ReplyPossible      string
	Registered         string
	OpenRegistered     string // question before opening registered mail
	OpenMarks          string // before opening main content
	OpenQuestion       string `max:"40"`
	Body               string `max:"24"`
	BodyClosed         string // the body is the main content and was not fetched
	BodyEmpty          string
	BodyLoading        string `max:"76"`
	BodyShort          string `max:"24"` // what to do with a body: the key's word
	Links              string `max:"30"`
	LinkNote           string // before links
	OnlyLanguage       string // the text exists in this language alone
	ShownIn            string // language of the texts that are shown
	NoOtherLanguage    string
	LangNL             string `max:"20"`
	LangFR             string `max:"20"`
	LangDE             string `max:"20"`
	LangEN             string `max:"20"`
	Data               string `max:"30"` // business data
	Yes                string `max:"8"`  // value true of a datum
	No                 string `max:"8"`
	Contact            string `max:"40"`
	ContactUnknown     string
	Website            string `max:"24"`
	More               string `max:"40"` // the rest of what is known
	Reference          string `max:"20"` // provider and message id, for commands
	CopiedText         string `max:"76"`
}

// Data are standard business data in words.
type Data struct {
	Confidential   string `max:"30"`
	ForInformation string `max:"30"`
	ForAction      string `max:"34"`
	ForActionDue   string `max:"30"`
	Nature         string `max:"30"`
	NatureOriginal string `max:"20"`
	NatureCopy     string `max:"20"`
	NatureReply    string `max:"20"`
	Domain         string `max:"30"`
	Economy        string `max:"30"`
	Employment     string `max:"30"`
	Environment    string `max:"30"`
	Finance        string `max:"30"`
	FoodChain      string `max:"30"`
	ForeignAffairs string `max:"34"`
	Healthcare     string `max:"30"`
	HomeAffairs    string `max:"30"`
	Housing        string `max:"30"`
	HumanResources string `max:"30"`
	Justice        string `max:"30"`
	Mobility       string `max:"30"`
	PlanningBureau string `max:"30"`
	Procurement    string `max:"30"`
	SocialSecurity string `max:"30"`
}

// Payment is payment data.
type Payment struct {
	Title         string `max:"24"`
	Total         string `max:"30"`
	Amount        string `max:"30"`
	VAT           string `max:"20"`
	Due           string `max:"30"`
	Overdue       string // the due date has passed; said neutrally
	IBAN          string `max:"30"`
	BIC           string `max:"20"`
	Structured    string `max:"30"`
	Communication string `max:"30"` // a free text
	BadCheck      string // the check digits are wrong
	NotHere       string
}

// Attachments are the documents of a message.
type Attachments struct {
	Title      string `max:"24"`
	None       string
	Main       string `max:"30"`
	Signed     string `max:"40"` // the file itself carries a signature; nobody checked it here
	Item       string // number, title, type, size
	PDF        string `max:"30"`
	ZIP        string `max:"30"`
	CSV        string `max:"30"`
	HTML       string `max:"30"`
	Plain      string `max:"30"`
	XML        string `max:"30"`
	ODT        string `max:"34"`
	ODS        string `max:"34"`
	ODP        string `max:"34"`
	ODG        string `max:"34"`
	Excel      string `max:"34"`
	PowerPoint string `max:"34"`
	Word       string `max:"34"`
	Other      string `max:"30"`
}

// Viewer shows a document as plain text.
type Viewer struct {
	Title      string `max:"24"`
	Loading    string // title
	CannotShow string // type in words
	NoText     string // a PDF without text, e.g. scanned
	Broken     string // the file does not hold what its type says
	Protected  string
	TooLarge   string
	Cut        string
	TextOnly   string // above the text of a PDF or web page
	Empty      string
	Page       string // page of a PDF, pages in all
	PageEmpty  string
	Record     string // number of a record of a table
	Links      string `max:"30"`
	Image      string `max:"30"` // in a web page
	ImageOnly  string `max:"30"`
}

// Download saves and prints documents.
type Download struct {
	Title           string `max:"24"`
	To              string `max:"20"` // label of the folder
	Saving          string // name
	Progress        string `max:"40"` // bytes, bytes in all
	ProgressUnknown string `max:"40"` // bytes
	Saved           string // path
	SavedMany       Plural // count, folder
	FailedMany      Plural
	Verified        string
	Unverified      string
	SHA256          string `max:"20"`
	All             string // question: count of documents
	MarksRead       string
	Renamed         string // the name that was chosen
	MadeSafe        string // the name that it has now
	Stopped         string
	OpenWith        string `max:"40"`
	Opened          string // name
	NoViewer        string
	PrintQuestion   string // name
	Printed         string // name
	NoPrinter       string
	PrintFailed     string
	BodyName        string `max:"30"` // name of a file with the text of a message
}
