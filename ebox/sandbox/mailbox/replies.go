package mailbox

import (
	"strconv"
	"strings"
)

// The contract has no field for fixed answers. This is the sandbox's convention for them, the only place that knows it.
//
// A message that wants one of several answers carries business data SANDBOX_REPLY_OPTION_1, _2, ...: the value is the
// label of the answer, the description its meaning and consequences. SANDBOX_REPLY_COMMENT, true or false, tells
// whether words of one's own may be added. A message that allows a reply without these keys takes free text.
//
// A reply that chooses carries, as its business data, the key of the chosen option and nothing else. Its body holds the
// label, and after it, where allowed, the comment.
const (
	optionPrefix = "SANDBOX_REPLY_OPTION_"
	keyComment   = "SANDBOX_REPLY_COMMENT"
)

var (
	labelOption  = tri{"Mogelijk antwoord", "Réponse possible", "Mögliche Antwort"}
	labelComment = tri{"Eigen opmerking mogelijk", "Commentaire personnel possible", "Eigene Bemerkung möglich"}
)

// appendData appends the business data that offers the answers; a nil replyKind offers none.
func (r *replyKind) appendData(list []datum) []datum {
	if r == nil || len(r.choices) == 0 {
		return list
	}
	for i, c := range r.choices {
		list = append(list, datum{key: optionPrefix + strconv.Itoa(i+1), name: labelOption, description: c.meaning, values: c.label})
	}
	return append(list, code(keyComment, labelComment, strconv.FormatBool(r.comment)))
}

// chosen is the answer that the reply's business data names.
func (r *replyKind) chosen(list []BusinessDataToPublish) (choice, bool) {
	if len(list) != 1 {
		return choice{}, false
	}
	n, err := strconv.Atoi(strings.TrimPrefix(list[0].Key, optionPrefix))
	if err != nil || n < 1 || n > len(r.choices) || list[0].Key != optionPrefix+strconv.Itoa(n) {
		return choice{}, false
	}
	return r.choices[n-1], true
}

// check holds a reply to the manner in which the sender wants to be answered.
func (r *replyKind) check(m *MessageToPublish, original *glance) *Refusal {
	if len(r.choices) == 0 {
		if len(m.BusinessDataList) > 0 {
			return refuse("businessDataList has a key that this kind of reply does not know")
		}
		return nil
	}
	c, ok := r.chosen(m.BusinessDataList)
	if !ok {
		return refuse("businessDataList does not name one of the answers that the original message offers")
	}
	if r.comment {
		return nil
	}
	if len(m.Attachments) > 0 || m.BodyContent == nil || !c.is(*m.BodyContent) {
		return refuse("the original message takes no comment: the body must be the label of the chosen answer, without attachments")
	}
	return nil
}

// is tells whether a text is the label, in whatever language.
func (c choice) is(t Translated) bool {
	for l := range lang(langs) {
		for _, s := range c.label {
			if t.In(l.code()) == s {
				return true
			}
		}
	}
	return false
}
