package mailbox

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"time"
)

// ParseUpdates reads the body of a PATCH of the message list (MessagesToUpdate). The error is a *Refusal.
func ParseUpdates(b []byte) ([]MessageToUpdate, error) {
	in, root := parseObject(b)
	var list []MessageToUpdate
	for _, o := range in.objects(root, "items", true) {
		list = append(list, MessageToUpdate{in.text(o, "messageId", true), in.flag(o, "visible", true)})
	}
	if n, ok := root.m["totalItems"].(json.Number); ok {
		if v, err := n.Int64(); err != nil || v != int64(len(list)) {
			in.refuse("totalItems is not the number of items")
		}
	} else if _, there := root.m["totalItems"]; there {
		in.refuse("totalItems is not a number")
	}
	if in.err != nil {
		return nil, in.err
	}
	return list, nil
}

// ParsePublication reads the JSON part of a publication (MessageToPublish). The error is a *Refusal. Whether what it says
// may be published is for Box.Publish to judge.
func ParsePublication(b []byte) (MessageToPublish, error) {
	in, o := parseObject(b)
	to := in.object(o, "recipient", true)
	m := MessageToPublish{
		Recipient:            EboxID{in.text(to, "eboxType", true), in.text(to, "eboxIdValue", true)},
		OriginalMessageID:    in.text(o, "originalMessageId", false),
		Subject:              in.translated(o, "subject", true),
		MessageTypeID:        in.text(o, "messageTypeId", false),
		SenderOrganizationID: in.text(o, "senderOrganizationId", false),
		SenderApplicationID:  in.text(o, "senderApplicationId", false),
		RegisteredMail:       in.flag(o, "registeredMail", false),
		BodyMainContent:      in.flag(o, "bodyMainContent", true),
		ReplyAuthorized:      in.flag(o, "replyAuthorized", true),
	}
	if p := in.object(o, "forTheAttentionOf", false); p.m != nil {
		m.ForTheAttentionOf = &ForTheAttentionOf{in.text(p, "id", false), in.text(p, "type", false), in.text(p, "name", false)}
	}
	if s := in.text(o, "expirationDate", false); s != "" {
		t, err := time.Parse(time.RFC3339, s)
		if err != nil {
			in.refuse("expirationDate is not a date-time")
		}
		m.ExpirationDate = &DateTime{t}
	}
	if in.object(o, "bodyContent", false).m != nil {
		t := in.translated(o, "bodyContent", true)
		m.BodyContent = &t
	}
	m.HasPaymentData = in.object(o, "paymentData", false).m != nil
	for _, a := range in.objects(o, "attachments", false) {
		m.Attachments = append(m.Attachments, in.attachment(a))
	}
	for _, d := range in.objects(o, "businessDataList", false) {
		m.BusinessDataList = append(m.BusinessDataList, in.businessData(d))
	}
	if in.err != nil {
		return MessageToPublish{}, in.err
	}
	return m, nil
}

func (in *reader) attachment(o node) AttachmentToPublish {
	a := AttachmentToPublish{
		HTTPPartName:     in.text(o, "httpPartName", true),
		MainContent:      in.flag(o, "mainContent", true),
		AttachmentSigned: in.flag(o, "attachmentSigned", false),
	}
	if in.object(o, "attachmentTitle", false).m != nil {
		t := in.translated(o, "attachmentTitle", true)
		a.AttachmentTitle = &t
	}
	if d := in.object(o, "digest", false); d.m != nil {
		a.Digest = &Digest{in.text(d, "digestValue", true), in.text(d, "digestMethod", true)}
	}
	return a
}

func (in *reader) businessData(o node) BusinessDataToPublish {
	d := BusinessDataToPublish{Key: in.text(o, "key", true), Values: []Translated{}}
	for _, f := range []struct {
		name string
		to   **Translated
	}{{"name", &d.Name}, {"description", &d.Description}} {
		if in.object(o, f.name, false).m != nil {
			t := in.translated(o, f.name, true)
			*f.to = &t
		}
	}
	for _, v := range in.objects(o, "values", true) {
		d.Values = append(d.Values, Translated{NL: in.text(v, "nl", false), FR: in.text(v, "fr", false), DE: in.text(v, "de", false)})
	}
	return d
}

// reader looks into a JSON document and keeps the first thing that is wrong with it. Names must be spelled exactly, and
// null stands nowhere: the contract has none.
type reader struct{ err error }

// node is an object and where it stands.
type node struct {
	path string
	m    map[string]any
}

func (in *reader) refuse(format string, args ...any) {
	if in.err == nil {
		in.err = &Refusal{Code: codeInput, Message: fmt.Sprintf(format, args...)}
	}
}

func parseObject(b []byte) (*reader, node) {
	in := &reader{}
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	var m map[string]any
	if err := d.Decode(&m); err != nil || m == nil {
		in.refuse("the JSON part is not a JSON object")
	} else if _, err := d.Token(); err != io.EOF {
		in.refuse("the JSON part goes on after its object")
	}
	return in, node{"", m}
}

// value is a member of the right type, or the zero value when it is absent and need not be there.
func value[T any](in *reader, o node, name, kind string, required bool) (v T, ok bool) {
	x, there := o.m[name]
	if v, ok = x.(T); ok {
		return v, true
	}
	switch {
	case there:
		in.refuse("%s%s is not %s", o.path, name, kind)
	case required:
		in.refuse("%s%s is missing", o.path, name)
	}
	return v, false
}

func (in *reader) text(o node, name string, required bool) string {
	s, _ := value[string](in, o, name, "a string", required)
	return s
}

func (in *reader) flag(o node, name string, required bool) bool {
	b, _ := value[bool](in, o, name, "a boolean", required)
	return b
}

func (in *reader) object(o node, name string, required bool) node {
	m, _ := value[map[string]any](in, o, name, "an object", required)
	return node{o.path + name + ".", m}
}

func (in *reader) objects(o node, name string, required bool) []node {
	list, _ := value[[]any](in, o, name, "an array", required)
	nodes := make([]node, 0, len(list))
	for i, x := range list {
		m, ok := x.(map[string]any)
		if !ok {
			in.refuse("%s%s holds something else than objects", o.path, name)
			return nil
		}
		nodes = append(nodes, node{fmt.Sprintf("%s%s[%d].", o.path, name, i), m})
	}
	return nodes
}

func (in *reader) translated(o node, name string, required bool) Translated {
	t := in.object(o, name, required)
	return Translated{NL: in.text(t, "nl", false), FR: in.text(t, "fr", false), DE: in.text(t, "de", false)}
}
