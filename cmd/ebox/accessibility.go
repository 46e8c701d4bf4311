package main

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/charmbracelet/colorprofile"
	"github.com/spf13/cobra"

	"myebox/tui/present"
)

type accessibilityOptions struct{ json bool }

func newAccessibilityCmd(w *wiring, run func(context.Context, *accessibilityOptions) error) *cobra.Command {
	t, o := &w.t.Aids, &accessibilityOptions{}
	cmd := &cobra.Command{
		Use: "accessibility", Short: t.Short, Long: t.Short + ".\n\n" + t.Long, Args: exactly(0), Aliases: []string{"a11y"},
		Example: "  ebox accessibility\n  ebox accessibility --json",
		RunE:    func(cmd *cobra.Command, _ []string) error { return run(cmd.Context(), o) },
	}
	cmd.Flags().BoolVar(&o.json, "json", false, w.t.Commands.FlagJSON)
	return cmd
}

// accessibilityJSON is the result of accessibility.
type accessibilityJSON struct {
	Version  int       `json:"version"`
	Aids     []aidJSON `json:"aids"`
	Terminal []aidJSON `json:"terminal"`
}

// aidJSON is one aid with what holds now, or one property of the terminal.
type aidJSON struct {
	Name     string   `json:"name"` // stable
	Title    string   `json:"title"`
	What     string   `json:"what,omitempty"`
	Value    string   `json:"value"` // as the switch takes it, or as it was found
	Now      string   `json:"now"`   // the same in words, with the reason
	Switches []string `json:"switches,omitempty"`
}

// accessibility explains the aids and looks at the terminal's environment. It asks nobody anything.
func (w *wiring) accessibility(_ context.Context, o *accessibilityOptions) error {
	if w.cfgErr != nil {
		return w.cfgErr
	}
	aids, err := w.aids()
	if err != nil {
		return err
	}
	j := accessibilityJSON{schemaVersion, aids, w.terminalAids()}
	if o.json {
		return writeJSON(w.sys.out, j)
	}
	t := &w.t.Aids
	w.say(t.Title)
	for _, a := range j.Aids {
		fmt.Fprintln(w.sys.out)
		w.say(w.t.Label(a.Title, a.Now))
		for _, text := range []string{a.What, w.t.Label(t.Switch, strings.Join(a.Switches, ", "))} {
			if text == a.What || len(a.Switches) > 0 {
				for _, l := range present.Wrap(text, w.width()-2) {
					fmt.Fprintln(w.sys.out, "  "+l)
				}
			}
		}
	}
	fmt.Fprintln(w.sys.out)
	w.say(t.Terminal)
	for _, a := range j.Terminal {
		w.say(w.t.Label(a.Title, a.Now))
	}
	return nil
}

// said is what holds for a setting and what made it so.
func (w *wiring) said(flag, value, env, setting, configured, otherwise string) (now, why string) {
	t := &w.t.Aids
	switch {
	case value != "":
		return value, fmt.Sprintf(t.ByFlag, flag)
	case env != "" && w.sys.getenv(env) != "":
		return w.sys.getenv(env), fmt.Sprintf(t.ByVar, env)
	case configured != "":
		return configured, fmt.Sprintf(t.ByConfig, setting)
	}
	return otherwise, ""
}

// because is a value with its reason.
func (w *wiring) because(value, why string) string {
	if why == "" {
		return fmt.Sprintf(w.t.Aids.NowDefault, value)
	}
	return fmt.Sprintf(w.t.Aids.NowBecause, value, why)
}

