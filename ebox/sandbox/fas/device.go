package fas

import (
	"context"
	"crypto/rand"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/zitadel/oidc/v3/pkg/oidc"
	"github.com/zitadel/oidc/v3/pkg/op"
)

// The device authorization grant (RFC 8628).
const (
	deviceLifetime = 10 * time.Minute
	deviceInterval = 5 * time.Second
	deviceSlower   = 5 * time.Second // what slow_down adds, for good
)

// testDevicePath, under the issuer, lets scripts finish a login by another device without the pages.
const testDevicePath = "/sandbox_test_device"

// deviceLogin is a program that waits for a person on another device.
type deviceLogin struct {
	code     digest // of the device code
	userCode string // without the dash
	req      authRequest
	expires  time.Time
	interval time.Duration
	asked    time.Time // when the program last asked
	denied   bool
	family   *family // set when the person is done
}

// userCodeLetters are easy to tell apart and spell no words (RFC 8628 section 6.1).
const userCodeLetters = "BCDFGHJKLMNPQRSTVWXZ"

// newUserCode draws eight letters.
func newUserCode() string {
	var b [8]byte
	for i := range b {
		for {
			var x [1]byte
			_, _ = rand.Read(x[:]) // never fails since Go 1.24
			if int(x[0]) < 256/len(userCodeLetters)*len(userCodeLetters) {
				b[i] = userCodeLetters[int(x[0])%len(userCodeLetters)]
				break
			}
		}
	}
	return string(b[:])
}

// plainUserCode is a user code as it is kept, whatever the person made of case, dashes and spaces.
func plainUserCode(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(userCodeLetters, r) {
			return r
		}
		return -1
	}, strings.ToUpper(s))
}

// DeviceAuthorization begins one (RFC 8628 section 3.1). acr_values and the scopes mean what they do at the authorize
// endpoint.
func (s *server) DeviceAuthorization(_ context.Context, r *op.ClientRequest[oidc.DeviceAuthorizationRequest]) (*op.Response, error) {
	p := s.p
	if r.Client.GetID() != ClientID {
		return nil, oidc.ErrUnauthorizedClient().WithDescription("not a client of persons")
	}
	req := authRequest{clientID: r.Client.GetID(), locales: r.Form.Get("ui_locales")}
	for _, x := range r.Data.Scopes {
		if slices.Contains(scopes, x) && !slices.Contains(req.scopes, x) {
			req.scopes = append(req.scopes, x)
		}
	}
	if !slices.Contains(req.scopes, oidc.ScopeOpenID) {
		return nil, oidc.ErrInvalidScope().WithDescription("scope openid is missing")
	}
	p.readLevels(&req, r.Form.Get("acr_values"))
	code, user := secret(), newUserCode()
	d := &deviceLogin{
		code: hash(code), userCode: user, expires: p.cfg.Now().Add(deviceLifetime), interval: deviceInterval,
	}
	req.device = d.code
	d.req = req
	p.store.addDevice(d, p.cfg.Now())
	shown := user[:4] + "-" + user[4:]
	resp := op.NewResponse(&oidc.DeviceAuthorizationResponse{
		DeviceCode: code, UserCode: shown, VerificationURI: p.deviceURL(""), VerificationURIComplete: p.deviceURL(shown),
		ExpiresIn: int(deviceLifetime / time.Second), Interval: int(deviceInterval / time.Second),
	})
	return resp, nil
}

// DeviceToken is asked again and again until the person is done (RFC 8628 sections 3.4 and 3.5).
func (s *server) DeviceToken(_ context.Context, r *op.ClientRequest[oidc.DeviceAccessTokenRequest]) (*op.Response, error) {
	out, err := s.p.redeemDevice(r.Client.GetID(), r.Data.DeviceCode)
	if err != nil {
		return nil, err
	}
	return s.p.tokenResponse(out)
}

func (p *Provider) redeemDevice(clientID, code string) (issued, error) {
	s, now := p.store, p.cfg.Now()
	s.mu.Lock()
	defer s.mu.Unlock()
	d, ok := s.devices[hash(code)]
	if !ok || d.req.clientID != clientID {
		return issued{}, invalidGrant("device code unknown")
	}
	early := now.Sub(d.asked) < d.interval
	d.asked = now
	switch {
	case !now.Before(d.expires):
		return issued{}, oidc.ErrExpiredDeviceCode()
	case d.denied:
		delete(s.devices, d.code)
		return issued{}, oidc.ErrAccessDenied().WithDescription("the person cancelled")
	case early:
		d.interval += deviceSlower
		return issued{}, oidc.ErrSlowDown()
	case d.family == nil:
		return issued{}, oidc.ErrAuthorizationPending()
	}
	delete(s.devices, d.code)
	return p.issue(d.family, "", d.family.scopes), nil
}

// settleDevice is how the login of a person ends: with a family, or denied without one. It gives the page that says so.
func (p *Provider) settleDevice(req authRequest, f *family) string {
	done := p.store.changeDevice(req.device, p.cfg.Now(), func(d *deviceLogin) { d.family, d.denied = f, f == nil })
	page := "device-done"
	switch {
	case !done:
		page = "timeout"
	case f == nil:
		page = "device-refused"
	}
	if first, _, _ := strings.Cut(req.locales, " "); translations[first].Own != "" {
		page += "?lang=" + first
	}
	return p.BaseURL() + "/fasui/" + page
}

// testDevice is the shortcut for scripts: user_code, and login_hint or result=cancel. 204, or 404 for an unknown code.
func (p *Provider) testDevice(w http.ResponseWriter, r *http.Request) {
	q, ok := p.params(w, r)
	if !ok {
		return
	}
	d, ok := p.store.deviceByUserCode(q.Get("user_code"), p.cfg.Now())
	if !ok {
		http.Error(w, "user code unknown", http.StatusNotFound)
		return
	}
	if q.Get("result") == "cancel" {
		p.settleDevice(d.req, nil)
		w.WriteHeader(http.StatusNoContent)
		return
	}
	req := d.req
	req.loginHint = q.Get("login_hint")
	who, box, why := p.testIdentity(req)
	if why != "" {
		http.Error(w, why, http.StatusBadRequest)
		return
	}
	p.settleDevice(req, p.newFamily(req, who, box))
	w.WriteHeader(http.StatusNoContent)
}

func (s *store) addDevice(d *deviceLogin, now time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.prune(now)
	s.devices[d.code] = d
}

// deviceByUserCode finds a login that waits; a copy.
func (s *store) deviceByUserCode(code string, now time.Time) (deviceLogin, bool) {
	code = plainUserCode(code)
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, d := range s.devices {
		if d.userCode == code && now.Before(d.expires) && d.family == nil && !d.denied {
			return *d, true
		}
	}
	return deviceLogin{}, false
}

// changeDevice changes a login that waits; false when it does not wait any more.
func (s *store) changeDevice(code digest, now time.Time, change func(*deviceLogin)) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	d, ok := s.devices[code]
	if !ok || !now.Before(d.expires) || d.family != nil || d.denied {
		return false
	}
	change(d)
	return true
}
