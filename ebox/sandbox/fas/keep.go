package fas

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// keptFile is in Config.Dir: what lets a client log in again without the pages after the sandbox was restarted.
const keptFile = "fas-sessions.json"

// keptFamily is a family on disk. There is no secret in it, and no national number: refresh tokens are hashes and the
// person is named by ID, so a family of somebody who is not among the test persons is not kept.
type keptFamily struct {
	Client  string    `json:"client"`
	Person  string    `json:"person"`
	Level   Level     `json:"level"`
	AMR     []string  `json:"amr"`
	At      time.Time `json:"authTime"`
	Box     string    `json:"box"`
	ACR     string    `json:"acr"`
	Scopes  []string  `json:"scopes"`
	Refresh string    `json:"refresh"`
	Spent   []string  `json:"spent,omitempty"`
	Expires time.Time `json:"expires"`
}

// load reads what was kept and arranges that changes are written.
func (p *Provider) load() error {
	if p.cfg.Dir == "" {
		return nil
	}
	if err := os.MkdirAll(p.cfg.Dir, 0o700); err != nil {
		return fmt.Errorf("making directory for kept sessions: %w", err)
	}
	path := filepath.Join(p.cfg.Dir, keptFile)
	body, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("reading kept sessions: %w", err)
	}
	if err == nil {
		families, err := p.parseKept(body)
		if err != nil {
			return err
		}
		for _, f := range families {
			p.store.families[f.refresh] = f
			for _, d := range f.spent {
				p.store.families[d] = f
			}
		}
	}
	p.store.keep = func(families []*family) {
		if err := p.writeKept(path, families); err != nil {
			p.cfg.Logger.Error("keeping sessions", "error", err)
		}
	}
	return nil
}

// parseKept reads the file; families of persons who are not there any more are left out.
func (p *Provider) parseKept(body []byte) ([]*family, error) {
	var kept []keptFamily
	if err := json.Unmarshal(body, &kept); err != nil {
		return nil, fmt.Errorf("reading kept sessions: %w", err)
	}
	var out []*family
	for _, k := range kept {
		refresh, err := parseDigest(k.Refresh)
		if err != nil {
			return nil, err
		}
		f := &family{
			clientID: k.Client, box: k.Box, acr: k.ACR, scopes: k.Scopes, refresh: refresh, expires: k.Expires,
			identity: identity{level: k.Level, amr: k.AMR, at: k.At},
		}
		for _, s := range k.Spent {
			d, err := parseDigest(s)
			if err != nil {
				return nil, err
			}
			f.spent = append(f.spent, d)
		}
		person, ok := p.person(k.Person)
		if !ok || f.box == Enterprise && person.Company == nil {
			continue
		}
		f.identity.person = person
		out = append(out, f)
	}
	return out, nil
}

func parseDigest(s string) (digest, error) {
	b, err := base64.RawURLEncoding.DecodeString(s)
	if err != nil || len(b) != len(digest{}) {
		return digest{}, errors.New("reading kept sessions: not a hash")
	}
	return digest(b), nil
}

func (d digest) String() string { return base64.RawURLEncoding.EncodeToString(d[:]) }

// writeKept replaces the file in one step.
func (p *Provider) writeKept(path string, families []*family) error {
	kept := []keptFamily{}
	for _, f := range families {
		who := f.identity
		if known, ok := p.person(who.person.ID); !ok || known.NationalNumber != who.person.NationalNumber {
			continue
		}
		k := keptFamily{
			Client: f.clientID, Person: who.person.ID, Level: who.level, AMR: who.amr, At: who.at, Box: f.box,
			ACR: f.acr, Scopes: f.scopes, Refresh: f.refresh.String(), Expires: f.expires,
		}
		for _, d := range f.spent {
			k.Spent = append(k.Spent, d.String())
		}
		kept = append(kept, k)
	}
	body, err := json.Marshal(kept)
	if err != nil {
		return fmt.Errorf("writing sessions: %w", err)
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), keptFile+".*") // mode 0600
	if err != nil {
		return fmt.Errorf("writing sessions: %w", err)
	}
	defer func() { _ = os.Remove(tmp.Name()) }() // gone already when all went well
	_, err = tmp.Write(body)
	if err := errors.Join(err, tmp.Close()); err != nil {
		return fmt.Errorf("writing sessions: %w", err)
	}
	if err := os.Rename(tmp.Name(), path); err != nil {
		return fmt.Errorf("writing sessions: %w", err)
	}
	return nil
}
