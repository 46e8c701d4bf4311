package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"myebox/auth"
	"myebox/ebox"
)

// keyringPatience is how long doctor waits for the keyring. It may be showing a dialog that nobody sees.
const keyringPatience = 10 * time.Second

// localChecks are those that need no network.
func (w *wiring) localChecks(ctx context.Context, p *profile, perr error) []check {
	return []check{
		w.checkConfig(), w.checkProfile(p, perr), w.checkDirs(), w.checkTerminal(), w.checkLanguage(),
		w.checkKeyring(ctx, p), w.checkBrowser(), w.checkViewer(), w.checkPrinting(), w.checkFolder(),
		w.checkDrafts(ctx, p),
	}
}

// result makes a check with its title.
func (w *wiring) result(name string, r verdict, found, todo string) check {
	return check{Name: name, Result: r, Title: w.title(name), Found: found, Todo: todo}
}

func (w *wiring) checkConfig() check {
	path := ebox.Sanitize(w.cfg.path)
	switch {
	case w.cfgErr != nil:
		t := w.explain(w.cfgErr)
		return w.result("config", checkProblem, t.What, strings.Join(t.Details, " "))
	case !w.cfg.found:
		return w.result("config", checkOK, fmt.Sprintf(w.t.Profile.NoFile, path), "")
	}
	return w.result("config", checkOK, path, "")
}

func (w *wiring) checkProfile(p *profile, err error) check {
	if err != nil {
		f := w.explain(err)
		return w.result("profile", checkProblem, strings.TrimSpace(f.What+"\n"+f.Means), f.Todo)
	}
	kind := w.t.Profile.Citizen
	if p.Box == boxEnterprise {
		kind = w.t.Profile.Enterprise
	}
	found := p.Name + ", " + kind
	if p.Sandbox {
		found += ". " + w.t.Sandbox.Banner
	}
	return w.result("profile", checkOK, found, "")
}

func (w *wiring) checkDirs() check {
	for _, dir := range []string{w.dirs.state, w.dirs.cache} {
		if err := private(dir); err != nil {
			return w.result("directories", checkProblem, ebox.Sanitize(dir), w.english(err))
		}
		probe, err := os.CreateTemp(dir, "probe-*")
		if err != nil {
			return w.result("directories", checkProblem, ebox.Sanitize(dir), w.english(err))
		}
		_ = probe.Close()
		_ = os.Remove(probe.Name())
	}
	return w.result("directories", checkOK, ebox.Sanitize(w.dirs.state)+", "+ebox.Sanitize(w.dirs.cache), "")
}

func (w *wiring) checkTerminal() check {
	if !w.sys.inTTY || !w.sys.outTTY {
		return w.result("terminal", checkWarning, w.t.Doctor.NoTerminal, "")
	}
	found := ebox.Sanitize(w.sys.getenv("TERM")) + fmt.Sprintf(", %d", w.sys.columns+1)
	if w.noColor() {
		found += ", NO_COLOR"
	}
	if w.sys.getenv("TERM") == "dumb" || w.sys.columns < plainWidth {
		return w.result("terminal", checkWarning, found, w.words.SmallTerminal)
	}
	return w.result("terminal", checkOK, found, "")
}

// checkLanguage looks for UTF-8: the texts of four languages need it.
func (w *wiring) checkLanguage() check {
	name := w.t.Name
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		return w.result("language", checkOK, name, "")
	}
	if yes, _ := w.utf8(); yes {
		return w.result("language", checkOK, name, "")
	}
	return w.result("language", checkWarning, name, w.t.Doctor.NotUTF8)
}

// checkKeyring writes, reads and deletes an item that is no secret, under an account that is no profile's.
func (w *wiring) checkKeyring(ctx context.Context, p *profile) check {
	if w.keyringOff() {
		return w.result("keyring", checkWarning, w.words.KeyringOff, "")
	}
	if w.storeInFile() {
		found := fmt.Sprintf(w.t.Remote.StoreWhere, w.storeDir())
		if !w.fileStore().Exists() {
			found = w.t.Accounts.NoStore.What + " " + w.t.Accounts.NoStore.Todo
		}
		return w.result("keyring", checkOK, found, "")
	}
	store := auth.NewKeyring(keyringService, keyringPatience)
	account := "doctor/" + fmt.Sprint(os.Getpid())
	err := store.Save(ctx, account, []byte("probe"))
	if err == nil {
		_, err = store.Load(ctx, account)
		err = errors.Join(err, store.Delete(ctx, account))
	}
	switch {
	case err == nil:
		return w.result("keyring", checkOK, w.t.Doctor.KeyringOK, "")
	case errors.Is(err, auth.ErrKeyringTimeout), errors.Is(err, auth.ErrKeyringLocked):
		return w.result("keyring", checkProblem, w.t.Doctor.KeyringLocked, w.t.LoginErrors.Keyring.Todo)
	}
	return w.result("keyring", checkProblem, w.t.Doctor.KeyringNone, w.words.KeyringInstall)
}

func (w *wiring) checkBrowser() check {
	if !browserPresent() {
		return w.result("browser", checkWarning, w.t.Doctor.BrowserNone, "")
	}
	if runtime.GOOS == "linux" && w.sys.getenv("DISPLAY") == "" && w.sys.getenv("WAYLAND_DISPLAY") == "" && w.sys.getenv("BROWSER") == "" {
		return w.result("browser", checkWarning, w.words.NoDisplay, "")
	}
	return w.result("browser", checkOK, "", "")
}

func (w *wiring) checkViewer() check {
	name, _ := fileOpener("")
	if _, err := exec.LookPath(name); err != nil {
		return w.result("viewer", checkWarning, w.t.Doctor.NotFound, name)
	}
	return w.result("viewer", checkOK, name, "")
}

func (w *wiring) checkPrinting() check {
	if !printerPresent() {
		return w.result("printing", checkWarning, w.t.Download.NoPrinter, "")
	}
	return w.result("printing", checkOK, "lp", "")
}

// checkFolder looks whether documents can be saved where the full screen saves them.
func (w *wiring) checkFolder() check {
	dir, err := w.downloads()
	if err == nil {
		var probe *os.File
		if probe, err = os.CreateTemp(dir, ".ebox-probe-*"); err == nil {
			_ = probe.Close()
			_ = os.Remove(probe.Name())
		}
	}
	if err != nil {
		return w.result("folder", checkProblem, ebox.Sanitize(dir), w.t.Errors.NoWrite.Todo)
	}
	return w.result("folder", checkOK, ebox.Sanitize(filepath.Clean(dir)), "")
}
