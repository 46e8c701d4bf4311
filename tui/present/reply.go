package present

import (
	"slices"
	"strings"

	"myebox/ebox"
	"myebox/tui/lang"
)

// ReplyStep is a step of replying. They are taken in this order, and each is said in full before the next.
type ReplyStep int

// The steps. Opening the document is the message's own affair; it comes before all others and is not counted.
const (
	ReplyOpen    ReplyStep = iota + 1 // the document has not been opened: nothing can be replied yet
	ReplyAnswer                       // a fixed answer is chosen
	ReplyMeaning                      // its meaning and consequences, or those of free text
	ReplyAdd                          // comment or own words, and files
	ReplyReview                       // everything as it will be sent
	ReplyConfirm                      // the word is typed
)

// ReplySteps are the steps of a reply in that form, ReplyOpen left out.
func ReplySteps(f ebox.ReplyForm) []ReplyStep {
	var out []ReplyStep
	if len(f.Choices) > 0 {
		out = append(out, ReplyAnswer)
	}
	out = append(out, ReplyMeaning)
	if f.Comment {
		out = append(out, ReplyAdd)
	}
	return append(out, ReplyReview, ReplyConfirm)
}

// NextReplyStep is the step after s, d = 1, or before it, d = -1; 0 when there is none.
func NextReplyStep(f ebox.ReplyForm, s ReplyStep, d int) ReplyStep {
	all := ReplySteps(f)
	if i := slices.Index(all, s) + d; i >= 0 && i < len(all) {
		return all[i]
	}
	return 0
}

// ResumeReplyStep is the step at which a draft is taken up again: the first at which something is missing, else the one
// where something can be added, or the meaning when nothing can. Nobody comes to the review of a draft without having
// passed what comes before.
func ResumeReplyStep(f ebox.ReplyForm, d *ebox.ReplyDraft) ReplyStep {
	if _, ok := f.Choice(d.Choice); !ok && len(f.Choices) > 0 {
		return ReplyAnswer
	}
	if f.Comment && (strings.TrimSpace(d.Comment) != "" || len(d.Files) > 0) {
		return ReplyAdd
	}
	return ReplyMeaning
}

// Replying is a reply as far as it is.
type Replying struct {
	Message    *ebox.Message
	Form       ebox.ReplyForm
	Draft      *ebox.ReplyDraft // nil: nothing was written, or there is no copy
	Record     ebox.ReplyRecord
	Kept       bool // drafts are on the disk, encrypted
	Enterprise bool // whose portal is named
}

// ReplyAct is what an option of a page does.
type ReplyAct int

// The acts. None of them sends anything.
const (
	ReplyActOpenDocument ReplyAct = iota + 1 // opens the main document, and goes back to the message
	ReplyActChoose                           // takes ReplyOption.Choice
	ReplyActWrite                            // edits the comment, or the words
	ReplyActAttach                           // asks for a file
	ReplyActDetach                           // takes file ReplyOption.File away
	ReplyActContinue                         // goes on to the next step
	ReplyActGoOn                             // takes the draft up again
	ReplyActKeep                             // leaves; the draft stays
	ReplyActDiscard                          // forgets the draft, after a question
	ReplyActLeave                            // leaves all as it is
	ReplyActPortal                           // opens ReplyPage.Portal
	ReplyActAgain                            // goes to the first of two questions before a reply that was perhaps sent is sent again
	ReplyActRead                             // shows the copy
)

// ReplyOption is something to choose on a page.
type ReplyOption struct {
	Act    ReplyAct
	Text   string
	Choice string // of ReplyActChoose
	File   int    // of ReplyActDetach, from 0
	On     bool   // it is what holds now
}

// ReplyPage is a step or a state of a reply as it is said: the heading, where one is, what is said in reading order, and
// what can be chosen. It is the same in every face of the program.
type ReplyPage struct {
	Title    string
	Step     string    // "Step 2 of 5: meaning and consequences"; "" where no step is counted
	Sections []Section // a section without a title is plain paragraphs
	Options  []ReplyOption
	Details  []string // codes and references of a refusal: shown on request
	Portal   string   // address of the official portal, where it is named
	Word     string   // to be typed to confirm; "" on all other pages
	Level    Level    // of the state that is shown
}

// ReplyPage is what a step says.
func (v Voice) ReplyPage(s ReplyStep, r Replying) ReplyPage {
	p := ReplyPage{Title: v.Texts.Reply.Title, Step: v.replyPlace(s, r.Form)}
	p.Sections = []Section{{Items: []Item{{Label: v.Texts.Reader.Title, Text: v.Subject(r.Message)}}}}
	switch s {
	case ReplyAnswer:
		v.answerPage(&p, r)
	case ReplyMeaning:
		v.meaningPage(&p, r)
	case ReplyAdd:
		v.addPage(&p, r)
	case ReplyReview:
		v.reviewPage(&p, r)
	case ReplyConfirm:
		v.confirmPage(&p, r)
	default:
		p.plain(v.Texts.Reply.OpenFirst, v.Texts.Reply.OpenHow)
		p.Options = []ReplyOption{{Act: ReplyActOpenDocument, Text: lang.Capital(v.Texts.Reply.OpenNow)}}
	}
	return p
}

