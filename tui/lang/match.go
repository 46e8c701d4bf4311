package lang

import (
	"slices"
	"strings"

	"golang.org/x/text/language"
)

// Match chooses a language's code. The tags are wishes, the most important first: a flag, the configuration, the
// language of the person's login, then LC_ALL, LC_MESSAGES and LANG as they stand in the environment. Each is a
// language tag ("fr-BE"), a locale ("nl_BE.UTF-8@euro") or a list of them ("de:fr"); what is empty or unknown is passed
// over. Without any wish that can be met it is English.
func Match(tags ...string) string {
	for _, list := range tags {
		for tag := range strings.SplitSeq(list, ":") {
			if c := match(tag); c != "" {
				return c
			}
		}
	}
	return "en"
}

// Known tells whether code is one of Codes.
func Known(code string) bool { return slices.Contains(Codes(), code) }

func match(tag string) string {
	if i := strings.IndexAny(tag, ".@"); i >= 0 {
		tag = tag[:i]
	}
	parsed, err := language.Parse(strings.TrimSpace(tag))
	if err != nil {
		return ""
	}
	base, sure := parsed.Base()
	if sure != language.Exact || !Known(base.String()) {
		return ""
	}
	return base.String()
}
