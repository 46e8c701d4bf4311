package sandbox

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
)

// Faults are the knobs that make operations fail. They may be turned while requests run.
type Faults struct {
	mu    sync.Mutex
	list  []*setFault
	login LoginFaults
}

// setFault is a fault and what became of it.
type setFault struct {
	Fault
	met int // matching requests so far, spared and spoilt
}

func newFaults(login LoginFaults) *Faults { return &Faults{login: login} }

// Set adds faults to those that are set; where several match a request, the one that was set first comes.
func (f *Faults) Set(list ...Fault) error {
	for _, x := range list {
		if err := x.check(); err != nil {
			return err
		}
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, x := range list {
		f.list = append(f.list, &setFault{Fault: x})
	}
	return nil
}

// SetText sets a fault written as in ParseFault, or with fas:NAME turns a knob inside the login server.
func (f *Faults) SetText(text string) error {
	if name, ok := strings.CutPrefix(text, LoginName+":"); ok && !strings.Contains(name, ":") {
		if f.login == nil {
			return errors.New("setting fault: the login server has no knobs of its own")
		}
		return f.login.SetFault(name)
	}
	x, err := ParseFault(text)
	if err != nil {
		return err
	}
	return f.Set(x)
}

// Clear takes all faults away, those inside the login server too.
func (f *Faults) Clear() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.list = nil
	if f.login != nil {
		f.login.ClearFaults()
	}
}

// FaultState is a fault that is set, and how often it has struck.
type FaultState struct {
	Fault Fault `json:"fault"`
	Hits  int   `json:"hits"`
}

// All is every fault that was set and not cleared; those that are used up stay in the list.
func (f *Faults) All() []FaultState {
	f.mu.Lock()
	defer f.mu.Unlock()
	list := make([]FaultState, 0, len(f.list))
	for _, x := range f.list {
		hits := max(0, x.met-x.Skip)
		if x.Count > 0 {
			hits = min(hits, x.Count)
		}
		list = append(list, FaultState{x.Fault, hits})
	}
	return list
}

// take finds the fault for a request and counts it.
func (f *Faults) take(provider, operation string) (Fault, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, x := range f.list {
		if provider == "" || !covers(x.Provider, provider) || !covers(x.Operation, operation) {
			continue
		}
		if x.Count > 0 && x.met >= x.Skip+x.Count {
			continue // used up
		}
		x.met++
		if x.met > x.Skip {
			return x.Fault, true
		}
	}
	return Fault{}, false
}

// check tells what is wrong with a fault.
func (x Fault) check() error {
	if x.Provider == "" || x.Operation == "" {
		return errors.New("setting fault: provider and operation are needed; * stands for any")
	}
	known := slices.Concat([]string{"*"}, RegistryOperations(), FederationOperations(), ProfileOperations())
	if x.Provider != LoginName && !slices.Contains(known, x.Operation) {
		return fmt.Errorf("setting fault: there is no operation %q", x.Operation)
	}
	if _, numeric := x.Kind.status(); !numeric && !slices.Contains(FaultKinds(), x.Kind) {
		return fmt.Errorf("setting fault: there is no kind %q; want a status from 400 to 599 or one of %q", x.Kind, FaultKinds())
	}
	if x.Count < 0 || x.Skip < 0 || x.Delay < 0 || x.RetryAfter < 0 || x.Bytes != nil && *x.Bytes < 0 && x.Kind != FaultLength {
		return errors.New("setting fault: a number must not be negative")
	}
	return nil
}
