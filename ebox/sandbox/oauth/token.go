package oauth

import (
	"net/http"
	"slices"
	"strings"
	"time"
)

// maxBody is the most bytes of a request.
const maxBody = 64 << 10

const assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

// refusal is an error answer (RFC 6749 section 5.2).
type refusal struct {
	Code        string `json:"error"`
	Description string `json:"error_description,omitempty"`
}

func refuse(code, description string) *refusal { return &refusal{code, description} }

// answer is a good answer (RFC 6749 section 5.1); there is no refresh token (section 4.4.3).
type answer struct {
	AccessToken string `json:"access_token"`
	TokenType   string `json:"token_type"`
	ExpiresIn   int    `json:"expires_in"`
	Scope       string `json:"scope"`
}

// Handler serves the token endpoint under PathV3 and PathV5.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	for _, path := range []string{PathV3, PathV5} {
		mux.HandleFunc("POST "+path, func(w http.ResponseWriter, r *http.Request) { s.token(w, r, path) })
	}
	return mux
}

// token is the endpoint.
func (s *Server) token(w http.ResponseWriter, r *http.Request, path string) {
	if base, _ := s.state(); base == "" {
		http.Error(w, "the address is not known yet", http.StatusServiceUnavailable)
		return
	}
	c, scopes, no := s.grant(w, r, path)
	if no == nil {
		s.writeJSON(w, http.StatusOK, answer{
			AccessToken: s.issue(c, scopes), TokenType: "Bearer", ExpiresIn: int(s.cfg.Lifetime / time.Second),
			Scope: strings.Join(scopes, " "),
		})
		return
	}
	s.cfg.Logger.InfoContext(r.Context(), "token refused", "error", no.Code, "description", no.Description)
	status := http.StatusBadRequest
	if no.Code == "invalid_client" {
		status = http.StatusUnauthorized
	}
	s.writeJSON(w, status, no)
}

// grant checks a request from its form to its scopes.
func (s *Server) grant(w http.ResponseWriter, r *http.Request, path string) (Client, []string, *refusal) {
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	media, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";")
	if media != "application/x-www-form-urlencoded" || r.URL.RawQuery != "" || r.ParseForm() != nil {
		return Client{}, nil, refuse("invalid_request", "want a form in the body and nothing in the address")
	}
	for name, values := range r.PostForm {
		if len(values) > 1 {
			return Client{}, nil, refuse("invalid_request", "a parameter is given more than once")
		}
		if name == "client_secret" {
			return Client{}, nil, refuse("invalid_client", "client secrets are not supported")
		}
	}
	form := r.PostForm
	switch {
	case r.Header.Get("Authorization") != "":
		return Client{}, nil, refuse("invalid_client", "client secrets are not supported")
	case form.Get("grant_type") == "":
		return Client{}, nil, refuse("invalid_request", "grant_type is missing")
	case form.Get("grant_type") != "client_credentials":
		return Client{}, nil, refuse("unsupported_grant_type", "only client_credentials is supported")
	case form.Get("client_assertion_type") != assertionType:
		return Client{}, nil, refuse("invalid_client", "client_assertion_type must be jwt-bearer")
	}
	c, no := s.verify(form.Get("client_assertion"), path)
	if no != nil {
		return Client{}, nil, no
	}
	if id := form.Get("client_id"); id != "" && id != c.ID {
		return Client{}, nil, refuse("invalid_client", "client_id differs from the assertion's subject")
	}
	scopes, no := s.scopes(c, form.Get("scope"))
	return c, scopes, no
}

// scopes are those asked for; all of them have to be registered.
func (s *Server) scopes(c Client, asked string) ([]string, *refusal) {
	scopes := strings.Fields(asked)
	if len(scopes) == 0 {
		return nil, refuse("invalid_scope", "scope is missing: what is wanted must be asked for")
	}
	_, f := s.state()
	for _, scope := range scopes {
		if f.Scope || !slices.Contains(c.Scopes, scope) {
			return nil, refuse("invalid_scope", "a scope is not granted to this client")
		}
	}
	slices.Sort(scopes)
	return slices.Compact(scopes), nil
}
