package cardreader

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"myebox/cardreader/cardtest"
)

// What follows a status word, command by command.
func TestLink(t *testing.T) {
	for _, tc := range []struct {
		name, transcript string
		cmd              []byte
		want             []byte
		sw               uint16
	}{
		{"done", "> 00B0000003\n< 0102039000", readBinary(0, 3), []byte{1, 2, 3}, 0},
		{"more waits", "> 002A9E9A0100\n< 6102\n> 00C0000002\n< 01029000", pso([]byte{0}), []byte{1, 2}, 0},
		{"more and more", "> 002A9E9A0100\n< 6102\n> 00C0000002\n< 016101\n> 00C0000001\n< 029000", pso([]byte{0}), []byte{1, 2}, 0},
		{"256 wait", "> 002A9E9A0100\n< 6100\n> 00C0000000\n< 6C02\n> 00C0000002\n< 01029000", pso([]byte{0}), []byte{1, 2}, 0},
		{"wrong length", "> 00B0000000\n< 6C03\n> 00B0000003\n< 0102039000", readBinary(0, 256), []byte{1, 2, 3}, 0},
		{"class 80", "> 80E400001C\n< 6102\n> 00C0000002\n< 01029000", cardData(), []byte{1, 2}, 0},
		{"refused", "> 00B0000000\n< 6986", readBinary(0, 256), nil, 0x6986},
		{"data with a warning", "> 00B0000003\n< 01026282", readBinary(0, 3), []byte{1, 2}, 0x6282},
		{"a wrong length cannot be put right", "> 002A9E9A0100\n< 6C02", pso([]byte{0}), nil, 0x6C02},
	} {
		t.Run(tc.name, func(t *testing.T) {
			l := link{cardtest.NewReplay(t, strings.NewReader(tc.transcript))}
			got, err := l.send(t.Context(), tc.cmd)
			var sw *SWError
			if tc.sw == 0 && err != nil || tc.sw != 0 && (!errors.As(err, &sw) || sw.SW != tc.sw) {
				t.Errorf("got %v", err)
			}
			if d := cmp.Diff(tc.want, got); d != "" {
				t.Error(d)
			}
		})
	}
}

// script answers with what a fuzzer wrote: a length byte before each answer, again and again.
type script struct {
	data []byte
	pos  int
	sent int
}

func (s *script) Transmit(context.Context, []byte) ([]byte, error) {
	s.sent++
	if len(s.data) == 0 {
		return nil, nil
	}
	n := int(s.data[s.pos%len(s.data)])
	var out []byte
	for i := range n {
		out = append(out, s.data[(s.pos+1+i)%len(s.data)])
	}
	s.pos += n + 1
	return out, nil
}

// Random answers never make the status-word layer run for ever, and give an error of a known kind.
func FuzzLink(f *testing.F) {
	f.Add([]byte{2, 0x61, 0x10, 2, 0x90, 0x00})
	f.Add([]byte{2, 0x6C, 0x05})
	f.Fuzz(func(t *testing.T, b []byte) {
		s := &script{data: b}
		_, err := link{s}.send(t.Context(), readBinary(0, 256))
		if err != nil && !errors.As(err, new(*SWError)) && !errors.Is(err, ErrCardFault) || s.sent > maxFollowUp {
			t.Errorf("%d commands, %v", s.sent, err)
		}
	})
}

// A whole card of random answers: reading ends, and no PIN is asked for or sent.
func FuzzCard(f *testing.F) {
	f.Add([]byte{2, 0x90, 0x00, 6, 0x30, 0x82, 0x01, 0x00, 0x90, 0x00})
	f.Fuzz(func(t *testing.T, b []byte) {
		s := &script{data: b}
		c := NewCard(s, atr18)
		_, _ = c.Info(t.Context())
		_, _ = c.Tries(t.Context())
		_, _ = c.Certificate(t.Context(), CertAuthentication)
		_, _ = c.Identity(t.Context())
		_, _ = c.Address(t.Context())
		if s.sent > 200_000 || c.right.Load() {
			t.Errorf("%d commands, right %v", s.sent, c.right.Load())
		}
	})
}
