package backend

import (
	"context"

	"myebox/ebox"
)

// Profiles is a citizen's consent at a server that has operations for it. None of the public ones has.
type Profiles interface {
	Profile(ctx context.Context) (*ebox.Profile, error)
	Terms(ctx context.Context) (*ebox.Terms, error)
	Activate(ctx context.Context, a ebox.Activation) (*ebox.Profile, error)
	// SendCode sends another verification code to the address.
	SendCode(ctx context.Context) (*ebox.Profile, error)
	// Validate takes the 6 digits that were sent; ebox.ErrWrongCode and ebox.ErrCodeOver are told apart.
	Validate(ctx context.Context, code string) (*ebox.Profile, error)
	// Notify changes what e-mails are sent; the address when email is not "".
	Notify(ctx context.Context, n ebox.Notifications, email string) (*ebox.Profile, error)
	// Withdraw takes the consent back.
	Withdraw(ctx context.Context) (*ebox.Profile, error)
}

// Preferences is a company's choice about paper.
type Preferences interface {
	Preferences(ctx context.Context) (*ebox.Preferences, error)
	SetExclusivelyEbox(ctx context.Context, only bool) (*ebox.Preferences, error)
}
