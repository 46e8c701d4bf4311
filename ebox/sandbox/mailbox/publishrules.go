package mailbox

import (
	"encoding/base64"
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"unicode/utf8"
)

// Limits of a publication, in characters.
const (
	maxParts     = 6
	maxFileName  = 255
	maxValue     = 256
	maxAttention = 100
)

var partName = regexp.MustCompile(`^upfile[1-6]$`)

// checkSender compares who writes to whom with the message that is answered.
func (b *Box) checkSender(m *MessageToPublish, original *glance) *Refusal {
	switch {
	case !strings.EqualFold(m.Recipient.EboxType, "enterprise") || m.Recipient.EboxIDValue != original.sent.sender[original.lang].id:
		return refuse("recipient is not the sender of the original message")
	case b.box == enterprise && m.SenderOrganizationID != b.owner:
		return &Refusal{Code: codeSender, Message: "senderOrganizationId is not the company behind the token"}
	case b.box == citizen && m.SenderOrganizationID != "":
		return &Refusal{Code: codeSender, Message: "senderOrganizationId is given, but a citizen has none"}
	case m.RegisteredMail:
		return refuse("registeredMail is only accepted from the ePost service")
	case m.ReplyAuthorized:
		return refuse("replyAuthorized is true in a reply")
	case m.HasPaymentData:
		return &Refusal{Code: codeNotImplemented, Message: "paymentData is not supported"}
	}
	return nil
}

// checkLanguage holds all texts to one language, the same everywhere.
func checkLanguage(m *MessageToPublish) *Refusal {
	used := ""
	for _, t := range m.texts() {
		langs := 0
		for _, l := range []string{"nl", "fr", "de"} {
			if t.text.In(l) == "" {
				continue
			}
			if langs++; used == "" {
				used = l
			}
			if l != used {
				return &Refusal{Code: codeNotImplemented, Message: "several languages where one is expected: " + t.name}
			}
		}
		if langs == 0 {
			return refuse("%s has no text", t.name)
		}
	}
	return nil
}

// namedText is a text of a publication and where it stands.
type namedText struct {
	name string
	text Translated
	max  int // characters, 0: any
}

// texts are all texts of a publication; labels of business data belong to the key and are left out.
func (m *MessageToPublish) texts() []namedText {
	list := []namedText{{"subject", m.Subject, maxSubject}}
	if m.BodyContent != nil {
		list = append(list, namedText{"bodyContent", *m.BodyContent, 0})
	}
	for _, d := range m.BusinessDataList {
		for _, v := range d.Values {
			list = append(list, namedText{"businessDataList.values", v, maxValue})
		}
	}
	return list
}

func checkLengths(m *MessageToPublish, parts []Part) *Refusal {
	for _, t := range m.texts() {
		for _, l := range []string{"nl", "fr", "de"} {
			if t.max > 0 && utf8.RuneCountInString(t.text.In(l)) > t.max {
				return refuse("%s has more than %d characters", t.name, t.max)
			}
		}
	}
	if p := m.ForTheAttentionOf; p != nil {
		if utf8.RuneCountInString(p.Name) > maxAttention {
			return refuse("forTheAttentionOf.name has more than %d characters", maxAttention)
		}
		if p.Type != "person" {
			return refuse("forTheAttentionOf.type is not person")
		}
	}
	for _, p := range parts {
		name, err := url.PathUnescape(p.FileName)
		if err != nil {
			name = p.FileName // a plain name may hold a percent sign
		}
		if utf8.RuneCountInString(name) > maxFileName {
			return refuse("the file name of part %s has more than %d characters", p.Name, maxFileName)
		}
	}
	return nil
}

// checkParts holds parts and descriptions against each other.
func checkParts(list []AttachmentToPublish, parts []Part) *Refusal {
	if len(parts) > maxParts || len(parts) != len(list) {
		return refuse("%d parts came for %d described attachments; %d is the most", len(parts), len(list), maxParts)
	}
	came := map[string]bool{}
	for _, p := range parts {
		switch {
		case !partName.MatchString(p.Name):
			return refuse("a part is not named upfile1 to upfile%d", maxParts)
		case came[p.Name]:
			return refuse("part %s came twice", p.Name)
		case p.FileName == "" || p.MediaType == "":
			return refuse("part %s has no file name or no media type", p.Name)
		case !acceptedMedia(p.MediaType):
			return refuse("the media type of part %s is not in the list", p.Name)
		}
		came[p.Name] = true
	}
	for i, a := range list {
		if !came[a.HTTPPartName] {
			return refuse("attachments[%d].httpPartName names no part, or a part described before", i)
		}
		delete(came, a.HTTPPartName)
	}
	return nil
}

// checkMain counts the main contents: one, body included.
func checkMain(m *MessageToPublish) *Refusal {
	n := 0
	if m.BodyMainContent {
		n++
		if m.BodyContent == nil {
			return refuse("bodyMainContent is true without bodyContent")
		}
	}
	for _, a := range m.Attachments {
		if a.MainContent {
			n++
		}
	}
	if n != 1 {
		return refuse("%d main contents, body included; one is needed", n)
	}
	return nil
}

// checkDigests compares the digests that are given with what came; padding is accepted.
func checkDigests(list []AttachmentToPublish, parts []Part) *Refusal {
	sums := map[string]string{}
	for _, p := range parts {
		sums[p.Name] = base64.RawURLEncoding.EncodeToString(p.SHA256[:])
	}
	for i, a := range list {
		switch {
		case a.Digest == nil:
		case a.Digest.DigestMethod != "sha_256":
			return refuse("attachments[%d].digest.digestMethod is not sha_256", i)
		case strings.TrimRight(a.Digest.DigestValue, "=") != sums[a.HTTPPartName]:
			return &Refusal{Code: codeDigest, Message: fmt.Sprintf("attachments[%d].digest is not the base64url SHA-256 of its part", i)}
		}
	}
	return nil
}
