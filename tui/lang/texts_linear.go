package lang

// Linear is what only the linear mode says: its commands, prompts and announcements.
type Linear struct{}
