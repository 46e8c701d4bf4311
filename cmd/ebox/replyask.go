package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"myebox/ebox"
	"myebox/tui/present"
)

// dot ends a text, or a list of files, on a line of its own.
const dot = "."

// asker puts questions to a person at the terminal, one line at a time. There is no default anywhere; the end of input is
// errNoAnswer.
type asker struct {
	w   *wiring
	out io.WriteCloser
	in  *bufio.Reader
}

// newAsker is errNoAnswer where there is nobody to ask.
func (w *wiring) newAsker() (*asker, error) {
	out, err := w.sys.talk()
	if err != nil {
		return nil, err
	}
	return &asker{w, out, bufio.NewReader(io.LimitReader(w.sys.in, 1<<20))}, nil
}

func (a *asker) close() { _ = a.out.Close() }

// say writes texts, each on lines of its own.
func (a *asker) say(texts ...string) {
	for _, s := range texts {
		printLines(a.out, present.Wrap(s, a.w.width()))
	}
}

// line asks for one line; the question is the last thing before it.
func (a *asker) line(ctx context.Context, question string) (string, error) {
	if _, err := fmt.Fprint(a.out, question+" "); err != nil {
		return "", fmt.Errorf("asking: %w", err)
	}
	line, err := readLine(ctx, a.in)
	if err != nil {
		fmt.Fprintln(a.out)
	}
	return line, err
}

// yes asks until it hears one of the whole words.
func (a *asker) yes(ctx context.Context, question string) (bool, error) {
	for {
		switch line, err := a.line(ctx, question); {
		case err != nil:
			return false, err
		case strings.EqualFold(line, a.w.t.Words.Yes):
			return true, nil
		case strings.EqualFold(line, a.w.t.Words.No):
			return false, nil
		}
	}
}

// word asks once for a word. What was typed before the question was there is thrown away, and what is pasted is not the
// word: terminals that can mark it are asked to. Anything else is no.
func (a *asker) word(ctx context.Context, question, word string) (bool, error) {
	a.fresh()
	if a.w.sys.getenv("TERM") != "dumb" {
		_, _ = io.WriteString(a.out, "\x1b[?2004h") // bracketed paste: the marks become part of the line
		defer func() { _, _ = io.WriteString(a.out, "\x1b[?2004l") }()
	}
	line, err := a.line(ctx, question)
	return err == nil && strings.EqualFold(line, word), err
}

// text asks for lines up to one that is a dot.
func (a *asker) text(ctx context.Context) (string, error) {
	var lines []string
	for {
		line, err := readLine(ctx, a.in)
		switch {
		case err != nil:
			return "", err
		case line == dot:
			return strings.Join(lines, "\n"), nil
		}
		lines = append(lines, line)
	}
}

// page says a step of a reply: the heading and what belongs to it, in reading order.
func (a *asker) page(v present.Voice, p present.ReplyPage) {
	a.say("", p.Title)
	if p.Step != "" {
		a.say(p.Step)
	}
	printLines(a.out, a.w.pageLines(v, p))
}

// askReply asks step by step and sends after the word only. However it ends before, nothing was sent and the draft stays.
func (w *wiring) askReply(ctx context.Context, r *replying, o *replyOptions) error {
	a, err := w.newAsker()
	if err != nil {
		return &usageError{msg: w.t.ReplyCommands.NeedsTerminal}
	}
	defer a.close()
	ok, err := w.askSteps(ctx, a, r)
	if err == nil && ok {
		return w.send(ctx, r, o)
	}
	if err != nil && !errors.Is(err, errNoAnswer) && ctx.Err() == nil {
		return err
	}
	kept := w.t.ReplyCommands.DraftKept
	if !r.box.Kept() {
		kept = w.t.ReplyCommands.DraftLost
	}
	if r.draft == nil {
		kept = ""
	}
	w.note(strings.TrimSpace(w.t.ReplyCommands.NotSent + " " + kept))
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return errDeclined
}

// askSteps walks the steps in their order; true: the word was typed.
func (w *wiring) askSteps(ctx context.Context, a *asker, r *replying) (bool, error) {
	if r.again() {
		a.page(r.v, r.v.ReplyAgain(r.page()))
		if ok, err := a.yes(ctx, r.v.Texts.Reply.Again.Yes+". "+w.typeYes()); err != nil || !ok {
			return false, err
		}
	} else if err := w.askDraft(ctx, a, r); err != nil {
		return false, err
	}
	if err := r.box.Check(r.m, r.draft); err != nil {
		return false, err
	}
	a.page(r.v, r.v.ReplyPage(present.ReplyReview, r.page()))
	last := r.v.ReplyPage(present.ReplyConfirm, r.page())
	a.page(r.v, last)
	a.say("", fmt.Sprintf(w.t.ReplyCommands.TypeWord, strings.ToUpper(last.Word)))
	return a.word(ctx, w.t.ReplyCommands.WordField, last.Word)
}

