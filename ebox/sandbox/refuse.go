package sandbox

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
)

// Codes of StatusMessage that the sandbox itself gives; the mailbox has more of them.
const (
	codeInvalid        = "INVALID_INPUT"
	codeNotFound       = "NOT_FOUND"
	codeNotImplemented = "NOT_IMPLEMENTED"
	codeMediaType      = "UNSUPPORTED_MEDIA_TYPE"
	codeTooLarge       = "PAYLOAD_TOO_LARGE"
	codeInternal       = "INTERNAL_ERROR"
)

// statusMessage is StatusMessage of both contracts.
type statusMessage struct {
	ID          string `json:"id"`
	Code        string `json:"code"`
	Message     string `json:"message"`
	Contact     string `json:"contact,omitempty"`
	Environment string `json:"environment,omitempty"`
	TriesLeft   int    `json:"triesLeft,omitempty"` // in the sandbox's extension only
}

// refuse answers as the registry or the federation does.
func (c *call) refuse(status int, code, message string) {
	refuse(c.w, c.provider, status, code, message)
}

func refuse(w http.ResponseWriter, provider string, status int, code, text string) {
	writeJSON(w, status, "application/json", message(provider, code, text))
}

// message is a StatusMessage of a provider.
func message(provider, code, text string) statusMessage {
	m := statusMessage{ID: newID(), Code: code, Message: text, Contact: "helpdesk@sandbox.invalid", Environment: "test"}
	if provider == FederationName {
		m.Environment = strings.ToUpper(m.Environment)
	}
	return m
}

// newID is a random UUID (RFC 9562 section 5.4).
func newID() string {
	var b [16]byte
	rand.Read(b[:]) // never fails
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

// problem is how the gateway in front of the registries refuses: RFC 9457, with problem types of the Belgian government
// interoperability framework.
type problem struct {
	Type      string `json:"type"`
	Href      string `json:"href"`
	Status    int    `json:"status"`
	Title     string `json:"title"`
	Detail    string `json:"detail,omitempty"`
	challenge string // WWW-Authenticate
}

const realm = `Bearer realm="ebox-sandbox"`

var (
	problemNoToken      = newProblem(401, "noAccessToken", "No Access Token", "No access token found in the request", realm)
	problemInvalidToken = newProblem(401, "invalidAccessToken", "Invalid Access Token", "The access token is not valid",
		realm+`, error="invalid_token", error_description="The access token is not valid"`)
	problemExpiredToken = newProblem(401, "expiredAccessToken", "Expired Access Token", "The access token has expired",
		realm+`, error="invalid_token", error_description="The access token has expired"`)
	problemScope = newProblem(403, "missingScope", "Missing Scope", "The access token lacks a scope",
		realm+`, error="insufficient_scope"`)
	problemPermission = newProblem(403, "missingPermission", "Missing Permission", "The token does not open this kind of box", "")
	problemNotFound   = newProblem(404, "resourceNotFound", "Resource Not Found", "There is nothing at this address", "")
	problemTooMany    = newProblem(429, "tooManyRequests", "Too Many Requests", "Come back later", "")
	problemDown       = newProblem(503, "serviceUnavailable", "Service Unavailable", "The service is temporarily unavailable", "")
)

func newProblem(status int, name, title, detail, challenge string) problem {
	return problem{
		Type:   "urn:problem-type:belgif:" + name,
		Href:   "https://www.belgif.be/specification/rest/api-guide/#" + strings.ToLower(strings.ReplaceAll(title, " ", "-")),
		Status: status, Title: title, Detail: detail, challenge: challenge,
	}
}

// gateway answers with a problem.
func gateway(w http.ResponseWriter, p problem) {
	if p.challenge != "" {
		w.Header().Set("WWW-Authenticate", p.challenge)
	}
	writeJSON(w, p.Status, "application/problem+json", p)
}

// writeJSON answers with v, to be stored by nobody unless the caller said otherwise.
func writeJSON(w http.ResponseWriter, status int, mediaType string, v any) {
	body, err := json.Marshal(v)
	if err != nil {
		http.Error(w, "the answer could not be written", http.StatusInternalServerError)
		return
	}
	writeBytes(w, status, mediaType, body)
}

func writeBytes(w http.ResponseWriter, status int, mediaType string, body []byte) {
	h := w.Header()
	h.Set("Content-Type", mediaType)
	h.Set("Content-Length", strconv.Itoa(len(body)))
	h.Set("X-Content-Type-Options", "nosniff")
	if h.Get("Cache-Control") == "" {
		h.Set("Cache-Control", "no-store")
	}
	w.WriteHeader(status)
	w.Write(body) // a client that has gone is not our failure
}
