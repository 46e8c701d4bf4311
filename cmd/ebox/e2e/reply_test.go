package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"myebox/tui/lang"
)

// secretWord is in every reply of these tests and in nothing else.
const secretWord = "Quetzalcoatl"

// Replying on the screens of 80 by 24, in every language: the steps in their order, each with the words that the law and
// the operator want to be there, whole. One request a reply, and no text of one on the disk.
func TestReplyOnScreensInEveryLanguage(t *testing.T) {
	d := newDesk(t, "--size", "400")
	tm := d.shell()
	d.sh(tm, 0, d.client("login --test-person"))
	for i, code := range lang.Codes() {
		walkReply(d, tm, lang.For(code))
		if n := d.served("postMessage"); n != i+1 {
			t.Fatalf("%s: %d requests, want %d", code, n, i+1)
		}
		leave(tm)
	}
	if out := d.sh(tm, 0, d.client("replies")); strings.Count(out, "You replied on") != len(lang.Codes()) {
		t.Errorf("the list of replies: %s", out)
	}
	d.hides(secretWord)
}

// walkReply replies to the first message that allows it, from the list to the confirmation.
func walkReply(d *desk, tm *terminal, t *lang.Texts) {
	d.t.Helper()
	tm.text(d.client("--lang " + t.Code))
	tm.keys("Enter")
	tm.see(t.Inbox.SortNewest)
	toReply(tm, t)
	begin(tm, t)
	stepsOf(tm, t)
	if n := d.served("postMessage"); n > 3 {
		d.t.Fatalf("%d requests before the word", n)
	}
	says(tm, t.Reply.ConfirmOnce, fmt.Sprintf(t.Reply.ConfirmType, strings.ToUpper(t.Reply.Word)))
	confirmWord(tm, t)
	tm.see(t.Reply.States.SentMeans)
	says(tm, t.Reply.States.SentMeans, t.Reply.States.SentOnce+" "+t.Reply.Legal)
}

// begin begins a reply. The document comes first: it is asked for, opened, and the reply begun again.
func begin(tm *terminal, t *lang.Texts) {
	tm.t.Helper()
	tm.keys("r")
	s := tm.until("the reply", func(s string) bool {
		return strings.Contains(plain(s), t.Reply.OpenFirst) || strings.Contains(plain(s), ": "+t.Reply.StepAnswer) ||
			strings.Contains(plain(s), ": "+t.Reply.StepMeaning)
	})
	if !strings.Contains(plain(s), t.Reply.OpenFirst) {
		return
	}
	pick(tm, t.Reply.OpenNow)
	marked, _, _ := strings.Cut(t.Inbox.MarkedRead, "%s")
	tm.see(marked)
	tm.keys("Escape")
	tm.see(t.Reader.ReplyPossible)
	tm.keys("r")
}

// stepsOf walks the steps as they come, up to the confirmation.
func stepsOf(tm *terminal, t *lang.Texts) {
	tm.t.Helper()
	r := &t.Reply
	at := func(names ...string) string {
		found := ""
		tm.until(strings.Join(names, " or "), func(s string) bool {
			head := strings.Join(strings.SplitN(plain(s), ". ", 2)[:1], "")
			for _, n := range names {
				if strings.Contains(head, ": "+n) || strings.Contains(head, "\u00a0: "+n) {
					found = n
				}
			}
			return found != ""
		})
		return found
	}
	if at(r.StepAnswer, r.StepMeaning) == r.StepAnswer {
		says(tm, r.Choose, r.Once+" "+r.Until, r.KeptSealed)
		tm.keys("1")
	}
	at(r.StepMeaning)
	says(tm, r.Once+" "+r.Legal, r.Until)
	pick(tm, t.Words.Continue)
	switch at(r.StepAdd, r.StepWords, r.StepReview) {
	case r.StepAdd, r.StepWords:
		says(tm, r.Types+" "+r.Copied)
		pick(tm, r.Write)
		tm.see(r.EditHint)
		tm.text(secretWord + " " + t.Code)
		tm.see(secretWord + " " + t.Code)
		tm.keys("Escape")
		at(r.StepAdd, r.StepWords)
		pick(tm, t.Words.Continue)
	}
	at(r.StepReview)
	says(tm, r.ReviewIntro, r.Once+" "+r.Legal, r.Until)
	pick(tm, t.Words.Continue)
	at(r.StepConfirm)
}

// A client that is killed while it writes has sent nothing and lost nothing; one that is killed while its reply is on the
// way says afterwards that nobody knows, and sends nothing by itself.
func TestClientKilledInTheMiddleOfAReply(t *testing.T) {
	d := newDesk(t, "--size", "100")
	tm := d.shell()
	d.sh(tm, 0, d.client("login --test-person"))
	ebox := startToKill(d, tm)
	toReply(tm, english)
	begin(tm, english)
	stepsOf(tm, english)
	ebox.kill()
	if n := d.served("postMessage"); n != 0 {
		t.Fatalf("%d requests before the word", n)
	}
	if out := d.sh(tm, 0, d.client("replies")); !strings.Contains(out, "raft") {
		t.Errorf("the draft is lost: %s", out)
	}

	d.fault("*:postMessage:delay:delay=20s")
	ebox = startToKill(d, tm)
	onReply(tm)
	tm.keys("r")
	tm.see("There is a draft of a reply")
	stepsAgain(tm)
	confirmWord(tm, english)
	tm.see(english.Reply.Sending)
	tm.until("the request", func(string) bool { return d.served("postMessage") == 1 })
	ebox.kill()
	d.fault("")

	ebox = startToKill(d, tm)
	onReply(tm)
	s := english.Reply.States
	tm.keys("r")
	tm.see(s.PerhapsMeans)
	says(tm, s.PerhapsMeans, s.PerhapsNever, s.PerhapsTodo, "https://mycitizenebox.belgium.be/myebox/")
	ebox.kill()
	out := d.sh(tm, 1, d.client("reply "+refOf(d, tm)+" --choice 1 --json"))
	if !strings.Contains(out, `"reply_perhaps"`) {
		t.Errorf("the command says: %s", out)
	}
	if n := d.served("postMessage"); n != 1 {
		t.Errorf("%d requests, want the one that was killed", n)
	}
	d.hides(secretWord)
}

