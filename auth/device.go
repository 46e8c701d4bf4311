package auth

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// The polling of a device login (RFC 8628 section 3.5).
const (
	defaultInterval = 5 * time.Second // when the server names none; also what slow_down adds, for good
	maxInterval     = 2 * time.Minute // whatever the server asks for, and between tries of a network that is down
	maxDeviceLife   = time.Hour       // whatever the server says
	maxUserCode     = 64              // characters that a person would type
	deviceGrant     = "urn:ietf:params:oauth:grant-type:device_code"
)

// ErrDeviceExpired tells that the person did not enter the code in time; start over.
var ErrDeviceExpired = errors.New("auth: the code was not entered in time")

// DeviceOptions shape one login by another device. The zero value is an ordinary one.
type DeviceOptions struct {
	ACRValues string // as in BeginOptions
}

// Device is a login that waits for a person on another device. Call Wait or Close: either ends it.
type Device struct {
	UserCode string    // to be entered there: printable ASCII
	URL      string    // where to go: https, or loopback in the sandbox
	FullURL  string    // the same with the code in it, for a QR code; "": not offered
	Expires  time.Time // when the code ends

	c         *Client
	md        *Metadata
	code      secret
	acrValues string
	interval  atomic.Int64 // a time.Duration
	deadline  time.Time
	closed    chan struct{}
	once      sync.Once
}

// Device begins a login that the person finishes in a browser anywhere (RFC 8628). A login that still waits is closed.
// Errors: those of Discover, ErrUnsupported when the server does not announce it, ErrServerDown, ErrMalformed,
// *ProviderError, or the end of ctx as it is.
func (c *Client) Device(ctx context.Context, o DeviceOptions) (*Device, error) {
	md, err := c.Discover(ctx)
	if err != nil {
		return nil, err
	}
	if md.DeviceAuthorization == "" {
		return nil, fmt.Errorf("%w: logging in by another device", ErrUnsupported)
	}
	d := &Device{c: c, md: md, acrValues: c.cfg.ACRValues, closed: make(chan struct{})}
	if o.ACRValues != "" {
		d.acrValues = o.ACRValues
	}
	form := url.Values{"client_id": {c.cfg.ClientID}, "scope": {strings.Join(c.cfg.Scopes, " ")}}
	if d.acrValues != "" {
		form.Set("acr_values", d.acrValues)
	}
	if c.cfg.UILocales != "" {
		form.Set("ui_locales", c.cfg.UILocales)
	}
	a, err := c.postToken(ctx, md.DeviceAuthorization, form)
	if err != nil {
		return nil, fmt.Errorf("asking for a code: %w", err)
	}
	if err := d.read(a); err != nil {
		return nil, fmt.Errorf("asking for a code: %w", err)
	}
	c.begun(d)
	return d, nil
}

// read takes over what the server answered, if a person can be shown it.
func (d *Device) read(a *tokenAnswer) error {
	life := a.seconds(a.ExpiresIn)
	if a.DeviceCode == "" || life == 0 || !enterable(a.UserCode) {
		return ErrMalformed
	}
	for _, address := range []string{a.Address, a.AddressFull} {
		if address == "" && a.Address != "" {
			continue
		}
		u, err := url.Parse(address)
		if err != nil || !fitsHeader(address) {
			return ErrMalformed
		}
		if err := checkAddress(u, d.c.cfg.Sandbox); err != nil {
			return err
		}
	}
	life = min(life, maxDeviceLife)
	d.UserCode, d.URL, d.FullURL, d.code = a.UserCode, a.Address, a.AddressFull, newSecret(a.DeviceCode)
	d.Expires, d.deadline = d.c.cfg.Now().Add(life), time.Now().Add(life)
	interval := a.seconds(a.Interval)
	if interval == 0 {
		interval = defaultInterval
	}
	d.interval.Store(int64(min(interval, maxInterval)))
	return nil
}

// enterable tells whether a person can read and type a code.
func enterable(code string) bool {
	return code != "" && len(code) <= maxUserCode && strings.IndexFunc(code, func(r rune) bool { return r < ' ' || r > '~' }) < 0
}

// Interval is the time between two questions whether the person is done; it may grow.
func (d *Device) Interval() time.Duration { return time.Duration(d.interval.Load()) }

// Wait asks the server, at its pace, until the person is done and the session stands. It ends the login whatever it
// returns. A network that fails for a moment does not end it. Errors: ErrCancelled, ErrDeviceExpired, ErrClosed,
// ErrServerDown when the time was over and the last try failed, and those of Attempt.Wait.
func (d *Device) Wait(ctx context.Context) (*Session, error) {
	defer d.Close()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go func() { // Close also stops a question under way
		select {
		case <-d.closed:
			cancel()
		case <-ctx.Done():
		}
	}()
	s, err := d.poll(ctx)
	select {
	case <-d.closed:
		if err != nil {
			return nil, ErrClosed
		}
	default:
	}
	return s, err
}

func (d *Device) poll(ctx context.Context) (*Session, error) {
	wait := d.Interval()
	var down error
	for {
		if !time.Now().Add(wait).Before(d.deadline) {
			return nil, d.tooLate(ctx, down)
		}
		if err := pause(ctx, wait); err != nil {
			return nil, err
		}
		g, err := d.ask(ctx)
		var answer *ProviderError
		switch {
		case err == nil:
			return d.finish(ctx, g)
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case errors.Is(err, ErrServerDown):
			down, wait = err, min(2*wait, maxInterval)
			continue
		case !errors.As(err, &answer):
			return nil, fmt.Errorf("waiting for the other device: %w", err)
		}
		switch answer.Code {
		case "authorization_pending":
		case "slow_down":
			d.interval.Store(int64(min(d.Interval()+defaultInterval, maxInterval)))
		case "expired_token":
			return nil, ErrDeviceExpired
		case "invalid_grant":
			return nil, fmt.Errorf("waiting for the other device: %w", because(ErrCode, answer))
		default:
			return nil, fmt.Errorf("waiting for the other device: %w", err)
		}
		down, wait = nil, d.Interval()
	}
}

// tooLate waits for the code to end, since the person may be told so, and gives why there is no session.
func (d *Device) tooLate(ctx context.Context, down error) error {
	if err := pause(ctx, time.Until(d.deadline)); err != nil {
		return err
	}
	if down != nil {
		return fmt.Errorf("waiting for the other device: %w", down)
	}
	return ErrDeviceExpired
}

func (d *Device) ask(ctx context.Context) (*grant, error) {
	a, err := d.c.postToken(ctx, d.md.Token, url.Values{
		"grant_type": {deviceGrant}, "device_code": {d.code.reveal()}, "client_id": {d.c.cfg.ClientID},
	})
	if err != nil {
		return nil, err
	}
	return a.grant()
}

// finish does the checks of every login; there was no nonce to come back.
func (d *Device) finish(ctx context.Context, g *grant) (*Session, error) {
	s, err := d.c.establish(ctx, &request{md: d.md, acrValues: d.acrValues}, g)
	if err != nil {
		d.c.discard(ctx, d.md, g)
		return nil, err
	}
	return s, nil
}

// Close ends the login on this side; a Wait under way gives ErrClosed. It may be called more than once.
func (d *Device) Close() {
	d.once.Do(func() { close(d.closed) })
	d.c.ended(d)
}

// pause waits for a time or for the end of ctx.
func pause(ctx context.Context, t time.Duration) error {
	timer := time.NewTimer(t)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
