package main

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"time"

	"myebox/auth"
	"myebox/ebox"
	"myebox/tui/lang"
	"myebox/tui/present"
)

// remoteErr is an error of a login without a person or without a browser, or of a store without a desktop.
type remoteErr struct {
	is   error
	code string
	says func(t *lang.Remote) lang.Advice
}

// keyCases are what can be wrong with a key file.
var keyCases = []remoteErr{
	{fs.ErrNotExist, "key_missing", func(t *lang.Remote) lang.Advice { return t.KeyMissing }},
	{fs.ErrPermission, "key_mode", func(t *lang.Remote) lang.Advice { return t.KeyOwner }},
	{auth.ErrFileMode, "key_mode", func(t *lang.Remote) lang.Advice { return t.KeyMode }},
	{auth.ErrFileOwner, "key_owner", func(t *lang.Remote) lang.Advice { return t.KeyOwner }},
	{auth.ErrFileLink, "key_link", func(t *lang.Remote) lang.Advice { return t.KeyLink }},
	{auth.ErrFileSize, "key_none", func(t *lang.Remote) lang.Advice { return t.NotAKey }},
	{auth.ErrNotAKey, "key_none", func(t *lang.Remote) lang.Advice { return t.NotAKey }},
	{auth.ErrNotACertificate, "certificate_none", func(t *lang.Remote) lang.Advice { return t.NotACertificate }},
	{auth.ErrPassphraseNeeded, "key_passphrase_needed", func(t *lang.Remote) lang.Advice { return t.KeyPassphraseNeeded }},
	{auth.ErrPassphrase, "key_passphrase", func(t *lang.Remote) lang.Advice { return t.KeyPassphrase }},
	{auth.ErrKeyFormat, "key_format", func(t *lang.Remote) lang.Advice { return t.KeyFormat }},
	{auth.ErrKeyCost, "key_cost", func(t *lang.Remote) lang.Advice { return t.KeyCost }},
}

// companyCases are what a login server may have against a company's software.
var companyCases = []remoteErr{
	{auth.ErrKeyKind, "key_kind", func(t *lang.Remote) lang.Advice { return t.KeyKind }},
	{auth.ErrKeyShort, "key_kind", func(t *lang.Remote) lang.Advice { return t.KeyKind }},
	{auth.ErrKeyExpired, "key_expired", func(t *lang.Remote) lang.Advice { return t.KeyExpired }},
	{auth.ErrKeyNotYetValid, "key_not_yet_valid", func(t *lang.Remote) lang.Advice { return t.KeyNotYetValid }},
	{auth.ErrKeyMismatch, "key_mismatch", func(t *lang.Remote) lang.Advice { return t.KeyMismatch }},
	{auth.ErrClientUnknown, "software_unknown", func(t *lang.Remote) lang.Advice { return t.SoftwareUnknown }},
	{auth.ErrAudience, "software_audience", func(t *lang.Remote) lang.Advice { return t.SoftwareAudience }},
	{auth.ErrSignature, "software_signature", func(t *lang.Remote) lang.Advice { return t.SoftwareSignature }},
	{auth.ErrReplayed, "software_replayed", func(t *lang.Remote) lang.Advice { return t.SoftwareReplayed }},
	{auth.ErrScope, "software_scope", func(t *lang.Remote) lang.Advice { return t.SoftwareScope }},
	{auth.ErrClient, "software_refused", func(t *lang.Remote) lang.Advice { return t.SoftwareRefused }},
	{auth.ErrDeviceExpired, "device_expired", func(t *lang.Remote) lang.Advice { return t.DeviceExpired }},
	{errNoDevice, "no_device", func(t *lang.Remote) lang.Advice { return t.NoDevice }},
}

