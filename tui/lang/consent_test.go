package lang

import (
	"strings"
	"testing"
)

// TestConsentUsesTheGlossary has the words of the operators in the texts that have legal weight.
func TestConsentUsesTheGlossary(t *testing.T) {
	for _, code := range Codes() {
		x := For(code)
		c, g := x.Consent, x.Terms
		for _, w := range []struct{ word, text string }{
			{g.Profile, c.State.Title},
			{g.Profile, c.Ways.Profile},
			{g.Profile, c.Meaning.Later},
			{g.Consent, c.Meaning.Title},
			{g.Consent, c.Withdrawal.Question},
			{g.Consent, c.State.WithdrawnOn},
			{g.WithdrawConsent, c.Withdrawal.Title},
			{g.WithdrawConsent, c.Withdrawal.Yes},
			{g.LegalEffects, c.Meaning.Effects},
			{g.LegalEffects, c.Withdrawal.Until},
			{g.LegalEffects, c.State.UntilThen},
			{g.LegalEffects, c.State.Afterwards},
			{g.LegalEffects, c.Notify.Off},
			{g.LegalEffects, c.Paper.OnlyMeans},
			{g.EmailAddress, c.State.Email},
			{g.EmailAddress, c.Activation.EmailNeeded},
			{g.VerificationCode, c.State.CodeSent},
			{g.VerificationCode, c.Activation.CodeMailed},
			{g.TermsOfUse, c.Activation.Intro},
			{g.PrivacyStatement, c.Activation.Intro},
			{g.TermsOfUse, c.Activation.AcceptTerms},
			{g.RegisteredMail, c.Notify.Registered},
			{g.Phishing, c.Notify.Never},
			{g.NationalNumber, c.About.Activate},
			{g.BOSA, c.Ways.Letter},
			{g.ManageBox, c.About.EnterpriseManage},
			{g.AccessManager, c.About.EnterpriseManage},
			{g.Activate, c.Activation.Title},
			{g.Notification, c.Notify.Title},
			{x.App.WhatItIs, c.About.What},
			{g.Unread, c.Notify.Expiry},
			{g.DigitalKey, c.Ways.Activate},
		} {
			if !strings.Contains(strings.ToLower(w.text), strings.ToLower(w.word)) && !inflected(code, w.word, w.text) {
				t.Errorf("%s: %q does not say %q", code, w.text, w.word)
			}
		}
		if w := c.Withdrawal.Word; w != strings.ToLower(w) || len(w) < 6 || strings.ContainsFunc(w, func(r rune) bool { return r > 'z' || r < 'a' }) {
			t.Errorf("%s: %q cannot be typed on every keyboard", code, w)
		}
	}
}

// inflected tells whether a text has every word of a term, whatever its ending and its place: digitaler Schlüssel, mit
// einem digitalen Schlüssel.
func inflected(code, term, text string) bool {
	for _, w := range strings.Fields(strings.ToLower(term)) {
		stem := w
		if n := len(w); n > 5 && code == "de" {
			stem = w[:n-3]
		}
		if !strings.Contains(strings.ToLower(text), stem) {
			return false
		}
	}
	return true
}
