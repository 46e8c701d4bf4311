package main

import (
	"strings"
	"sync"

	"myebox/ebox/sandbox"
	"myebox/ebox/sandbox/fas"
	"myebox/ebox/sandbox/oauth"
)

// tokens reads the grants of both login servers.
type tokens struct {
	persons  *fas.Provider
	software *oauth.Server
}

// Introspect implements sandbox.Tokens.
func (t tokens) Introspect(token string) (sandbox.Grant, bool) {
	if g, ok := t.software.Introspect(token); ok {
		return sandbox.Grant{BoxType: sandbox.Enterprise, Owner: g.Owner, Scopes: g.Scopes, Expires: g.Expires}, true
	}
	g, ok := t.persons.Introspect(token)
	return sandbox.Grant{BoxType: g.BoxType, Owner: g.Owner, Scopes: g.Scopes, Expires: g.Expires}, ok
}

// softwareFault begins the names of the knobs of the companies' login server.
const softwareFault = "software-"

// loginFaults collects the knobs of both login servers.
type loginFaults struct {
	mu          sync.Mutex
	login       *fas.Provider
	set         fas.Faults
	software    *oauth.Server
	softwareSet oauth.Faults
}

// SetFault implements sandbox.LoginFaults.
func (l *loginFaults) SetFault(name string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if strings.HasPrefix(name, softwareFault) {
		if err := l.softwareSet.Set(name); err != nil {
			return err
		}
		l.software.SetFaults(l.softwareSet)
		return nil
	}
	if err := l.set.Set(name); err != nil {
		return err
	}
	l.login.SetFaults(l.set)
	return nil
}

// ClearFaults implements sandbox.LoginFaults.
func (l *loginFaults) ClearFaults() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.set, l.softwareSet = fas.Faults{}, oauth.Faults{}
	l.login.SetFaults(l.set)
	l.software.SetFaults(l.softwareSet)
}
