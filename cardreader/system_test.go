package cardreader

import (
	"context"
	"errors"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestPCSCCodes(t *testing.T) {
	for code, want := range map[pcscError]error{
		0x80100009: ErrReaderGone, 0x80100017: ErrReaderGone, 0x8010000B: ErrBusy, 0x8010000C: ErrNoCard, 0x8010000F: ErrNotBeID,
		0x8010001D: ErrNoService, 0x8010001E: ErrNoService, 0x80100003: ErrNoService, 0x8010002E: ErrNoReader, 0x80100066: ErrMute,
		0x80100067: ErrReset, 0x80100068: ErrReset, 0x80100069: ErrRemoved, 0x8010006A: ErrNotAllowed, 0x80100016: ErrComm,
		0x8010002F: ErrComm, 0x80100013: ErrComm, 0x80100001: ErrComm,
	} {
		if !errors.Is(code, want) {
			t.Errorf("%v is not %v", code, want)
		}
	}
}

func TestReaders(t *testing.T) {
	for _, tc := range []struct {
		name    string
		fake    *fakeService
		want    []string
		wantErr error
		pauses  int
	}{
		{"two, and one of Windows", &fakeService{readers: []string{"A", "Windows Hello for Business 1", "B"}}, []string{"A", "B"}, nil, 0},
		{"none", &fakeService{}, nil, ErrNoReader, 0},
		{"no service", &fakeService{establish: []error{codeNoService}}, nil, ErrNoService, 0},
		{"refused", &fakeService{establish: []error{codeNotAllowed, codeNotAllowed, codeNotAllowed}}, nil, ErrNotAllowed, 2},
		{"refused by the last of a daemon", &fakeService{establish: []error{codeNotAllowed, codeNoService}}, nil, ErrNoService, 1},
	} {
		t.Run(tc.name, func(t *testing.T) {
			sys, pauses := fakeSystem(tc.fake)
			got, err := sys.Readers(t.Context())
			if d := cmp.Diff(tc.want, got); d != "" || !errors.Is(err, tc.wantErr) || *pauses != tc.pauses {
				t.Errorf("%v, %d pauses, %s", err, *pauses, d)
			}
			if tc.fake.open() != 0 {
				t.Error("a session is left open")
			}
		})
	}
}

func TestConnect(t *testing.T) {
	for _, tc := range []struct {
		name    string
		fails   []error
		want    error
		pauses  int
		leftBig int
	}{
		{"at once", nil, nil, 0, 1},
		{"busy for a moment", []error{codeSharing, codeSharing}, nil, 2, 1},
		{"busy", []error{codeSharing, codeSharing, codeSharing}, ErrBusy, 2, 0},
		{"no card", []error{codeNoCard}, ErrNoCard, 0, 0},
		{"upside down", []error{codeUnresponsive}, ErrMute, 0, 0},
		{"not T=0", []error{codeProtoMismatch}, ErrNotBeID, 0, 0},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f := &fakeService{connect: tc.fails, atr: atrOf17}
			sys, pauses := fakeSystem(f)
			_, err := sys.Connect(t.Context(), "reader")
			if !errors.Is(err, tc.want) || *pauses != tc.pauses || f.open() != tc.leftBig {
				t.Errorf("%v, %d pauses, %d sessions", err, *pauses, f.open())
			}
		})
	}
}

