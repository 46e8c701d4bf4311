package lang

// Login is the login screen and what the commands say about a session.
type Login struct {
	Title           string `max:"40"`
	Intro           string
	Choose          string `max:"60"`
	InBrowser       string `max:"40"`
	InBrowserHint   string `max:"76"`
	TestPerson      string `max:"40"`
	TestPersonHint  string `max:"76"`
	Opening         string `max:"76"`
	Waiting         string `max:"76"`
	WaitingFor      string `max:"76"` // elapsed time, time limit
	Address         string `max:"76"`
	AddressWarning  string
	CopyAddress     string `max:"24"`
	AddressCopied   string `max:"76"`
	OpenAgain       string `max:"24"`
	Checking        string `max:"76"`
	Resuming        string `max:"76"`
	LoggedIn        string // the person's name
	LoggedInUnnamed string
	Stored          string // where the session is kept
	MemoryOnly      string // there is no keyring
	MemoryMark      string `max:"24"` // the same in the header, on every screen
	LoggingOut      string `max:"76"`
	LoggedOut       string `max:"76"`
	NotLoggedIn     string `max:"76"`
	LogoutLocal     string // the server did not confirm
	BrowserSession  string // before offering end_session_endpoint
	NotConsent      string // said at logout
	Safety          string
	HintsTitle      string `max:"60"`
	HintClosed      string
	HintTimedOut    string
	HintReader      string
	HintCard        string
	HintPIN         string
	PageOKTitle     string `max:"60"` // the page that the browser shows at the end
	PageOK          string
	PageFailedTitle string `max:"60"`
	PageFailed      string
}

// DigitalKeys are the keys of the login page.
type DigitalKeys struct {
	EID           string `max:"40"`
	Itsme         string `max:"40"`
	MyGov         string `max:"40"`
	Authenticator string `max:"40"`
	SMS           string `max:"40"`
	EIDAS         string `max:"40"`
	Password      string `max:"40"`
}

// Sandbox marks the sandbox, where nothing is real.
type Sandbox struct {
	Mark   string `max:"11"`
	Banner string `max:"76"`
}

// Profile tells what a profile lacks and where one gets it.
type Profile struct {
	Title         string `max:"24"`
	Citizen       string
	Enterprise    string
	Missing       string // profile, configuration file
	NoSuch        string // profile, configuration file
	NoFile        string // configuration file
	BadFile       string // configuration file, line
	Issuer        string
	ClientID      string
	Federation    string
	Scopes        string
	Box           string
	HowCitizen    string // how one gets a registration
	HowEnterprise string
	HowSandbox    string
}
