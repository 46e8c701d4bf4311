package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"myebox/auth"
)

// errNoStore is an encrypted store that is not there.
var errNoStore = errors.New("no encrypted store")

type storeOptions struct{ json bool }

// newStoreCmd is the encrypted file in the place of the keyring.
func newStoreCmd(w *wiring, change, forget func(context.Context, *storeOptions) error) *cobra.Command {
	t := &w.t.Accounts
	cmd := &cobra.Command{Use: "store", Short: t.Store, Long: t.Store + ".\n\n" + t.StoreLong}
	for _, sub := range []struct {
		use, short, long string
		run              func(context.Context, *storeOptions) error
	}{{"passphrase", t.StorePassphrase, t.StorePassphraseLong, change}, {"forget", t.StoreForget, t.StoreForgetLong, forget}} {
		o := &storeOptions{}
		c := &cobra.Command{
			Use: sub.use, Short: sub.short, Long: sub.short + ".\n\n" + sub.long, Args: exactly(0),
			Example: "  EBOX_KEYRING=file ebox store " + sub.use,
			RunE:    func(cmd *cobra.Command, _ []string) error { return sub.run(cmd.Context(), o) },
		}
		c.Flags().BoolVar(&o.json, "json", false, w.t.Commands.FlagJSON)
		cmd.AddCommand(c)
	}
	return cmd
}

// storeJSON is the result of store passphrase and store forget.
type storeJSON struct {
	Version int    `json:"version"`
	Dir     string `json:"dir"`
	Exists  bool   `json:"exists"` // afterwards
}

// changeStore gives the store another passphrase.
func (w *wiring) changeStore(ctx context.Context, o *storeOptions) error {
	f := w.fileStore()
	if !f.Exists() {
		return errNoStore
	}
	if err := f.ChangePassphrase(ctx); err != nil {
		return err
	}
	return w.toldStore(f, w.t.Remote.StoreChanged, o)
}

// forgetStore deletes the store with all that is in it; sessions end here, and at the login service when they are too old.
func (w *wiring) forgetStore(ctx context.Context, o *storeOptions) error {
	f := w.fileStore()
	if err := f.Remove(ctx); err != nil && !errors.Is(err, auth.ErrNotFound) {
		return err
	}
	return w.toldStore(f, w.t.Accounts.StoreGone, o)
}

func (w *wiring) toldStore(f *auth.File, done string, o *storeOptions) error {
	if o.json {
		return writeJSON(w.sys.out, storeJSON{schemaVersion, w.storeDir(), f.Exists()})
	}
	w.say(done)
	return nil
}

// whereKept says where a session is kept.
func (w *wiring) whereKept() string {
	if w.storeInFile() {
		return fmt.Sprintf(w.t.Remote.StoreWhere, w.storeDir())
	}
	return w.t.Login.Stored
}
