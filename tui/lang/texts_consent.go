package lang

// Consent is what is said about consent, profile, activation, withdrawal and its letter.
type Consent struct{}
