package ebox

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// operations are the operationIds of the registry contract 2.1, with what they are for; false: of no use to a consumer
// that only reads.
var operations = map[string]bool{
	"getEBoxById": true, "getMessagesByEBoxId": true, "patchMessagesByEBoxId": true, "getMessageById": true,
	"getAttachmentByMessageId": true, "getAttachmentById": true, "getAttachmentContentById": true, "getBodyContent": true,
	"getPaymentDataByMessageId": true, "postMessage": true, "linkMessage": false, "getStatus": false,
	"getAllMessagesTypes": true, "getMessageTypeById": true, "findAllSenderApplications": true, "getSenderApplicationById": true,
	"getImageForSenderApplication": true, "findAllSenderOrganizations": true, "getSenderOrganizationById": true,
	"getImageForSenderOrganization": true,
}

// elsewhere are the operationIds of the other contracts that are used: the federation's, and the sandbox's extension.
var elsewhere = []string{
	opProviders, "getEboxPreferencesByList", "patchEboxPreferencesById",
	"sandboxProfile", "sandboxTerms", "sandboxActivate", "sandboxSendCode", "sandboxValidateCode", "sandboxChangeProfile",
	"sandboxWithdraw",
}

func TestCallsAreThoseOfTheContract(t *testing.T) {
	got := map[string]bool{}
	for _, c := range calls21 {
		got[c[0]] = true
	}
	want := map[string]bool{}
	for op, used := range operations {
		if used {
			want[op] = true
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestMethodsNameTheirOperation reads the source: every exported method of a service or of Federation that makes a
// request of its own says which, and every exported name is documented.
func TestMethodsNameTheirOperation(t *testing.T) {
	local := map[string]bool{ // methods without a request of their own
		"Federation.Allows": true, "Federation.Choices": true, "Federation.Close": true, "Federation.Open": true, "Federation.Provider": true,
		"Federation.SaveText": true, "Federation.Stale": true, "Federation.State": true,
	}
	found := map[string]bool{}
	for name, doc := range exported(t) {
		receiver, _, method := strings.Cut(name, ".")
		if strings.TrimSpace(doc) == "" {
			t.Errorf("%s has no comment", name)
		}
		if !method || receiver != "Federation" && !strings.HasSuffix(receiver, "Service") || local[name] {
			continue
		}
		named := false
		for op := range maps.Keys(operations) {
			if strings.Contains(doc, op) {
				named, found[op] = true, true
			}
		}
		for _, op := range elsewhere {
			named = named || strings.Contains(doc, op)
		}
		if !named {
			t.Errorf("%s does not name its operation", name)
		}
	}
	for op, used := range operations {
		if used && !found[op] {
			t.Errorf("no method names %s", op)
		}
	}
}

// exported gives the comments of this package's exported functions, methods and types.
func exported(t *testing.T) map[string]string {
	t.Helper()
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	docs := map[string]string{}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if name := funcName(d); ast.IsExported(d.Name.Name) && name != "" {
					docs[name] = d.Doc.Text()
				}
			case *ast.GenDecl:
				for _, s := range d.Specs {
					if s, ok := s.(*ast.TypeSpec); ok && s.Name.IsExported() {
						docs[s.Name.Name] = d.Doc.Text() + s.Doc.Text()
					}
				}
			}
		}
	}
	if len(docs) < 50 {
		t.Fatalf("only %d names were found: %v", len(docs), slices.Sorted(maps.Keys(docs)))
	}
	return docs
}

// funcName is "Type.Method" or "Func"; "" for methods of unexported types.
func funcName(d *ast.FuncDecl) string {
	if d.Recv == nil {
		return d.Name.Name
	}
	typ := d.Recv.List[0].Type
	if p, ok := typ.(*ast.StarExpr); ok {
		typ = p.X
	}
	if id, ok := typ.(*ast.Ident); ok && id.IsExported() {
		return id.Name + "." + d.Name.Name
	}
	return ""
}
