package lang

// Palette is what is said of the list of all commands, of marked messages, of several boxes, and of keys of one's own.
type Palette struct {
	Key        string `max:"30"` // what the key does
	Title      string `max:"40"`
	Filter     string `max:"30"` // the label of what is typed
	FilterKey  string `max:"30"`
	AllOfThem  string `max:"30"` // the key that ends the filter
	None       string // nothing matches; what was typed
	NotChanged string `max:"40"` // reason: nothing was typed

	Mark       string `max:"30"`
	UnmarkAll  string `max:"30"`
	Marked     string `max:"12"` // said before a marked message
	LegendMark string `max:"24"`
	NowMarked  string // subject
	NoLonger   string // subject
	HowMany    Plural // are marked
	NoneMarked string // after unmarking all
	WhyNone    string `max:"40"` // reason: nothing is marked
	Registered Plural // question before hiding marked messages, some of them registered
	SomeFailed string // how many stay where they are, and why
	NotMoved   Plural

	Boxes      string `max:"30"`
	BoxesTitle string `max:"40"`
	BoxesHow   string // what the screen does
	Count      string `max:"30"`
	Counting   Plural // boxes
	Counted    Plural // boxes
	NotCounted string `max:"40"` // of a row: nothing was asked yet
	Waiting    string `max:"40"` // of a row: the answer is not there yet
	OpenNow    string `max:"20"` // of a row: this box is open
	Switched   string // title of the box
	NotOpened  string // title of the box
	NoBoxes    string // nobody gave a box a name
	OpenSwitch string `max:"30"`
	Soon       Plural // about to expire
	Recorded   Plural // registered mail
	Details    string `max:"30"`

	TopicKeys     string
	TopicKeysLong string // file
	KeyName       string `max:"20"` // headings of the table
	KeyKeys       string `max:"20"`
	KeyTaken      string `max:"30"`
	KeyDoes       string `max:"20"`
	KeyFixed      string `max:"20"`
	KeyNoTaker    string
	KeyQuits      string

	ErrNoCommand string // name, where the names are
	ErrNoKey     string // key, name
	ErrFixed     string // name
	ErrReserved  string // key, name
	ErrEmpty     string // name
	ErrConflict  string // key, name, name
}
