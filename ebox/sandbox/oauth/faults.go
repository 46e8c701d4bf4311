package oauth

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Faults are the knobs with which a test makes the server misbehave. The zero Faults is a server that works.
type Faults struct {
	ClockSkew   time.Duration // its clock is off by this much, also in the Date header
	Replayed    bool          // every jti counts as used
	Audience    bool          // it wants another audience
	Certificate bool          // the registered certificates count as expired
	Unknown     bool          // it knows no client
	Scope       bool          // no scope is granted any more
}

var faultSetters = map[string]func(*Faults){
	"software-clock-ahead":         func(f *Faults) { f.ClockSkew = time.Hour },
	"software-clock-behind":        func(f *Faults) { f.ClockSkew = -time.Hour },
	"software-replayed":            func(f *Faults) { f.Replayed = true },
	"software-audience":            func(f *Faults) { f.Audience = true },
	"software-certificate-expired": func(f *Faults) { f.Certificate = true },
	"software-unknown":             func(f *Faults) { f.Unknown = true },
	"software-scope":               func(f *Faults) { f.Scope = true },
}

// FaultNames are the names that Set knows, sorted.
func FaultNames() []string {
	names := make([]string, 0, len(faultSetters))
	for n := range faultSetters {
		names = append(names, n)
	}
	slices.Sort(names)
	return names
}

// Set turns the named knob; other knobs stay as they are.
func (f *Faults) Set(name string) error {
	set, ok := faultSetters[name]
	if !ok {
		return fmt.Errorf("reading fault %q: want one of %s", name, strings.Join(FaultNames(), ", "))
	}
	set(f)
	return nil
}
