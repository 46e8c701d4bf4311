package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"rsc.io/qr"

	"myebox/auth"
	"myebox/ebox"
	"myebox/tui/present"
)

// errNoDevice is a login service that offers no login by another device.
var errNoDevice = errors.New("no login by another device")

// maxPasted is the longest line that is read as an address; package auth has a limit of its own.
const maxPasted = 64 << 10

// overSSH tells whether this process was started over SSH: then a browser here would open on nobody's screen.
func (w *wiring) overSSH() bool {
	return w.sys.getenv("SSH_CONNECTION") != "" || w.sys.getenv("SSH_TTY") != ""
}

// hostName is how the person reached this machine, as far as SSH tells; "" when it does not.
func (w *wiring) hostName() string {
	if f := strings.Fields(w.sys.getenv("SSH_CONNECTION")); len(f) == 4 {
		return f[2]
	}
	return ""
}

// remoteLogin has the person log in with a browser on another machine: through a tunnel, or by pasting the address at
// which that browser ends. Whichever comes first counts.
func (w *wiring) remoteLogin(ctx context.Context, c *auth.Client, o *loginOptions) (*auth.Session, error) {
	b := auth.BeginOptions{Port: o.port}
	if o.fresh {
		b.Prompt = "login"
	}
	a, err := c.Begin(ctx, b)
	if err != nil {
		return nil, err
	}
	defer a.Close()
	md, err := c.Discover(ctx)
	if err != nil {
		return nil, err
	}
	if err := w.tellRemote(a, o, md.DeviceAuthorization != ""); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	if restore, err := noEcho(w.sys.in); err == nil { // what is pasted holds a code: it must not stay on the screen
		defer restore()
	}
	pasted := w.takePasted(ctx, a)
	ticking := w.stillWaiting(ctx)
	s, err := a.Wait(ctx)
	cancel()
	<-ticking
	<-pasted
	return s, err
}

// tellRemote says what the person can do, the best way first, and gives the address on one line.
func (w *wiring) tellRemote(a *auth.Attempt, o *loginOptions, device bool) error {
	t := &w.t.Remote
	out := w.sys.err
	w.note(w.t.Login.Safety)
	if w.overSSH() {
		w.note(t.OverSSH)
	}
	w.note("1. " + w.t.Label(t.Forward, t.ForwardHow))
	forward := auth.SSHForward(a.Port(), w.hostName())
	fmt.Fprintln(out, "   "+strings.Join(forward, " "))
	if forward[len(forward)-1] == "HOST" {
		w.note("   " + t.ForwardHost)
	}
	w.note("2. " + w.t.Label(t.PasteBack, t.PasteHow) + " " + t.PasteWarning)
	if device {
		w.note("3. " + w.t.Label(t.OtherDevice, "ebox login --device"))
	}
	fmt.Fprintln(out)
	w.note(w.t.Accounts.OpenAnywhere)
	w.printAddress(a.URL())
	if o.addressFile != "" {
		if err := writeAddress(o.addressFile, a.URL()); err != nil {
			return err
		}
		w.note(fmt.Sprintf(t.AddressIn, ebox.Sanitize(o.addressFile)))
	}
	if o.qr {
		w.printQR(a.URL())
	}
	w.note(w.t.Login.Waiting + " " + w.words.CtrlC)
	w.note(t.PastePrompt)
	return nil
}

// printAddress writes an address on a line of its own, unbroken, however long it is.
func (w *wiring) printAddress(address string) {
	text := address
	if w.links() {
		text = "\x1b]8;;" + address + "\x1b\\" + address + "\x1b]8;;\x1b\\"
	}
	fmt.Fprintln(w.sys.err, text)
}

// links tells whether the terminal understands links (OSC 8). Who listens, or has a terminal that may not, gets text.
func (w *wiring) links() bool {
	if !w.sys.errTTY || w.quiet() {
		return false
	}
	for _, name := range []string{"VTE_VERSION", "KITTY_WINDOW_ID", "WEZTERM_PANE", "WT_SESSION", "KONSOLE_VERSION"} {
		if w.sys.getenv(name) != "" {
			return true
		}
	}
	return w.sys.getenv("TERM_PROGRAM") == "iTerm.app"
}

// quiet tells whether nothing but plain lines may be written.
func (w *wiring) quiet() bool {
	mode, err := w.screenReader()
	return err != nil || mode.on || w.sys.getenv("TERM") == "dumb"
}

// writeAddress puts the address into a new file that only its owner can read.
func writeAddress(path, address string) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return fmt.Errorf("writing the address: %w", err)
	}
	_, err = f.WriteString(address + "\n")
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return fmt.Errorf("writing the address: %w", err)
	}
	return nil
}

// printQR draws an address as a QR code, if the terminal has room for it and nobody listens: it is an aid beside the
// address, and never the only way to it.
func (w *wiring) printQR(address string) {
	code, err := qr.Encode(address, qr.L)
	if err != nil || !w.sys.errTTY || w.quiet() || code.Size+4 > w.sys.columns {
		return
	}
	w.note(w.t.Remote.CodeToScan)
	drawQR(w.sys.err, code)
}

