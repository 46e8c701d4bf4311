package cardreader

import (
	"encoding/hex"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The structures, byte for byte (PC/SC part 10).
func TestPadStructures(t *testing.T) {
	p := &padState{min: minPIN, max: maxPIN}
	small := &padState{min: minPIN, max: 8}
	for _, tc := range []struct {
		name, want string
		got        []byte
	}{
		{"verify in Dutch", "1e1e8947040c040201130800000000" + "0d000000" + "002000010820ffffffffffffff", p.verifyStructure("nl")},
		{"verify in French, 8 digits", "1e1e894704080402010c0800000000" + "0d000000" + "002000010820ffffffffffffff", small.verifyStructure("fr")},
		{"modify in German", "1e1e89470400080c04030203070400" + "0102000000" + "15000000" + "002400011020ffffffffffffff20ffffffffffffff", p.modifyStructure("de")},
		{"another language", "1e1e8947040c040201090400000000" + "0d000000" + "002000010820ffffffffffffff", p.verifyStructure("xx")},
	} {
		if d := cmp.Diff(tc.want, hex.EncodeToString(tc.got)); d != "" {
			t.Errorf("%s: %s", tc.name, d)
		}
	}
	if n, m := len(p.verifyStructure("nl")), len(p.modifyStructure("nl")); n != 32 || m != 45 {
		t.Errorf("%d and %d bytes", n, m)
	}
}

func TestFeatures(t *testing.T) {
	for _, tc := range []struct {
		name string
		in   []byte
		want map[byte]uint32
	}{
		{"libccid", []byte{6, 4, 0x42, 0x33, 0, 6, 7, 4, 0x42, 0x33, 0, 7}, map[byte]uint32{6: 0x42330006, 7: 0x42330007}},
		{"another length", []byte{1, 2, 0, 0, 6, 4, 0, 0, 0, 1}, map[byte]uint32{6: 1}},
		{"cut off", []byte{6, 4, 0x42}, map[byte]uint32{}},
		{"nothing", nil, map[byte]uint32{}},
	} {
		if d := cmp.Diff(tc.want, parseFeatures(tc.in)); d != "" {
			t.Errorf("%s: %s", tc.name, d)
		}
	}
}

func TestPadLimits(t *testing.T) {
	for _, tc := range []struct {
		name     string
		list     []byte
		min, max byte
	}{
		{"none", nil, 4, 12},
		{"8 at most", []byte{7, 1, 8}, 4, 8},
		{"little endian", []byte{1, 2, 0x10, 0x02, 7, 2, 8, 0, 6, 1, 5}, 5, 8},
		{"more than a card takes", []byte{7, 1, 16, 6, 1, 0}, 4, 12},
		{"nonsense", []byte{6, 1, 12, 7, 1, 4}, 12, 12},
		{"too long to be a number", []byte{8, 5, 1, 2, 3, 4, 5, 7, 1, 6}, 4, 6},
	} {
		p := &padState{min: minPIN, max: maxPIN}
		p.limit(tc.list)
		if p.min != tc.min || p.max != tc.max {
			t.Errorf("%s: %d to %d", tc.name, p.min, p.max)
		}
	}
}

func TestPadAnswers(t *testing.T) {
	for _, tc := range []struct {
		name  string
		sw    []byte
		err   error
		want  error
		right bool // may be in force afterwards
	}{
		{"right", []byte{0x90, 0x00}, nil, nil, true},
		{"time-out", []byte{0x64, 0x00}, nil, ErrPadTimeout, true},
		{"cancelled", []byte{0x64, 0x01}, nil, ErrCancelled, true},
		{"different", []byte{0x64, 0x02}, nil, ErrPINsDiffer, true},
		{"length", []byte{0x64, 0x03}, nil, ErrBadPIN, true},
		{"refused", []byte{0x6B, 0x80}, nil, errPadRefused, true},
		{"wrong", []byte{0x63, 0xC1}, nil, &SWError{0x63C1}, false},
		{"blocked", []byte{0x69, 0x83}, nil, &SWError{0x6983}, false},
		{"no answer", []byte{}, nil, ErrOutcome, true},
		{"broken", nil, codeRemoved, ErrOutcome, true},
	} {
		f := &fakeService{atr: atrOf17, control: func(uint32, []byte) ([]byte, error) { return tc.sw, tc.err }, card: answers(nil)}
		_, c := fakeCard(t, f)
		err := c.padSpend(t.Context(), 1, (&padState{}).verifyStructure("en"))
		var sw, wantSW *SWError
		if errors.As(tc.want, &wantSW) {
			if !errors.As(err, &sw) || *sw != *wantSW {
				t.Errorf("%s: %v", tc.name, err)
			}
		} else if !errors.Is(err, tc.want) || (err == nil) != (tc.want == nil) {
			t.Errorf("%s: %v", tc.name, err)
		}
		if c.right.Load() != tc.right {
			t.Errorf("%s: right %v", tc.name, c.right.Load())
		}
	}
}

// A reader that names no feature, or cannot be asked, has no pad, and is asked once.
func TestNoPad(t *testing.T) {
	for name, list := range map[string][]byte{"no features": {}, "only properties": {0x12, 4, 0x42, 0x33, 0, 0x12}} {
		asked := 0
		f := &fakeService{atr: atrOf17, card: answers(nil)}
		f.control = func(code uint32, _ []byte) ([]byte, error) {
			if code == featureRequest() {
				asked++
				return list, nil
			}
			return []byte{7, 1, 8}, nil
		}
		_, c := fakeCard(t, f)
		if first, second := c.HasPad(t.Context()), c.HasPad(t.Context()); first || second || asked != 1 {
			t.Errorf("%s: a pad, asked %d times", name, asked)
		}
	}
}

func FuzzPad(f *testing.F) {
	f.Add([]byte{6, 4, 0x42, 0x33, 0, 6})
	f.Add([]byte{7, 1, 8})
	f.Fuzz(func(t *testing.T, b []byte) {
		if n := len(parseFeatures(b)); n > len(b)/6 {
			t.Errorf("%d features in %d bytes", n, len(b))
		}
		if n := len(parseProperties(b)); n > len(b)/2 {
			t.Errorf("%d properties in %d bytes", n, len(b))
		}
		p := &padState{min: minPIN, max: maxPIN}
		p.limit(b)
		if p.min < minPIN || p.max > maxPIN || p.min > p.max || len(p.verifyStructure("")) != 32 {
			t.Errorf("%+v", p)
		}
	})
}
