package contract

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"
)

// API is one of the contracts.
type API string

// The contracts, by the name of their file in testdata/contract.
const (
	Registry   API = "registry-2.1"
	Federation API = "federation-1.3"
	Extensions API = "sandbox" // what the sandbox adds of its own
	OAuth      API = "oauth"   // the token endpoint for companies' software
)

// api is a contract ready for use.
type api struct {
	doc    *openapi3.T
	router routers.Router
}

// Load reads the contracts of the module that the current directory is in: a test runs in its package's directory.
func Load() (*Validator, error) {
	dir, err := directory()
	if err != nil {
		return nil, err
	}
	documentsAsBytes()
	v := &Validator{apis: map[API]*api{}, seen: map[Exchange]int{}}
	for _, name := range []API{Registry, Federation, Extensions, OAuth} {
		a, err := open(filepath.Join(dir, string(name)+".yaml"))
		if err != nil {
			return nil, fmt.Errorf("reading contract %s: %w", name, err)
		}
		v.apis[name] = a
	}
	return v, nil
}

// directory walks up to go.mod.
func directory() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", fmt.Errorf("finding the contracts: %w", err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return filepath.Join(dir, "testdata", "contract"), nil
		}
		up := filepath.Dir(dir)
		if up == dir {
			return "", errors.New("finding the contracts: no go.mod above the current directory")
		}
		dir = up
	}
}

func open(file string) (*api, error) {
	loader := openapi3.NewLoader()
	doc, err := loader.LoadFromFile(file)
	if err != nil {
		return nil, err
	}
	if err := doc.Validate(loader.Context); err != nil {
		return nil, err
	}
	router, err := gorillamux.NewRouter(doc)
	if err != nil {
		return nil, err
	}
	return &api{doc, router}, nil
}

// Operations are the operationIds of a contract.
func (v *Validator) Operations(name API) []string {
	var ids []string
	for _, path := range v.apis[name].doc.Paths.InMatchingOrder() {
		for _, op := range v.apis[name].doc.Paths.Value(path).Operations() {
			ids = append(ids, op.OperationID)
		}
	}
	return ids
}

// Strict makes a property that a contract does not list a violation. The contracts allow such properties; a server that
// we write has no reason to send one, and a misspelt name would otherwise go unnoticed.
func (v *Validator) Strict() {
	for _, a := range v.apis {
		for _, s := range a.doc.Components.Schemas {
			if s.Value.Type.Is(openapi3.TypeObject) && len(s.Value.Properties) > 0 {
				no := false
				s.Value.AdditionalProperties.Has = &no
			}
		}
	}
}

// documentsAsBytes keeps the library from looking into uploaded documents, whatever type they say they are.
var documentsAsBytes = sync.OnceFunc(func() {
	for _, t := range []string{
		"application/pdf", "application/zip", "application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint",
		"application/vnd.oasis.opendocument.graphics", "application/vnd.oasis.opendocument.presentation",
		"application/vnd.oasis.opendocument.spreadsheet", "application/vnd.oasis.opendocument.text",
		"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
		"application/vnd.openxmlformats-officedocument.wordprocessingml.document",
		"text/csv", "text/html", "text/xml",
	} {
		openapi3filter.RegisterBodyDecoder(t, openapi3filter.FileBodyDecoder)
	}
})
