package sandbox

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"myebox/ebox"
	"myebox/ebox/sandbox/mailbox"
)

// Names under which requests that are no provider's are counted and made to fail.
const (
	FederationName = "federation"
	LoginName      = "fas"
)

// target is where a request goes: who answers, which operation it is, and how.
type target struct {
	provider  string // messageProviderId, FederationName, ProfileName or LoginName; empty: the sandbox's own pages
	boxType   string
	operation string // operationId; for the login server the last part of the path; empty: there is none
	serve     http.HandlerFunc
}

// ServeHTTP answers everything: it finds the target, counts, lets a fault come first and tells the log.
func (s *Sandbox) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	t := s.locate(r)
	m := &meter{ResponseWriter: w}
	began := s.cfg.Now()
	if t.provider != "" {
		s.requests.add(t.provider, t.operation)
	}
	if f, ok := s.faults.take(t.provider, t.operation); ok {
		f.serve(m, r, t)
	} else {
		t.serve(m, r)
	}
	if s.cfg.Log != nil {
		s.cfg.Log(Entry{
			Method: r.Method, Path: r.URL.EscapedPath(), Status: m.Status(), Bytes: m.bytes,
			Duration: s.cfg.Now().Sub(began), Provider: t.provider, Operation: t.operation,
		})
	}
}

// locate reads the path: login, federation, a provider's registry, or the sandbox's own pages.
func (s *Sandbox) locate(r *http.Request) target {
	parts, ok := segments(r.URL)
	if s.BaseURL() == "" {
		return target{serve: func(w http.ResponseWriter, _ *http.Request) {
			http.Error(w, "the sandbox does not know its address yet", http.StatusServiceUnavailable)
		}}
	}
	switch {
	case !ok || len(parts) == 0:
		return target{serve: s.index}
	case parts[0] == "fas" || parts[0] == "fasui":
		return target{provider: LoginName, operation: parts[len(parts)-1], serve: s.login}
	case len(parts) > 2 && parts[0] == "REST" && parts[1] == "oauth":
		return target{provider: LoginName, operation: parts[len(parts)-1], serve: s.software}
	case isProfile(parts):
		return s.route(s.profiles, ProfileName, Citizen, parts[3:], r)
	case parts[0] == "sandbox":
		return target{serve: s.admin}
	case api(parts, "federation", "v1"):
		return s.route(s.central, FederationName, parts[2], parts[5:], r)
	}
	if p, known := s.provider(parts[0]); known {
		if why := s.absent(p); why != nil {
			return target{provider: p.MessageProviderID, serve: why}
		}
		if api(parts[1:], "messageRegistry", "v2") {
			return s.route(s.registry, p.MessageProviderID, parts[3], parts[6:], r)
		}
	}
	if id, rest, ok := s.announced(parts, r.Host); ok {
		return s.route(s.registry, id, "", rest, r)
	}
	return target{serve: func(w http.ResponseWriter, _ *http.Request) { gateway(w, problemNotFound) }}
}

// announced finds the provider whose announced URL has a path that the request's begins with: a proxy may pass paths on
// as they are. Of several the one on the request's host comes first, then the longest path.
func (s *Sandbox) announced(parts []string, host string) (id string, rest []string, ok bool) {
	best := -1
	for provider, raw := range s.cfg.Announce {
		for _, box := range []string{Citizen, Enterprise} {
			u, err := url.Parse(strings.ReplaceAll(raw, boxPlaceholder, box))
			if err != nil {
				continue
			}
			prefix, _ := segments(u)
			score := len(prefix)
			if u.Host == host {
				score += 1000
			}
			if score > best && len(prefix) < len(parts) && slices.Equal(prefix, parts[:len(prefix)]) {
				best, id, rest, ok = score, provider, parts[len(prefix):], true
			}
		}
	}
	return id, rest, ok
}

// provider finds a document provider by its id.
func (s *Sandbox) provider(id string) (mailbox.Provider, bool) {
	for _, p := range s.cfg.World.Providers() {
		if p.MessageProviderID == id {
			return p, true
		}
	}
	return mailbox.Provider{}, false
}

// absent is what the gateway answers for a provider that is not there today; nil: it is. A client that reads the
// provider list never asks.
func (s *Sandbox) absent(p mailbox.Provider) http.HandlerFunc {
	now := s.cfg.Now()
	for _, m := range p.MessageProviderPlannedMaintenance {
		if !now.Before(m.StartDate.Time) && now.Before(m.EndDate.Time) {
			return func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Retry-After", m.EndDate.UTC().Format(http.TimeFormat))
				gateway(w, problemDown)
			}
		}
	}
	today := now.In(ebox.Brussels()).Format(time.DateOnly)
	from, until := p.MessageProviderActivationDate.String(), p.MessageProviderDeactivationDate
	gone := until != mailbox.Date{} && today >= until.String()
	if today < from || gone || !strings.HasPrefix(p.APISupportedVersion, "2.") {
		return func(w http.ResponseWriter, _ *http.Request) { gateway(w, problemNotFound) }
	}
	return nil
}

// api tells whether parts begin REST/ebox/{citizen|enterprise}/name/version.
func api(parts []string, name, version string) bool {
	return len(parts) >= 5 && parts[0] == "REST" && parts[1] == "ebox" && (parts[2] == Citizen || parts[2] == Enterprise) &&
		parts[3] == name && parts[4] == version
}

// segments are the parts of a path, each unescaped: an id may hold a slash. Empty parts are dropped, so that a base URL
// with a final slash does no harm; ok is false for a broken escape.
func segments(u *url.URL) (parts []string, ok bool) {
	for part := range strings.SplitSeq(u.EscapedPath(), "/") {
		if part == "" {
			continue
		}
		p, err := url.PathUnescape(part)
		if err != nil {
			return nil, false
		}
		parts = append(parts, p)
	}
	return parts, true
}

// software hands over to the token endpoint for companies' software.
func (s *Sandbox) software(w http.ResponseWriter, r *http.Request) {
	if s.cfg.Software == nil {
		gateway(w, problemNotFound)
		return
	}
	s.cfg.Software.ServeHTTP(w, r)
}

// login hands over to the OpenID provider.
func (s *Sandbox) login(w http.ResponseWriter, r *http.Request) {
	if s.cfg.Login == nil {
		gateway(w, problemNotFound)
		return
	}
	s.cfg.Login.ServeHTTP(w, r)
}
