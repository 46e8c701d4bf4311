package mailbox

import (
	"math"
	"strings"
	"testing"
)

func TestIDsGoBothWays(t *testing.T) {
	a, b := newIDCipher(1), newIDCipher(2)
	seen := map[string]bool{}
	for _, i := range []int{0, 1, 2, 24, 99_999, MaxSize - 1, math.MaxInt32, -1, -2, math.MinInt32} {
		id := a.id(i)
		if got, ok := a.index(id); !ok || got != i {
			t.Errorf("index(id(%d)) = %d, %t", i, got, ok)
		}
		if _, ok := b.index(id); ok {
			t.Errorf("another box takes the id of message %d", i)
		}
		if len(id) != 16 || strings.Trim(id, "0123456789abcdef") != "" || seen[id] {
			t.Errorf("id(%d) = %q", i, id)
		}
		seen[id] = true
	}
}

func TestForeignIDs(t *testing.T) {
	c := newIDCipher(1)
	good := c.id(3)
	for name, id := range map[string]string{
		"empty": "", "short": good[1:], "long": good + "0", "upper case": strings.ToUpper(c.id(0)) + "",
		"no digit": "zzzzzzzzzzzzzzzz", "path": "../../../etc/pas", "another": "0123456789abcdef",
	} {
		if i, ok := c.index(id); ok {
			t.Errorf("%s: %q is message %d", name, id, i)
		}
	}
}

func FuzzID(f *testing.F) {
	c := newIDCipher(9)
	for _, s := range []string{"", c.id(0), c.id(99999), "0123456789abcdef", "é234567890abcdef"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, id string) {
		if i, ok := c.index(id); ok && c.id(i) != id {
			t.Errorf("index(%q) = %d, whose id is %q", id, i, c.id(i))
		}
	})
}

func TestDrawsStayInBounds(t *testing.T) {
	d := draws{key: 5}
	var low, high bool
	for range 1000 {
		n := d.between(3, 6)
		if n < 3 || n > 6 {
			t.Fatalf("between(3, 6) = %d", n)
		}
		low, high = low || n == 3, high || n == 6
	}
	if !low || !high {
		t.Error("an end of the range never came")
	}
	if keyOf(1, "ab", "c") == keyOf(1, "a", "bc") || keyOf(1, "a") == keyOf(2, "a") {
		t.Error("different names make the same key")
	}
}
