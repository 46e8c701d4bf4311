package cardreader

import (
	"bytes"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPINBlock(t *testing.T) {
	for _, tc := range []struct {
		pin  string
		want []byte
	}{
		{"1234", []byte{0x24, 0x12, 0x34, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF}},
		{"12345", []byte{0x25, 0x12, 0x34, 0x5F, 0xFF, 0xFF, 0xFF, 0xFF}},
		{"123456", []byte{0x26, 0x12, 0x34, 0x56, 0xFF, 0xFF, 0xFF, 0xFF}},
		{"123456789012", []byte{0x2C, 0x12, 0x34, 0x56, 0x78, 0x90, 0x12, 0xFF}},
	} {
		got := make([]byte, 8)
		pinBlock(got, []byte(tc.pin))
		if d := cmp.Diff(tc.want, got); d != "" {
			t.Errorf("%s: %s", tc.pin, d)
		}
	}
}

func TestParseDate(t *testing.T) {
	for _, tc := range []struct {
		in      string
		y, m, d int
	}{
		{"12.10.2014", 2014, 10, 12},
		{"05 FEB 1970", 1970, 2, 5},
		{"01 JAN  1971", 1971, 1, 1},
		{"03 MEI 2001", 2001, 5, 3},
		{"13.AUG. 1996", 1996, 8, 13},
		{"01.MÄR.1990", 1990, 3, 1},
		{"09 juin 1985", 1985, 6, 9},
		{"30 SEPT 2003", 2003, 9, 30},
		{"1971", 1971, 0, 0},
		{"JUL 1971", 1971, 7, 0},
		{"31 FEB 1971", 1971, 0, 0},
		{"45 FEB 1971", 1971, 0, 0},
		{"01.13.1971", 1971, 0, 1},
		{"", 0, 0, 0},
		{"unknown", 0, 0, 0},
	} {
		got := parseDate(tc.in)
		if d := cmp.Diff(Date{tc.y, tc.m, tc.d, tc.in}, got); d != "" {
			t.Errorf("%q: %s", tc.in, d)
		}
	}
}

func TestParseTLV(t *testing.T) {
	long := bytes.Repeat([]byte{'x'}, 300)
	for _, tc := range []struct {
		name string
		in   []byte
		want []record
		bad  bool
	}{
		{"two fields", []byte{1, 2, 'a', 'b', 7, 0}, []record{{1, []byte("ab")}, {7, []byte{}}}, false},
		{"padding", []byte{1, 1, 'a', 0, 0, 0}, []record{{1, []byte("a")}}, false},
		{"version first", []byte{0, 2, 0, 2, 1, 1, 'a'}, []record{{0, []byte{0, 2}}, {1, []byte("a")}}, false},
		{"long", append([]byte{1, 0xFF, 45}, long...), []record{{1, long}}, false},
		{"empty", nil, nil, false},
		{"no length", []byte{1}, nil, true},
		{"too long", []byte{1, 5, 'a'}, nil, true},
		{"endless length", []byte{1, 0xFF, 0xFF}, nil, true},
	} {
		got, err := parseTLV(tc.in)
		if (err != nil) != tc.bad {
			t.Errorf("%s: %v", tc.name, err)
		}
		if d := cmp.Diff(tc.want, got, cmp.AllowUnexported(record{})); d != "" {
			t.Errorf("%s: %s", tc.name, d)
		}
	}
}

func TestLooksBeID(t *testing.T) {
	for _, tc := range []struct {
		name string
		atr  []byte
		want bool
	}{
		{"1.0", []byte{0x3B, 0x98, 0x94, 0x40, 0xFF, 0xA5, 0x03, 0x01, 0x01, 0x01, 0xAD, 0x13, 0x10}, true},
		{"1.1 and 1.7", []byte{0x3B, 0x98, 0x13, 0x40, 0x0A, 0xA5, 0x03, 0x01, 0x01, 0x01, 0xAD, 0x13, 0x11}, true},
		{"1.8", atr18, true},
		{"a similar chip", append(append([]byte{}, atr18[:19]...), 0x01), false},
		{"another card", []byte{0x3B, 0x98, 0x13, 0x40, 0x0A, 0xA5, 0x03, 0x01, 0x01, 0x02, 0xAD, 0x13, 0x11}, false},
		{"none", nil, false},
	} {
		if got := LooksBeID(tc.atr); got != tc.want {
			t.Errorf("%s: got %v", tc.name, got)
		}
	}
}

func TestStatusWords(t *testing.T) {
	for _, tc := range []struct {
		sw   uint16
		want error
	}{
		{0x6A82, ErrNoFile},
		{0x6982, ErrPINNeeded},
		{0x6283, ErrNotActivated},
		{0x6D00, ErrNotActivated},
	} {
		if err := (&SWError{tc.sw}); !errors.Is(err, tc.want) {
			t.Errorf("%04X is not %v", tc.sw, tc.want)
		}
	}
	for sw, left := range map[uint16]int{0x63C2: 2, 0x63C1: 1, 0x63C0: 0, 0x6983: 0} {
		var p *PINError
		if !errors.As(error(&SWError{sw}), &p) || p.Left != left {
			t.Errorf("%04X: %v", sw, p)
		}
	}
}

func FuzzTLV(f *testing.F) {
	f.Add([]byte{1, 2, 'a', 'b', 7, 0})
	f.Add([]byte{1, 0xFF, 45})
	f.Fuzz(func(t *testing.T, b []byte) {
		records, err := parseTLV(b)
		if err != nil && !errors.Is(err, ErrCardFault) {
			t.Errorf("another kind of error: %v", err)
		}
		n := 0
		for _, r := range records {
			n += 2 + len(r.value)
		}
		if n > len(b) || recordsLen(b) > len(b) {
			t.Errorf("%d bytes of records in %d", n, len(b))
		}
		_, _ = parseIdentity(b)
		_, _ = parseAddress(b)
	})
}

func FuzzCertLength(f *testing.F) {
	f.Add([]byte{0x30, 0x82, 0x04, 0x72})
	f.Fuzz(func(t *testing.T, b []byte) {
		n, err := certLength(b)
		if err == nil && (n < 4 || n > maxCert) || err != nil && !errors.Is(err, ErrCardFault) && !errors.Is(err, ErrNoCertificate) {
			t.Errorf("%d, %v", n, err)
		}
	})
}

func FuzzDate(f *testing.F) {
	f.Add("05 FEB 1970")
	f.Add("13.AUG. 1996")
	f.Fuzz(func(t *testing.T, s string) {
		if d := parseDate(s); d.Text != s || d.Month < 0 || d.Month > 12 || d.Day < 0 || d.Day > 99 || d.Year < 0 || d.Year > 9999 {
			t.Errorf("%+v", d)
		}
	})
}

func FuzzInfo(f *testing.F) {
	f.Add(make([]byte, 28))
	f.Fuzz(func(t *testing.T, b []byte) {
		i, err := parseInfo(b)
		if (i == nil) == (err == nil) || err != nil && !errors.Is(err, ErrNotBeID) {
			t.Errorf("%v, %v", i, err)
		}
	})
}
