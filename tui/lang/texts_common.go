package lang

// App names the program, the boxes and what they are.
type App struct {
	Name         string `max:"20"`
	Citizen      string `max:"24"`
	Enterprise   string `max:"24"`
	WhatItIs     string
	About        string
	InYourName   string `max:"30"`
	ForCompany   string `max:"40"`
	TooSmall     string // the terminal has fewer than 80 columns and 24 rows: columns, rows
	LinearOn     string // first line of the linear mode: what turned it on
	Language     string `max:"12"`
	LanguageNow  string // own name of the language
	LanguageKeep string // its code
}

// Words are the words of buttons, questions and labels.
type Words struct {
	Yes            string `max:"8"`
	No             string `max:"8"`
	YesNo          string // ends a question: the keys are y and n in every language
	Confirm        string `max:"12"`
	Cancel         string `max:"12"`
	Close          string `max:"12"`
	Back           string `max:"12"`
	Continue       string `max:"12"`
	Retry          string `max:"16"`
	Quit           string `max:"12"`
	Open           string `max:"12"`
	Loading        string `max:"24"`
	Error          string `max:"10"`
	Warning        string `max:"16"`
	Note           string `max:"16"`
	Details        string `max:"16"`
	WhatToDo       string `max:"24"`
	None           string `max:"12"`
	Unknown        string `max:"12"`
	Everything     string `max:"12"`
	Cancelled      string `max:"24"`
	Done           string `max:"12"`
	Default        string `max:"20"`
	AndMore        Plural // number of things that are not listed
	Position       string // position and count of a list
	AtLeast        string // a count while a provider is missing
	About          string // an approximate size
	NotANumber     string
	UnknownCommand string // what was typed
}

// Dates are words for days and times.
type Dates struct {
	Today       string `max:"12"`
	TodayShort  string `max:"7"` // for a narrow column
	Yesterday   string `max:"12"`
	Tomorrow    string `max:"12"`
	InDays      Plural
	DaysAgo     Plural
	DaysLeft    Plural `max:"20"`
	LastDay     string `max:"20"` // it goes today
	Gone        string `max:"24"` // the availability has ended
	DaysShort   string `max:"6"`  // for a narrow column
	MonthsShort string `max:"8"`  // for a narrow column
	At          string // date and time
	On          string // on a date, in a sentence
	Seconds     Plural
	Minutes     Plural
	Bytes       Plural
}