// A call that PC/SC does not come back from: the caller gets its cancel at once, nobody uses the handle, and when the
// call does end the card is logged off and let go.
func TestACancelDoesNotWaitForPCSC(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		hang := make(chan struct{})
		f := &fakeService{atr: atrOf17}
		f.card = func(cmd []byte) ([]byte, error) {
			switch cmd[1] {
			case insCardData:
				return cardData17(), nil
			case insVerify:
				f.note("verify")
				<-hang
			case insLogOff:
				f.note("log off")
			}
			return []byte{0x90, 0x00}, nil
		}
		sys, c := fakeCard(t, f)
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(time.Second, cancel)
		start := time.Now()
		err := c.withPIN(ctx, func() error { return c.verify(ctx, []byte("1234")) })
		if took := time.Since(start); !errors.Is(err, context.Canceled) || !errors.Is(err, ErrOutcome) || took != time.Second {
			t.Errorf("%v after %v", err, took)
		}
		if _, err := c.Tries(t.Context()); !errors.Is(err, ErrClosed) {
			t.Errorf("the handle was used again: %v", err)
		}
		// The end of the program does not wait for ever either.
		start = time.Now()
		if err := sys.Close(t.Context()); !errors.Is(err, context.DeadlineExceeded) || time.Since(start) != closeTime {
			t.Errorf("closing: %v after %v", err, time.Since(start))
		}
		close(hang)
		synctest.Wait()
		want := []string{"connect", "begin", "verify", "log off", "end", "disconnect"}
		if d := cmp.Diff(want, f.noted()); d != "" || f.open() != 0 {
			t.Errorf("%d sessions open, %s", f.open(), d)
		}
	})
}

// On a signal the program calls Close while another goroutine is between VERIFY and the signature.
func TestCloseLogsOff(t *testing.T) {
	for _, tc := range []struct {
		name string
		off  []byte // what LOG OFF gives
		want []string
	}{
		{"by LOG OFF", []byte{0x90, 0x00}, []string{"connect", "log off", "disconnect"}},
		{"by a reset", []byte{0x6D, 0x00}, []string{"connect", "log off", "disconnect and reset"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f := &fakeService{atr: atrOf17}
			f.card = func(cmd []byte) ([]byte, error) {
				if cmd[1] == insLogOff {
					f.note("log off")
					return tc.off, nil
				}
				return []byte{0x90, 0x00}, nil
			}
			sys, c := fakeCard(t, f)
			if err := c.verify(t.Context(), []byte("1234")); err != nil {
				t.Fatal(err)
			}
			if err := sys.Close(t.Context()); err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(tc.want, f.noted()); d != "" || c.right.Load() || f.open() != 0 {
				t.Errorf("right %v, %d sessions, %s", c.right.Load(), f.open(), d)
			}
			if _, err := sys.Connect(t.Context(), "reader"); !errors.Is(err, ErrClosed) {
				t.Errorf("connecting afterwards: %v", err)
			}
		})
	}
}

// A panic between VERIFY and LOG OFF logs off as well.
func TestAPanicLogsOff(t *testing.T) {
	f := &fakeService{atr: atrOf17}
	f.card = func(cmd []byte) ([]byte, error) {
		if cmd[1] == insLogOff {
			f.note("log off")
		}
		return []byte{0x90, 0x00}, nil
	}
	_, c := fakeCard(t, f)
	func() {
		defer func() {
			if recover() == nil {
				t.Error("no panic")
			}
		}()
		_ = c.withPIN(t.Context(), func() error {
			if err := c.verify(t.Context(), []byte("1234")); err != nil {
				t.Error(err)
			}
			panic("test")
		})
	}()
	if d := cmp.Diff([]string{"connect", "begin", "log off", "end"}, f.noted()); d != "" || c.right.Load() {
		t.Errorf("right %v, %s", c.right.Load(), d)
	}
}

// Whatever happens to a VERIFY, it is sent once.
func TestVerifyIsNeverRepeated(t *testing.T) {
	for _, code := range []pcscError{codeReset, codeNoService, codeCommError, codeNotTransacted, codeRemoved, codeInvalidHandle} {
		f := &fakeService{atr: atrOf17}
		sent := 0
		f.card = func(cmd []byte) ([]byte, error) {
			switch cmd[1] {
			case insCardData:
				return cardData17(), nil
			case insChange:
				sent++
				return nil, code
			}
			return []byte{0x90, 0x00}, nil
		}
		_, c := fakeCard(t, f)
		err := c.ChangePIN(t.Context(), []byte("1234"), []byte("5678"))
		if sent != 1 || !errors.Is(err, ErrOutcome) {
			t.Errorf("%v: sent %d times, %v", code, sent, err)
		}
	}
}

