package sandbox

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"myebox/ebox/sandbox/mailbox"
)

// ParseArrival reads what is to arrive from NAME=VALUE pairs, URL-encoded and joined by & or line ends: box (citizen or
// enterprise), owner (SSIN or CBE number), provider, count, registered and reply (true or false). All may be absent.
func ParseArrival(text string) (mailbox.Arrival, error) {
	var a mailbox.Arrival
	values, err := url.ParseQuery(strings.Join(strings.Fields(text), "&"))
	if err != nil {
		return a, errors.New("reading arrival: want NAME=VALUE pairs")
	}
	for name, list := range values {
		value := list[len(list)-1]
		var err error
		switch name {
		case "box":
			a.BoxType = value
		case "owner":
			a.Owner = value
		case "provider":
			a.Provider = value
		case "count":
			a.Count, err = strconv.Atoi(value)
		case "registered":
			a.Registered, err = strconv.ParseBool(value)
		case "reply":
			a.Reply, err = strconv.ParseBool(value)
		default:
			return a, fmt.Errorf("reading arrival: there is no parameter %q", name)
		}
		if err != nil {
			return a, fmt.Errorf("reading arrival: %s is not what it should be", name)
		}
	}
	return a, nil
}

// postArrivals is POST /sandbox/arrivals: messages arrive now. The answer names those in boxes that are open.
func (s *Sandbox) postArrivals(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxJSON))
	if err != nil {
		http.Error(w, "the request could not be read", http.StatusBadRequest)
		return
	}
	a, err := ParseArrival(string(body))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	list, err := s.cfg.World.Deliver(a)
	switch {
	case errors.Is(err, mailbox.ErrArrival):
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	case err != nil:
		http.Error(w, "what arrived could not be kept", http.StatusInternalServerError)
		return
	}
	if list == nil {
		list = []mailbox.Arrived{}
	}
	writeJSON(w, http.StatusOK, "application/json", map[string]any{"arrived": list})
}
