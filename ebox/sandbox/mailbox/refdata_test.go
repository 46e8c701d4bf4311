package mailbox

import (
	"bytes"
	"fmt"
	"image/png"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestMessagesResolve(t *testing.T) {
	w := newWorld(t, Config{Seed: 12, Size: 160})
	eachBox(t, w, func(provider, boxType string, b *Box) {
		for _, m := range all(b, Filter{}) {
			o, ok1 := w.Organization(provider, m.SenderOrganizationID)
			a, ok2 := w.Application(provider, m.SenderApplicationID)
			k, ok3 := w.MessageType(provider, m.MessageTypeID)
			if !ok1 || !ok2 || !ok3 {
				t.Fatalf("%s: %s, %s, %s", provider, m.SenderOrganizationID, m.SenderApplicationID, m.MessageTypeID)
			}
			if provider != unlisted && (!slices.Contains(o.MessageTypeIDs, m.MessageTypeID) || !slices.Contains(a.SenderOrganizationIDs, m.SenderOrganizationID) ||
				!slices.Contains(k.SenderApplicationIDs, m.SenderApplicationID)) {
				t.Errorf("%s: the lists of %s, %s, %s do not name each other", provider, o.OrganizationID, a.ApplicationID, k.MessageTypeID)
			}
			want := time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC)
			if p := k.ValidityPeriod; p != nil {
				from := m.ReceiptDate.UTC()
				want = map[string]time.Time{
					"day": from.AddDate(0, 0, p.ValidityPeriodNumber), "month": from.AddDate(0, p.ValidityPeriodNumber, 0), "year": from.AddDate(p.ValidityPeriodNumber, 0, 0),
				}[p.ValidityPeriodUnit]
			}
			if !m.ExpirationDate.Equal(want) {
				t.Errorf("%s came %v and is gone %v, not after the period of its type: %v", m.MessageTypeID, m.ReceiptDate, m.ExpirationDate, want)
			}
		}
	})
}

func TestReferenceDataIsWellFormed(t *testing.T) {
	w := newWorld(t, Config{})
	number := regexp.MustCompile(`^[01]\d{9}$`)
	for _, p := range liveProviders {
		orgs, _ := w.Organizations(p.id)
		apps, _ := w.Applications(p.id)
		types, _ := w.MessageTypes(p.id)
		var keys []string
		for _, o := range orgs {
			keys = append(keys, "o"+o.OrganizationID)
			check := fmt.Sprintf("%02d", 97-mod97(t, o.OrganizationID[:8]))
			if !number.MatchString(o.OrganizationID) || o.OrganizationID[8:] != check || languages(o.OrganizationShortName) != 3 || len(o.OrganizationLogos) == 0 {
				t.Errorf("%s: %+v", p.id, o)
			}
			if o.MessageTypeIDs == nil || o.SenderApplicationIDs == nil || (p.id == unlisted) != (len(o.MessageTypeIDs) == 0) {
				t.Errorf("%s: lists of %s: %v", p.id, o.OrganizationID, o.MessageTypeIDs)
			}
			checkLogos(t, w, p.id, o.OrganizationLogos)
		}
		for _, a := range apps {
			keys = append(keys, "p"+a.ApplicationID)
			if languages(a.ApplicationName) != 3 || a.SenderOrganizationIDs == nil || a.MessageTypeIDs == nil {
				t.Errorf("%s: %+v", p.id, a)
			}
			checkLogos(t, w, p.id, a.ApplicationLogos)
		}
		for _, k := range types {
			keys = append(keys, "t"+k.MessageTypeID)
			if languages(k.MessageTypeName) != 3 || k.SenderOrganizationIDs == nil || k.SenderApplicationIDs == nil || (p.id == "pensions") != (k.ValidityPeriod == nil) {
				t.Errorf("%s: %+v", p.id, k)
			}
		}
		sorted := slices.Clone(keys)
		slices.Sort(sorted)
		if len(slices.Compact(sorted)) != len(keys) || !slices.IsSorted(keys[:len(orgs)]) {
			t.Errorf("%s: ids are not in order, or not their own: %v", p.id, keys)
		}
	}
}

func checkLogos(t *testing.T, w *World, provider string, logos []Image) {
	t.Helper()
	for _, i := range logos {
		data, mediaType, ok := w.Image(provider, i.ImageID)
		m, err := png.Decode(bytes.NewReader(data))
		if !ok || err != nil || mediaType != i.MediaType || kB(int64(len(data))) != i.Size {
			t.Fatalf("%s: %v, %v", i.ImageID, ok, err)
		}
		if size := m.Bounds().Size(); size.X >= 100 || size.Y >= 100 {
			t.Errorf("%s is %v large", i.ImageID, size)
		}
		if _, _, _, alpha := m.At(0, 0).RGBA(); alpha != 0 {
			t.Errorf("%s has no transparent ground", i.ImageID)
		}
	}
}

func TestUnknownReferenceData(t *testing.T) {
	w := newWorld(t, Config{})
	for _, provider := range []string{"health", "justice", "mobility", ""} {
		_, a := w.MessageTypes(provider)
		_, b := w.Organizations(provider)
		_, c := w.Applications(provider)
		_, _, d := w.Image(provider, "org-nsso-nl")
		_, e := w.Box(provider, "citizen", "1")
		if a || b || c || d || e {
			t.Errorf("%q is live", provider)
		}
	}
	_, a := w.MessageType("nsso", "x")
	_, b := w.Organization("nsso", "x")
	_, c := w.Application("nsso", "x")
	_, _, d := w.Image("nsso", "x")
	_, e := w.Box("nsso", "Citizen", "1")
	if a || b || c || d || e {
		t.Error("something unknown is known")
	}
}

func TestReferenceDataBelongsToTheCaller(t *testing.T) {
	w := newWorld(t, Config{})
	list, _ := w.Organizations("nsso")
	list[0].OrganizationLogos[0].ContentHref = "changed"
	again, _ := w.Organizations("nsso")
	if again[0].OrganizationLogos[0].ContentHref != "" {
		t.Error("a caller's change stays")
	}
}

func TestProviders(t *testing.T) {
	c := &clock{}
	w := newWorld(t, Config{Now: c.now})
	for _, c.t = range []time.Time{noon, noon.AddDate(0, 1, 11), time.Date(2026, 12, 31, 23, 59, 0, 0, brussels), time.Date(2027, 3, 28, 2, 30, 0, 0, time.UTC)} {
		live, today := []string{}, c.t.In(brussels).Format("2006-01-02")
		for _, p := range w.Providers() {
			for _, text := range []Translated{p.MessageProviderName, p.MessageProviderDescription} {
				if languages(text) != 3 || text.EN == "" {
					t.Errorf("%s: %+v", p.MessageProviderID, text)
				}
			}
			resting := false
			for _, m := range p.MessageProviderPlannedMaintenance {
				resting = resting || !m.StartDate.After(c.t) && m.EndDate.After(c.t.Add(2*time.Hour))
			}
			active := p.MessageProviderActivationDate.String() <= today
			switch id := p.MessageProviderID; {
			case !active && id != "justice", resting && id != "health", !strings.HasPrefix(p.APISupportedVersion, "2.") && id != "mobility":
				t.Errorf("%v: %s is not live", c.t, id)
			case active && !resting && p.APISupportedVersion == "2.1":
				live = append(live, id)
			}
		}
		if want := []string{"nsso", "finance", "pensions", "region"}; !slices.Equal(live, want) || len(w.Providers()) != 7 {
			t.Errorf("%v: live %v", c.t, live)
		}
	}
}