func TestReadsStartAgain(t *testing.T) {
	file := append(slices.Repeat([]byte{1, 1, 'x'}, 66), 0, 0)
	for _, tc := range []struct {
		name  string
		fails []error // of the reads, in turn
		other []byte  // serial of the card after a restart
		want  error
		chunk int
	}{
		{"nothing", nil, nil, nil, 256},
		{"reset", []error{codeReset}, nil, nil, 256},
		{"reset twice", []error{codeReset, codeReset}, nil, nil, 256},
		{"reset without end", []error{codeReset, codeReset, codeReset}, nil, ErrReset, 256},
		{"the reader cannot do 256 bytes", []error{codeNotTransacted}, nil, nil, 128},
		{"the reader cannot at all", []error{codeNotTransacted, codeNotTransacted}, nil, ErrComm, 128},
		{"removed", []error{codeRemoved}, nil, ErrRemoved, 256},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f := &fakeService{atr: atrOf17}
			reads := slices.Clone(tc.fails)
			f.card = func(cmd []byte) ([]byte, error) {
				if cmd[1] != insReadBinary {
					return []byte{0x90, 0x00}, nil
				}
				if err := f.next(&reads); err != nil {
					return nil, err
				}
				off, n := int(cmd[2])<<8|int(cmd[3]), int(cmd[4])
				if n == 0 {
					n = 256
				}
				if off+n > len(file) {
					return []byte{0x6C, byte(len(file) - off)}, nil
				}
				return append(slices.Clone(file[off:off+n]), 0x90, 0x00), nil
			}
			_, c := fakeCard(t, f)
			got, err := c.readFile(t.Context(), fileAddress, maxFile)
			if !errors.Is(err, tc.want) || (err == nil) != (tc.want == nil) || c.chunk != tc.chunk {
				t.Errorf("%v, reads of %d", err, c.chunk)
			}
			if err == nil {
				if d := cmp.Diff(file, got); d != "" {
					t.Error(d)
				}
			}
		})
	}
}

// The service was restarted: a new connection, and the same card or none.
func TestRestartedService(t *testing.T) {
	for _, tc := range []struct {
		name   string
		serial byte
		want   error
	}{{"the same card", 'S', nil}, {"another card", 'T', ErrRemoved}} {
		t.Run(tc.name, func(t *testing.T) {
			f := &lostService{fakeService: fakeService{atr: atrOf17}}
			data := cardData17()
			f.card = func(cmd []byte) ([]byte, error) {
				if f.lost {
					return nil, codeNoService
				}
				if cmd[1] == insCardData {
					return data, nil
				}
				return answers(map[byte][]byte{insVerify: {0x63, 0xC3}})(cmd)
			}
			sys, _ := fakeSystem(&f.fakeService)
			sys.svc = f
			c, err := sys.Connect(t.Context(), "reader")
			if err != nil {
				t.Fatal(err)
			}
			if _, err := c.Info(t.Context()); err != nil {
				t.Fatal(err)
			}
			f.lost = true
			data = slices.Clone(data)
			data[0] = tc.serial
			left, err := c.Tries(t.Context())
			if !errors.Is(err, tc.want) || (err == nil) != (tc.want == nil) || err == nil && left != 3 {
				t.Errorf("%d, %v", left, err)
			}
		})
	}
}

// lostService is one whose handles are dead until it is asked for a new session.
type lostService struct {
	fakeService
	lost bool
}

func (f *lostService) Establish() (session, error) {
	f.lost = false
	s, err := f.fakeService.Establish()
	if err != nil {
		return nil, err
	}
	return &lostSession{s.(*fakeSession), f}, nil
}

type lostSession struct {
	*fakeSession
	f *lostService
}

func (s *lostSession) Connect(string) (handle, error) {
	return &lostHandle{fakeHandle{&s.f.fakeService}, s.f}, nil
}

type lostHandle struct {
	fakeHandle
	f *lostService
}

func (h *lostHandle) Reconnect() error { return codeInvalidHandle }
