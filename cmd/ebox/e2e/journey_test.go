package e2e

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The main job: log in with itsme in the browser, inbox, message, download, quit, and start again without a login.
func TestLoginReadDownloadQuitResume(t *testing.T) {
	d := newDesk(t, "--size", "1000")
	tm := d.start(80, 24)
	if *filmDir != "" {
		tm.film = &film{w: 80, h: 24}
		defer func() { tm.film.write(t, filepath.Join(*filmDir, "session.cast")) }()
	}
	tm.see(english.Login.InBrowser)
	tm.picture("login")
	tm.keys("Enter")
	b := startBrowser(t)
	address := d.opener.next(tm)
	tm.see(english.Login.Waiting)
	b.open(address)
	b.click("key-itsme")
	b.click("itsme-success")
	if page := b.end(); page != english.Login.PageOKTitle {
		t.Errorf("the page at the end says %q", page)
	}
	tm.see(english.Inbox.SortNewest)
	tm.see("SPF Finances")
	tm.picture("inbox")
	onFocus(t, tm)

	// A message with a PDF: the search asks the server, not the rows.
	tm.keys("/")
	tm.see(english.Filter.SearchHint)
	tm.text("einddatum")
	tm.keys("Enter")
	tm.see(english.Reader.LangNL) // English is no language of the registry's texts, so it asks
	tm.picture("search")
	tm.keys("Down", "Enter")
	tm.see("contain “einddatum”")
	tm.keys("Enter")
	tm.see("Geachte mevrouw")
	tm.picture("reader")
	tm.keys("s")
	tm.see(english.Download.MarksRead)
	tm.keys("Enter")
	tm.see(english.Download.Verified)
	tm.picture("download")
	pdf := onlyFile(t, d.downloads())
	if !bytes.HasPrefix(pdf, []byte("%PDF-")) || !bytes.Contains(pdf[len(pdf)-32:], []byte("%%EOF")) {
		t.Errorf("the document is not a whole PDF: %d bytes", len(pdf))
	}
	quit(tm)

	// The keyring has the session, so the second start asks nobody.
	again := d.start(80, 24)
	s := again.see(english.Inbox.SortNewest)
	if strings.Contains(s, english.Login.InBrowser) {
		t.Error("the login was shown")
	}
	again.see("SPF Finances")
	quit(again)
}

// onFocus checks that the terminal's own cursor is shown, on a row that holds a message.
func onFocus(t *testing.T, tm *terminal) {
	t.Helper()
	_, y, shown := tm.cursor()
	row := strings.Split(tm.screen(), "\n")[y]
	if !shown || strings.TrimSpace(row) == "" {
		t.Errorf("cursor shown %v on row %q", shown, row)
	}
}

// quit leaves from wherever one is, and checks that the program ends well.
func quit(tm *terminal) {
	tm.t.Helper()
	tm.keys("C-c")
	tm.see("exit=0")
	tm.keys("Enter")
}

// onlyFile is the content of the one file in dir, which is the owner's only to read.
func onlyFile(t *testing.T, dir string) []byte {
	t.Helper()
	files, err := os.ReadDir(dir)
	if err != nil || len(files) != 1 {
		t.Fatalf("want one file, got %v, %v", files, err)
	}
	path := filepath.Join(dir, files[0].Name())
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v", info.Mode())
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// What can happen in the browser, one after the other in one program: nothing of it ends it, all of it is said.
func TestLoginCancelledWeakTimedOut(t *testing.T) {
	d := newDesk(t, "--size", "25")
	tm := d.start(80, 24)
	b := startBrowser(t)
	tm.see(english.Login.InBrowser)
	tm.keys("Enter")
	b.open(d.opener.next(tm))
	b.click("key-itsme")
	b.click("itsme-cancel")
	tm.see(english.LoginErrors.Cancelled.What)
	tm.picture("cancelled")

	tm.keys("r")
	b.open(d.opener.next(tm))
	b.click("key-totp")
	b.click("totp-weak")
	tm.see(english.LoginErrors.WeakKey.What)

	tm.keys("r")
	b.open(d.opener.next(tm))
	b.click("key-itsme")
	b.click("itsme-timeout")
	b.text("#timed-out")
	tm.see(english.Login.Waiting)
	tm.keys("Escape")
	tm.see(english.LoginErrors.Cancelled.What)

	tm.keys("Enter")
	b.open(d.opener.next(tm))
	b.click("key-itsme")
	b.click("itsme-success")
	tm.see(english.Inbox.SortNewest)
	quit(tm)
}
