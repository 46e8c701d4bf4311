package mailbox

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// The values of BUSINESS_DOMAIN.
var domains = strings.Fields("ECONOMY EMPLOYMENT ENVIRONMENT FINANCE FOOD_CHAIN FOREIGN_AFFAIRS HEALTHCARE HOME_AFFAIRS HOUSING HUMAN_RESSOURCE JUSTICE MOBILITY PLANNING_BUREAU PROCUREMENT SOCIAL_SECURITY")

var placeholders = []string{"year", "prev", "month", "ofmonth", "qth", "day", "due", "past", "ref", "amount", "comm"}

func eachKind(f func(where string, k *kind)) {
	for _, p := range liveProviders {
		for b, kinds := range p.from.kinds {
			for i := range kinds {
				f(p.id+"/"+[]string{"citizen", "enterprise"}[b]+"/"+kinds[i].name, &kinds[i])
			}
		}
	}
}

func TestKindsAreComplete(t *testing.T) {
	eachKind(func(where string, k *kind) {
		if k.weight <= 0 {
			t.Errorf("%s never occurs", where)
		}
		if !slices.Contains(domains, k.domain) {
			t.Errorf("%s: %q is no domain", where, k.domain)
		}
		mains := 0
		if k.bodyMain {
			mains++
		}
		for _, d := range k.docs {
			if d.main {
				mains++
			}
			checkTexts(t, where+" title", d.title)
		}
		if mains != 1 {
			t.Errorf("%s has %d main contents", where, mains)
		}
		checkTexts(t, where+" subject", k.subject)
		checkTexts(t, where+" body", k.body)
		if k.reply != nil {
			for _, c := range k.reply.choices {
				checkTexts(t, where+" choice", c.label)
				checkTexts(t, where+" meaning", c.meaning)
				for _, s := range c.label {
					if utf8.RuneCountInString(s) > maxValue {
						t.Errorf("%s: the label %q cannot be sent back", where, s)
					}
				}
			}
		}
	})
}

func checkTexts(t *testing.T, where string, texts tri) {
	t.Helper()
	for l, s := range texts {
		if s == "" || !utf8.ValidString(s) {
			t.Errorf("%s: no text in %s", where, lang(l).code())
		}
		for _, m := range regexp.MustCompile(`\{(\w*)\}?`).FindAllStringSubmatch(s, -1) {
			if !slices.Contains(placeholders, m[1]) || !strings.HasSuffix(m[0], "}") {
				t.Errorf("%s: unknown placeholder %q", where, m[0])
			}
		}
	}
}

func TestKindsHaveTheirOwnNames(t *testing.T) {
	seen := map[string]bool{}
	eachKind(func(where string, _ *kind) {
		if seen[where] {
			t.Errorf("%s stands there twice", where)
		}
		seen[where] = true
	})
	if len(seen) < 40 {
		t.Errorf("only %d kinds of messages", len(seen))
	}
}

func TestEveryEntryOfTheCatalogueIsUsed(t *testing.T) {
	for _, p := range liveProviders {
		used := map[string]bool{}
		for _, kinds := range p.from.kinds {
			for _, k := range kinds {
				used["app "+k.app], used["type "+k.typ] = true, true
				for _, o := range k.org {
					used["org "+o] = true
				}
			}
		}
		for _, a := range p.from.apps {
			if !used["app "+a.id] {
				t.Errorf("%s: no message comes from %s", p.id, a.id)
			}
		}
		for _, a := range p.from.types {
			if !used["type "+a.id] {
				t.Errorf("%s: no message is of type %s", p.id, a.id)
			}
		}
		for _, o := range p.from.orgs {
			if !used["org "+o.key] {
				t.Errorf("%s: no message comes from %s", p.id, o.key)
			}
		}
	}
}

func TestShowcasesAreInOrderAndAvailable(t *testing.T) {
	for _, p := range liveProviders {
		for b, s := range sources()[p.id] {
			for i, sh := range s.showcase {
				if i > 0 && sh.hours < s.showcase[i-1].hours+1 {
					t.Errorf("%s/%d: %s does not come an hour after the one before", p.id, b, sh.kind)
				}
				if left := sh.sent.least - int64(sh.hours+1)*hour; left < 24*hour {
					t.Errorf("%s/%d: %s is gone before the first day is over", p.id, b, sh.kind)
				}
			}
			if quota := quotas(25)[p.id]; len(s.showcase) < quota {
				t.Errorf("%s/%d: the showcase has %d messages, a box of 25 takes %d", p.id, b, len(s.showcase), quota)
			}
		}
	}
}

func TestQuotasAddUp(t *testing.T) {
	for _, size := range []int{0, 1, 3, 10, 25, 99, 1000, 100_000} {
		sum := 0
		for _, n := range quotas(size) {
			sum += n
		}
		if sum != size {
			t.Errorf("the quotas of %d add up to %d", size, sum)
		}
	}
	q := quotas(25)
	if q["nsso"] == q["finance"] || q["finance"] == q["region"] || q["pensions"] == 0 {
		t.Errorf("quotas of 25: %v: even, or one is empty", q)
	}
}
