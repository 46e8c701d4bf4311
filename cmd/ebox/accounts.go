package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"myebox/auth"
	"myebox/ebox"
	"myebox/tui/present"
)

type accountsOptions struct {
	json   bool
	format string
}

type addOptions struct {
	json, makeDefault                        bool
	box, company, clientID, key, certificate string
}

type removeOptions struct{ json bool }

type defaultOptions struct{ json, none bool }

// accountRuns are what the commands under accounts do; tests put others in their place.
type accountRuns struct {
	list   func(context.Context, *accountsOptions) error
	add    func(context.Context, string, *addOptions) error
	remove func(context.Context, string, *removeOptions) error
	choose func(context.Context, string, *defaultOptions) error
}

func newAccountsCmd(w *wiring, run accountRuns) *cobra.Command {
	t := &w.t.Accounts
	lo := &accountsOptions{}
	list := &cobra.Command{
		Use: "list", Short: t.List, Long: t.List + ".\n\n" + t.ListLong, Args: exactly(0), Aliases: []string{"ls"},
		Example: "  ebox accounts list\n  ebox accounts list --json",
		RunE:    func(cmd *cobra.Command, _ []string) error { return run.list(cmd.Context(), lo) },
	}
	list.Flags().BoolVar(&lo.json, "json", false, w.t.Commands.FlagJSON)
	addFormat(w, list, &lo.format)
	cmd := &cobra.Command{
		Use: "accounts", Short: t.Accounts, Long: t.Accounts + ".\n\n" + t.AccountsLong, Args: exactly(0),
		Example: "  ebox accounts list\n  ebox accounts add acme --box enterprise --client-id ID --key ~/acme.p12\n  ebox accounts default acme",
		RunE:    func(cmd *cobra.Command, _ []string) error { return run.list(cmd.Context(), lo) },
	}
	cmd.Flags().BoolVar(&lo.json, "json", false, w.t.Commands.FlagJSON)
	addFormat(w, cmd, &lo.format)
	cmd.AddCommand(list, newAccountsAddCmd(w, run), newAccountsRemoveCmd(w, run), newAccountsDefaultCmd(w, run))
	return cmd
}

func newAccountsAddCmd(w *wiring, run accountRuns) *cobra.Command {
	t, o := &w.t.Accounts, &addOptions{}
	cmd := &cobra.Command{
		Use: "add NAME", Short: t.Add, Long: t.Add + ".\n\n" + t.AddLong, Args: exactly(1),
		Example: "  ebox accounts add me\n  ebox accounts add acme --box enterprise --company 0123456749 \\\n      --client-id ID --key ~/keys/acme.p12 --default",
		RunE:    func(cmd *cobra.Command, args []string) error { return run.add(cmd.Context(), args[0], o) },
	}
	f := cmd.Flags()
	f.BoolVar(&o.json, "json", false, w.t.Commands.FlagJSON)
	f.Var(newText(&o.box, "", "BOX"), "box", t.FlagBox)
	f.Var(newText(&o.company, "", "NUMBER"), "company", t.FlagCompany)
	f.Var(newText(&o.clientID, "", "ID"), "client-id", t.FlagClientID)
	f.Var(newText(&o.key, "", "FILE"), "key", t.FlagKey)
	f.Var(newText(&o.certificate, "", "FILE"), "certificate", t.FlagCertificate)
	f.BoolVar(&o.makeDefault, "default", false, t.FlagDefault)
	return cmd
}

func newAccountsRemoveCmd(w *wiring, run accountRuns) *cobra.Command {
	t, o := &w.t.Accounts, &removeOptions{}
	cmd := &cobra.Command{
		Use: "remove NAME", Short: t.Remove, Long: t.Remove + ".\n\n" + t.RemoveLong, Args: exactly(1), Aliases: []string{"rm"},
		Example:           "  ebox accounts remove acme",
		ValidArgsFunction: w.completeAccounts,
		RunE:              func(cmd *cobra.Command, args []string) error { return run.remove(cmd.Context(), args[0], o) },
	}
	cmd.Flags().BoolVar(&o.json, "json", false, w.t.Commands.FlagJSON)
	return cmd
}