// replyPlace is where one is among the steps.
func (v Voice) replyPlace(s ReplyStep, f ebox.ReplyForm) string {
	all := ReplySteps(f)
	i := slices.Index(all, s)
	if i < 0 {
		return ""
	}
	n := func(i int) string { return v.Texts.Number(int64(i)) }
	return sprintf(v.Texts.Reply.Step, n(i+1), n(len(all)), v.ReplyStepName(s, f))
}

// ReplyStepName is the name of a step.
func (v Voice) ReplyStepName(s ReplyStep, f ebox.ReplyForm) string {
	t := v.Texts.Reply
	switch s {
	case ReplyAnswer:
		return t.StepAnswer
	case ReplyMeaning:
		return t.StepMeaning
	case ReplyAdd:
		if len(f.Choices) == 0 {
			return t.StepWords
		}
		return t.StepAdd
	case ReplyReview:
		return t.StepReview
	case ReplyConfirm:
		return t.StepConfirm
	}
	return t.OpenFirst
}

// plain adds a section of sentences; empty ones are left out.
func (p *ReplyPage) plain(texts ...string) { p.add("", Plain, texts...) }

// add adds a section of sentences under a title.
func (p *ReplyPage) add(title string, l Level, texts ...string) {
	s := Section{Title: title}
	for _, t := range texts {
		if t != "" {
			s.Items = append(s.Items, Item{Text: t, Level: l})
		}
	}
	if len(s.Items) > 0 {
		p.Sections = append(p.Sections, s)
	}
}

func (v Voice) answerPage(p *ReplyPage, r Replying) {
	t := v.Texts.Reply
	p.plain(t.Choose)
	for _, c := range r.Form.Choices {
		p.Options = append(p.Options, ReplyOption{
			Act: ReplyActChoose, Choice: c.ID, Text: v.replyLabel(r, c), On: r.Draft != nil && r.Draft.Choice == c.ID,
		})
	}
	p.plain(t.Once+" "+t.Until, v.replyKept(r))
}

// replyLabel is an answer in the language in which it will be sent, so that all screens say the same.
func (v Voice) replyLabel(r Replying, c ebox.ReplyChoice) string {
	return c.Label.In(v.replyLang(r), v.Texts.Code).String()
}

func (v Voice) replyLang(r Replying) string {
	if r.Draft != nil && r.Draft.Lang != "" {
		return r.Draft.Lang
	}
	return v.ReplyLang(r.Message)
}

// replyKept is where the draft is.
func (v Voice) replyKept(r Replying) string {
	if r.Kept {
		return v.Texts.Reply.KeptSealed
	}
	return v.Texts.Reply.KeptMemory
}

func (v Voice) meaningPage(p *ReplyPage, r Replying) {
	t := v.Texts.Reply
	if len(r.Form.Choices) == 0 {
		p.plain(t.FreeWords)
		p.add(lang.Capital(v.Texts.Terms.Consequences), Plain, t.FreeMeaning)
		p.plain(t.Once+" "+t.Legal, t.Until, v.replyKept(r))
		p.Options = v.replyContinue()
		return
	}
	c, ok := r.Form.Choice(r.Draft.Choice)
	if !ok {
		return
	}
	p.Sections = append(p.Sections, Section{Items: []Item{{Label: lang.Capital(v.Texts.Terms.YourReply), Text: v.replyLabel(r, c)}}})
	p.Sections = append(p.Sections, v.replyMeaning(r, c))
	more := ""
	if !r.Form.Comment {
		more = t.AddNothing
	}
	p.plain(more, t.Once+" "+t.Legal, t.Until)
	p.Options = v.replyContinue()
}

// replyMeaning is what the sender says about an answer, in full.
func (v Voice) replyMeaning(r Replying, c ebox.ReplyChoice) Section {
	t := v.Texts.Reply
	s := Section{Title: t.SenderSays}
	meaning := c.Meaning.In(v.replyLang(r), v.Texts.Code).Block()
	if strings.TrimSpace(meaning) == "" {
		s.Title = lang.Capital(v.Texts.Terms.Consequences)
		meaning = t.NoMeaning
	}
	s.Items = []Item{{Text: meaning, Level: Notice}}
	return s
}

func (v Voice) replyContinue() []ReplyOption {
	return []ReplyOption{{Act: ReplyActContinue, Text: lang.Capital(v.Texts.Words.Continue)}}
}
