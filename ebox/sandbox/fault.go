package sandbox

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// FaultHeader marks an answer that is broken on purpose; its value is the kind.
const FaultHeader = "X-Sandbox-Fault"

// FaultKind is what goes wrong: a status such as "503", or one of the names below.
type FaultKind string

// The kinds besides a status.
const (
	FaultDelay    FaultKind = "delay"    // the right answer, late
	FaultProblem  FaultKind = "problem"  // the gateway's problem+json, 502 unless Status says otherwise
	FaultHTML     FaultKind = "html"     // an HTML page, 502 unless Status says otherwise
	FaultEmpty    FaultKind = "empty"    // no body, 502 unless Status says otherwise
	FaultBroken   FaultKind = "broken"   // the second half of the answer is missing, and the length agrees
	FaultCut      FaultKind = "cut"      // the connection ends after Bytes of the body: half of it; 0: before any answer
	FaultDigest   FaultKind = "digest"   // a document is not the announced one, or announced digests are wrong
	FaultLength   FaultKind = "length"   // a document is Bytes longer, or shorter when negative: half of it missing
	FaultHuge     FaultKind = "huge"     // a body of Bytes: 256 MiB
	FaultRedirect FaultKind = "redirect" // 302 to To
)

// FaultKinds are the names of all kinds besides a status.
func FaultKinds() []FaultKind {
	return []FaultKind{
		FaultDelay, FaultProblem, FaultHTML, FaultEmpty, FaultBroken, FaultCut, FaultDigest, FaultLength, FaultHuge, FaultRedirect,
	}
}

// status is the kind as a status code.
func (k FaultKind) status() (int, bool) {
	n, err := strconv.Atoi(string(k))
	return n, err == nil && n >= 400 && n <= 599
}

// Fault makes matching requests fail. Statuses 401, 403, 429 and 5xx come in the gateway's form, others as StatusMessage.
type Fault struct {
	Provider   string        // messageProviderId, FederationName, ProfileName, LoginName or "*"
	Operation  string        // operationId, for the login server the last part of the path, or "*"
	Kind       FaultKind     //
	Count      int           // how many requests it strikes; 0: all
	Skip       int           // how many requests it lets pass first
	Delay      time.Duration // before the answer, whatever the kind; FaultDelay: 2 s unless given
	RetryAfter time.Duration // the header, in whole seconds; 0: none
	Status     int           // see FaultProblem, FaultHTML, FaultEmpty
	Bytes      *int64        // see FaultCut, FaultLength, FaultHuge; nil: what is said there
	To         string        // see FaultRedirect; "": an address that does not exist
}

// ParseFault reads PROVIDER:OPERATION:KIND[:OPTION=VALUE]..., for instance nsso:getMessagesByEBoxId:503:retry-after=2s:count=3.
// Options: count=N, skip=N, delay=DURATION, retry-after=DURATION, status=CODE, bytes=N, to=URL (last, as it holds colons).
// A DURATION is written 1500ms, 2s or 1m; a bare number is seconds.
func ParseFault(text string) (Fault, error) {
	head, to, hasTo := strings.Cut(text, ":to=")
	parts := strings.Split(head, ":")
	if len(parts) < 3 {
		return Fault{}, fmt.Errorf("reading fault %q: want PROVIDER:OPERATION:KIND[:OPTION=VALUE]", text)
	}
	x := Fault{Provider: parts[0], Operation: parts[1], Kind: FaultKind(parts[2])}
	if hasTo {
		x.To = to
	}
	for _, option := range parts[3:] {
		if err := x.set(option); err != nil {
			return Fault{}, fmt.Errorf("reading fault %q: %w", text, err)
		}
	}
	if err := x.check(); err != nil {
		return Fault{}, err
	}
	return x, nil
}

// set reads one OPTION=VALUE.
func (x *Fault) set(option string) (err error) {
	name, value, _ := strings.Cut(option, "=")
	switch name {
	case "count":
		x.Count, err = strconv.Atoi(value)
	case "skip":
		x.Skip, err = strconv.Atoi(value)
	case "status":
		if x.Status, err = strconv.Atoi(value); err == nil && (x.Status < 200 || x.Status > 599) {
			err = fmt.Errorf("there is no status %d", x.Status)
		}
	case "bytes":
		var n int64
		n, err = strconv.ParseInt(value, 10, 64)
		x.Bytes = &n
	case "delay":
		x.Delay, err = duration(value)
	case "retry-after":
		x.RetryAfter, err = duration(value)
	default:
		err = fmt.Errorf("there is no option %q", name)
	}
	return err
}

// duration reads 2, 2s or 1500ms.
func duration(s string) (time.Duration, error) {
	if n, err := strconv.Atoi(s); err == nil {
		return time.Duration(n) * time.Second, nil
	}
	return time.ParseDuration(s)
}

// String is the fault as ParseFault reads it.
func (x Fault) String() string {
	s := x.Provider + ":" + x.Operation + ":" + string(x.Kind)
	for _, o := range []struct {
		name string
		n    int
	}{{"count", x.Count}, {"skip", x.Skip}, {"status", x.Status}} {
		if o.n != 0 {
			s += fmt.Sprintf(":%s=%d", o.name, o.n)
		}
	}
	if x.Delay != 0 {
		s += ":delay=" + x.Delay.String()
	}
	if x.RetryAfter != 0 {
		s += ":retry-after=" + x.RetryAfter.String()
	}
	if x.Bytes != nil {
		s += fmt.Sprintf(":bytes=%d", *x.Bytes)
	}
	if x.To != "" {
		s += ":to=" + x.To
	}
	return s
}

// MarshalText is String.
func (x Fault) MarshalText() ([]byte, error) { return []byte(x.String()), nil }