// storeCases are what can be wrong with the encrypted store.
var storeCases = []remoteErr{
	{auth.ErrPassphrase, "store_passphrase", func(t *lang.Remote) lang.Advice { return t.StoreWrong }},
	{auth.ErrPassphraseNeeded, "store_passphrase_needed", func(t *lang.Remote) lang.Advice { return t.StoreNobody }},
	{auth.ErrDamaged, "store_damaged", func(t *lang.Remote) lang.Advice { return t.StoreDamaged }},
	{auth.ErrNewer, "store_newer", func(t *lang.Remote) lang.Advice { return t.StoreNewer }},
	{auth.ErrWeakStore, "store_weak", func(t *lang.Remote) lang.Advice { return t.StoreWeak }},
	{auth.ErrFileMode, "store_place", func(t *lang.Remote) lang.Advice { return t.StorePlace }},
	{auth.ErrFileOwner, "store_place", func(t *lang.Remote) lang.Advice { return t.StorePlace }},
	{auth.ErrFileLink, "store_place", func(t *lang.Remote) lang.Advice { return t.StorePlace }},
}

// pasteCases are what can be wrong with a pasted address: the login goes on.
var pasteCases = []remoteErr{
	{auth.ErrNotAddress, "not_address", func(t *lang.Remote) lang.Advice { return t.NotAddress }},
	{auth.ErrPasteSize, "not_address", func(t *lang.Remote) lang.Advice { return t.NotAddress }},
	{auth.ErrOtherAddress, "other_address", func(t *lang.Remote) lang.Advice { return t.OtherAddress }},
	{auth.ErrState, "other_login", func(t *lang.Remote) lang.Advice { return t.OtherLogin }},
	{auth.ErrAnswered, "answered", func(t *lang.Remote) lang.Advice { return t.Answered }},
	{auth.ErrMalformed, "cut_short", func(t *lang.Remote) lang.Advice { return t.CutShort }},
	{auth.ErrIssuer, "cut_short", func(t *lang.Remote) lang.Advice { return t.CutShort }},
}

// caseOf finds the first case that err is.
func caseOf(err error, cases []remoteErr) (remoteErr, bool) {
	for _, c := range cases {
		if errors.Is(err, c.is) {
			return c, true
		}
	}
	return remoteErr{}, false
}

// explainRemote puts what went wrong with a key, a company's login or the encrypted store into words; ok is false for an
// error of something else.
func (w *wiring) explainRemote(err error) (t trouble, ok bool) {
	var (
		key   *keyError
		clock *auth.ClockError
	)
	switch {
	case errors.As(err, &key):
		c, found := caseOf(err, append(append([]remoteErr{}, keyCases...), companyCases...))
		if !found {
			return trouble{}, false
		}
		return w.advised(c, ebox.Sanitize(key.Path)), true
	case errors.As(err, &clock) && clock.Difference != 0:
		a := w.t.Remote.ClockBehind
		if clock.Difference < 0 {
			a = w.t.Remote.ClockAhead
		}
		return trouble{"clock", present.Failure{
			What: fmt.Sprintf(a.What, w.t.Duration(roundSkew(clock.Difference))), Means: a.Means, Todo: a.Todo,
		}}, true
	}
	if c, found := caseOf(err, companyCases); found {
		return w.advised(c, w.refusalDetails(err)...), true
	}
	if c, found := caseOf(err, storeCases); found {
		return w.advised(c, w.storeDir()), true
	}
	return trouble{}, false
}

// roundSkew is a difference between two clocks as people say it: a server tells its time in whole seconds.
func roundSkew(d time.Duration) time.Duration {
	if d = d.Abs(); d >= time.Minute {
		return d.Round(time.Minute)
	}
	return d
}

// refusalDetails are what the login server said.
func (w *wiring) refusalDetails(err error) []string {
	var client *auth.ClientError
	if !errors.As(err, &client) || client.Answer == nil {
		return nil
	}
	return []string{strings.TrimSpace(ebox.Sanitize(client.Answer.Code) + " " + ebox.Sanitize(client.Answer.Description))}
}

func (w *wiring) advised(c remoteErr, details ...string) trouble {
	a := c.says(&w.t.Remote)
	return trouble{c.code, present.Failure{What: a.What, Means: a.Means, Todo: a.Todo, Details: details}}
}