func newAccountsDefaultCmd(w *wiring, run accountRuns) *cobra.Command {
	t, o := &w.t.Accounts, &defaultOptions{}
	cmd := &cobra.Command{
		Use: "default [NAME]", Short: t.Choose, Long: t.Choose + ".\n\n" + t.ChooseLong,
		Args: func(cmd *cobra.Command, args []string) error {
			if o.none && len(args) > 0 {
				return onlyOne("NAME", "--none")
			}
			if len(args) == 0 {
				return nil
			}
			return exactly(1)(cmd, args)
		},
		Example:           "  ebox accounts default\n  ebox accounts default acme\n  ebox accounts default --none",
		ValidArgsFunction: w.completeAccounts,
		RunE: func(cmd *cobra.Command, args []string) error {
			return run.choose(cmd.Context(), strings.Join(args, ""), o)
		},
	}
	cmd.Flags().BoolVar(&o.json, "json", false, w.t.Commands.FlagJSON)
	cmd.Flags().BoolVar(&o.none, "none", false, t.FlagNone)
	return cmd
}

// completeAccounts offers the names to the shell.
func (w *wiring) completeAccounts(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	a, err := readAccounts(w.accountsPath())
	if err != nil || len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return a.names(), cobra.ShellCompDirectiveNoFileComp
}

// accountsJSON is the result of accounts list, and of what changes the list.
type accountsJSON struct {
	Version  int           `json:"version"`
	Default  string        `json:"default"` // name; empty: none is
	Accounts []accountJSON `json:"accounts"`
}

type accountJSON struct {
	Name     string `json:"name"`
	Default  bool   `json:"default"`
	Profile  string `json:"profile"`
	Known    bool   `json:"profileKnown"` // the profile is complete here
	Box      string `json:"box"`          // citizen or enterprise
	Company  string `json:"company,omitempty"`
	Software bool   `json:"software"` // logs in by a key of its own, without a person
	Session  string `json:"session"`  // stored, none, key (needs none), or unknown: the keyring does not tell
}

// accountsPath is where the accounts of this process are.
func (w *wiring) accountsPath() string { return accountsPath(w.sys.getenv, w.dirs) }

// listAccounts prints the accounts; nothing is asked of any server.
func (w *wiring) listAccounts(ctx context.Context, o *accountsOptions) error {
	format, err := w.formatter(o.format)
	if err != nil {
		return err
	}
	a, err := readAccounts(w.accountsPath())
	if err != nil {
		return err
	}
	if format != nil {
		return each(w.sys.out, format, w.accountsJSON(ctx, a).Accounts)
	}
	return w.printAccounts(ctx, a, o.json)
}

func (w *wiring) accountsJSON(ctx context.Context, a *accounts) accountsJSON {
	j := accountsJSON{Version: schemaVersion, Default: a.Default, Accounts: []accountJSON{}}
	for _, name := range a.names() {
		one := a.Named[name]
		j.Accounts = append(j.Accounts, w.accountJSON(ctx, &one, a.Default))
	}
	return j
}

func (w *wiring) printAccounts(ctx context.Context, a *accounts, asJSON bool) error {
	j := w.accountsJSON(ctx, a)
	if asJSON {
		return writeJSON(w.sys.out, j)
	}
	if len(j.Accounts) == 0 {
		w.say(w.t.Accounts.None)
		return nil
	}
	for _, one := range j.Accounts {
		fmt.Fprintln(w.sys.out, w.accountLine(one))
	}
	return nil
}

// accountLine is an account in words, the name first.
func (w *wiring) accountLine(a accountJSON) string {
	t := &w.t.Accounts
	kind := w.t.App.Citizen
	if a.Box == boxEnterprise {
		kind = w.t.App.Enterprise
	}
	parts := []string{a.Name, kind}
	if a.Company != "" {
		parts = append(parts, present.CompanyNumber(a.Company))
	}
	if a.Default {
		parts = append(parts, t.IsDefault)
	}
	parts = append(parts, map[string]string{
		"stored": t.SessionStored, "none": t.SessionNone, "key": t.SessionKey, "unknown": t.SessionUnknown,
	}[a.Session], fmt.Sprintf(t.InProfile, a.Profile))
	if !a.Known {
		parts = append(parts, t.ProfileUnknown)
	}
	return strings.Join(parts, ", ")
}

