package sandbox

import (
	"errors"
	"io"
	"net/http"

	"myebox/ebox/sandbox/consent"
)

// ProfileName is the name under which requests about a citizen's consent are counted and made to fail.
const ProfileName = "profile"

// profileRoutes are the operations on a citizen's consent, an extension of the sandbox; path by path.
func profileRoutes() []route {
	const own = scopeNationalNumber // citizens have no scopes of their own
	return []route{
		{http.MethodGet, "profile", "sandboxProfile", own, (*call).getProfile},
		{http.MethodPatch, "profile", "sandboxChangeProfile", own, (*call).changeProfile},
		{http.MethodGet, "terms", "sandboxTerms", own, (*call).terms},
		{http.MethodPost, "activation", "sandboxActivate", own, (*call).activate},
		{http.MethodPost, "code", "sandboxSendCode", own, (*call).sendCode},
		{http.MethodPost, "validation", "sandboxValidateCode", own, (*call).validateCode},
		{http.MethodPost, "withdrawal", "sandboxWithdraw", own, (*call).withdraw},
	}
}

// ProfileOperations: see RegistryOperations.
func ProfileOperations() []string { return operations(profileRoutes()) }

// ProfileURL is the base URL of the operations on a citizen's consent.
func (s *Sandbox) ProfileURL() string { return s.BaseURL() + "/sandbox/profile/v1" }

// isProfile tells whether a path lies under ProfileURL.
func isProfile(parts []string) bool {
	return len(parts) > 3 && parts[0] == "sandbox" && parts[1] == "profile" && parts[2] == "v1"
}

// getProfile: sandboxProfile.
func (c *call) getProfile() { c.ok(http.StatusOK, c.s.consent.Get(c.grant.Owner)) }

// terms: sandboxTerms.
func (c *call) terms() {
	t, err := consent.Current()
	if err != nil {
		c.fail(err)
		return
	}
	c.ok(http.StatusOK, t)
}

// activate: sandboxActivate.
func (c *call) activate() {
	if body, ok := c.read("application/json"); ok {
		a, err := consent.ParseActivation(body)
		c.profile(err, func() (consent.Profile, error) { return c.s.consent.Activate(c.grant.Owner, a) })
	}
}

// sendCode: sandboxSendCode. The code is in the mail only.
func (c *call) sendCode() {
	c.profile(nil, func() (consent.Profile, error) { return c.s.consent.SendCode(c.grant.Owner) })
}

// validateCode: sandboxValidateCode.
func (c *call) validateCode() {
	if body, ok := c.read("application/json"); ok {
		code, err := consent.ParseCode(body)
		c.profile(err, func() (consent.Profile, error) { return c.s.consent.Validate(c.grant.Owner, code) })
	}
}

// changeProfile: sandboxChangeProfile.
func (c *call) changeProfile() {
	if body, ok := c.read("application/merge-patch+json"); ok {
		change, err := consent.ParseChange(body)
		c.profile(err, func() (consent.Profile, error) { return c.s.consent.Change(c.grant.Owner, change) })
	}
}

// withdraw: sandboxWithdraw. The boxes stay as they are.
func (c *call) withdraw() {
	c.profile(nil, func() (consent.Profile, error) { return c.s.consent.Withdraw(c.grant.Owner) })
}

// profile does something unless err stopped it, and answers with the profile or the refusal.
func (c *call) profile(err error, do func() (consent.Profile, error)) {
	var p consent.Profile
	if err == nil {
		p, err = do()
	}
	var no *consent.Refusal
	switch {
	case err == nil:
		c.ok(http.StatusOK, p)
	case errors.As(err, &no):
		c.refuseConsent(no)
	default:
		c.fail(err)
	}
}

// refuseConsent answers 400 to what is wrong in itself, 409 to what does not go together with how things are.
func (c *call) refuseConsent(no *consent.Refusal) {
	status := http.StatusConflict
	switch no.Code {
	case consent.CodeInvalid, consent.CodeEmail, consent.CodeWrong:
		status = http.StatusBadRequest
	}
	m := message(c.provider, no.Code, no.Message)
	m.TriesLeft = no.TriesLeft
	writeJSON(c.w, status, "application/json", m)
}

// postMail is POST /sandbox/mails: the notification that the body names goes to everybody who wants it.
func (s *Sandbox) postMail(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxJSON))
	if err != nil {
		http.Error(w, "the request could not be read", http.StatusBadRequest)
		return
	}
	if err := s.consent.Notify(string(body)); err != nil {
		http.Error(w, "want new, reminder or expiry", http.StatusBadRequest)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}
