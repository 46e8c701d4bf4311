package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"myebox/tui/present"
)

// unitName is what the unit is called when it is saved.
const unitName = "ebox-watch.service"

// printUnit writes a systemd user unit that watches as these options say (systemd.service(5)), and as a comment the line
// for cron. Core dumps are off in it, since the memory holds tokens; what waiting does not cure is not tried again.
func (w *wiring) printUnit(out io.Writer, o *watchOptions) error {
	self, err := os.Executable()
	if err != nil {
		return fmt.Errorf("looking for this program: %w", err)
	}
	t := &w.t.Accounts
	var b strings.Builder
	comment := func(text string) {
		for _, l := range present.Wrap(text, plainWidth-2) {
			fmt.Fprintln(&b, "# "+l)
		}
	}
	comment(fmt.Sprintf(t.UnitSave, "~/.config/systemd/user/"+unitName))
	fmt.Fprintln(&b, "#   systemctl --user enable --now "+unitName)
	comment(t.UnitLinger)
	fmt.Fprintln(&b, "#   loginctl enable-linger")
	comment(t.UnitCron)
	fmt.Fprintln(&b, "#   */15 * * * * "+crontab(append([]string{self, "watch", "--once"}, w.watchArgs(o)...)))
	args := append([]string{self, "watch", "--interval", interval(o.interval)}, w.watchArgs(o)...)
	for i, a := range args {
		args[i] = systemdWord(a)
	}
	fmt.Fprintf(&b, `
[Unit]
Description=%s

[Service]
Type=exec
ExecStart=%s
Restart=on-failure
RestartSec=60
RestartPreventExitStatus=%d %d %d
UMask=0077
LimitCORE=0
NoNewPrivileges=yes

[Install]
WantedBy=default.target
`, t.UnitTitle, strings.Join(args, " "), exitLogin, exitForbidden, exitUsage)
	if _, err := io.WriteString(out, b.String()); err != nil {
		return fmt.Errorf("writing the result: %w", err)
	}
	return nil
}

// watchArgs are the options of the same watch without a pause.
func (w *wiring) watchArgs(o *watchOptions) []string {
	var args []string
	for _, f := range []struct{ name, value string }{
		{"--account", w.flags.account}, {"--profile", w.flags.profile}, {"--config", w.flags.config}, {"--format", o.format}, {"--exec", o.exec},
	} {
		if f.value != "" {
			args = append(args, f.name, f.value)
		}
	}
	if o.all {
		args = append(args, "--all")
	}
	if o.json {
		args = append(args, "--json")
	}
	return args
}

// interval is a time as the option takes it.
func interval(d time.Duration) string { return strings.TrimSuffix(d.String(), "0s") }

// systemdWord quotes a word of ExecStart: % and $ would be replaced (systemd.unit(5), systemd.service(5)).
func systemdWord(s string) string {
	s = strings.NewReplacer("%", "%%", "$", "$$").Replace(s)
	if s != "" && !strings.ContainsAny(s, " \t\n\"'\\;") {
		return s
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`).Replace(s) + `"`
}

// crontab is a command line for the shell in a crontab, where % would end the line (crontab(5)).
func crontab(args []string) string {
	words := make([]string, len(args))
	for i, a := range args {
		if words[i] = a; a == "" || strings.ContainsAny(a, " \t\n\"'\\;&|<>()$`*?[]#~=%!{}") {
			words[i] = "'" + strings.ReplaceAll(a, "'", `'\''`) + "'"
		}
		words[i] = strings.ReplaceAll(words[i], "%", `\%`)
	}
	return strings.Join(words, " ")
}
