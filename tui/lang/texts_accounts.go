package lang

// Accounts is what is said about several boxes: accounts, status, watching.
type Accounts struct{}
