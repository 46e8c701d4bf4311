package present

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"
	"github.com/google/go-cmp/cmp"

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

func TestBodyInHTML(t *testing.T) {
	v := voice(t, "en")
	body := same(`<p>Dear <b>Sir</b>,</p><p>See <a href="https://a.example/&#27;[2Jx">this</a> page.<br>Regards</p>`)
	s := v.body(plainMessage(), &body)
	want := []Item{
		{Text: "Dear Sir,\n\nSee this [1] page.\nRegards"},
		{Label: "Links in the text", Text: "[1] https://a.example/x", URL: "https://a.example/x"},
		{Text: v.Texts.Reader.LinkNote, Level: Notice},
	}
	if diff := cmp.Diff(want, s.Items); diff != "" {
		t.Error(diff)
	}
	if got := string(v.BodyFile(plainMessage(), body)); !strings.HasSuffix(got, "Regards\n\nLinks\n[1] https://a.example/x\n") {
		t.Errorf("%q", got)
	}
	plain := same("2 < 3 and a <b without an end")
	if text, _, _ := v.bodyText(plain); text != "2 < 3 and a <b without an end" {
		t.Errorf("%q", text)
	}
}

func FuzzBody(f *testing.F) {
	f.Add("<p>a</p><a href='https://x.example/&#27;[31m'>b</a>")
	f.Add("see (https://x.example/a_(b)), now\x1b[2J")
	f.Fuzz(func(t *testing.T, s string) {
		text, links, _ := voice(t, "en").bodyText(same(s))
		for _, l := range append(links, text) {
			if ebox.Untrusted(l).Block() != l {
				t.Errorf("not safe: %q", l)
			}
		}
	})
}