// victim is a client in the shell that is to be killed.
type victim struct {
	d   *desk
	tm  *terminal
	pid int
}

func startToKill(d *desk, tm *terminal) *victim {
	d.t.Helper()
	pid := filepath.Join(d.dir, "pid")
	_ = os.Remove(pid)
	tm.text(fmt.Sprintf("sh -c 'echo $$ >%s.new; mv %s.new %s; exec %s'", pid, pid, pid, d.client("")))
	tm.keys("Enter")
	tm.see(english.Inbox.SortNewest)
	text, err := os.ReadFile(pid)
	if err != nil {
		d.t.Fatal(err)
	}
	n, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		d.t.Fatal(err)
	}
	return &victim{d, tm, n}
}

// kill ends it as a power cut would, and puts the terminal in order.
func (v *victim) kill() {
	v.d.t.Helper()
	if err := syscall.Kill(v.pid, syscall.SIGKILL); err != nil {
		v.d.t.Fatal(err)
	}
	v.tm.until("the shell", func(s string) bool { return strings.Contains(s, "Killed") })
	v.tm.keys("C-j") // nobody put the terminal in order: Enter is no end of a line
	v.tm.text("stty sane; reset; clear")
	v.tm.keys("C-j")
	v.tm.until("an empty screen", func(s string) bool { return squeeze(s) == strings.TrimSpace(prompt) })
}

// onReply opens the message whose reply was begun: its mark is that of a draft, or of doubt.
func onReply(tm *terminal) {
	tm.t.Helper()
	toMark(tm, english.Reply.Marks.Draft+english.Reply.Marks.Perhaps)
	tm.see(english.Reader.Received)
}

// stepsAgain goes from where a draft was left to the confirmation.
func stepsAgain(tm *terminal) {
	tm.t.Helper()
	for range 4 {
		if strings.Contains(plain(tm.screen()), ": "+english.Reply.StepConfirm) {
			return
		}
		says(tm, lang.Capital(english.Words.Continue)) // the review counts as read at its end
		now := tm.at()
		pick(tm, english.Words.Continue)
		tm.moves(now)
	}
	tm.see(": " + english.Reply.StepConfirm)
}

// refOf is the reference of the only reply of the list.
func refOf(d *desk, tm *terminal) string {
	d.t.Helper()
	for _, f := range strings.Fields(d.sh(tm, 0, d.client("replies --json"))) {
		if strings.Contains(f, "/") && strings.HasPrefix(f, `"`) && !strings.Contains(f, ":") {
			return strings.Trim(f, `",`)
		}
	}
	d.t.Fatal("no reply is listed")
	return ""
}

// Two clients, one message: the screens with the word typed, and a command that confirms at the same moment. One reply.
func TestTwoClientsOneReply(t *testing.T) {
	d := newDesk(t, "--size", "100")
	tm := d.shell()
	d.sh(tm, 0, d.client("login --test-person"))
	tm.text(d.client(""))
	tm.keys("Enter")
	tm.see(english.Inbox.SortNewest)
	toReply(tm, english)
	begin(tm, english)
	stepsOf(tm, english)
	leave(tm)

	ref := refOf(d, tm)
	want := confirmOf(d, tm, ref)
	gun, other := filepath.Join(d.dir, "gun"), filepath.Join(d.dir, "other")
	tm.text(fmt.Sprintf("(while [ ! -e %s ]; do sleep 0.05; done; %s >%s 2>&1; echo \"end=$?\" >>%s) & clear", gun,
		d.client("reply "+ref+" --json --confirm '"+want+"'"), other, other))
	tm.keys("Enter")
	tm.text(d.client(""))
	tm.keys("Enter")
	tm.see(english.Inbox.SortNewest)
	onReply(tm)
	tm.keys("r")
	tm.see("There is a draft of a reply")
	stepsAgain(tm)
	typeWord(tm, english)
	if err := os.WriteFile(gun, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for range 20 {
		now := tm.at()
		tm.keys("Enter")
		tm.moves(now)
		if strings.Contains(plain(tm.screen()), english.Reply.States.SentOnce) {
			break
		}
	}
	tm.until("the other client's end", func(string) bool {
		b, _ := os.ReadFile(other)
		return strings.Contains(string(b), "end=")
	})
	if n := d.served("postMessage"); n != 1 {
		b, _ := os.ReadFile(other)
		t.Errorf("%d requests, want 1; the other client says %s; the screen is:\n%s", n, b, tm.screen())
	}
	leave(tm)
	if out := d.sh(tm, 0, d.client("replies --json")); strings.Count(out, `"state": "sent"`) != 1 || !strings.Contains(out, `"tries": 1`) {
		t.Errorf("the list of replies: %s", out)
	}
	d.hides(secretWord)
}

// confirmOf is what --confirm has to be for the draft.
func confirmOf(d *desk, tm *terminal, ref string) string {
	d.t.Helper()
	for line := range strings.Lines(d.sh(tm, 0, d.client("reply "+ref+" --dry-run --json"))) {
		if _, after, ok := strings.Cut(line, `"confirm": "`); ok {
			return strings.TrimSuffix(strings.TrimSpace(after), `",`)
		}
	}
	d.t.Fatal("nothing is said of a confirmation")
	return ""
}
