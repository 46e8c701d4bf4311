package main

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

type versionOptions struct{ json bool }

func newVersionCmd(w *wiring, run func(context.Context, *versionOptions) error) *cobra.Command {
	o := &versionOptions{}
	c := &w.t.Commands
	cmd := &cobra.Command{
		Use: "version", Short: c.Version, Long: c.Version + ".\n\n" + w.words.VersionLong, Args: exactly(0),
		Example: "  ebox version\n  ebox version --json",
		RunE:    func(cmd *cobra.Command, _ []string) error { return run(cmd.Context(), o) },
	}
	cmd.Flags().BoolVar(&o.json, "json", false, c.FlagJSON)
	return cmd
}

// versionJSON is the result of version.
type versionJSON struct {
	Version  int    `json:"version"`
	Release  string `json:"release"` // of the module: v1.2.3, or devel
	Module   string `json:"module"`
	Revision string `json:"revision,omitempty"`
	Time     string `json:"time,omitempty"`     // of the revision, RFC 3339
	Modified bool   `json:"modified,omitempty"` // built from a work tree with changes
	Go       string `json:"go"`
	OS       string `json:"os"`
	Arch     string `json:"arch"`
	CGO      bool   `json:"cgo"`
}

// newVersionJSON reads what the Go command stamped into the binary.
func newVersionJSON() versionJSON {
	j := versionJSON{Version: schemaVersion, Release: "devel", Go: runtime.Version(), OS: runtime.GOOS, Arch: runtime.GOARCH}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return j
	}
	j.Module = info.Main.Path
	if v := info.Main.Version; v != "" && v != "(devel)" {
		j.Release = v
	}
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			j.Revision = s.Value
		case "vcs.time":
			j.Time = s.Value
		case "vcs.modified":
			j.Modified = s.Value == "true"
		case "CGO_ENABLED":
			j.CGO = s.Value == "1"
		}
	}
	return j
}

func (w *wiring) version(_ context.Context, o *versionOptions) error {
	j := newVersionJSON()
	if o.json {
		return writeJSON(w.sys.out, j)
	}
	w.say(fmt.Sprintf(w.t.Commands.VersionLine, j.Release))
	from := j.Module
	if j.Revision != "" {
		from += " " + j.Revision
	}
	w.say(fmt.Sprintf(w.t.Commands.Built, from, j.Go+" "+j.OS+"/"+j.Arch))
	return nil
}
