package ebox

import (
	"slices"
	"strconv"
	"strings"
)

// ReplyChoices is how fixed answers are offered, and how one is named in a reply. Version 2 of the registry contract has
// neither, so whatever is known of it stands behind this.
type ReplyChoices interface {
	// Form is how the sender of m wants to be answered.
	Form(m *Message) ReplyForm
	// Data is the business data of a reply in lang that chooses c.
	Data(c ReplyChoice, lang string) []ReplyData
}

// ReplyData is a value of business data in a reply, in the reply's language.
type ReplyData struct{ Key, Value string }

// Choices is how this federation offers fixed answers: the sandbox by a convention of its own, nobody else in a way that is
// known, so that every other reply is free text.
func (f *Federation) Choices() ReplyChoices {
	if f.o.Sandbox {
		return sandboxChoices{}
	}
	return freeText{}
}

// freeText knows of no fixed answers.
type freeText struct{}

func (freeText) Form(*Message) ReplyForm              { return ReplyForm{Comment: true} }
func (freeText) Data(ReplyChoice, string) []ReplyData { return nil }

// sandboxChoices is the convention of the sandbox, which means nothing anywhere else. Business data SANDBOX_REPLY_OPTION_1,
// _2, ... of a message are the answers: the value is the label, the description the meaning. SANDBOX_REPLY_COMMENT, true or
// false, tells whether words and files may be added. A reply names the key of the chosen answer. Without these keys it is
// free text.
type sandboxChoices struct{}

const (
	sandboxOption  = "SANDBOX_REPLY_OPTION_"
	sandboxComment = "SANDBOX_REPLY_COMMENT"
)

// Form implements ReplyChoices.
func (sandboxChoices) Form(m *Message) ReplyForm {
	var f ReplyForm
	order := map[string]int{}
	for _, d := range m.BusinessData {
		if d.Key == sandboxComment && len(d.Values) == 1 {
			f.Comment = strings.EqualFold(d.Values[0].In().Raw(), "true")
		}
		n, err := strconv.Atoi(strings.TrimPrefix(d.Key, sandboxOption))
		if err != nil || n < 1 || d.Key != sandboxOption+strconv.Itoa(n) || len(d.Values) == 0 || d.Values[0].In().IsZero() || order[d.Key] > 0 {
			continue
		}
		order[d.Key] = n
		f.Choices = append(f.Choices, ReplyChoice{ID: d.Key, Label: d.Values[0], Meaning: d.Description})
	}
	slices.SortStableFunc(f.Choices, func(a, b ReplyChoice) int { return order[a.ID] - order[b.ID] })
	f.Comment = f.Comment || len(f.Choices) == 0
	return f
}

// Data implements ReplyChoices.
func (sandboxChoices) Data(c ReplyChoice, lang string) []ReplyData {
	value := []rune(c.Label.In(lang).Raw())
	return []ReplyData{{c.ID, string(value[:min(len(value), maxDataValue)])}}
}
