package present

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"

	"myebox/ebox"
	"myebox/tui/lang"
)

func TestBodyFile(t *testing.T) {
	for _, code := range lang.Codes() {
		t.Run(code, func(t *testing.T) {
			text := voice(t, code).BodyFile(fullMessage(), *fullBody())
			for l := range strings.Lines(string(text)) {
				if ansi.StringWidth(strings.TrimSuffix(l, "\n")) > bodyWidth {
					t.Errorf("wider than %d: %q", bodyWidth, l)
				}
			}
			golden.RequireEqual(t, text)
		})
	}
}

func TestBodyFileWithoutText(t *testing.T) {
	m := plainMessage()
	got := string(voice(t, "en").BodyFile(m, ebox.Translated{}))
	if !strings.HasSuffix(got, "\n\nThis message has no text.\n") {
		t.Errorf("%q", got)
	}
}

func TestBodyKeepsLongAddressesWhole(t *testing.T) {
	url := "https://a.example/" + strings.Repeat("x", 90)
	body := same("see " + url + " there")
	if got := string(voice(t, "en").BodyFile(plainMessage(), body)); !strings.Contains(strings.ReplaceAll(got, "\n", ""), url) {
		t.Errorf("the address is broken by more than line breaks:\n%s", got)
	}
	s := voice(t, "en").body(plainMessage(), &body)
	if len(s.Items) != 3 || s.Items[1].URL != url {
		t.Errorf("no item for the address: %+v", s.Items)
	}
}

func TestBodyName(t *testing.T) {
	v := voice(t, "de")
	if got := v.BodyName(fullMessage()); got != "Ihr Steuerbescheid Einkünfte 2025.txt" {
		t.Errorf("%q", got)
	}
	if got := v.BodyName(&ebox.Message{}); got != "Nachricht.txt" {
		t.Errorf("%q", got)
	}
}
