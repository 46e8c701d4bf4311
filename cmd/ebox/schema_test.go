package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// schemaTypes are the documents that are printed: the command, and the type that it prints with --json. What goes wrong
// is printed as "error", on the error output, whatever the command.
var schemaTypes = map[string]string{
	"accessibility":    "accessibilityJSON",
	"accounts":         "accountsJSON",
	"accounts add":     "accountsJSON",
	"accounts default": "accountsJSON",
	"accounts list":    "accountsJSON",
	"accounts remove":  "accountsJSON",
	"consent show":     "consentJSON",
	"consent give":     "consentJSON",
	"consent code":     "consentJSON",
	"consent withdraw": "consentJSON",
	"consent download": "everythingJSON",
	"consent letter":   "letterJSON",
	"profile":          "consentJSON",
	"card":             "cardJSON",
	"card pin change":  "changePINResult",
	"doctor":           "doctorJSON",
	"download":         "downloadJSON",
	"error":            "errorJSON",
	"hide":             "hideJSON",
	"show":             "hideJSON",
	"list":             "listJSON",
	"login":            "loginJSON",
	"logout":           "logoutJSON",
	"read":             "readJSON",
	"replies":          "repliesJSON",
	"replies show":     "replyCopyJSON",
	"reply":            "replyJSON",
	"store forget":     "storeJSON",
	"store passphrase": "storeJSON",
	"status":           "statusJSON",
	"version":          "versionJSON",
	"watch":            "watchJSON",
	"watch note":       "watchNoteJSON",
}

// node is a JSON Schema, in the order in which encoding/json writes a map: sorted, so that the file is stable.
type node map[string]any

// schemaMaker makes a schema of the Go types in this directory: field names and what may be left out from the tags, what
// a field means from the comments.
type schemaMaker struct {
	t     *testing.T
	types map[string]*ast.TypeSpec
	docs  map[string]string
	defs  node
}

func newSchemaMaker(t *testing.T) *schemaMaker {
	t.Helper()
	m := &schemaMaker{t: t, types: map[string]*ast.TypeSpec{}, docs: map[string]string{}, defs: node{}}
	names, err := filepath.Glob("*.go")
	if err != nil || len(names) == 0 {
		t.Fatalf("no source here: %v", err)
	}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok || g.Tok != token.TYPE {
				continue
			}
			for _, s := range g.Specs {
				spec := s.(*ast.TypeSpec)
				m.types[spec.Name.Name] = spec
				if doc := cmpOr(spec.Doc, g.Doc); doc != nil {
					m.docs[spec.Name.Name] = oneLine(doc.Text())
				}
			}
		}
	}
	return m
}