func (w *wiring) accountJSON(ctx context.Context, one *account, def string) accountJSON {
	j := accountJSON{
		Name: one.Name, Default: one.Name == def, Profile: one.Profile, Box: one.Box, Company: one.Company,
		Software: one.Key != "", Session: "key",
	}
	p, err := w.profileOf(one)
	j.Known = err == nil
	if j.Software {
		return j
	}
	switch _, err := w.store().Load(ctx, p.account()); {
	case err == nil:
		j.Session = "stored"
	case errors.Is(err, auth.ErrNotFound):
		j.Session = "none"
	default:
		j.Session = "unknown"
	}
	return j
}

// addAccount gives a box a name. Nothing is asked of a server, but a key file is looked at: what is wrong with it is said
// now, to the person, and not at night, to cron.
func (w *wiring) addAccount(ctx context.Context, name string, o *addOptions) error {
	profile := cmp.Or(w.flags.profile, w.sys.getenv("EBOX_PROFILE"), w.cfg.Profile, "production")
	one := account{
		Name: name, Profile: profile, ClientID: o.clientID,
		Box:     cmp.Or(o.box, map[bool]string{true: boxEnterprise, false: boxCitizen}[o.key != "" || o.company != ""]),
		Company: strings.NewReplacer(".", "", " ", "").Replace(o.company),
	}
	if len(one.Company) == 9 {
		one.Company = "0" + one.Company
	}
	var err error
	if one.Key, err = absolute(o.key); err != nil {
		return err
	}
	if one.Certificate, err = absolute(o.certificate); err != nil {
		return err
	}
	if one.Box != boxCitizen && one.Box != boxEnterprise {
		return notAmong("--box", o.box, boxCitizen, boxEnterprise)
	}
	if one.Key != "" {
		if err := w.checkKey(ctx, &one); err != nil {
			return err
		}
	}
	var after *accounts
	err = changeAccounts(w.accountsPath(), func(a *accounts) error {
		after = a
		if err := a.add(one); err != nil {
			return err
		}
		if o.makeDefault {
			a.Default = name
		}
		return nil
	})
	if err != nil {
		return err
	}
	if o.json {
		return w.printAccounts(ctx, after, true)
	}
	w.say(fmt.Sprintf(w.t.Accounts.Added, name))
	if one.Key == "" {
		w.say(fmt.Sprintf(w.t.Accounts.NowLogIn, "ebox login --account "+name))
	}
	return nil
}

// absolute makes a path that means the same everywhere; "" stays.
func absolute(path string) (string, error) {
	if path == "" {
		return "", nil
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", fmt.Errorf("looking for %s: %w", ebox.Sanitize(path), err)
	}
	return abs, nil
}

// removeAccount ends the account's session and forgets its name. Replies and what was saved stay.
func (w *wiring) removeAccount(ctx context.Context, name string, o *removeOptions) error {
	a, err := readAccounts(w.accountsPath())
	if err != nil {
		return err
	}
	one, err := a.get(name)
	if err != nil {
		return err
	}
	confirmed, err := w.forgetSession(ctx, one)
	if err != nil {
		return err
	}
	err = changeAccounts(w.accountsPath(), func(now *accounts) error {
		a = now
		now.remove(name)
		return nil
	})
	if err != nil {
		return err
	}
	if o.json {
		return w.printAccounts(ctx, a, true)
	}
	w.say(fmt.Sprintf(w.t.Accounts.Removed, name))
	if !confirmed {
		w.say(w.t.Login.LogoutLocal)
	}
	w.say(w.t.Login.NotConsent)
	return nil
}

// chooseAccount says which account is meant when nobody names one; name "" tells, or with none takes the choice back.
func (w *wiring) chooseAccount(ctx context.Context, name string, o *defaultOptions) error {
	var after *accounts
	if name == "" && !o.none {
		a, err := readAccounts(w.accountsPath())
		if err != nil {
			return err
		}
		after = a
	} else {
		err := changeAccounts(w.accountsPath(), func(a *accounts) error {
			after = a
			if name != "" {
				if _, err := a.get(name); err != nil {
					return err
				}
			}
			a.Default = name
			return nil
		})
		if err != nil {
			return err
		}
	}
	if o.json {
		return w.printAccounts(ctx, after, true)
	}
	if after.Default == "" {
		w.say(w.t.Accounts.NoDefault)
	} else {
		w.say(fmt.Sprintf(w.t.Accounts.DefaultIs, after.Default))
	}
	return nil
}
