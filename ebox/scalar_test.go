package ebox

import (
	"encoding/json"
	"strings"
	"testing"
	"time"
)

func TestStamp(t *testing.T) {
	tests := map[string]string{
		`"2026-07-01T10:00:00+02:00"`:           "2026-07-01T10:00:00+02:00",
		`"2026-07-01T08:00:00Z"`:                "2026-07-01T10:00:00+02:00",
		`"2026-01-01T08:00:00.123456789Z"`:      "2026-01-01T09:00:00+01:00",
		`"2026-07-01T10:00:00.5+0200"`:          "2026-07-01T10:00:00+02:00",
		`"2026-07-01T10:00:00"`:                 "2026-07-01T10:00:00+02:00",
		`" 2026-07-01 "`:                        "2026-07-01T00:00:00+02:00",
		`"9999-12-31T23:59:59Z"`:                "10000-01-01T00:59:59+01:00",
		`"2026-02-30T00:00:00Z"`:                "",
		`"0000-01-01T00:00:00Z"`:                "",
		`"soon"`:                                "",
		`12345`:                                 "",
		`null`:                                  "",
		`{"a":1}`:                               "",
		`"2026-07-01T10:00:00+02:00[Brussels]"`: "",
	}
	for in, want := range tests {
		t.Run(in, func(t *testing.T) {
			var s stamp
			if err := json.Unmarshal([]byte(in), &s); err != nil {
				t.Fatal(err)
			}
			got := ""
			if !s.t.IsZero() {
				got = s.t.Format(time.RFC3339)
			}
			if got != want {
				t.Errorf("got %s, want %s", got, want)
			}
		})
	}
}

func TestNoLimit(t *testing.T) {
	for in, want := range map[string]bool{"9999-12-31T23:59:59Z": true, "2026-12-31T00:00:00Z": false, "": true} {
		if m := (&Message{ExpirationDate: parseTime(in)}); m.NoLimit() != want {
			t.Errorf("%q: %v", in, m.NoLimit())
		}
	}
}

func TestLoose(t *testing.T) {
	for in, want := range map[string]string{
		`"+++090/9337/55493+++"`: "+++090/9337/55493+++", `12`: "12", `null`: "", `true`: "", `{}`: "",
		`{"type":"structured","value":{"text":"x"}}`: "structured x", `["a",1.5,{"c":"d"}]`: "a 1.5 d",
	} {
		var l loose
		if err := json.Unmarshal([]byte(in), &l); err != nil || string(l) != want {
			t.Errorf("%s gives %q, %v; want %q", in, l, err, want)
		}
	}
}

func TestIdentifiers(t *testing.T) {
	for in, want := range map[string]string{
		`"0206731645"`: "0206731645", `"206731645"`: "0206731645", `206731645`: "0206731645", `"20673164x"`: "20673164x", `""`: "", `null`: "",
	} {
		var c cbe
		if err := json.Unmarshal([]byte(in), &c); err != nil || string(c) != want {
			t.Errorf("company number %s gives %q, %v", in, c, err)
		}
	}
	for in, want := range map[string]string{
		`"Text/CSV ; charset=utf-8"`: "text/csv", `"image/svg+xml"`: "image/svg+xml", `"a\u0000b"`: "", `null`: "",
	} {
		var m media
		if err := json.Unmarshal([]byte(in), &m); err != nil || string(m) != want {
			t.Errorf("media type %s gives %q, %v", in, m, err)
		}
	}
	long, _ := json.Marshal(strings.Repeat("x", maxIdent+1))
	var i ident
	if err := json.Unmarshal(long, &i); err != nil || i != "" {
		t.Errorf("an identifier of %d bytes was taken", len(i))
	}
}
