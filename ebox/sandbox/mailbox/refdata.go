package mailbox

import (
	"slices"
	"strings"
	"sync"
)

// reference is the reference data of one provider, in order of id.
type reference struct {
	types  []MessageType
	apps   []SenderApplication
	orgs   []SenderOrganization
	images map[string][]byte
}

// references makes the reference data of all live providers, once.
var references = sync.OnceValue(func() map[string]*reference {
	m := map[string]*reference{}
	for _, p := range liveProviders {
		m[p.id] = newReference(p.id, p.from)
	}
	return m
})

// unlisted is the provider whose reference data names no ids of each other, as that of the NSSO does in reality.
const unlisted = "nsso"

func newReference(provider string, c *catalogue) *reference {
	r := &reference{images: map[string][]byte{}}
	links := newLinks(c, provider != unlisted)
	for i := range c.types {
		t := &c.types[i]
		m := MessageType{
			MessageTypeID: t.id, MessageTypeName: t.name.translated(), MessageTypeDescription: optional(t.description),
			SenderOrganizationIDs: links.get(t.id, "org"), SenderApplicationIDs: links.get(t.id, "app"),
		}
		if t.stay != (stay{}) {
			m.ValidityPeriod = &ValidityPeriod{t.stay.n, t.stay.unit}
		}
		r.types = append(r.types, m)
	}
	for i := range c.apps {
		a := &c.apps[i]
		m := SenderApplication{
			ApplicationID: a.id, ApplicationName: a.name.translated(), ApplicationDescription: optional(a.description), ApplicationURL: optional(a.url),
			SenderOrganizationIDs: links.get(a.id, "org"), MessageTypeIDs: links.get(a.id, "type"),
			ContactTechnical: "technical@" + provider + ".sandbox.example",
		}
		if a.logo {
			m.ApplicationLogos = []Image{r.draw("app-"+a.id, "")}
		}
		r.apps = append(r.apps, m)
	}
	for i := range c.orgs {
		o := &c.orgs[i]
		m := SenderOrganization{
			OrganizationID: o.id, OrganizationShortName: o.short.translated(), OrganizationLongName: optional(o.long), OrganizationURL: optional(o.url),
			SenderApplicationIDs: links.get(o.id, "app"), MessageTypeIDs: links.get(o.id, "type"),
			ContactBusiness:  "Web: " + o.url[fr] + " - e-mail: contact@" + o.key + ".sandbox.example",
			ContactTechnical: "technical@" + provider + ".sandbox.example",
		}
		if o.logoPerLanguage {
			for l := range lang(langs) {
				m.OrganizationLogos = append(m.OrganizationLogos, r.draw("org-"+o.key+"-"+l.code(), l.code()))
			}
		} else {
			m.OrganizationLogos = []Image{r.draw("org-"+o.key, "")}
		}
		r.orgs = append(r.orgs, m)
	}
	slices.SortFunc(r.types, func(a, b MessageType) int { return strings.Compare(a.MessageTypeID, b.MessageTypeID) })
	slices.SortFunc(r.apps, func(a, b SenderApplication) int { return strings.Compare(a.ApplicationID, b.ApplicationID) })
	slices.SortFunc(r.orgs, func(a, b SenderOrganization) int { return strings.Compare(a.OrganizationID, b.OrganizationID) })
	return r
}

// draw makes a logo. Its id keeps to letters, digits and dashes.
func (r *reference) draw(name, language string) Image {
	id := strings.Map(func(c rune) rune {
		if c < 0x80 && (c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z') {
			return c
		}
		return '-'
	}, name)
	data := logo(keyOf(0, id))
	r.images[id] = data
	return Image{ImageID: id, Size: kB(int64(len(data))), MediaType: "image/png", Language: language}
}

func optional(t tri) *Translated {
	if t == (tri{}) {
		return nil
	}
	x := t.translated()
	return &x
}

// links tells which organisations, applications and types occur together in messages.
type links map[[2]string][]string

func newLinks(c *catalogue, told bool) links {
	m := links{}
	if !told {
		return m
	}
	add := func(from, kind, to string) {
		k := [2]string{from, kind}
		if !slices.Contains(m[k], to) {
			m[k] = append(m[k], to)
			slices.Sort(m[k])
		}
	}
	for _, kinds := range c.kinds {
		for i := range kinds {
			k := &kinds[i]
			for _, key := range k.org {
				org := find(c.orgs, key, func(o *organization) string { return o.key }).id
				add(k.typ, "org", org)
				add(k.app, "org", org)
				add(org, "app", k.app)
				add(org, "type", k.typ)
			}
			add(k.typ, "app", k.app)
			add(k.app, "type", k.typ)
		}
	}
	return m
}

// get is never nil: the contract's lists may be empty, not null.
func (m links) get(id, kind string) []string { return append([]string{}, m[[2]string{id, kind}]...) }

// MessageTypes is a provider's reference data in order of id; false when there is no such live provider.
func (w *World) MessageTypes(provider string) ([]MessageType, bool) {
	r, ok := references()[provider]
	if !ok {
		return nil, false
	}
	return slices.Clone(r.types), true
}

// MessageType is one entry of MessageTypes.
func (w *World) MessageType(provider, id string) (MessageType, bool) {
	list, _ := w.MessageTypes(provider)
	return first(list, func(t *MessageType) bool { return t.MessageTypeID == id })
}

// Organizations is a provider's reference data in order of id; false when there is no such live provider.
func (w *World) Organizations(provider string) ([]SenderOrganization, bool) {
	r, ok := references()[provider]
	if !ok {
		return nil, false
	}
	list := slices.Clone(r.orgs)
	for i := range list {
		list[i].OrganizationLogos = slices.Clone(list[i].OrganizationLogos)
	}
	return list, true
}

// Organization is one entry of Organizations.
func (w *World) Organization(provider, id string) (SenderOrganization, bool) {
	list, _ := w.Organizations(provider)
	return first(list, func(o *SenderOrganization) bool { return o.OrganizationID == id })
}

// Applications is a provider's reference data in order of id; false when there is no such live provider.
func (w *World) Applications(provider string) ([]SenderApplication, bool) {
	r, ok := references()[provider]
	if !ok {
		return nil, false
	}
	list := slices.Clone(r.apps)
	for i := range list {
		list[i].ApplicationLogos = slices.Clone(list[i].ApplicationLogos)
	}
	return list, true
}

// Application is one entry of Applications.
func (w *World) Application(provider, id string) (SenderApplication, bool) {
	list, _ := w.Applications(provider)
	return first(list, func(a *SenderApplication) bool { return a.ApplicationID == id })
}

func first[T any](list []T, is func(*T) bool) (v T, ok bool) {
	for i := range list {
		if is(&list[i]) {
			return list[i], true
		}
	}
	return v, false
}

// Image is the bytes of a logo named in the provider's reference data.
func (w *World) Image(provider, imageID string) (data []byte, mediaType string, ok bool) {
	r, ok := references()[provider]
	if !ok {
		return nil, "", false
	}
	data, ok = r.images[imageID]
	return slices.Clone(data), "image/png", ok
}
