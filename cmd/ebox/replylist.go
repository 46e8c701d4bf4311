package main

import "strings"

// listFlag is an option that may be given several times, each time with one value: "--attach FILE". It implements
// pflag.Value.
type listFlag struct {
	values *[]string
	kind   string
}

func newList(v *[]string, kind string) *listFlag { return &listFlag{v, kind} }

func (f *listFlag) String() string     { return strings.Join(*f.values, ", ") }
func (f *listFlag) Set(s string) error { *f.values = append(*f.values, s); return nil }
func (f *listFlag) Type() string       { return f.kind }
