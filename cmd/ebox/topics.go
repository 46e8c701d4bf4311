package main

import (
	"fmt"
	"path/filepath"
	"reflect"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"myebox/ebox"
)

// topics are the help texts that belong to no command: `ebox help exit-codes`.
func (w *wiring) topics() []*cobra.Command {
	return []*cobra.Command{
		w.completionCommand(),
		{Use: "exit-codes", Short: w.words.TopicExit, Long: w.exitHelp()},
		{Use: "json", Short: w.words.TopicJSON, Long: w.words.TopicJSONLong + "\n" + jsonHelp()},
		{Use: "keys", Short: w.t.Palette.TopicKeys, Long: w.keysHelp()},
		{Use: "environment", Short: w.words.TopicEnv, Long: w.environmentHelp()},
	}
}

func (w *wiring) exitHelp() string {
	var b strings.Builder
	fmt.Fprintln(&b, w.words.TopicExitLong)
	for _, row := range w.exitTable() {
		fmt.Fprintf(&b, "\n%4d  %s", row.Code, row.Meaning)
	}
	return b.String()
}

func (w *wiring) environmentHelp() string {
	return fmt.Sprintf(w.words.TopicEnvLong, filepath.Join(short(w.dirs.config), "config.toml"), short(w.dirs.state), short(w.dirs.cache))
}

// short writes the home directory as ~, so that the text is the same for everybody.
func short(dir string) string {
	home := homeDir()
	if rest, ok := strings.CutPrefix(dir, home); ok && home != "" {
		return "~" + rest
	}
	return dir
}

// jsonDocuments are the results of the commands, by name.
var jsonDocuments = []struct {
	name string
	zero any
}{
	{"login", loginJSON{}},
	{"logout", logoutJSON{}},
	{"list", listJSON{}},
	{"read", readJSON{}},
	{"download", downloadJSON{}},
	{"card", cardJSON{}},
	{"card pin change", changePINResult{}},
	{"reply", replyJSON{}},
	{"replies", repliesJSON{}},
	{"replies show", replyCopyJSON{}},
	{"profile; consent show, give, code, withdraw", consentJSON{}},
	{"consent download", everythingJSON{}},
	{"consent letter", letterJSON{}},
	{"accounts list", accountsJSON{}},
	{"hide", hideJSON{}},
	{"show", hideJSON{}},
	{"store passphrase", storeJSON{}},
	{"store forget", storeJSON{}},
	{"status", statusJSON{}},
	{"watch", watchJSON{}},
	{"accessibility", accessibilityJSON{}},
	{"doctor", doctorJSON{}},
	{"version", versionJSON{}},
	{"errors", errorJSON{}},
}

// jsonHelp lists the fields of every document, read off the types that are printed.
func jsonHelp() string {
	var b strings.Builder
	for _, d := range jsonDocuments {
		fmt.Fprintf(&b, "\n%s:\n", d.name)
		for _, f := range jsonFields("", reflect.TypeOf(d.zero)) {
			fmt.Fprintf(&b, "  %-30s %s\n", f.path, f.kind)
		}
	}
	return strings.TrimRight(b.String(), "\n")
}

// jsonField is a field as the help shows it; "?" in the path marks what may be left out.
type jsonField struct{ path, kind string }

// jsonFields lists each field below t.
func jsonFields(path string, t reflect.Type) []jsonField {
	var out []jsonField
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Anonymous {
			out = append(out, jsonFields(path, f.Type)...)
			continue
		}
		name, opts, _ := strings.Cut(f.Tag.Get("json"), ",")
		full := path + name
		optional := ""
		if strings.Contains(opts, "omit") {
			optional = "?"
		}
		ft := f.Type
		for ft.Kind() == reflect.Pointer || ft.Kind() == reflect.Slice {
			if ft.Kind() == reflect.Slice {
				full += "[]"
			}
			ft = ft.Elem()
		}
		if kind := jsonKind(ft); kind != "" {
			out = append(out, jsonField{full + optional, kind})
			continue
		}
		out = append(out, jsonFields(full+optional+".", ft)...)
	}
	return out
}

// jsonKind is how a type looks in JSON; "" for a struct of ours with fields of its own.
func jsonKind(t reflect.Type) string {
	switch t {
	case reflect.TypeFor[time.Time]():
		return "time"
	case reflect.TypeFor[ebox.Text]():
		return "string"
	case reflect.TypeFor[ebox.Translated]():
		return "{nl?, fr?, de?, en?}"
	}
	switch t.Kind() {
	case reflect.Struct:
		return ""
	case reflect.Bool:
		return "boolean"
	case reflect.String:
		return "string"
	}
	return "number"
}
