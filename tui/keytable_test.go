package tui

import (
	"testing"

	"myebox/tui/lang"
)

func TestKeyTableIsWhole(t *testing.T) {
	for _, code := range lang.Codes() {
		keys := KeyTable(lang.For(code))
		if len(keys) != len(keyTable) {
			t.Errorf("%s: %d of %d commands", code, len(keys), len(keyTable))
		}
		for _, k := range keys {
			if len(k.Keys) == 0 || k.Does == "" {
				t.Errorf("%s: %+v", code, k)
			}
		}
	}
}
