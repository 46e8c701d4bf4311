package lang

// Reply is what is said about replying to a message: reply once, drafts, the journal.
type Reply struct{}
