package ebox

import (
	"fmt"
	"net/url"
	"strings"
)

// wire is one major version of the registry's wire format. Everything above it speaks in domain types, so that another
// version can stand beside 2.1.
type wire interface {
	// call gives the operationId of a resource and its path: elements under the base URL, unescaped.
	call(r resource, ids ...string) (op string, path []string)
	// query gives the parameters of a list.
	query(o ListOptions) url.Values
	// decode reads an answer into *Box, *Page, *Message, *[]Attachment, *Attachment, *Translated, *PaymentData,
	// *Organization, *MessageType, *Application, *Receipt or *References of these. Errors wrap ErrMalformed.
	decode(answer []byte, into any) error
	// visibility is the request that shows or hides messages.
	visibility(visible bool, ids []string) (body []byte, mediaType string, err error)
	// publication is the description of a reply, the JSON part of it.
	publication(p publication) ([]byte, error)
	// idempotent tells whether a publication knows the request header Idempotency-Key.
	idempotent() bool
}

// resource names what a call is about.
type resource int

const (
	resBox resource = iota
	resMessages
	resVisibility
	resMessage
	resAttachments
	resAttachment
	resContent
	resBody
	resPayment
	resMessageTypes
	resMessageType
	resApplications
	resApplication
	resApplicationImage
	resOrganizations
	resOrganization
	resOrganizationImage
	resPublication
)

// wireFor gives the format of a provider's announced version, false when this client does not speak it.
func wireFor(version string) (wire, bool) {
	major, _, _ := strings.Cut(version, ".")
	if major == "2" {
		return wire21{}, true
	}
	return nil, false
}

// malformed is the error of an answer that cannot be read; its cause may quote the answer and is left out.
func malformed(what string) error { return fmt.Errorf("reading %s: %w", what, ErrMalformed) }
