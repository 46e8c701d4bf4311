package auth

import (
	"errors"
	"net"
	"net/url"
	"strconv"
	"strings"
)

// RemotePort is the port to be called back on when the browser runs on another machine: it has to be known before, for
// the person to forward it. Config.RedirectPort or BeginOptions.Port ask for it.
const RemotePort = 8765

// Conditions of Paste; test with errors.Is. The login goes on: the person may paste again.
var (
	ErrNotAddress   = errors.New("auth: what was pasted is not an address")            // a code alone, or other text
	ErrOtherAddress = errors.New("auth: the pasted address is not where a login ends") // e.g. that of the login page
	ErrPasteSize    = errors.New("auth: what was pasted is too long")                  // more than maxHeader bytes
	ErrAnswered     = errors.New("auth: this login has been answered already")         // by the browser, or pasted before
)

// Paste takes the address at which a browser on another machine ended, as the person copied it: Wait gives the session.
// Everything is checked as for a redirect that came by itself, and whichever of the two comes first counts. Beside the
// errors above: ErrState (of another login), ErrIssuer and ErrMalformed (cut short, or not from this login server),
// ErrClosed. They leave the login as it is. nil means that the answer was taken, even one that says that the person
// cancelled.
func (a *Attempt) Paste(pasted string) error {
	select {
	case <-a.closed:
		return ErrClosed
	default:
	}
	if len(pasted) > maxHeader {
		return ErrPasteSize
	}
	u, err := a.pastedAddress(pasted)
	if err != nil {
		return err
	}
	_, err = a.req.examine(u.RawQuery)
	if errors.Is(err, ErrState) || errors.Is(err, ErrIssuer) || errors.Is(err, ErrMalformed) {
		return err
	}
	if !a.take(u.RawQuery) {
		return ErrAnswered
	}
	return nil
}

// pastedAddress reads the address and wants it to be ours. Spaces and quotes around it, line ends within it, a fragment
// and a missing http:// are forgiven: terminals and browsers make them.
func (a *Attempt) pastedAddress(pasted string) (*url.URL, error) {
	text := strings.Trim(strings.NewReplacer("\r", "", "\n", "").Replace(pasted), " \t\"'<>")
	ours, err := url.Parse(a.req.redirectURI)
	if err != nil {
		return nil, ErrMalformed
	}
	if strings.HasPrefix(text, ours.Host+"/") {
		text = "http://" + text
	}
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || strings.ContainsAny(text, " \t") {
		return nil, ErrNotAddress
	}
	u.Fragment, u.RawFragment = "", ""
	if !a.req.isRedirect(u) || u.RawQuery == "" {
		return nil, ErrOtherAddress
	}
	return u, nil
}

// Port is where the answer is expected on 127.0.0.1.
func (a *Attempt) Port() int {
	u, err := url.Parse(a.req.redirectURI)
	if err != nil {
		return 0
	}
	port, err := strconv.Atoi(u.Port())
	if err != nil {
		return 0
	}
	return port
}

// SSHForward is the command, word by word, that brings a redirect on the person's own machine to this one: ssh -L
// 8765:127.0.0.1:8765 host. host is how the person reaches this machine, name or address with or without "user@"; what
// a shell would not take as it is becomes the word HOST.
func SSHForward(port int, host string) []string {
	if host == "" || host[0] == '-' || strings.IndexFunc(host, func(r rune) bool { return !plainHost(r) }) >= 0 {
		host = "HOST"
	}
	p := strconv.Itoa(port)
	return []string{"ssh", "-L", p + ":" + net.JoinHostPort("127.0.0.1", p), host}
}

func plainHost(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune(".-_:@%", r)
}
