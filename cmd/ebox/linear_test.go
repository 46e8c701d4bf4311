package main

import (
	"errors"
	"os"
	"strings"
	"testing"
)

// TestScreenReader goes through what turns the linear mode on and off, the stronger before the weaker.
func TestScreenReader(t *testing.T) {
	for _, c := range []struct {
		name, flag, linear, config, answer string
		env                                map[string]string
		on                                 bool
		why                                string
	}{
		{name: "nothing said"},
		{name: "flag", flag: "on", on: true, why: "--screen-reader"},
		{name: "the other flag", linear: "on", on: true, why: "--linear"},
		{name: "flag off", flag: "off", env: map[string]string{"EBOX_SCREEN_READER": "1"}, why: "--screen-reader"},
		{name: "variable", env: map[string]string{"EBOX_SCREEN_READER": "Yes", "ACCESSIBLE": "0"}, on: true, why: "EBOX_SCREEN_READER"},
		{name: "variable off", env: map[string]string{"EBOX_SCREEN_READER": "off", "ACCESSIBLE": "1"}, config: "screen_reader = true", why: "EBOX_SCREEN_READER"},
		{name: "shared variable", env: map[string]string{"ACCESSIBLE": "please"}, on: true, why: "ACCESSIBLE"},
		{name: "shared variable false", env: map[string]string{"ACCESSIBLE": "false"}, config: "screen_reader = true", why: "ACCESSIBLE"},
		{name: "shared variable no", env: map[string]string{"ACCESSIBLE": "no"}, answer: "on", why: "ACCESSIBLE"},
		{name: "configuration", config: "screen_reader = true", answer: "off", on: true, why: "screen_reader in the configuration"},
		{name: "configuration off", config: "screen_reader = false", answer: "on", why: "screen_reader in the configuration"},
		{name: "answer", answer: "on", on: true, why: "your answer"},
		{name: "answer no", answer: "off", why: "your answer"},
		{name: "answer of another program", answer: "maybe"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := testWiring(t, "en")
			w.sys.getenv = func(k string) string { return c.env[k] }
			w.dirs.state = t.TempDir()
			w.flags.screenReader, w.flags.linear = c.flag, c.linear
			w.cfg = &config{}
			if err := parseConfig(c.config, w.cfg); err != nil {
				t.Fatal(err)
			}
			if c.answer != "" {
				if err := os.WriteFile(w.answerFile(), []byte(c.answer+"\n"), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			m, err := w.screenReader()
			if err != nil || m.on != c.on || m.why != c.why || m.remembered != (c.why == "your answer") {
				t.Errorf("%+v, %v", m, err)
			}
		})
	}
}

// TestScreenReaderRefused: a value that is neither on nor off is told, not guessed.
func TestScreenReaderRefused(t *testing.T) {
	w := testWiring(t, "en")
	w.flags.screenReader = "loud"
	var usage *usageError
	if _, err := w.screenReader(); !errors.As(err, &usage) && (err == nil || !strings.Contains(err.Error(), "--screen-reader")) {
		t.Errorf("%v", err)
	}
}

// TestRemember keeps the answer of the first start where nobody else can read it.
func TestRemember(t *testing.T) {
	w := testWiring(t, "en")
	w.dirs.state = t.TempDir() + "/ebox"
	for _, on := range []bool{true, false} {
		if err := w.remember(on); err != nil {
			t.Fatal(err)
		}
		if m, err := w.screenReader(); err != nil || m.on != on || !m.remembered {
			t.Errorf("%+v, %v", m, err)
		}
	}
}