// drawQR draws two rows of the code in one of text, dark on light whatever the terminal's colours are.
func drawQR(out io.Writer, code *qr.Code) {
	const edge = 2
	dark := func(x, y int) bool {
		return x >= 0 && y >= 0 && x < code.Size && y < code.Size && code.Black(x, y)
	}
	for y := -edge; y < code.Size+edge; y += 2 {
		var b strings.Builder
		b.WriteString("\x1b[30;107m")
		for x := -edge; x < code.Size+edge; x++ {
			switch {
			case dark(x, y) && dark(x, y+1):
				b.WriteRune('█')
			case dark(x, y):
				b.WriteRune('▀')
			case dark(x, y+1):
				b.WriteRune('▄')
			default:
				b.WriteByte(' ')
			}
		}
		b.WriteString("\x1b[0m")
		fmt.Fprintln(out, b.String())
	}
}

// takePasted reads lines and tries them as the address of the last page, until one is taken or ctx ends. A wrong one is
// told and the login goes on. The channel closes when nothing will be written any more.
func (w *wiring) takePasted(ctx context.Context, a *auth.Attempt) <-chan struct{} {
	done := make(chan struct{})
	in := bufio.NewReader(io.LimitReader(w.sys.in, 1<<20))
	go func() {
		defer close(done)
		for {
			line, err := readLine(ctx, in)
			if err != nil { // the end of the input is no answer: the tunnel may still be one
				return
			}
			if line == "" || len(line) > maxPasted {
				continue
			}
			err = a.Paste(line)
			if err == nil {
				w.note(w.t.Remote.Pasted)
				return
			}
			if ctx.Err() != nil || errors.Is(err, auth.ErrClosed) {
				return
			}
			c, ok := caseOf(err, pasteCases)
			if !ok {
				c = pasteCases[0]
			}
			advice := c.says(&w.t.Remote)
			w.note(w.t.Label(w.t.Words.Error, advice.What+" "+advice.Means+" "+advice.Todo))
			w.note(w.t.Remote.PastePrompt)
		}
	}()
	return done
}

// deviceLogin has the person enter a code on another device (RFC 8628).
func (w *wiring) deviceLogin(ctx context.Context, c *auth.Client, o *loginOptions) (*auth.Session, error) {
	d, err := c.Device(ctx, auth.DeviceOptions{})
	if errors.Is(err, auth.ErrUnsupported) {
		return nil, errors.Join(errNoDevice, err)
	}
	if err != nil {
		return nil, err
	}
	defer d.Close()
	t := &w.t.Remote
	w.note(t.DeviceHow)
	w.printAddress(d.URL)
	w.note(fmt.Sprintf(t.DeviceCode, d.UserCode))
	w.note(t.DeviceWarning)
	if d.FullURL != "" {
		w.printQR(d.FullURL)
	}
	left := d.Expires.Sub(w.sys.now()).Round(time.Minute)
	w.note(fmt.Sprintf(t.DeviceWaiting, w.t.Duration(max(left, time.Minute))) + " " + w.words.CtrlC)
	return d.Wait(ctx)
}

// storeDir is where the encrypted store is.
func (w *wiring) storeDir() string { return w.dirs.store() }

// askStore asks for the passphrase of the store at the terminal; a new one twice.
func (w *wiring) askStore(ctx context.Context, confirm bool) ([]byte, error) {
	t, err := openPINTerminal()
	if err != nil {
		return nil, auth.ErrPassphraseNeeded
	}
	defer t.close()
	words := &w.t.Remote
	if !confirm {
		return t.line(ctx, words.StoreAsk, false)
	}
	for {
		first, err := t.line(ctx, words.StoreNew, false)
		if err != nil {
			return nil, err
		}
		again, err := t.line(ctx, words.StoreAgain, false)
		same := err == nil && len(first) > 0 && string(first) == string(again)
		clear(again)
		if same {
			printLines(t.out, present.Wrap(words.StoreForgotten, w.width()))
			return first, nil
		}
		clear(first)
		if err != nil {
			return nil, err
		}
		fmt.Fprintln(t.out, words.StoreDiffer)
	}
}

// storeInFile tells whether the person asked for the encrypted file in the place of the keyring: EBOX_KEYRING=file, or
// keyring = "file" in the configuration. It is never chosen for them.
func (w *wiring) storeInFile() bool {
	said := w.sys.getenv("EBOX_KEYRING")
	if said == "" && w.cfg != nil {
		said = w.cfg.Keyring
	}
	return strings.EqualFold(said, "file")
}

// fileStore is the encrypted file; one for the process, so that the passphrase is asked for once.
func (w *wiring) fileStore() *auth.File {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.file == nil {
		w.file = auth.NewFile(w.storeDir(), w.askStore)
	}
	return w.file
}

// storeReady asks for the passphrase of the encrypted file before anybody logs in for nothing, and while nothing else
// reads from the terminal.
func (w *wiring) storeReady(ctx context.Context) error {
	if !w.storeInFile() {
		return nil
	}
	return w.fileStore().Unlock(ctx)
}
