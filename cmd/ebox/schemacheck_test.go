package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/spf13/cobra"
)

// TestSchemaIsOfTheSource holds the published schema to the types that are printed.
func TestSchemaIsOfTheSource(t *testing.T) {
	want := makeSchema(t)
	if f := flag.Lookup("update"); f != nil && f.Value.String() == "true" {
		if err := os.WriteFile(schemaFile, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), string(got)); d != "" {
		t.Errorf("%s is not what the commands print (-want +got), add a revision to %s and run with -update:\n%s", schemaFile, schemaVersions, d)
	}
}

// TestSchemaRevision fails when the schema changed and its revision did not: a revision names one schema for good.
func TestSchemaRevision(t *testing.T) {
	all := revisions(t)
	var before [2]int
	for _, r := range all {
		var now [2]int
		if n, err := fmt.Sscanf(r.name, "%d.%d", &now[0], &now[1]); n != 2 || err != nil {
			t.Fatalf("revision %q: want two numbers", r.name)
		}
		if slices.Compare(now[:], before[:]) <= 0 {
			t.Errorf("revision %s does not come after %d.%d", r.name, before[0], before[1])
		}
		before = now
	}
	if before[0] != schemaVersion {
		t.Errorf("the last revision is of version %d, documents say %d", before[0], schemaVersion)
	}
	if got := schemaSum(t); got != lastRevision(t).sum {
		t.Errorf("the schema is another one than revision %s: add a line to %s\n%d.%d %s",
			lastRevision(t).name, schemaVersions, before[0], before[1]+1, got)
	}
}

// schemaSum is the hash of the schema file without the name of its revision.
func schemaSum(t *testing.T) string {
	t.Helper()
	b, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	var doc map[string]any
	if err := json.Unmarshal(b, &doc); err != nil {
		t.Fatal(err)
	}
	delete(doc, "$id")
	plain, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(plain)
	return hex.EncodeToString(sum[:])
}

// TestEveryJSONHasASchema walks the commands: one that has --json must be in the schema, and nothing else.
func TestEveryJSONHasASchema(t *testing.T) {
	var have []string
	var walk func(c *cobra.Command)
	walk = func(c *cobra.Command) {
		if c.LocalFlags().Lookup("json") != nil && c.RunE != nil {
			have = append(have, strings.TrimPrefix(c.CommandPath(), "ebox "))
		}
		for _, sub := range c.Commands() {
			walk(sub)
		}
	}
	walk(newRoot(newWiring(newSystem())))
	have = append(have, "error", "watch note")
	slices.Sort(have)
	var want []string
	for name := range schemaTypes {
		want = append(want, name)
	}
	slices.Sort(want)
	if d := cmp.Diff(want, have); d != "" {
		t.Errorf("commands with --json (-schema +commands):\n%s", d)
	}
}

// schemaFails is the exit code of a story's command that printed something else than the schema says.
const schemaFails = 99

// checkedMain is main, as the stories run it: whatever it prints with --json is held to the schema.
func checkedMain() {
	args := os.Args[1:]
	if !jsonWanted(nil, args) || os.Getenv(schemaEnv) == "" {
		main()
		return
	}
	out, outDone := tee(&os.Stdout)
	errs, errDone := tee(&os.Stderr)
	code := run(args)
	outDone()
	errDone()
	if err := checkDocuments(os.Getenv(schemaEnv), args, out.Bytes(), errs.Bytes()); err != nil {
		fmt.Fprintln(os.Stderr, "not what the schema says:", err)
		code = schemaFails
	}
	os.Exit(code)
}

// schemaEnv is the path of the schema.
const schemaEnv = "EBOX_TEST_SCHEMA"

// tee puts a pipe in the place of a file: what is written goes to the file and is kept. A terminal is left alone.
func tee(file **os.File) (kept *bytes.Buffer, done func()) {
	kept, real := &bytes.Buffer{}, *file
	st, err := real.Stat()
	if err != nil || st.Mode()&os.ModeCharDevice != 0 {
		return kept, func() {}
	}
	r, w, err := os.Pipe()
	if err != nil {
		return kept, func() {}
	}
	*file = w
	end := make(chan struct{})
	go func() {
		defer close(end)
		_, _ = io.Copy(io.MultiWriter(real, kept), r)
	}()
	return kept, func() {
		_ = w.Close()
		<-end
		*file = real
	}
}

// checkDocuments validates all documents that a command printed.
func checkDocuments(path string, args []string, out, errs []byte) error {
	c := jsonschema.NewCompiler()
	for _, part := range []struct {
		name string
		text []byte
	}{{schemaCommand(args), out}, {"error", errs}} {
		i := bytes.IndexByte(part.text, '{')
		if i < 0 {
			continue
		}
		for dec := json.NewDecoder(bytes.NewReader(part.text[i:])); ; {
			var doc any
			if err := dec.Decode(&doc); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				return fmt.Errorf("%s: %w", part.name, err)
			}
			name := part.name
			if m, ok := doc.(map[string]any); ok && name == "error" && m["event"] == "note" {
				name = "watch note"
			}
			s, err := c.Compile(path + "#/properties/" + strings.ReplaceAll(name, " ", "%20"))
			if err != nil {
				return fmt.Errorf("%q: %w", name, err)
			}
			if err := s.Validate(doc); err != nil {
				return fmt.Errorf("%s: %w", part.name, err)
			}
		}
	}
	return nil
}

// schemaCommand is the command that args name: as many of the first words as the schema knows.
func schemaCommand(args []string) string {
	var words []string
	for i := 0; i < len(args); i++ {
		switch a := args[i]; {
		case !strings.HasPrefix(a, "-"):
			words = append(words, a)
		case !strings.Contains(a, "=") && slices.Contains([]string{"--profile", "--config", "--lang", "--log-file", "--account"}, a):
			i++
		}
	}
	for n := min(len(words), 3); n > 0; n-- {
		if name := strings.Join(words[:n], " "); schemaTypes[name] != "" {
			return name
		}
	}
	return "error"
}

func TestSchemaCommand(t *testing.T) {
	for _, c := range []struct{ args, want string }{
		{"list --json", "list"},
		{"--profile x list --json", "list"},
		{"card pin change --json", "card pin change"},
		{"card --json", "card"},
		{"read nsso/1 --json", "read"},
		{"nonsense --json", "error"},
	} {
		if got := schemaCommand(strings.Fields(c.args)); got != c.want {
			t.Errorf("%s: got %s, want %s", c.args, got, c.want)
		}
	}
}

func TestCheckDocumentsSeesAWrongOne(t *testing.T) {
	path, err := filepath.Abs(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	good := `{"version":1,"profile":"sandbox","sandbox":true,"box":"citizen","wasLoggedIn":true,"loggedOut":true,"confirmed":true}`
	for name, c := range map[string]struct {
		out string
		ok  bool
	}{
		"as it is":       {good, true},
		"one more field": {strings.Replace(good, "{", `{"more":1,`, 1), false},
		"a field less":   {strings.Replace(good, `"loggedOut":true,`, "", 1), false},
		"another type":   {strings.Replace(good, `"version":1`, `"version":`+strconv.Quote("1"), 1), false},
		"cut off":        {good[:20], false},
		"two documents":  {good + "\n" + good, true},
	} {
		if err := checkDocuments(path, []string{"logout", "--json"}, []byte(c.out), nil); (err == nil) != c.ok {
			t.Errorf("%s: got %v", name, err)
		}
	}
}
