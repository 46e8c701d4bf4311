package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"myebox/auth"
)

type logoutOptions struct{ json, endBrowser bool }

func newLogoutCmd(w *wiring, run func(context.Context, *logoutOptions) error) *cobra.Command {
	o := &logoutOptions{}
	c := &w.t.Commands
	cmd := &cobra.Command{
		Use: "logout", Short: c.Logout, Long: c.Logout + ".\n\n" + w.words.LogoutLong, Args: exactly(0),
		Example: "  ebox logout\n  ebox logout --end-browser",
		RunE:    func(cmd *cobra.Command, _ []string) error { return run(cmd.Context(), o) },
	}
	cmd.Flags().BoolVar(&o.json, "json", false, c.FlagJSON)
	cmd.Flags().BoolVar(&o.endBrowser, "end-browser", false, c.FlagEndBrowser)
	return cmd
}

// logoutJSON is the result of logout.
type logoutJSON struct {
	head
	WasLoggedIn   bool   `json:"wasLoggedIn"`
	LoggedOut     bool   `json:"loggedOut"`
	Confirmed     bool   `json:"confirmed"` // the login service confirmed that it ended the session too
	EndSessionURL string `json:"endSessionUrl,omitempty"`
}

// logout revokes the session and forgets it. What the server answers changes nothing for the local copy; a keyring that
// fails does: then the session may still be in it.
func (w *wiring) logout(ctx context.Context, o *logoutOptions) error {
	p, err := w.profile()
	if err != nil {
		return err
	}
	w.sandboxNote(p)
	if p.Software != nil {
		return w.companyLogout(ctx, p, o)
	}
	c, err := w.authClient(p, "")
	if err != nil {
		return err
	}
	_, err = w.store().Load(ctx, p.account())
	was := !errors.Is(err, auth.ErrNotFound)
	end, err := c.Logout(ctx)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	for _, serious := range []error{auth.ErrKeyring, auth.ErrKeyringLocked, auth.ErrKeyringTimeout, auth.ErrConfig, auth.ErrInsecure} {
		if errors.Is(err, serious) {
			return err
		}
	}
	confirmed := err == nil
	if o.json {
		if err := writeJSON(w.sys.out, logoutJSON{newHead(p), was, true, confirmed, end}); err != nil {
			return err
		}
	} else {
		w.loggedOut(was, confirmed, end)
	}
	if o.endBrowser && end != "" {
		return desktop{}.OpenURL(ctx, end)
	}
	return nil
}

func (w *wiring) loggedOut(was, confirmed bool, end string) {
	t := &w.t.Login
	switch {
	case !was:
		w.say(t.NotLoggedIn)
	case confirmed:
		w.say(t.LoggedOut)
	default:
		w.say(t.LogoutLocal)
	}
	if end != "" {
		w.say(w.words.BrowserStill)
		fmt.Fprintln(w.sys.out, end)
	}
	w.say(t.NotConsent)
	w.say(w.t.ReplyCommands.AfterLogout)
}
