package a11y

import (
	"bufio"
	"fmt"
	"net"
	"strings"
	"sync"
	"testing"
	"time"
)

// ear is a speech server that speaks to nobody: it keeps every text that a screen reader wants spoken (SSIP, the protocol
// of Speech Dispatcher).
type ear struct {
	listener net.Listener
	mu       sync.Mutex
	said     []string
	last     time.Time     // of the last text
	news     chan struct{} // closed and replaced at every text
	clients  int
}

// newEar listens on a free port of the loopback until the test ends.
func newEar(t *testing.T) *ear {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	e := &ear{listener: l, news: make(chan struct{})}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go e.serve(c)
		}
	}()
	return e
}

// port is where it listens.
func (e *ear) port() int { return e.listener.Addr().(*net.TCPAddr).Port }

// serve answers one client, that is one connection.
func (e *ear) serve(c net.Conn) {
	defer c.Close()
	in := bufio.NewReader(c)
	say := func(lines ...string) bool {
		_, err := c.Write([]byte(strings.Join(lines, "\r\n") + "\r\n"))
		return err == nil
	}
	queued := []string{"225-1", "225 OK MESSAGE QUEUED"}
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			return
		}
		verb, rest, _ := strings.Cut(strings.TrimRight(line, "\r\n"), " ")
		ok := true
		switch strings.ToUpper(verb) {
		case "SPEAK":
			ok = say("230 OK RECEIVING DATA")
			text, err := data(in)
			if err != nil {
				return
			}
			e.hear(text)
			ok = ok && say(queued...)
		case "CHAR", "KEY", "SOUND_ICON":
			e.hear(rest)
			ok = say(queued...)
		case "STOP", "CANCEL":
			ok = say("210 OK MESSAGE CANCELED")
		case "HISTORY":
			ok = say("245-1", "245 OK CLIENT ID SENT")
		case "GET":
			ok = say("251-0", "251 OK GET RETURNED")
		case "LIST":
			ok = say("249-log en none", "249 OK VOICE LIST SENT")
		case "QUIT":
			say("231 HAPPY HACKING")
			return
		default:
			ok = say("200 OK")
		}
		if !ok {
			return
		}
	}
}

// data is the text of a SPEAK, up to a lone dot.
func data(in *bufio.Reader) (string, error) {
	var b strings.Builder
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			return "", fmt.Errorf("reading text: %w", err)
		}
		line = strings.TrimRight(line, "\r\n")
		if line == "." {
			return b.String(), nil
		}
		if strings.HasPrefix(line, "..") {
			line = line[1:]
		}
		b.WriteString(line + "\n")
	}
}

// hear keeps a text.
func (e *ear) hear(text string) {
	if squeeze(text) == "" {
		return
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.said = append(e.said, squeeze(text))
	e.last = time.Now()
	close(e.news)
	e.news = make(chan struct{})
}

// forget begins anew.
func (e *ear) forget() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.said = nil
}

// quiet is how long nothing must be spoken for a step to be over; most is how long a step may take.
const (
	quiet = 900 * time.Millisecond
	most  = 8 * time.Second
)

// listen waits until something was spoken, unless want is false, and then until nothing is any more. It gives all of it.
func (e *ear) listen(want bool) string {
	limit := time.NewTimer(most)
	defer limit.Stop()
	rest := time.NewTimer(quiet)
	defer rest.Stop()
	for {
		e.mu.Lock()
		news, some := e.news, len(e.said) > 0
		e.mu.Unlock()
		select {
		case <-news:
			rest.Reset(quiet)
		case <-rest.C:
			if some || !want {
				return e.heard()
			}
		case <-limit.C:
			return e.heard()
		}
	}
}

// wait listens for some seconds.
func (e *ear) wait(seconds int) {
	<-time.After(time.Duration(seconds) * time.Second)
}

// texts are the texts that were spoken.
func (e *ear) texts() []string {
	e.mu.Lock()
	defer e.mu.Unlock()
	return append([]string(nil), e.said...)
}

// heard is all that was spoken, on one line.
func (e *ear) heard() string {
	e.mu.Lock()
	defer e.mu.Unlock()
	return squeeze(strings.Join(e.said, " "))
}

// squeeze makes one blank of any white space.
func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }
