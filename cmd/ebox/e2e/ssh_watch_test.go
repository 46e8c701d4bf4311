package e2e

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// arrived lets a message arrive in the company's box and gives its reference.
func (s *server) arrived(provider string) string {
	s.t.Helper()
	answer := s.post("/sandbox/arrivals", "box=enterprise&provider="+provider)
	return provider + "/" + first(s.t, `"messageId":\s*"([^"]+)"`, answer)
}

// told is the line of watch about a message.
type told struct {
	Version        int
	Event, Account string
	Message        struct{ Ref, Subject string }
}

// heard waits for the line about that message.
func (sh *shell) heard(ref string) {
	sh.t.Helper()
	text := sh.expect(`"ref":"` + ref + `"`)
	line := text[strings.LastIndex(text, "\n{")+1:]
	sh.mu.Lock()
	rest := sh.seen.String()[sh.from:]
	sh.mu.Unlock()
	for !strings.Contains(rest, "\n") {
		text, more := sh.output()
		if rest = text; !strings.Contains(rest, "\n") {
			<-more
		}
	}
	end, _, _ := strings.Cut(rest, "\n")
	var got told
	if err := json.Unmarshal([]byte(strings.TrimSpace(line+end)), &got); err != nil {
		sh.t.Fatalf("%v: %q", err, line+end)
	}
	if got.Version != 1 || got.Event != "message" || got.Account != "acme" || got.Message.Subject == "" {
		sh.t.Errorf("got %+v", got)
	}
}

// Watching a company's box goes on over expired tokens and a provider that fails, and ends well on signals.
func TestSSHWatch(t *testing.T) {
	t.Parallel()
	const lifetime = 2 * time.Second
	s := newServer(t, "--enterprise-key", "acme.pem", "--token-lifetime", lifetime.String())
	s.ask(0, "ebox accounts add acme --client-id "+s.ids[0]+" --key "+s.keys[0])
	if out := s.ask(0, "ebox watch --account acme --once --json 2>&1"); out != "" { // what is there already is not new
		t.Errorf("the first look told: %s", out)
	}
	const watch = `ebox watch --account acme --interval 1s --json --exec 'cat >>hooked; test ! -e fail'`
	sh := s.open("cd; echo pid=$$; exec " + watch)
	begin := time.Now()
	pid := number(t, first(t, `pid=(\d+)`, sh.expect("Watching")))
	refs := []string{s.arrived("nsso")}
	sh.heard(refs[0])

	// A hook that fails has the message come again; a provider that fails is told once, and when all is well again.
	fail := filepath.Join(s.home, "fail")
	if err := os.WriteFile(fail, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	refs = append(refs, s.arrived("finance"))
	sh.expect(english.Accounts.HookFailed.What)
	if err := os.Remove(fail); err != nil {
		t.Fatal(err)
	}
	sh.heard(refs[1])
	s.post("/sandbox/faults", "nsso:getMessagesByEBoxId:503")
	sh.expect("Social security does not answer")
	refs = append(refs, s.arrived("nsso"))
	s.healthy()
	sh.heard(refs[2])
	sh.expect(english.Accounts.WatchBack)

	if ran := time.Since(begin); ran < 2*lifetime { // else no token would have expired
		timer := time.NewTimer(2*lifetime - ran)
		<-timer.C
	}
	refs = append(refs, s.arrived("pensions"))
	sh.heard(refs[3])
	if err := syscall.Kill(pid, syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if code := sh.ends(); code != 0 {
		t.Errorf("after SIGTERM: exit code %d\n%s", code, sh.all())
	}
	hooked, err := os.ReadFile(filepath.Join(s.home, "hooked"))
	if err != nil {
		t.Fatal(err)
	}
	for _, ref := range refs {
		if n := strings.Count(sh.all(), `"ref":"`+ref+`"`); n != 1 {
			t.Errorf("%s was told %d times", ref, n)
		}
		if !strings.Contains(string(hooked), `"ref":"`+ref+`"`) {
			t.Errorf("the hook did not hear of %s", ref)
		}
	}

	// What comes meanwhile is told at the next start; a connection that breaks off ends it as well as a signal.
	late := s.arrived("nsso")
	// The shell hands the signal on, as those that people type into do.
	sh = s.open("cd; trap 'kill -HUP $p' HUP; " + watch + " & p=$!; wait $p; wait $p; echo $? >code")
	sh.heard(late)
	sh.hangUp()
	code := filepath.Join(s.home, "code")
	limit := time.Now().Add(patience)
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for range tick.C {
		b, err := os.ReadFile(code)
		if err == nil && len(b) > 0 {
			if string(b) != "0\n" {
				t.Errorf("after SIGHUP: exit code %s", b)
			}
			break
		}
		if time.Now().After(limit) {
			t.Fatal("it goes on without a terminal")
		}
	}
	if out := s.ask(0, "ebox watch --account acme --once --json 2>&1"); strings.Contains(out, `"message"`) {
		t.Errorf("told twice: %s", out)
	}
}

func number(t *testing.T, text string) int {
	t.Helper()
	n := 0
	for _, r := range text {
		n = 10*n + int(r-'0')
	}
	return n
}
