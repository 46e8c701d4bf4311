package fas

import (
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/zitadel/oidc/v3/pkg/oidc"
)

// authRequest is a valid authorization request (OpenID Connect Core 3.1.2.1).
type authRequest struct {
	clientID    string
	redirectURI string
	state       string
	nonce       string
	challenge   string
	scopes      []string
	level       Level    // what was asked for at least
	grouped     bool     // the acr_values had the target group in their name: answer likewise
	boxes       []string // which boxes the login may be for, the citizen's first
	fresh       bool     // prompt=login, prompt=select_account: a session in the browser is not enough
	silent      bool     // prompt=none: no pages
	maxAge      *int     // seconds since the login, nil: any
	loginHint   string
	idTokenHint string
	locales     string
	device      digest     // of the device code that waits for it; zero: the answer goes to redirectURI
	query       url.Values // as it came: it goes round through the login pages
}

// pageError is a refusal that must not be redirected: there is no redirect address one could trust.
type pageError struct{ reason string }

func (e *pageError) Error() string { return "authorization request: " + e.reason }

// refusal is an error that the client is told in the redirect (RFC 6749 section 4.1.2.1, OpenID Connect Core 3.1.2.6).
type refusal struct{ code, description string }

func (e *refusal) Error() string { return "authorization request: " + e.code + ": " + e.description }

func refuse(code, description string) error { return &refusal{code, description} }

// challengeForm is a SHA-256 in base64url without padding (RFC 7636 section 4.2).
var challengeForm = regexp.MustCompile(`^[A-Za-z0-9_-]{43}$`)

// maxParam is the most characters of one parameter.
const maxParam = 4096

// parseAuthorize checks an authorization request. A *pageError stays in the browser; a *refusal goes to the
// redirect_uri of the request that is returned with it.
func (p *Provider) parseAuthorize(q url.Values) (authRequest, error) {
	req := authRequest{clientID: q.Get("client_id"), redirectURI: q.Get("redirect_uri"), query: q}
	if len(q["client_id"]) != 1 || req.clientID != ClientID {
		return req, &pageError{"unknown client_id"}
	}
	if len(q["redirect_uri"]) != 1 || !loopback(req.redirectURI, p.cfg.RedirectPaths) {
		return req, &pageError{"redirect_uri is not a registered loopback address"}
	}
	req.state = q.Get("state")
	for _, values := range q {
		if len(values) > 1 { // RFC 6749 section 3.1
			return req, refuse("invalid_request", "a parameter is given more than once")
		}
		if len(values[0]) > maxParam {
			return req, refuse("invalid_request", "a parameter is too long")
		}
	}
	for _, check := range []func(url.Values) error{req.checkResponse, req.checkPKCE, req.checkPrompt} {
		if err := check(q); err != nil {
			return req, err
		}
	}
	for _, s := range strings.Fields(q.Get("scope")) {
		if slices.Contains(scopes, s) && !slices.Contains(req.scopes, s) {
			req.scopes = append(req.scopes, s)
		}
	}
	if !slices.Contains(req.scopes, oidc.ScopeOpenID) {
		return req, refuse("invalid_scope", "scope openid is missing")
	}
	req.nonce, req.loginHint = q.Get("nonce"), q.Get("login_hint")
	req.idTokenHint, req.locales = q.Get("id_token_hint"), q.Get("ui_locales")
	p.readLevels(&req, q.Get("acr_values"))
	return req, nil
}

// checkResponse takes code in the query and nothing else.
func (req *authRequest) checkResponse(q url.Values) error {
	switch {
	case q.Get("request") != "":
		return refuse("request_not_supported", "no request objects")
	case q.Get("request_uri") != "":
		return refuse("request_uri_not_supported", "no request objects")
	case q.Get("response_type") == "":
		return refuse("invalid_request", "response_type is missing")
	case q.Get("response_type") != string(oidc.ResponseTypeCode):
		return refuse("unsupported_response_type", "only code is supported")
	case q.Get("response_mode") != "" && q.Get("response_mode") != string(oidc.ResponseModeQuery):
		return refuse("invalid_request", "only response_mode query is supported")
	}
	return nil
}

// checkPKCE insists on S256 (RFC 7636, RFC 9700 section 2.1.1).
func (req *authRequest) checkPKCE(q url.Values) error {
	req.challenge = q.Get("code_challenge")
	switch {
	case req.challenge == "":
		return refuse("invalid_request", "code_challenge is missing")
	case q.Get("code_challenge_method") != string(oidc.CodeChallengeMethodS256):
		return refuse("invalid_request", "code_challenge_method must be S256")
	case !challengeForm.MatchString(req.challenge):
		return refuse("invalid_request", "code_challenge is not a base64url SHA-256")
	}
	return nil
}

// checkPrompt reads prompt and max_age.
func (req *authRequest) checkPrompt(q url.Values) error {
	prompts := strings.Fields(q.Get("prompt"))
	for _, v := range prompts {
		switch v {
		case oidc.PromptNone:
			if len(prompts) > 1 {
				return refuse("invalid_request", "prompt none stands alone")
			}
			req.silent = true
		case oidc.PromptLogin, oidc.PromptSelectAccount:
			req.fresh = true
		case oidc.PromptConsent: // nothing to consent to
		default:
			return refuse("invalid_request", "unknown prompt")
		}
	}
	if v := q.Get("max_age"); v != "" {
		n, err := strconv.Atoi(v)
		if err != nil || n < 0 {
			return refuse("invalid_request", "max_age is not a number of seconds")
		}
		req.maxAge = &n
	}
	return nil
}

// readLevels finds what is asked for: the weakest of the levels named, since each is enough by itself, and the boxes
// that scopes or levels name.
func (p *Provider) readLevels(req *authRequest, acrValues string) {
	named := map[string]bool{Citizen: slices.Contains(req.scopes, Citizen), Enterprise: slices.Contains(req.scopes, Enterprise)}
	for _, v := range strings.Fields(acrValues) {
		l, box, ok := ParseLevel(v)
		if !ok {
			continue
		}
		if req.level == 0 || l < req.level {
			req.level = l
		}
		if box != "" {
			named[box], req.grouped = true, true
		}
	}
	if req.level == 0 {
		req.level = p.cfg.RequiredLevel
	}
	if !named[Citizen] && !named[Enterprise] {
		named[Citizen], named[Enterprise] = true, p.cfg.AskBox
	}
	for _, box := range []string{Citizen, Enterprise} {
		if named[box] {
			req.boxes = append(req.boxes, box)
		}
	}
}

// loopback tells whether the address is http on a literal loopback address, at any port, with exactly one of the paths
// (RFC 8252 section 7.3). The name localhost is refused: it can be made to point elsewhere (section 8.3).
func loopback(address string, paths []string) bool {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" || u.User != nil || strings.ContainsAny(address, "?#") {
		return false
	}
	host, port := u.Hostname(), u.Port()
	if host != "127.0.0.1" && u.Host != "[::1]" && !strings.HasPrefix(u.Host, "[::1]:") {
		return false
	}
	if n, err := strconv.ParseUint(port, 10, 16); port != "" && (err != nil || n == 0) || strings.HasSuffix(u.Host, ":") {
		return false
	}
	if _, err := netip.ParseAddr(host); err != nil {
		return false
	}
	return slices.Contains(paths, u.EscapedPath())
}
