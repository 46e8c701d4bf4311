package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"text/template"
	"time"

	"github.com/spf13/cobra"

	"myebox/ebox"
)

// formatting prints one item after the other in the way that --format asks for. Items are what --json prints, and are
// known by the same names.
type formatting struct {
	text  *template.Template // nil: a table
	comma rune               // of a table
	lines bool               // one JSON document a line
}

// addFormat gives a command the option.
func addFormat(w *wiring, cmd *cobra.Command, value *string) {
	cmd.Flags().Var(newText(value, "", "FORMAT"), "format", w.t.Accounts.FlagFormat)
}

// formatter reads what --format says: csv, tsv, json for one document a line, or a template of Go's text/template; nil
// when nothing is asked for.
func (w *wiring) formatter(said string) (*formatting, error) {
	switch said {
	case "":
		return nil, nil
	case "csv":
		return &formatting{comma: ','}, nil
	case "tsv":
		return &formatting{comma: '\t'}, nil
	case "json":
		return &formatting{lines: true}, nil
	}
	if !strings.Contains(said, "{{") {
		return nil, notAmong("--format", said, "csv", "tsv", "json", "{{.field}}")
	}
	said = strings.NewReplacer(`\t`, "\t", `\n`, "\n", `\\`, `\`).Replace(said) // shells pass them as they are typed
	t, err := template.New("--format").Option("missingkey=error").Funcs(template.FuncMap{
		"json": func(v any) (string, error) { b, err := json.Marshal(v); return string(b), err },
		"join": func(sep string, v any) string { return strings.Join(listed(v), sep) },
	}).Parse(said)
	if err != nil {
		return nil, badTemplate(err)
	}
	return &formatting{text: t}, nil
}

func badTemplate(err error) error {
	return mistake(func(u *usageWords) string {
		return fmt.Sprintf(u.NotPossible, "--format", ebox.Sanitize(strings.TrimPrefix(err.Error(), "template: ")))
	})
}

// each prints items, which are all of one type.
func each[T any](out io.Writer, f *formatting, items []T) error {
	switch {
	case f.lines:
		for _, item := range items {
			if err := writeLine(out, item); err != nil {
				return err
			}
		}
		return nil
	case f.text != nil:
		for _, item := range items {
			if err := f.text.Execute(out, byName(reflect.ValueOf(item))); err != nil {
				return badTemplate(err)
			}
			fmt.Fprintln(out)
		}
		return nil
	}
	table := csv.NewWriter(out)
	table.Comma = f.comma
	head, _ := cells("", byName(reflect.ValueOf(*new(T))))
	if err := table.Write(head); err != nil {
		return fmt.Errorf("writing the result: %w", err)
	}
	for _, item := range items {
		_, row := cells("", byName(reflect.ValueOf(item)))
		if err := table.Write(row); err != nil {
			return fmt.Errorf("writing the result: %w", err)
		}
	}
	table.Flush()
	if err := table.Error(); err != nil {
		return fmt.Errorf("writing the result: %w", err)
	}
	return nil
}

// writeLine prints one document on one line.
func writeLine(out io.Writer, v any) error {
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return fmt.Errorf("writing the result: %w", err)
	}
	return nil
}

// byName is a value by the names that JSON has for it. What JSON leaves out is there, and empty, so that a template may
// name everything that is documented and nothing else.
func byName(v reflect.Value) any {
	switch {
	case !v.IsValid():
		return ""
	case v.Type() == reflect.TypeFor[time.Time]():
		if t := v.Interface().(time.Time); !t.IsZero() {
			return t.Format(time.RFC3339)
		}
		return ""
	case v.Type() == reflect.TypeFor[ebox.Text]():
		return v.Interface().(ebox.Text).String()
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return ""
		}
		return byName(v.Elem())
	case reflect.Struct:
		m := map[string]any{}
		for i := range v.NumField() {
			f := v.Type().Field(i)
			name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			switch {
			case f.Anonymous && name == "":
				for k, x := range byName(v.Field(i)).(map[string]any) {
					m[k] = x
				}
			case f.IsExported() && name != "" && name != "-":
				m[name] = byName(v.Field(i))
			}
		}
		return m
	case reflect.Slice:
		list := make([]any, 0, v.Len())
		for i := range v.Len() {
			list = append(list, byName(v.Index(i)))
		}
		return list
	}
	return v.Interface()
}

// cells are the single values of an item, in the order of their names; lists are left to JSON, but for their length.
func cells(path string, v any) (names, values []string) {
	switch v := v.(type) {
	case map[string]any:
		keys := make([]string, 0, len(v))
		for k := range v {
			keys = append(keys, k)
		}
		slices.Sort(keys)
		for _, k := range keys {
			n, x := cells(strings.TrimPrefix(path+"."+k, "."), v[k])
			names, values = append(names, n...), append(values, x...)
		}
		return names, values
	case []any:
		return []string{path + ".count"}, []string{fmt.Sprint(len(v))}
	}
	return []string{path}, []string{plainCell(fmt.Sprint(v))}
}

// plainCell keeps a spreadsheet from taking a text of a sender for a formula.
func plainCell(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) && !number(s) {
		return "'" + s
	}
	return s
}

func number(s string) bool {
	return len(s) > 1 && s[0] == '-' && strings.Trim(s[1:], "0123456789.") == ""
}

// listed are the parts of a list, or the one value that is none.
func listed(v any) []string {
	list, ok := v.([]any)
	if !ok {
		return []string{fmt.Sprint(v)}
	}
	out := make([]string, 0, len(list))
	for _, x := range list {
		out = append(out, fmt.Sprint(x))
	}
	return out
}
