package sandbox

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"myebox/ebox/sandbox/mailbox"
)

// route is one operation: method, path under the base URL with {parameters}, operationId, and the scope it needs.
type route struct {
	method, path, operation string
	scope                   string // empty: no token needed
	serve                   func(*call)
}

// call is one request on its way through an operation.
type call struct {
	s        *Sandbox
	w        http.ResponseWriter
	r        *http.Request
	provider string // FederationName or ProfileName where it is no provider
	boxType  string
	vars     map[string]string // path parameters, unescaped
	grant    Grant
	box      *mailbox.Box // nil for the federation and the profile

	announced string // see base
}

// match compares a route's path with the parts of a request's.
func (rt route) match(parts []string) (vars map[string]string, ok bool) {
	want := strings.Split(rt.path, "/")
	if len(want) != len(parts) {
		return nil, false
	}
	vars = map[string]string{}
	for i, w := range want {
		if name, isVar := strings.CutPrefix(w, "{"); isVar {
			vars[strings.TrimSuffix(name, "}")] = parts[i]
		} else if w != parts[i] {
			return nil, false
		}
	}
	return vars, true
}

// route finds the operation. HEAD is served like GET, but never changes anything.
func (s *Sandbox) route(routes []route, provider, boxType string, parts []string, r *http.Request) target {
	method := r.Method
	if method == http.MethodHead {
		method = http.MethodGet
	}
	var allowed []string
	for _, rt := range routes {
		vars, ok := rt.match(parts)
		if !ok {
			continue
		}
		if rt.method != method {
			allowed = append(allowed, rt.method)
			continue
		}
		return target{provider, boxType, rt.operation, func(w http.ResponseWriter, r *http.Request) {
			c := &call{s: s, w: w, r: r, provider: provider, boxType: boxType, vars: vars}
			if rt.scope == "" || c.enter(rt.scope) {
				rt.serve(c)
			}
		}}
	}
	return target{provider, boxType, "", func(w http.ResponseWriter, r *http.Request) {
		c := &call{s: s, w: w, r: r, provider: provider, boxType: boxType}
		if !c.authenticate() {
			return
		}
		if len(allowed) == 0 {
			c.refuse(http.StatusNotFound, codeNotFound, "there is no such operation")
			return
		}
		w.Header().Set("Allow", strings.Join(allowed, ", "))
		c.refuse(http.StatusMethodNotAllowed, "METHOD_NOT_ALLOWED", "the operation does not know this method")
	}}
}

// enter lets a request in: a good token, for this kind of box, with the scope; then it opens the box.
func (c *call) enter(scope string) bool {
	if !c.authenticate() {
		return false
	}
	c.boxType = cmp.Or(c.boxType, c.grant.BoxType) // an announced address may not tell
	if c.grant.BoxType != c.boxType {
		gateway(c.w, problemPermission)
		return false
	}
	if !c.grant.allows(scope) {
		p := problemScope
		p.challenge += `, scope="` + scope + `"`
		gateway(c.w, p)
		return false
	}
	if c.provider == FederationName || c.provider == ProfileName {
		return true
	}
	var ok bool
	if c.box, ok = c.s.cfg.World.Box(c.provider, c.boxType, c.grant.Owner); !ok {
		c.refuse(http.StatusNotFound, codeNotFound, "there is no such box")
	}
	return ok
}

// authenticate reads the bearer token from the header (RFC 6750 section 2.1), the only place it may be in.
func (c *call) authenticate() bool {
	kind, token, _ := strings.Cut(c.r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(kind, "Bearer") || token == "" {
		gateway(c.w, problemNoToken)
		return false
	}
	g, ok := c.s.cfg.Tokens.Introspect(token)
	if !ok {
		gateway(c.w, problemInvalidToken)
		return false
	}
	if !g.Expires.IsZero() && !c.s.cfg.Now().Before(g.Expires) {
		gateway(c.w, problemExpiredToken)
		return false
	}
	c.grant = g
	return true
}

// operations are the operationIds of some routes, sorted.
func operations(routes []route) []string {
	var ids []string
	for _, rt := range routes {
		ids = append(ids, rt.operation)
	}
	slices.SortFunc(ids, cmp.Compare[string])
	return ids
}

// RegistryOperations and FederationOperations are the operationIds that can be counted and made to fail.
func RegistryOperations() []string { return operations(registryRoutes()) }

// FederationOperations: see RegistryOperations.
func FederationOperations() []string { return operations(federationRoutes()) }