// aids are the aids in the order in which they matter most to most.
func (w *wiring) aids() ([]aidJSON, error) {
	t, f, c := &w.t.Aids, w.flags.looks, w.cfg
	mode, err := w.screenReader()
	if err != nil {
		return nil, err
	}
	if _, err := w.appearance(); err != nil {
		return nil, err
	}
	own, err := w.ownKeys()
	if err != nil {
		return nil, err
	}
	onOff := func(on bool) (string, string) {
		if on {
			return "on", t.On
		}
		return "off", t.Off
	}
	var out []aidJSON
	add := func(name, title, what, value, now string, switches ...string) {
		out = append(out, aidJSON{name, title, what, value, now, switches})
	}
	value, word := onOff(mode.on)
	add("linear", t.Linear, t.LinearWhat, value, w.because(word, mode.why), "--screen-reader", "--linear", "EBOX_SCREEN_READER", "ACCESSIBLE", "screen_reader")
	value, why := w.said("--layout", f.Layout, "EBOX_LAYOUT", "layout", c.Layout, layouts[0])
	add("layout", t.Layout, t.LayoutWhat, value, w.because(value, why), "--layout reader", "EBOX_LAYOUT", "layout")
	value, why = w.said("--braille-width", digitsOf(f.Braille), "EBOX_BRAILLE_WIDTH", "braille_width", digitsOf(c.Braille), "")
	word = t.NoCells
	if n, err := strconv.Atoi(value); err == nil {
		word = w.t.Count(t.Cells, n)
	}
	add("braille", t.Braille, t.BrailleWhat, value, w.because(word, why), "--braille-width 40", "EBOX_BRAILLE_WIDTH", "braille_width")
	value, why = w.said("--theme", f.Theme, "EBOX_THEME", "theme", c.Theme, themeNames[0])
	add("theme", t.Theme, t.ThemeWhat, value, w.because(value, why), "--theme "+strings.Join(themeNames[1:], "|"), "EBOX_THEME", "theme")
	value, word = onOff(w.noColor())
	flag := ""
	if w.flags.noColor {
		flag = "on"
	}
	_, why = w.said("--no-color", flag, "NO_COLOR", "", "", "")
	add("no-colour", t.Colour, t.ColourWhat, value, w.because(word, why), "--no-color", "NO_COLOR")
	value, why = w.said("", "", "EBOX_BELL", "bell", c.Bell, bells[0])
	add("bell", t.Bell, t.BellWhat, value, w.because(map[string]string{"off": t.Off, "new": t.On}[value], why), `bell = "new"`, "EBOX_BELL=new")
	word, why = t.Off, ""
	if len(own) > 0 {
		word, why = w.t.Count(t.OwnKeys, len(own)), fmt.Sprintf(t.ByConfig, "[keys]")
	}
	add("keys", t.Keys, t.KeysWhat, strconv.Itoa(len(own)), w.because(word, why), "[keys]", "ebox help keys")
	_, why = w.said("--lang", w.flags.lang, "EBOX_LANG", "lang", c.Lang, "")
	add("language", t.Language, t.LanguageWhat, w.t.Code, w.because(w.t.Name, why), "--lang", "EBOX_LANG", "lang")
	value, why = w.said("--alt-screen", f.Alt, "EBOX_ALT_SCREEN", "alt_screen", c.Alt, yesNo[0])
	add("alt-screen", t.Alt, t.AltWhat, value, w.because(map[string]string{"yes": t.Yes, "no": t.No}[value], why), "--alt-screen no", "EBOX_ALT_SCREEN", "alt_screen")
	add("motion", t.Motion, t.MotionWhat, "none", t.Off)
	return out, nil
}

