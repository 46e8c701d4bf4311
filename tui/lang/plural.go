package lang

import (
	"fmt"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// Plural is a text in its two forms. The first verb of each is the number, as %s: Count fills it in.
type Plural struct{ One, Other string }

// Count is p in the form for n, with n as its first argument and more as the others. In French 0 takes the form for
// one (CLDR plural rules).
func (t *Texts) Count(p Plural, n int, more ...any) string {
	form := p.Other
	if t.one(n) {
		form = p.One
	}
	return fmt.Sprintf(form, append([]any{t.Number(int64(n))}, more...)...)
}

func (t *Texts) one(n int) bool {
	// The rules look at the last digits only, and take an int that they limit themselves.
	return plural.Cardinal.MatchPlural(language.Make(t.Code), max(n, -n), 0, 0, 0, 0) == plural.One
}
