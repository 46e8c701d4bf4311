package fas

import (
	"slices"
	"testing"
)

func TestParseLevel(t *testing.T) {
	for _, tt := range []struct {
		acr  string
		want Level
		box  string
		ok   bool
	}{
		{"urn:be:fedict:iam:fas:Level500", Level500, "", true},
		{"urn:be:fedict:iam:fas:Level100", Level100, "", true},
		{"urn:be:fedict:iam:fas:citizen:Level400", Level400, Citizen, true},
		{"urn:be:fedict:iam:fas:enterprise:Level450", Level450, Enterprise, true},
		{"urn:be:fedict:iam:fas:government:Level400", 0, "", false},
		{"urn:be:fedict:iam:fas:citizen:enterprise:Level400", 0, "", false},
		{"urn:be:fedict:iam:fas:Level460", 0, "", false},
		{"urn:be:fedict:iam:fas:level400", 0, "", false},
		{"urn:be:fedict:iam:fas:Level400 ", 0, "", false},
		{"Level400", 0, "", false},
		{"", 0, "", false},
	} {
		t.Run(tt.acr, func(t *testing.T) {
			l, box, ok := ParseLevel(tt.acr)
			if ok != tt.ok || ok && (l != tt.want || box != tt.box) {
				t.Errorf("%d %q %v", l, box, ok)
			}
		})
	}
}

func TestWeaker(t *testing.T) {
	for _, tt := range []struct {
		than, want Level
		ok         bool
	}{
		{Level500, Level450, true},
		{Level450, Level400, true},
		{Level400, Level200, true},
		{Level300, Level200, true},
		{Level200, Level100, true},
		{Level100, 0, false},
	} {
		if got, ok := weaker(tt.than); ok != tt.ok || ok && got != tt.want {
			t.Errorf("weaker than %d: %d %v, want %d %v", tt.than, got, ok, tt.want, tt.ok)
		}
	}
}

func TestKeysFallInStrength(t *testing.T) {
	keys := Keys()
	if !slices.IsSortedFunc(keys, func(a, b Key) int { return int(b.Level - a.Level) }) {
		t.Errorf("order: %v", keys)
	}
	for _, k := range keys {
		for _, lang := range order {
			if name, hint := translations[lang].key(k.ID); name == "" || hint == "" {
				t.Errorf("%s has no name in %s", k.ID, lang)
			}
		}
		if k.AMR == "" || weakAMR(k.Level) != k.AMR {
			t.Errorf("%s is named %q, a login of its level %q", k.ID, k.AMR, weakAMR(k.Level))
		}
	}
	if got := weakAMR(Level100); got != "selfregistration" {
		t.Errorf("a self-registered account is named %q", got)
	}
}
