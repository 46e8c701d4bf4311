package e2e

import (
	"context"
	"os/exec"
	"testing"

	"github.com/chromedp/chromedp"
)

// browser is a real Chromium, headless, with a profile of its own.
type browser struct {
	t   *testing.T
	ctx context.Context
}

func startBrowser(t *testing.T) *browser {
	t.Helper()
	bin, err := exec.LookPath("chromium")
	if err != nil {
		t.Fatalf("a browser is part of the test (Debian: chromium): %v", err)
	}
	opts := []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(bin),
		chromedp.UserDataDir(t.TempDir()),
		chromedp.NoFirstRun,
		chromedp.NoSandbox,
		chromedp.Headless,
		chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true),
		chromedp.Flag("disable-dev-shm-usage", true),
	}
	ctx, cancel := context.WithTimeout(t.Context(), 3*patience)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewExecAllocator(ctx, opts...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	return &browser{t: t, ctx: ctx}
}

func (b *browser) do(what string, steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.t.Fatalf("in the browser, %s: %v", what, err)
	}
}

// open goes to an address.
func (b *browser) open(url string) {
	b.t.Helper()
	b.do("opening the login page", chromedp.Navigate(url))
}

// click waits for the element with that id and clicks it.
func (b *browser) click(id string) {
	b.t.Helper()
	b.do("clicking "+id, chromedp.WaitVisible("#"+id), chromedp.Click("#"+id))
}

// text is what the page says once it holds the element.
func (b *browser) text(selector string) string {
	b.t.Helper()
	b.do("waiting for "+selector, chromedp.WaitVisible(selector))
	s, err := chromedp.Run(b.ctx, chromedp.Text(selector))
	if err != nil {
		b.t.Fatalf("in the browser, reading %s: %v", selector, err)
	}
	return s
}

// end is what the client's own page at the end of a login says: nothing but a heading and one paragraph.
func (b *browser) end() string {
	b.t.Helper()
	b.do("waiting for the end of the login", chromedp.WaitVisible("body > main:only-child > h1:first-child + p:last-child"))
	return b.text("h1")
}