// digitsOf is a number as a setting; "" for none.
func digitsOf(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// terminalAids is what the environment tells of the terminal. A terminal is never asked: screen readers read the question
// aloud.
func (w *wiring) terminalAids() []aidJSON {
	t, env := &w.t.Aids, w.sys.getenv
	var out []aidJSON
	add := func(name, title, value, now string) {
		out = append(out, aidJSON{Name: name, Title: title, Value: value, Now: now})
	}
	if !w.sys.outTTY {
		add("output", t.Terminal, "", t.NoTerminal)
	}
	add("term", t.Name, env("TERM"), cmp.Or(env("TERM"), t.Unknown))
	if size := w.terminalSize(); size[0] > 0 {
		text := t.SizeIs
		if size[0] < 80 || size[1] < 24 {
			text = t.SizeSmall
		}
		add("size", t.Size, fmt.Sprintf("%dx%d", size[0], size[1]), fmt.Sprintf(text, w.t.Number(int64(size[0])), w.t.Number(int64(size[1]))))
	}
	n := map[colorprofile.Profile]int{colorprofile.ANSI: 16, colorprofile.ANSI256: 256, colorprofile.TrueColor: 1 << 24}[colorprofile.Env(w.environ())]
	add("colours", t.Colours, strconv.Itoa(n), w.t.Count(t.ColoursN, n))
	switch yes, said := w.utf8(); {
	case yes:
		add("characters", t.Characters, "UTF-8", "UTF-8")
	case said:
		add("characters", t.Characters, "other", t.NotUTF8)
	default:
		add("characters", t.Characters, "unknown", t.Unknown)
	}
	add("cursor", t.Cursor, "shown", t.CursorIs)
	copies, links := guessOSC(env)
	add("osc52", t.Copy, copies, w.guessed(copies))
	add("osc8", t.Links, links, w.guessed(links))
	within := w.within()
	add("within", t.Within, strings.Join(within, " "), cmp.Or(strings.Join(within, ", "), t.NoneOf))
	found := readersNamed(env)
	now := t.ReaderNone
	if len(found) > 0 {
		now = fmt.Sprintf(t.ReaderIs, strings.Join(found, ", "))
	}
	add("screen-reader", t.Reader, strings.Join(found, " "), now)
	return out
}

// guessed is a guess in words.
func (w *wiring) guessed(value string) string {
	t := &w.t.Aids
	return map[string]string{"probably": t.Guess, "no": t.No, "unknown": t.Unknown}[value]
}

// guessOSC says whether the terminal copies (OSC 52) and shows links (OSC 8), as far as its name tells.
func guessOSC(env func(string) string) (copies, links string) {
	kind, program := env("TERM"), env("TERM_PROGRAM")
	for _, old := range []string{"dumb", "linux", "vt100", "vt220", "ansi"} {
		if kind == old {
			return "no", "no"
		}
	}
	for _, name := range []string{"kitty", "alacritty", "foot", "wezterm", "ghostty", "contour"} {
		if strings.Contains(strings.ToLower(kind+" "+program), name) {
			return "probably", "probably"
		}
	}
	switch {
	case program == "iTerm.app", program == "vscode", env("WT_SESSION") != "":
		return "probably", "probably"
	case program == "Apple_Terminal":
		return "no", "no"
	case env("VTE_VERSION") != "":
		return "unknown", "probably"
	}
	return "unknown", "unknown"
}

// within are the programs between this one and the person, by the variables that they set.
func (w *wiring) within() []string {
	var out []string
	for _, p := range []struct {
		name string
		vars []string
	}{{"tmux", []string{"TMUX"}}, {"screen", []string{"STY"}}, {"mosh", []string{"MOSH_SERVER_PID", "MOSH_KEY"}}, {"SSH", []string{"SSH_CONNECTION", "SSH_TTY"}}} {
		for _, v := range p.vars {
			if w.sys.getenv(v) != "" {
				out = append(out, p.name)
				break
			}
		}
	}
	return out
}

// readersNamed are screen readers that named themselves in the environment. That there is none says nothing.
func readersNamed(env func(string) string) []string {
	var out []string
	for _, r := range []struct{ name, variable string }{
		{"BRLTTY", "BRLTTY_SPEECH_DRIVER"}, {"BRLTTY", "BRLAPI_HOST"}, {"Fenrir", "FENRIR_CONFIG"}, {"Emacspeak", "EMACSPEAK_DIR"}, {"Speech Dispatcher", "SPEECHD_ADDRESS"},
	} {
		if env(r.variable) != "" {
			out = append(out, r.name)
		}
	}
	return out
}

// environ is the environment as far as it tells of colours.
func (w *wiring) environ() []string {
	var out []string
	for _, name := range []string{"TERM", "COLORTERM", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "TERM_PROGRAM", "WT_SESSION", "TMUX", "STY"} {
		if v := w.sys.getenv(name); v != "" {
			out = append(out, name+"="+v)
		}
	}
	return out
}

// terminalSize is columns and rows of the terminal that the output is; zeros when it is none.
func (w *wiring) terminalSize() [2]int {
	f, ok := w.sys.out.(*os.File)
	if !ok || !w.sys.outTTY {
		return [2]int{}
	}
	cols, rows, ok := terminalSize(f)
	if !ok {
		return [2]int{}
	}
	return [2]int{cols, rows}
}
