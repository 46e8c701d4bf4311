package consent

import (
	"crypto/rand"
	"crypto/subtle"
	"fmt"
	"math/big"
)

// Get is a citizen's profile.
func (s *Store) Get(owner string) Profile {
	s.mu.Lock()
	defer s.mu.Unlock()
	b := s.of(owner)
	return b.Profile.seen(b.code, s.cfg)
}

// Activate gives consent, anew after a withdrawal too, and sends a code.
func (s *Store) Activate(owner string, a Activation) (Profile, error) {
	return s.change(owner, func(b *box) ([]Mail, error) {
		if b.State == Active || b.State == Unvalidated {
			return nil, wrongState(b.State)
		}
		if a.Terms != termsVersion {
			return nil, refuse(CodeTerms, "the terms of use in force are "+termsVersion)
		}
		if err := checkEmail(a.Email); err != nil {
			return nil, err
		}
		if err := checkLang(a.Notifications.Lang); err != nil {
			return nil, err
		}
		b.Profile = Profile{
			State: Unvalidated, Email: a.Email, Consented: momentOf(s.cfg.Now()), Terms: a.Terms, Notifications: a.Notifications,
		}
		return s.newCode(b)
	})
}

// SendCode sends another code; the one before is of no use any more.
func (s *Store) SendCode(owner string) (Profile, error) {
	return s.change(owner, func(b *box) ([]Mail, error) {
		if b.State != Unvalidated {
			return nil, wrongState(b.State)
		}
		return s.newCode(b)
	})
}

// Validate takes the code that was sent.
func (s *Store) Validate(owner, digits string) (Profile, error) {
	return s.change(owner, func(b *box) ([]Mail, error) {
		if b.State != Unvalidated {
			return nil, wrongState(b.State)
		}
		if err := b.code.open(s.cfg); err != nil {
			return nil, err
		}
		if subtle.ConstantTimeCompare([]byte(digits), []byte(b.code.digits)) == 0 {
			b.code.wrong++
			if left := MaxTries - b.code.wrong; left > 0 {
				return nil, &Refusal{CodeWrong, "this is not the code that was sent", left}
			}
			return nil, b.code.open(s.cfg)
		}
		b.State, b.code = Active, code{}
		return []Mail{b.mail(kindActive)}, nil
	})
}

// Change sets notifications and address. A new address is not validated: a code goes to it, and word to the old one.
func (s *Store) Change(owner string, c Change) (Profile, error) {
	return s.change(owner, func(b *box) ([]Mail, error) {
		if b.State != Active && b.State != Unvalidated {
			return nil, wrongState(b.State)
		}
		if c.Lang != nil {
			if err := checkLang(*c.Lang); err != nil {
				return nil, err
			}
		}
		if c.Email != nil {
			if err := checkEmail(*c.Email); err != nil {
				return nil, err
			}
		}
		b.Notifications = b.Notifications.with(c)
		if c.Email == nil || *c.Email == b.Email {
			return nil, nil
		}
		var mails []Mail
		if b.State == Active { // an address that nobody validated may be a stranger's
			mails = append(mails, b.mail(kindMoved))
		}
		b.State, b.Email = Unvalidated, *c.Email
		codes, err := s.newCode(b)
		return append(mails, codes...), err
	})
}

// Withdraw takes the consent back.
func (s *Store) Withdraw(owner string) (Profile, error) {
	return s.change(owner, func(b *box) ([]Mail, error) {
		if b.State != Active && b.State != Unvalidated {
			return nil, wrongState(b.State)
		}
		var mails []Mail
		now := s.cfg.Now()
		validated := b.State == Active
		b.State, b.code = Withdrawn, code{}
		b.Withdrawn, b.Effective = momentOf(now), momentOf(now.Add(s.cfg.Delay))
		if validated {
			mails = append(mails, b.mail(kindWithdrawn))
		}
		return mails, nil
	})
}

// open tells whether a code can be used; nil: it can.
func (c code) open(cfg Config) error {
	switch {
	case c.digits == "":
		return refuse(CodeNone, "there is no code to validate")
	case c.wrong >= MaxTries:
		return refuse(CodeTries, "the code was wrong too often")
	case !cfg.Now().Before(c.sent.Add(cfg.CodeLifetime)):
		return refuse(CodeExpired, "the code has expired")
	}
	return nil
}

// newCode makes a code and the mail that brings it.
func (s *Store) newCode(b *box) ([]Mail, error) {
	n, err := rand.Int(rand.Reader, big.NewInt(1_000_000))
	if err != nil {
		return nil, fmt.Errorf("making a code: %w", err)
	}
	b.code = code{digits: fmt.Sprintf("%06d", n), sent: s.cfg.Now()}
	return []Mail{b.mailCode(s.cfg.CodeLifetime)}, nil
}
