package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sync"
	"time"

	"github.com/pkg/browser"
)

// openPatience is how long an opener may take to fail; one that still runs by then is a viewer that stays open.
const openPatience = 2 * time.Second

// printPatience limits a print command: it only hands the file to a queue.
const printPatience = 30 * time.Second

// Reasons why nothing was opened; test with errors.Is.
var (
	errNoOpener  = errors.New("no program to open this with")
	errNoPrinter = errors.New("no print command (lp)")
	errNotOpened = errors.New("not an address or a document to open")
)

// desktop starts the system's own programs, without a shell and with their output discarded: it would land in the
// middle of the full screen.
type desktop struct{}

// OpenURL shows an http or https address in the person's browser.
func (desktop) OpenURL(ctx context.Context, address string) error {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
		return errNotOpened
	}
	if !browserPresent() {
		return errNoOpener
	}
	muteBrowser()
	return unlessItStays(ctx, func() error { return browser.OpenURL(u.String()) })
}

// muteBrowser discards what openers print. A file is better than io.Discard here: with a pipe in between, package
// browser would wait until the browser itself is closed.
var muteBrowser = sync.OnceFunc(func() {
	var null io.Writer = io.Discard
	if f, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0); err == nil {
		null = f
	}
	browser.Stdout, browser.Stderr = null, null
})

// OpenFile shows a document in the system's viewer for its kind.
func (desktop) OpenFile(ctx context.Context, path string) error {
	if err := document(path); err != nil {
		return err
	}
	name, args := fileOpener(path)
	bin, err := exec.LookPath(name)
	if err != nil {
		return errNoOpener
	}
	cmd := exec.Command(bin, args...) // not CommandContext: a viewer outlives the client
	cmd.SysProcAttr = detached()
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("starting %s: %w", name, err)
	}
	return unlessItStays(ctx, cmd.Wait)
}

// Print hands a document to the print queue of the system.
func (desktop) Print(ctx context.Context, path string) error {
	if err := document(path); err != nil {
		return err
	}
	bin, err := exec.LookPath("lp")
	if err != nil {
		return errNoPrinter
	}
	ctx, cancel := context.WithTimeout(ctx, printPatience)
	defer cancel()
	if err := exec.CommandContext(ctx, bin, path).Run(); err != nil {
		return fmt.Errorf("printing: %w", err)
	}
	return nil
}

// document refuses whatever is not an existing file with an absolute name, which no program takes for an option.
func document(path string) error {
	st, err := os.Stat(path)
	if err != nil {
		return fmt.Errorf("looking for the document: %w", err)
	}
	if !filepath.IsAbs(path) || !st.Mode().IsRegular() {
		return errNotOpened
	}
	return nil
}

func fileOpener(path string) (name string, args []string) {
	switch runtime.GOOS {
	case "darwin":
		return "open", []string{path}
	case "windows":
		return "rundll32", []string{"url.dll,FileProtocolHandler", path}
	}
	return "xdg-open", []string{path}
}

// browserPresent tells whether package browser will find something to start.
func browserPresent() bool {
	if runtime.GOOS == "darwin" || runtime.GOOS == "windows" {
		return true
	}
	for _, name := range []string{"xdg-open", "x-www-browser", "www-browser"} {
		if _, err := exec.LookPath(name); err == nil {
			return true
		}
	}
	return false
}

// printerPresent tells whether Print has a command to call.
func printerPresent() bool {
	_, err := exec.LookPath("lp")
	return err == nil
}

// unlessItStays gives the error of a program that fails soon; one that still runs after openPatience is at work.
func unlessItStays(ctx context.Context, wait func() error) error {
	done := make(chan error, 1)
	go func() { done <- wait() }()
	timer := time.NewTimer(openPatience)
	defer timer.Stop()
	select {
	case err := <-done:
		if err != nil {
			return fmt.Errorf("opening: %w", err)
		}
		return nil
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
