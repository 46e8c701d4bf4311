package sandbox

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"myebox/ebox/sandbox/mailbox"
)

// preferences is which companies want no paper any more; CBE number to exclusivelyEbox.
type preferences struct {
	mu   sync.Mutex
	file string // "": memory only
	own  map[string]bool
}

// openPreferences reads what a directory has kept.
func openPreferences(dir string) (*preferences, error) {
	p := &preferences{own: map[string]bool{}}
	if dir == "" {
		return p, nil
	}
	p.file = filepath.Join(dir, "preferences.json")
	b, err := os.ReadFile(p.file)
	if errors.Is(err, fs.ErrNotExist) {
		return p, nil
	}
	if err == nil {
		err = json.Unmarshal(b, &p.own)
	}
	if err != nil {
		return nil, fmt.Errorf("reading preferences: %w", err)
	}
	return p, nil
}

func (p *preferences) get(company string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.own[company]
}

// set keeps a preference; when it cannot be written it is not changed.
func (p *preferences) set(company string, exclusively bool) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	before := p.own[company]
	p.own[company] = exclusively
	if err := p.write(); err != nil {
		p.own[company] = before
		return fmt.Errorf("keeping preferences: %w", err)
	}
	return nil
}

func (p *preferences) write() error {
	if p.file == "" {
		return nil
	}
	b, err := json.Marshal(p.own)
	if err != nil {
		return err
	}
	tmp := p.file + ".new"
	if err := os.WriteFile(tmp, b, 0o600); err != nil {
		return err
	}
	return os.Rename(tmp, p.file)
}

// eboxPreferences is EboxPreferences, and what changes it.
type eboxPreferences struct {
	EboxID                      mailbox.EboxID `json:"eboxId"`
	ExclusivelyEbox             *bool          `json:"exclusivelyEbox"`
	TotalNumberOfMessages       int            `json:"totalNumberOfMessages"`
	TotalNumberOfUnreadMessages int            `json:"totalNumberOfUnreadMessages"`
}

// exists tells whether a company has a box that this token may hear of: its own, or one of a sender.
func (c *call) exists(company string) bool {
	if company == c.grant.Owner {
		return true
	}
	for _, p := range c.s.cfg.World.Providers() {
		if _, ok := c.s.cfg.World.Organization(p.MessageProviderID, company); ok {
			return true
		}
	}
	return false
}

// preference is what is known of a company; only one's own box is counted.
func (c *call) preference(company string) eboxPreferences {
	exclusively := c.s.prefs.get(company)
	e := eboxPreferences{EboxID: mailbox.EboxID{EboxType: Enterprise, EboxIDValue: company}, ExclusivelyEbox: &exclusively}
	if company != c.grant.Owner {
		return e
	}
	for _, p := range c.s.cfg.World.Providers() {
		if c.s.absent(p) != nil {
			continue
		}
		if box, ok := c.s.cfg.World.Box(p.MessageProviderID, Enterprise, company); ok {
			sum := box.Summary()
			e.TotalNumberOfMessages += sum.NumberOfMessages
			e.TotalNumberOfUnreadMessages += sum.NumberOfUnreadMessages
		}
	}
	return e
}

// hasPreferences: version 1.3 knows preferences of companies only.
func (c *call) hasPreferences() bool {
	if c.boxType != Enterprise {
		c.refuse(http.StatusNotFound, codeNotFound, "citizens have no preferences here")
		return false
	}
	return true
}

// searchPreferences: getEboxPreferencesByList. Boxes that do not exist are left out.
func (c *call) searchPreferences() {
	if !c.hasPreferences() {
		return
	}
	body, ok := c.read("application/json")
	if !ok {
		return
	}
	var asked struct {
		EboxType        string   `json:"eboxType"`
		EboxIDType      string   `json:"eboxIdType"`
		EboxIDValueList []string `json:"eboxIdValueList"`
	}
	err := json.Unmarshal(body, &asked)
	if err != nil || !strings.EqualFold(asked.EboxType, Enterprise) || asked.EboxIDType != "EnterpriseNumber" ||
		asked.EboxIDValueList == nil {
		c.refuse(http.StatusBadRequest, codeInvalid, "want eboxType ENTERPRISE, eboxIdType EnterpriseNumber, eboxIdValueList")
		return
	}
	found := []eboxPreferences{}
	for _, company := range asked.EboxIDValueList {
		if c.exists(company) {
			found = append(found, c.preference(company))
		}
	}
	c.ok(http.StatusOK, found)
}

// patchPreferences: patchEboxPreferencesById, for the token's own company.
func (c *call) patchPreferences() {
	if !c.hasPreferences() {
		return
	}
	body, ok := c.read("application/merge-patch+json")
	if !ok {
		return
	}
	var want eboxPreferences
	if err := json.Unmarshal(body, &want); err != nil || want.ExclusivelyEbox == nil || want.EboxID.EboxIDValue == "" ||
		!strings.EqualFold(want.EboxID.EboxType, Enterprise) {
		c.refuse(http.StatusBadRequest, codeInvalid, "want eboxId and exclusivelyEbox")
		return
	}
	if want.EboxID.EboxIDValue != c.grant.Owner {
		c.refuse(http.StatusNotFound, codeNotFound, "this token has no such box")
		return
	}
	if err := c.s.prefs.set(c.grant.Owner, *want.ExclusivelyEbox); err != nil {
		c.fail(err)
		return
	}
	c.ok(http.StatusOK, c.preference(c.grant.Owner))
}
