package fas

// texts are all words of the pages in one language. %s and %d are filled in the order of the comment.
type texts struct {
	Own             string // the language's own name
	Languages       string // label of the language switch
	Sandbox         string // first words of the notice on top of every page
	SandboxNote     string // the rest of it
	LoginTitle      string
	LoginLead       string // program, level
	Choose          string
	Level           string // level
	EID             string
	EIDHint         string
	Itsme           string
	ItsmeHint       string
	Totp            string
	TotpHint        string
	Password        string
	PasswordHint    string
	Testing         string
	WeakerHint      string
	Weaker          string // level
	Cancel          string
	CancelHint      string
	KeyLead         string
	Card            string
	Who             string
	Default         string
	Ending          string
	Success         string
	Timeout         string
	TimeoutHint     string
	Weak            string // level
	Back            string
	BoxTitle        string
	BoxLead         string // person
	OwnName         string
	CitizenBox      string
	ForCompany      string
	CompanyBox      string
	TimeTitle       string
	TimeText        string
	ErrorTitle      string
	ErrorText       string
	ErrorReason     string // before a technical reason in English
	DeviceTitle     string
	DeviceLead      string // program
	DeviceWarning   string
	DeviceCode      string
	DeviceHint      string
	DeviceUnknown   string
	DeviceGo        string
	DeviceDoneTitle string
	DeviceDoneText  string
	DeviceNoTitle   string
	DeviceNoText    string
	LogoutTitle     string
	LogoutText      string
	Logout          string
	GoneTitle       string
	GoneText        string
}

// translations are the pages' languages. The form of address is vous, u, Sie.
var translations = map[string]texts{"fr": french, "nl": dutch, "de": german, "en": english}

// order is in which the language switch offers them.
var order = []string{"fr", "nl", "de", "en"}

// key gives name and hint of a digital key.
func (t texts) key(id string) (name, hint string) {
	switch id {
	case "eid":
		return t.EID, t.EIDHint
	case "itsme":
		return t.Itsme, t.ItsmeHint
	case "totp":
		return t.Totp, t.TotpHint
	default:
		return t.Password, t.PasswordHint
	}
}

var english = texts{
	Own:             "English",
	Languages:       "Language",
	Sandbox:         "Test environment (sandbox).",
	SandboxNote:     "This page is on this computer and is not the government’s login. It knows test persons only. Type nothing real here.",
	LoginTitle:      "Log in",
	LoginLead:       "The program %s asks who you are. It wants a digital key of level %d or higher.",
	Choose:          "Choose your digital key",
	Level:           "Level %d",
	EID:             "eID and card reader",
	EIDHint:         "Identity card with its PIN code",
	Itsme:           "itsme",
	ItsmeHint:       "App on your phone",
	Totp:            "Code by app",
	TotpHint:        "Security code of an authenticator app",
	Password:        "User name and password",
	PasswordHint:    "Without a second step",
	Testing:         "For testing",
	WeakerHint:      "The program gets a key that is weaker than it asked for. It should refuse it.",
	Weaker:          "Finish with a weaker level (%d)",
	Cancel:          "Cancel",
	CancelHint:      "The program is told that you cancelled.",
	KeyLead:         "No card, no phone and no password is used here. Choose who logs in, and how it ends.",
	Card:            "Use a card in the reader",
	Who:             "Who logs in?",
	Default:         "default",
	Ending:          "How does it end?",
	Success:         "Log in",
	Timeout:         "Let the time run out",
	TimeoutHint:     "The program is told nothing.",
	Weak:            "Log in with a key that is too weak (level %d)",
	Back:            "Choose another digital key",
	BoxTitle:        "In whose name?",
	BoxLead:         "%s, you may also act for a company.",
	OwnName:         "In your own name",
	CitizenBox:      "eBox Citizen",
	ForCompany:      "In the name of a company",
	CompanyBox:      "e-Box Enterprise",
	TimeTitle:       "Your session has timed out",
	TimeText:        "Nothing was sent to the program. Go back to it and start again.",
	ErrorTitle:      "This login cannot start",
	ErrorText:       "The program sent a request that cannot be answered. Go back to it and start again.",
	ErrorReason:     "Reason, for its makers:",
	DeviceTitle:     "Log in on another device",
	DeviceLead:      "The program %s on another device shows a code. Type it here to log in there.",
	DeviceWarning:   "Type only a code that you asked for yourself, on a device that is yours or that you trust. Nobody may ask you for one.",
	DeviceCode:      "Code",
	DeviceHint:      "Eight letters, for example BCDF-GHJK. Capitals and the dash do not matter.",
	DeviceUnknown:   "This code is not known, or its time is over. Compare it with the one on the other device.",
	DeviceGo:        "Continue",
	DeviceDoneTitle: "You are logged in on the other device",
	DeviceDoneText:  "You may close this window and go back to the other device.",
	DeviceNoTitle:   "You are not logged in on the other device",
	DeviceNoText:    "You may close this window. The other device is told that the login was refused.",
	LogoutTitle:     "Log out?",
	LogoutText:      "You are logged in in this browser. Programs that you logged in to before stay logged in.",
	Logout:          "Log out",
	GoneTitle:       "You are logged out",
	GoneText:        "You may close this window.",
}