func cmpOr(a, b *ast.CommentGroup) *ast.CommentGroup {
	if a != nil {
		return a
	}
	return b
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// of is the schema of a type expression.
func (m *schemaMaker) of(e ast.Expr) node {
	switch e := e.(type) {
	case *ast.StarExpr:
		return m.of(e.X)
	case *ast.ArrayType:
		return node{"type": "array", "items": m.of(e.Elt)}
	case *ast.MapType:
		return node{"type": "object", "additionalProperties": m.of(e.Value)}
	case *ast.StructType:
		return m.object(e)
	case *ast.SelectorExpr:
		return m.foreign(fmt.Sprintf("%s.%s", e.X, e.Sel))
	case *ast.Ident:
		switch e.Name {
		case "string":
			return node{"type": "string"}
		case "bool":
			return node{"type": "boolean"}
		case "int", "int64":
			return node{"type": "integer"}
		case "float64":
			return node{"type": "number"}
		}
		return m.named(e.Name)
	}
	m.t.Fatalf("a type that this test does not know: %T", e)
	return nil
}

// foreign are the types of other packages that are printed.
func (m *schemaMaker) foreign(name string) node {
	switch name {
	case "ebox.Text":
		return node{"type": "string"}
	case "time.Time":
		return node{"type": "string", "format": "date-time"}
	case "ebox.Translated":
		properties := node{}
		for _, l := range []string{"nl", "fr", "de", "en"} {
			properties[l] = node{"type": "string"}
		}
		m.defs["translated"] = node{
			"description": "A text in the languages that there are.", "type": "object",
			"additionalProperties": false, "properties": properties,
		}
		return node{"$ref": "#/$defs/translated"}
	}
	m.t.Fatalf("a type that this test does not know: %s", name)
	return nil
}

// named is a type of this package: a definition of its own, if it is a struct.
func (m *schemaMaker) named(name string) node {
	spec, ok := m.types[name]
	if !ok {
		m.t.Fatalf("no type %s", name)
	}
	s, ok := spec.Type.(*ast.StructType)
	if !ok {
		return m.of(spec.Type)
	}
	short := strings.TrimSuffix(strings.TrimSuffix(name, "JSON"), "Result")
	if _, done := m.defs[short]; !done {
		m.defs[short] = node{} // before its fields: a type may hold itself
		o := m.object(s)
		if d := m.docs[name]; d != "" {
			o["description"] = strings.ReplaceAll(d, name, short)
		}
		m.defs[short] = o
	}
	return node{"$ref": "#/$defs/" + short}
}

// object is a struct: nothing but its fields, and all of those that are never left out.
func (m *schemaMaker) object(s *ast.StructType) node {
	properties, required := node{}, []string{}
	for _, f := range s.Fields.List {
		if f.Tag == nil && len(f.Names) == 0 { // embedded: its fields are ours
			inner := m.object(m.types[f.Type.(*ast.Ident).Name].Type.(*ast.StructType))
			for k, v := range inner["properties"].(node) {
				properties[k] = v
			}
			required = append(required, inner["required"].([]string)...)
			continue
		}
		if f.Tag == nil {
			continue // not printed: unexported
		}
		tag := reflect.StructTag(strings.Trim(f.Tag.Value, "`")).Get("json")
		name, options, _ := strings.Cut(tag, ",")
		if name == "-" || name == "" {
			continue
		}
		p := m.of(f.Type)
		if c := cmpOr(f.Doc, f.Comment); c != nil {
			p["description"] = oneLine(c.Text())
		}
		properties[name] = p
		if options == "" {
			required = append(required, name)
		}
	}
	return node{"type": "object", "additionalProperties": false, "properties": properties, "required": required}
}

// schemaFile is the schema of everything that is printed; schemaVersions has a line for each revision of it.
const (
	schemaFile     = "../../testdata/schema/ebox.schema.json"
	schemaVersions = "../../testdata/schema/versions.txt"
)

// makeSchema is the schema as the source says it.
func makeSchema(t *testing.T) []byte {
	t.Helper()
	m := newSchemaMaker(t)
	documents := node{}
	for command, name := range schemaTypes {
		documents[command] = m.named(name)
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(node{
		"$schema":     "https://json-schema.org/draft/2020-12/schema",
		"$id":         "urn:ebox:output:" + lastRevision(t).name,
		"title":       "What the commands of ebox print with --json",
		"description": "The documents are under properties, by command; error is what any command prints on the error output when it fails. The field version of a document is the first number of the revision in $id: it changes when a field changes its name, its type or its meaning, or goes. The second number changes with anything else.",
		"type":        "object", "properties": documents, "$defs": m.defs,
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// revision is a line of versions.txt: a name such as 1.4, and the hash of the schema without its own name.
type revision struct{ name, sum string }

func revisions(t *testing.T) []revision {
	t.Helper()
	b, err := os.ReadFile(schemaVersions)
	if err != nil {
		t.Fatal(err)
	}
	var all []revision
	for line := range strings.Lines(string(b)) {
		if f := strings.Fields(line); len(f) == 2 {
			all = append(all, revision{f[0], f[1]})
		} else if len(f) > 0 && f[0] != "#" && !strings.HasPrefix(f[0], "#") {
			t.Fatalf("%s: a line that is no revision: %q", schemaVersions, line)
		}
	}
	if len(all) == 0 {
		t.Fatalf("%s: no revision", schemaVersions)
	}
	return all
}

func lastRevision(t *testing.T) revision {
	t.Helper()
	all := revisions(t)
	return all[len(all)-1]
}
