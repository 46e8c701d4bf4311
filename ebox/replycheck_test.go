package ebox

import (
	"crypto/sha256"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestCheckReply(t *testing.T) {
	fixed := answerable(option("1", "Oui", "Vous acceptez."), option("2", "Non", ""), comments("false"))
	both := answerable(option("1", "Oui", "Vous acceptez."), comments("true"))
	file := func(name, kind string, size int64) ReplyFile {
		return ReplyFile{Name: name, MediaType: kind, Size: size}
	}
	text := file("a.txt", "text/plain", 1)
	seven := make([]ReplyFile, 7)
	for i := range seven {
		seven[i] = file(numbered("a.txt", i+1), "text/plain", 1)
	}
	for name, tt := range map[string]struct {
		m    *Message
		d    ReplyDraft
		is   error
		most int64
	}{
		"free text":                    {answerable(), ReplyDraft{Comment: "Oui", Lang: "fr"}, nil, 0},
		"free text with files":         {answerable(), ReplyDraft{Comment: "Oui", Lang: "nl", Files: seven[:6]}, nil, 0},
		"fixed answer":                 {fixed, ReplyDraft{Choice: "SANDBOX_REPLY_OPTION_2", Lang: "de"}, nil, 0},
		"fixed answer and comment":     {both, ReplyDraft{Choice: "SANDBOX_REPLY_OPTION_1", Comment: "x", Lang: "de", Files: seven[:1]}, nil, 0},
		"as long as can be":            {answerable(), ReplyDraft{Comment: strings.Repeat("é", MaxReplyComment) + "\n", Lang: "fr"}, nil, 0},
		"no reply wanted":              {&Message{SenderOrganizationID: "0206731645"}, ReplyDraft{Comment: "Oui", Lang: "fr"}, ErrReplyNotAllowed, 0},
		"no sender to reply to":        {&Message{ReplyAuthorized: true, SenderOrganizationID: "x0206731645"}, ReplyDraft{Comment: "Oui", Lang: "fr"}, ErrReplyNotAllowed, 0},
		"no language":                  {answerable(), ReplyDraft{Comment: "Oui"}, ErrReplyLanguage, 0},
		"English":                      {answerable(), ReplyDraft{Comment: "Yes", Lang: "en"}, ErrReplyLanguage, 0},
		"no words":                     {answerable(), ReplyDraft{Comment: " \n\t\u200b", Lang: "fr"}, ErrReplyEmpty, 0},
		"no choice":                    {fixed, ReplyDraft{Lang: "fr"}, ErrReplyChoice, 0},
		"no choice, words":             {both, ReplyDraft{Comment: "x", Lang: "fr"}, ErrReplyChoice, 0},
		"a choice that is not offered": {fixed, ReplyDraft{Choice: "SANDBOX_REPLY_OPTION_3", Lang: "fr"}, ErrReplyChoice, 0},
		"a choice where none is":       {answerable(), ReplyDraft{Choice: "SANDBOX_REPLY_OPTION_1", Comment: "x", Lang: "fr"}, ErrReplyChoice, 0},
		"words where none are taken":   {fixed, ReplyDraft{Choice: "SANDBOX_REPLY_OPTION_1", Comment: "x", Lang: "fr"}, ErrReplyComment, 0},
		"files where none are taken":   {fixed, ReplyDraft{Choice: "SANDBOX_REPLY_OPTION_1", Lang: "fr", Files: seven[:1]}, ErrReplyComment, 0},
		"too long":                     {answerable(), ReplyDraft{Comment: strings.Repeat("é", MaxReplyComment+1), Lang: "fr"}, ErrReplyTooLong, MaxReplyComment},
		"seven files":                  {answerable(), ReplyDraft{Comment: "Oui", Lang: "fr", Files: seven}, ErrReplyFiles, 6},
		"an empty file":                {answerable(), ReplyDraft{Comment: "Oui", Lang: "fr", Files: []ReplyFile{file("a.txt", "text/plain", 0)}}, ErrReplyFileEmpty, 0},
		"a large file":                 {answerable(), ReplyDraft{Comment: "Oui", Lang: "fr", Files: []ReplyFile{file("a.txt", "text/plain", MaxReplyFile+1)}}, ErrReplyFileLarge, MaxReplyFile},
		"too much together": {answerable(), ReplyDraft{Comment: "Oui", Lang: "fr", Files: []ReplyFile{
			file("a.txt", "text/plain", MaxReplyFile), file("b.txt", "text/plain", MaxReplyFile), text,
		}}, ErrReplyFileLarge, MaxReplyTotal},
		"a name twice":             {answerable(), ReplyDraft{Comment: "Oui", Lang: "fr", Files: []ReplyFile{text, text}}, ErrReplyFileTwice, 0},
		"a picture":                {answerable(), ReplyDraft{Comment: "Oui", Lang: "fr", Files: []ReplyFile{file("a.png", "image/png", 1)}}, ErrReplyFileType, 0},
		"a type that is not its":   {answerable(), ReplyDraft{Comment: "Oui", Lang: "fr", Files: []ReplyFile{file("a.pdf", "text/plain", 1)}}, ErrReplyFileType, 0},
		"a name that is not clean": {answerable(), ReplyDraft{Comment: "Oui", Lang: "fr", Files: []ReplyFile{file("../a.txt", "text/plain", 1)}}, ErrReplyFileType, 0},
	} {
		t.Run(name, func(t *testing.T) {
			err := CheckReply(sandboxChoices{}, tt.m, &tt.d)
			var p *ReplyProblem
			if !errors.Is(err, tt.is) || err != nil && (!errors.As(err, &p) || p.Most != tt.most) {
				t.Errorf("got %v, want %v with %d", err, tt.is, tt.most)
			}
		})
	}
}

func TestChoices(t *testing.T) {
	m := answerable(
		option("10", "Dix", ""), option("2", "Non", "Vous refusez."), option("1", "Oui", "Vous acceptez."), option("02", "Non", ""),
		option("2", "Encore", ""), option("x", "Non", ""), option("0", "Non", ""), option("3", "", ""), comments("TRUE"),
	)
	form := sandboxChoices{}.Form(m)
	var got []string
	for _, c := range form.Choices {
		got = append(got, c.ID+" "+c.Label.In("fr").String()+" "+c.Meaning.In("fr").String())
	}
	want := []string{"SANDBOX_REPLY_OPTION_1 Oui Vous acceptez.", "SANDBOX_REPLY_OPTION_2 Non Vous refusez.", "SANDBOX_REPLY_OPTION_10 Dix "}
	if diff := cmp.Diff(want, got); diff != "" || !form.Comment {
		t.Errorf("comment %v, (-want +got):\n%s", form.Comment, diff)
	}
	if form := (sandboxChoices{}).Form(answerable(comments("false"))); len(form.Choices) > 0 || !form.Comment {
		t.Errorf("without choices: %+v", form)
	}
	long := ReplyChoice{ID: "1", Label: Translated{FR: Untrusted(strings.Repeat("é", 300))}}
	if d := (sandboxChoices{}).Data(long, "fr"); len(d) != 1 || utf8.RuneCountInString(d[0].Value) != maxDataValue {
		t.Errorf("a long label: %+v", d)
	}
	for sandbox, want := range map[bool]int{true: 3, false: 0} {
		f := newWorld(t).federation(Options{Sandbox: sandbox})
		if form := f.Choices().Form(m); len(form.Choices) != want || !form.Comment {
			t.Errorf("sandbox %v: %+v", sandbox, form)
		}
	}
	if d := (freeText{}).Data(long, "fr"); d != nil {
		t.Errorf("free text: %+v", d)
	}
}

func TestNewReplyFile(t *testing.T) {
	for name, tt := range map[string]struct {
		path, head string
		size       int64
		want       string // name and type
		is         error
	}{
		"pdf":                    {"/home/x/Attest.PDF", "%PDF-1.7", 10, "Attest.PDF application/pdf", nil},
		"pdf after some bytes":   {"a.pdf", "\n\n%PDF-1.7", 10, "a.pdf application/pdf", nil},
		"control characters":     {"a\x1b[31m\u202eb.txt", "x", 1, "ab.txt text/plain", nil},
		"utf-16":                 {"a.csv", "\xff\xfea\x00", 4, "a.csv text/csv", nil},
		"word":                   {"a.docx", "PK\x03\x04", 4, "a.docx application/vnd.openxmlformats-officedocument.wordprocessingml.document", nil},
		"old word":               {"a.doc", "\xd0\xcf\x11\xe0", 4, "a.doc application/msword", nil},
		"slides of the new kind": {"a.pptx", "PK\x03\x04", 4, "", ErrReplyFileType},
		"picture":                {"a.png", "\x89PNG", 4, "", ErrReplyFileType},
		"picture called pdf":     {"a.pdf", "\x89PNG", 4, "", ErrReplyFileType},
		"program called text":    {"a.txt", "\x7fELF\x00", 5, "", ErrReplyFileType},
		"text called archive":    {"a.zip", "hello", 5, "", ErrReplyFileType},
		"no ending":              {"readme", "hello", 5, "", ErrReplyFileType},
		"nothing":                {"a.txt", "", 0, "", ErrReplyFileEmpty},
		"too much":               {"a.txt", "x", MaxReplyFile + 1, "", ErrReplyFileLarge},
		"long name":              {strings.Repeat("é", 252) + ".txt", "x", 1, "", ErrReplyFileName},
	} {
		f, err := NewReplyFile(tt.path, tt.size, []byte(tt.head))
		if !errors.Is(err, tt.is) || err == nil && f.Name+" "+f.MediaType != tt.want {
			t.Errorf("%s: %q %s, %v", name, f.Name, f.MediaType, err)
		}
	}
	if list := ReplyTypes(); len(list) != len(replyTypes) || list[0] != ".csv" {
		t.Errorf("types %v", list)
	}
}

func TestAddReplyFile(t *testing.T) {
	file := func(name, text string) ReplyFile {
		return ReplyFile{Name: name, MediaType: "text/plain", Size: int64(len(text)), SHA256: sha256.Sum256([]byte(text))}
	}
	var files []ReplyFile
	for _, tt := range []struct {
		add  ReplyFile
		want string
		is   error
	}{
		{file("a.txt", "1"), "a.txt", nil},
		{file("A.txt", "1"), "", ErrReplyFileTwice},
		{file("a.txt", "2"), "a.txt, a (2).txt", nil},
		{file("A.TXT", "3"), "a.txt, a (2).txt, A (3).TXT", nil},
		{file("b.txt", ""), "", ErrReplyFileEmpty},
	} {
		more, err := AddReplyFile(files, tt.add)
		if !errors.Is(err, tt.is) {
			t.Errorf("%s: %v", tt.add.Name, err)
		}
		if err != nil {
			continue
		}
		files = more
		var names []string
		for _, f := range files {
			names = append(names, f.Name)
		}
		if got := strings.Join(names, ", "); got != tt.want {
			t.Errorf("%s, want %s", got, tt.want)
		}
	}
}

func FuzzDecodeReceipt(f *testing.F) {
	for _, s := range []string{receiptJSON, `{"messageId":1}`, `{"messageId":"\u001b"}`, "[]", "null", ""} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		var r Receipt
		err := wire21{}.decode(b, &r)
		if err == nil && !isClean(r.ReplyID+r.Code) || err == nil && r.ReplyID == "" || err != nil && !errors.Is(err, ErrMalformed) {
			t.Errorf("%+v, %v", r, err)
		}
	})
}
