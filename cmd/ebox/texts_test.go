package main

import (
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"myebox/tui/lang"
)

// eachText calls f with every text of v, a struct of texts, and its path.
func eachText(path string, v reflect.Value, f func(path, text string)) {
	for i := range v.NumField() {
		name := path + v.Type().Field(i).Name
		switch field := v.Field(i); field.Kind() {
		case reflect.Struct:
			eachText(name+".", field, f)
		case reflect.String:
			f(name, field.String())
		}
	}
}

var verbs = regexp.MustCompile(`%[a-z]`)

func TestTextsAreWhole(t *testing.T) {
	english := map[string]string{}
	eachText("", reflect.ValueOf(wordsEN), func(path, text string) { english[path] = text })
	if len(english) < 50 {
		t.Fatalf("only %d texts were found", len(english))
	}
	for _, code := range lang.Codes() {
		eachText("", reflect.ValueOf(*wordsFor(code)), func(path, text string) {
			if strings.TrimSpace(text) == "" {
				t.Errorf("%s: %s is empty", code, path)
			}
			if got, want := verbs.FindAllString(text, -1), verbs.FindAllString(english[path], -1); !slices.Equal(got, want) {
				t.Errorf("%s: %s has the verbs %v, English has %v", code, path, got, want)
			}
			if code != "en" && text == english[path] && !slices.Contains([]string{"ArgRef", "ArgOptions"}, path) {
				t.Errorf("%s: %s is English: %s", code, path, text)
			}
			if strings.HasPrefix(path, "Flag") && ansi.StringWidth(text) > 60 {
				t.Errorf("%s: %s is wider than 60 columns: %s", code, path, text)
			}
			for line := range strings.Lines(text) {
				if n := ansi.StringWidth(strings.TrimSuffix(line, "\n")); path == "TopicEnvLong" && n > manualWidth {
					t.Errorf("%s: %s is laid out by hand, and wider than a manual page: %q", code, path, line)
				}
			}
			if code == "fr" && !frenchSpaces(text) {
				t.Errorf("fr: %s lacks a no-break space: %s", path, text)
			}
		})
	}
}

// frenchSpaces tells whether every colon, semicolon, question and exclamation mark that ends a part of a French sentence
// follows a no-break space.
func frenchSpaces(text string) bool {
	for _, m := range regexp.MustCompile(`(.)[:;?!](?:\s|$)`).FindAllStringSubmatch(text, -1) {
		if m[1] != "\u00a0" && m[1] != "\u202f" {
			return false
		}
	}
	return true
}

func TestWordsForUnknownLanguageIsEnglish(t *testing.T) {
	if wordsFor("xx") != &wordsEN {
		t.Error("not English")
	}
}