// typeYes names the words for yes and no.
func (w *wiring) typeYes() string { return fmt.Sprintf(w.words.TypeYes, w.t.Words.Yes, w.t.Words.No) }

// askDraft asks for everything that is sent. After each answer the draft is saved.
func (w *wiring) askDraft(ctx context.Context, a *asker, r *replying) error {
	if r.draft == nil {
		r.draft = r.v.NewReplyDraft(r.m)
	} else {
		a.say(fmt.Sprintf(w.t.ReplyCommands.Draft, w.t.DateTime(r.draft.Changed)))
	}
	if len(r.form.Choices) > 0 {
		if err := w.askChoice(ctx, a, r); err != nil {
			return err
		}
	}
	a.page(r.v, r.v.ReplyPage(present.ReplyMeaning, r.page()))
	if !r.form.Comment {
		return nil
	}
	a.page(r.v, r.v.ReplyPage(present.ReplyAdd, r.page()))
	if err := w.askText(ctx, a, r); err != nil {
		return err
	}
	return w.askFiles(ctx, a, r)
}

func (w *wiring) askChoice(ctx context.Context, a *asker, r *replying) error {
	p := r.v.ReplyPage(present.ReplyAnswer, r.page())
	a.page(r.v, p)
	a.say("")
	for i, option := range p.Options {
		a.say(strconv.Itoa(i+1) + ". " + option.Text)
	}
	for {
		typed, err := a.line(ctx, w.t.ReplyCommands.WhichAnswer)
		if err != nil {
			return err
		}
		n, err := strconv.Atoi(typed)
		if err != nil || n < 1 || n > len(p.Options) {
			a.say(w.t.ReplyCommands.NoSuchAnswer)
			continue
		}
		present.ChooseReply(r.form, r.draft, p.Options[n-1].Choice)
		return r.box.SaveDraft(ctx, r.draft)
	}
}

func (w *wiring) askText(ctx context.Context, a *asker, r *replying) error {
	t := &w.t.ReplyCommands
	if strings.TrimSpace(r.draft.Comment) != "" {
		a.say("")
		keep, err := a.yes(ctx, fmt.Sprintf(t.KeepText, w.t.Words.Yes, w.t.Words.No))
		if err != nil || keep {
			return err
		}
	}
	a.say("", t.TypeText)
	if len(r.form.Choices) > 0 {
		a.say(t.NoComment)
	}
	text, err := a.text(ctx)
	if err != nil {
		return err
	}
	r.draft.Comment = text
	return r.box.SaveDraft(ctx, r.draft)
}

// askFiles adds files and takes them away until a dot. One that cannot be sent is told, and another path asked for.
func (w *wiring) askFiles(ctx context.Context, a *asker, r *replying) error {
	t := &w.t.ReplyCommands
	a.say("")
	for i, f := range r.draft.Files {
		a.say(r.v.ReplyFile(i, f))
	}
	a.say(t.TypeFiles)
	for {
		typed, err := a.line(ctx, t.FileField)
		switch {
		case err != nil:
			return err
		case typed == dot:
			return nil
		case typed == "":
			continue
		}
		if n, err := strconv.Atoi(typed); err == nil && n < 0 {
			if -n > len(r.draft.Files) {
				a.say(t.NoSuchFile)
				continue
			}
			name := r.draft.Files[-n-1].Name
			if err := r.box.Detach(ctx, r.draft, -n-1); err != nil {
				return err
			}
			a.say(fmt.Sprintf(t.FileRemoved, ebox.Sanitize(name)))
			continue
		}
		before := len(r.draft.Files)
		if err := r.box.Attach(ctx, r.draft, homePath(typed)); err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			printLines(a.out, w.failureLines(w.explain(&fileError{typed, err}).Failure))
			continue
		}
		if len(r.draft.Files) > before {
			f := r.draft.Files[len(r.draft.Files)-1]
			a.say(fmt.Sprintf(t.FileAdded, ebox.Sanitize(f.Name), w.t.Size(f.Size)))
		}
	}
}

// homePath is a path as it was typed, ~ being the home directory.
func homePath(typed string) string {
	if rest, ok := strings.CutPrefix(typed, "~"+string(os.PathSeparator)); ok && homeDir() != "" {
		return homeDir() + string(os.PathSeparator) + rest
	}
	return typed
}
