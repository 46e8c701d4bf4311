package lang

// Remote is what is said about logging in without a browser, with a key file, and about stores without a desktop.
type Remote struct{}
