package sandbox

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"

	"myebox/ebox/sandbox/mailbox"
)

// cacheControl is what reference data may be cached for: a day, and by everybody.
const cacheControl = "public, no-transform, proxy-revalidate, max-age=86400"

const noReference = "there is no such entry in the reference data"

// cached answers with JSON that may be kept, or with 304 when the client's copy is still good.
func (c *call) cached(v any) {
	body, err := json.Marshal(v)
	if err != nil {
		c.refuse(http.StatusInternalServerError, codeInternal, "the answer could not be written")
		return
	}
	c.cachedBytes("application/json", body)
}

// cachedBytes: see cached. The validator is strong: it is a hash of the bytes.
func (c *call) cachedBytes(mediaType string, body []byte) {
	sum := sha256.Sum256(body)
	etag := `"` + base64.RawURLEncoding.EncodeToString(sum[:18]) + `"`
	h := c.w.Header()
	h.Set("ETag", etag)
	h.Set("Cache-Control", cacheControl)
	if matches(c.r.Header.Values("If-None-Match"), etag) {
		c.w.WriteHeader(http.StatusNotModified)
		return
	}
	writeBytes(c.w, http.StatusOK, mediaType, body)
}

// matches compares If-None-Match with a validator, weakly (RFC 9110 section 13.1.2).
func matches(given []string, etag string) bool {
	for _, line := range given {
		for tag := range strings.SplitSeq(line, ",") {
			tag = strings.TrimSpace(tag)
			if tag == "*" || strings.TrimPrefix(tag, "W/") == etag {
				return true
			}
		}
	}
	return false
}

// referencePage answers with one page of a list.
func referencePage[T any](c *call, all []T, ok bool, address func(*T)) {
	q := parseQuery(c.r.URL.RawQuery)
	page, size := q.page()
	if q.err != nil {
		c.refuse(http.StatusBadRequest, codeInvalid, q.err.Error())
		return
	}
	if !ok {
		c.refuse(http.StatusNotFound, codeNotFound, noReference)
		return
	}
	from := min((page-1)*size, len(all))
	items := append([]T{}, all[from:min(from+size, len(all))]...)
	for i := range items {
		address(&items[i])
	}
	c.cached(struct {
		Items      []T `json:"items"`
		TotalItems int `json:"totalItems"`
	}{items, len(all)})
}

// reference answers with one entry.
func reference[T any](c *call, v T, ok bool, address func(*T)) {
	if !ok {
		c.refuse(http.StatusNotFound, codeNotFound, noReference)
		return
	}
	address(&v)
	c.cached(v)
}

// messageTypes: getAllMessagesTypes.
func (c *call) messageTypes() {
	all, ok := c.s.cfg.World.MessageTypes(c.provider)
	referencePage(c, all, ok, func(*mailbox.MessageType) {})
}

// messageType: getMessageTypeById.
func (c *call) messageType() {
	t, ok := c.s.cfg.World.MessageType(c.provider, c.vars["messageTypeId"])
	reference(c, t, ok, func(*mailbox.MessageType) {})
}

// applications: findAllSenderApplications.
func (c *call) applications() {
	all, ok := c.s.cfg.World.Applications(c.provider)
	referencePage(c, all, ok, c.addressApplication)
}

// application: getSenderApplicationById.
func (c *call) application() {
	a, ok := c.s.cfg.World.Application(c.provider, c.vars["senderApplicationId"])
	reference(c, a, ok, c.addressApplication)
}

// organizations: findAllSenderOrganizations.
func (c *call) organizations() {
	all, ok := c.s.cfg.World.Organizations(c.provider)
	referencePage(c, all, ok, c.addressOrganization)
}

// organization: getSenderOrganizationById.
func (c *call) organization() {
	o, ok := c.s.cfg.World.Organization(c.provider, c.vars["senderOrganizationId"])
	reference(c, o, ok, c.addressOrganization)
}

func (c *call) addressApplication(a *mailbox.SenderApplication) {
	a.ApplicationLogos = c.addressImages(a.ApplicationLogos, "senderApplications", a.ApplicationID)
}

func (c *call) addressOrganization(o *mailbox.SenderOrganization) {
	o.OrganizationLogos = c.addressImages(o.OrganizationLogos, "senderOrganizations", o.OrganizationID)
}

// addressImages fills in where logos are, in a copy.
func (c *call) addressImages(images []mailbox.Image, list, id string) []mailbox.Image {
	base := c.base() + "/referenceData/" + list + "/" + url.PathEscape(id) + "/images/"
	addressed := append([]mailbox.Image(nil), images...)
	for i := range addressed {
		addressed[i].ContentHref = base + url.PathEscape(addressed[i].ImageID) + "/content"
	}
	return addressed
}

// applicationImage: getImageForSenderApplication.
func (c *call) applicationImage() {
	a, _ := c.s.cfg.World.Application(c.provider, c.vars["senderApplicationId"])
	c.image(a.ApplicationLogos)
}

// organizationImage: getImageForSenderOrganization.
func (c *call) organizationImage() {
	o, _ := c.s.cfg.World.Organization(c.provider, c.vars["senderOrganizationId"])
	c.image(o.OrganizationLogos)
}

// image answers with one of these logos.
func (c *call) image(of []mailbox.Image) {
	for _, i := range of {
		if i.ImageID != c.vars["imageId"] {
			continue
		}
		if data, _, ok := c.s.cfg.World.Image(c.provider, i.ImageID); ok {
			c.cachedBytes("application/octet-stream", data)
			return
		}
	}
	c.refuse(http.StatusNotFound, codeNotFound, "there is no such image")
}
