package sandbox

import (
	"io"
	"net"
	"net/http"
	"strings"
)

// admin serves /sandbox/faults, /sandbox/requests, /sandbox/mails and /sandbox/arrivals, to programs on this machine only:
//
//	GET    /sandbox/faults    the faults that are set, and how often they struck
//	POST   /sandbox/faults    add faults, one a line, written as for ParseFault
//	DELETE /sandbox/faults    take all faults away
//	GET    /sandbox/requests  how often which operation was asked
//	DELETE /sandbox/requests  start counting anew
//	GET    /sandbox/mails     what would have been mailed, verification codes included
//	POST   /sandbox/mails     mail a notification (new, reminder, expiry) to everybody who wants it
//	DELETE /sandbox/mails     forget them
//	POST   /sandbox/arrivals  messages arrive now, as for ParseArrival
func (s *Sandbox) admin(w http.ResponseWriter, r *http.Request) {
	if !fromHere(r) {
		gateway(w, problemPermission)
		return
	}
	switch r.Method + " " + r.URL.Path {
	case "GET /sandbox/faults":
		writeJSON(w, http.StatusOK, "application/json", map[string]any{"faults": s.faults.All()})
	case "POST /sandbox/faults":
		s.postFaults(w, r)
	case "DELETE /sandbox/faults":
		s.faults.Clear()
		w.WriteHeader(http.StatusNoContent)
	case "GET /sandbox/requests":
		writeJSON(w, http.StatusOK, "application/json", map[string]any{"requests": s.requests.All()})
	case "DELETE /sandbox/requests":
		s.requests.Reset()
		w.WriteHeader(http.StatusNoContent)
	case "GET /sandbox/mails":
		writeJSON(w, http.StatusOK, "application/json", map[string]any{"mails": s.consent.Mails()})
	case "POST /sandbox/mails":
		s.postMail(w, r)
	case "DELETE /sandbox/mails":
		s.consent.ForgetMails()
		w.WriteHeader(http.StatusNoContent)
	case "POST /sandbox/arrivals":
		s.postArrivals(w, r)
	default:
		gateway(w, problemNotFound)
	}
}

// fromHere tells whether a request comes from this machine and not from a page in its browser.
func fromHere(r *http.Request) bool {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	ip := net.ParseIP(host)
	site := r.Header.Get("Sec-Fetch-Site")
	return err == nil && ip != nil && ip.IsLoopback() && r.Header.Get("Origin") == "" && site != "cross-site" && site != "same-site"
}

// postFaults sets the faults of the body, up to the first that is not one.
func (s *Sandbox) postFaults(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxJSON))
	if err != nil {
		http.Error(w, "the request could not be read", http.StatusBadRequest)
		return
	}
	for line := range strings.Lines(string(body)) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		if err := s.faults.SetText(line); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
	}
	w.WriteHeader(http.StatusNoContent)
}
