package lang

// Letter is the letter by which a citizen withdraws consent by post, in the first person. Labels end with their colon.
type Letter struct {
	File        string `max:"60"` // name without ending; it says nothing of anybody
	Title       string // of the document
	From        string `max:"40"`
	Name        string `max:"34"` // label
	Address     string `max:"34"` // label
	Number      string `max:"34"` // label
	Contact     string `max:"34"` // label
	To          string `max:"40"`
	WhereTo     string // label of the official page, where the postal address is to be looked up
	PlaceDate   string `max:"34"` // label
	SubjectLine string `max:"76"`
	Salutation  string
	Request     string // what is asked
	Known       string // what remains in force until then, and what comes afterwards
	Term        string // up to 30 days
	Tell        string // that it was done
	Enclosed    string
	Closing     string
	Signature   string `max:"34"` // label
}
