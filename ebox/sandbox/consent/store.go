package consent

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"myebox/ebox"
)

// Defaults of Config.
const (
	DefaultCodeLifetime = 30 * time.Minute
	MaxTries            = 3 // wrong codes, before another one must be sent
	codeDigits          = 6
)

// Config says how consent behaves. The zero value of every field has a meaning.
type Config struct {
	Dir          string           // that keeps profiles.json; "": memory only
	First        State            // of a box that nobody has touched; "": Active
	Delay        time.Duration    // until a withdrawal takes effect
	CodeLifetime time.Duration    // 0: DefaultCodeLifetime
	Now          func() time.Time // nil: time.Now
	Mailed       func(Mail)       // hears of every mail; nil: nobody does
}

// Store is the consent of everybody. It is safe for concurrent use.
type Store struct {
	cfg   Config
	file  string
	began time.Time

	mu    sync.Mutex
	boxes map[string]*box // by keyOf
	mails []Mail
}

// box is one citizen's consent.
type box struct {
	Profile
	code code
}

// code is a verification code under way; the zero value is none.
type code struct {
	digits string
	sent   time.Time
	wrong  int // tries so far
}

// Open makes a store of what the directory has kept.
func Open(cfg Config) (*Store, error) {
	if cfg.First == "" {
		cfg.First = Active
	}
	if !slices.Contains(States(), cfg.First) {
		return nil, fmt.Errorf("opening consent: there is no state %q", cfg.First)
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.CodeLifetime <= 0 {
		cfg.CodeLifetime = DefaultCodeLifetime
	}
	s := &Store{cfg: cfg, began: cfg.Now(), boxes: map[string]*box{}}
	if cfg.Dir == "" {
		return s, nil
	}
	s.file = filepath.Join(cfg.Dir, "profiles.json")
	b, err := os.ReadFile(s.file)
	if errors.Is(err, fs.ErrNotExist) {
		return s, nil
	}
	kept := map[string]Profile{}
	if err == nil {
		err = json.Unmarshal(b, &kept)
	}
	for key, p := range kept {
		if err == nil && (!slices.Contains(States(), p.State) || checkLang(p.Notifications.Lang) != nil) {
			err = errors.New("not what was written")
		}
		s.boxes[key] = &box{Profile: p}
	}
	if err != nil {
		return nil, fmt.Errorf("reading profiles: %w", err)
	}
	return s, nil
}

// keyOf names a citizen on disk without their number.
func keyOf(owner string) string {
	h := sha256.Sum256([]byte("sandbox consent\x00" + owner))
	return hex.EncodeToString(h[:16])
}

// firstEmail is the address that a box begins with, in a domain that cannot exist.
const firstEmail = "specimen@sandbox.invalid"

// firstConsent is when a box that is active from the beginning was activated.
var firstConsent = time.Date(2025, 9, 15, 9, 30, 0, 0, ebox.Brussels())

// of gives a citizen's box, as the configuration says when nobody has touched it. The lock is held.
func (s *Store) of(owner string) *box {
	key := keyOf(owner)
	if b, ok := s.boxes[key]; ok {
		return b
	}
	b := &box{Profile: Profile{State: s.cfg.First, Notifications: Notifications{New: true, Reminder: true, Expiry: true, Lang: "fr"}}}
	s.boxes[key] = b
	if b.State == Inactive {
		return b
	}
	b.Email, b.Terms, b.Consented = firstEmail, termsVersion, momentOf(firstConsent)
	switch b.State {
	case Unvalidated:
		s.sendCode(b)
	case Withdrawn:
		b.Withdrawn, b.Effective = momentOf(s.began), momentOf(s.began.Add(s.cfg.Delay))
	}
	return b
}

// change does something to a box; when it is refused, or cannot be kept, the box stays as it was and nothing is mailed,
// but wrong tries are remembered.
func (s *Store) change(owner string, do func(b *box) (mails []Mail, err error)) (Profile, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b := s.of(owner)
	next := *b
	mails, err := do(&next)
	if err != nil {
		b.code = next.code
		return Profile{}, err
	}
	before := *b
	*b = next
	if err := s.write(); err != nil {
		*b = before
		return Profile{}, fmt.Errorf("keeping profiles: %w", err)
	}
	for _, m := range mails {
		s.post(m)
	}
	return b.Profile.seen(b.code, s.cfg), nil
}

// seen is the profile as it is told: with the time of a code that can still be used.
func (p Profile) seen(c code, cfg Config) Profile {
	p.CodeSent = Moment{}
	if c.open(cfg) == nil {
		p.CodeSent = momentOf(c.sent)
	}
	return p
}

// write keeps all profiles. The lock is held.
func (s *Store) write() error {
	if s.file == "" {
		return nil
	}
	all := map[string]Profile{}
	for key, b := range s.boxes {
		all[key] = b.Profile
	}
	b, err := json.Marshal(all)
	if err != nil {
		return err
	}
	tmp := s.file + ".new"
	if err := os.WriteFile(tmp, b, 0o600); err != nil {
		return err
	}
	return os.Rename(tmp, s.file)
}
