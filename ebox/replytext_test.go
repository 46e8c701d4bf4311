package ebox

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestReplySubject(t *testing.T) {
	m := &Message{Subject: Translated{NL: Untrusted("Vraag"), FR: Untrusted("Question")}}
	for lang, want := range map[string]string{"nl": "Antwoord: Vraag", "fr": "Réponse : Question", "de": "Antwort: Question"} {
		if got := ReplySubject(m, lang); got != want {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
	}
	long := &Message{Subject: Translated{FR: Untrusted(strings.Repeat("é", 500))}}
	if got := ReplySubject(long, "fr"); utf8.RuneCountInString(got) != MaxSubject || !strings.HasSuffix(got, "…") {
		t.Errorf("%d characters: %q", utf8.RuneCountInString(got), got)
	}
	if got := ReplySubject(&Message{}, "fr"); got != "Réponse :" {
		t.Errorf("without a subject: %q", got)
	}
}

func TestReplyText(t *testing.T) {
	choice := ReplyForm{Choices: []ReplyChoice{{ID: "1", Label: Translated{FR: Untrusted("J'accepte"), NL: Untrusted("Ik aanvaard")}}}}
	both := choice
	both.Comment = true
	tests := []struct {
		name string
		form ReplyForm
		d    ReplyDraft
		want string
	}{
		{"fixed answer", choice, ReplyDraft{Choice: "1", Lang: "nl"}, "Ik aanvaard"},
		{"a comment that is not allowed stays here", choice, ReplyDraft{Choice: "1", Lang: "fr", Comment: "x"}, "J'accepte"},
		{"with a comment", both, ReplyDraft{Choice: "1", Lang: "fr", Comment: "Dès lundi.\n\nMerci \n"}, "J'accepte\n\nDès lundi.\n\nMerci"},
		{"free text", ReplyForm{Comment: true}, ReplyDraft{Lang: "fr", Comment: "  Bonjour"}, "  Bonjour"},
		{"nothing yet", both, ReplyDraft{Lang: "fr"}, ""},
		{"an answer that is not offered", choice, ReplyDraft{Choice: "9", Lang: "fr"}, ""},
	}
	for _, tt := range tests {
		if got := ReplyText(tt.form, &tt.d); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}
