package lang

// Errors are what a person is told when something did not work: what happened, what it means, what they can do.
type Errors struct {
	Unauthorized Advice
	Forbidden    Advice
	NotFound     Advice
	NoBox        Advice // 404 for the list of messages
	NoProviders  Advice // 404 for the list of providers
	Throttled    Advice
	RetryAfter   string // a sentence: how long to wait
	Unavailable  Advice
	Timeout      Advice
	Malformed    Advice
	Digest       Advice
	Length       Advice
	TooLarge     Advice // to be shown
	NotAllowed   Advice
	BadRequest   Advice
	NotOffered   Advice
	Partial      Advice // with the failed providers in the details
	NoSpace      Advice
	NoWrite      Advice
	Unknown      Advice
	Reference    string // StatusMessage id
	Contact      string // of the service
	Code         string // status and code as they came
	Technical    string // message for developers
	Program      string // error of this program, in English
	Operation    string
}

// LoginErrors are the cases of a login.
type LoginErrors struct {
	Cancelled     Advice // not a failure: said calmly
	Timeout       Advice
	WeakKey       Advice
	StepUp        Advice // the API wants a stronger login
	CodeRefused   Advice // invalid_grant for a code: used or too late
	ServerDown    Advice
	Clock         Advice
	SessionEnded  Advice // refresh token refused, or 401 after a refresh
	LoginRequired Advice
	Refused       Advice // another code of the login service
	Untrusted     Advice // a check of the answer failed: signature, issuer, nonce
	Setup         Advice // metadata lacks S256, the issuer differs, no such client
	NoBrowser     Advice
	Listen        Advice // the loopback address cannot be opened
	Keyring       Advice // does not answer
	NoKeyring     Advice // there is none
	Busy          Advice // another process logs in
	ErrorCode     string // OAuth error code
	ErrorText     string // its description
	ErrorPage     string // its page
}
