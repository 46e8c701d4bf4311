package lang

// Access is what is said about accessibility: modes, layouts, themes, the palette of commands, languages.
type Access struct{}
