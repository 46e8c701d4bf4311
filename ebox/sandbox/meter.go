package sandbox

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"time"
)

// Entry is one request in the log. It holds no query, no header and no body: tokens and codes travel there.
type Entry struct {
	Method, Path        string // Path is escaped as it came
	Status              int    // 0: the connection was cut before an answer
	Bytes               int64  // of the body that was sent
	Duration            time.Duration
	Provider, Operation string // see Requests.Count
}

// String is one line.
func (e Entry) String() string {
	return fmt.Sprintf("%s %s %d %d %s %s", e.Method, e.Path, e.Status, e.Bytes, e.Duration.Round(time.Microsecond),
		cmp.Or(e.Operation, "-"))
}

// Requests counts what was asked.
type Requests struct {
	mu sync.Mutex
	n  map[[2]string]int
}

// RequestCount is one line of Requests.All.
type RequestCount struct {
	Provider  string `json:"provider"`
	Operation string `json:"operation"` // empty: no operation of the contract
	Count     int    `json:"count"`
}

func newRequests() *Requests { return &Requests{n: map[[2]string]int{}} }

func (q *Requests) add(provider, operation string) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.n[[2]string{provider, operation}]++
}

// Count is how often an operation (operationId) of a provider was asked, refused requests included. The federation, the
// profile and the login server count as FederationName, ProfileName and LoginName; "*" stands for any provider or any operation.
func (q *Requests) Count(provider, operation string) int {
	n := 0
	for _, c := range q.All() {
		if covers(provider, c.Provider) && covers(operation, c.Operation) {
			n += c.Count
		}
	}
	return n
}

// All is every counter that is not zero, in order.
func (q *Requests) All() []RequestCount {
	q.mu.Lock()
	defer q.mu.Unlock()
	list := make([]RequestCount, 0, len(q.n))
	for k, n := range q.n {
		list = append(list, RequestCount{k[0], k[1], n})
	}
	slices.SortFunc(list, func(a, b RequestCount) int {
		return cmp.Or(cmp.Compare(a.Provider, b.Provider), cmp.Compare(a.Operation, b.Operation))
	})
	return list
}

// Reset sets all counters to zero.
func (q *Requests) Reset() {
	q.mu.Lock()
	defer q.mu.Unlock()
	clear(q.n)
}

// covers tells whether a name in a pattern, which may be "*", stands for a name.
func covers(pattern, name string) bool { return pattern == "*" || pattern == name }

// meter sees what is answered.
type meter struct {
	http.ResponseWriter
	status int
	bytes  int64
}

// Status is what was answered; 200 is what net/http sends when nothing was said.
func (m *meter) Status() int { return m.status }

// WriteHeader implements http.ResponseWriter.
func (m *meter) WriteHeader(status int) {
	if m.status == 0 {
		m.status = status
	}
	m.ResponseWriter.WriteHeader(status)
}

// Write implements http.ResponseWriter.
func (m *meter) Write(b []byte) (int, error) {
	if m.status == 0 {
		m.status = http.StatusOK
	}
	n, err := m.ResponseWriter.Write(b)
	m.bytes += int64(n)
	return n, err
}

// Unwrap gives http.ResponseController what is below.
func (m *meter) Unwrap() http.ResponseWriter { return m.ResponseWriter }
