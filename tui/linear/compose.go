package linear

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// compose edits a text line by line: lines are added until one that is a full stop alone, and every line can be heard
// again, changed, deleted, or get another one before it. keep is called after every change. It is not done in another
// editor: that would leave what is written on the disk, in files that nobody here can wipe.
func (s *session) compose(ctx context.Context, title, text string, keep func(text string) error) error {
	c := &composer{s: s, title: title, keep: keep}
	if strings.TrimSpace(text) != "" {
		c.lines = strings.Split(strings.TrimRight(text, "\n"), "\n")
	}
	c.track = lines(c.spoken)
	sc := &scene{track: c.track, where: func() string { return title }, offers: c.offers}
	s.Say(title + ". " + s.t.Count(s.t.Linear.ComposeLines, len(c.lines)))
	if len(c.lines) == 0 {
		if err := c.add(ctx, 0); err != nil {
			return err
		}
		if len(c.lines) == 0 {
			return nil
		}
	} else if err := s.here(ctx, c.track); err != nil {
		return err
	}
	for {
		cmd, _, err := s.choose(ctx, sc)
		if err != nil {
			return err
		}
		if cmd == cmdBack {
			return nil
		}
		if err := s.settled(ctx, c.do(ctx, cmd)); err != nil {
			return err
		}
		c.track.clamp()
	}
}

// composer is a text that is being written.
type composer struct {
	s     *session
	title string
	lines []string
	keep  func(text string) error
	track *track
}

// spoken are the lines as they are said: an empty one says so.
func (c *composer) spoken() []string {
	out := make([]string, len(c.lines))
	for i, l := range c.lines {
		if strings.TrimSpace(l) == "" {
			l = c.s.t.Linear.ComposeEmpty
		}
		out[i] = l
	}
	return out
}

// offers are the commands of the text.
func (c *composer) offers() []offer {
	some, why := len(c.lines) > 0, c.s.t.Reply.Why.NoText
	return append([]offer{
		{cmd: cmdAddLines}, when(some, cmdChangeLine, why), when(some, cmdInsertLine, why), when(some, cmdDeleteLine, why),
	}, on(cmdBack)...)
}

// do changes the text.
func (c *composer) do(ctx context.Context, cmd command) error {
	s, at := c.s, c.track.at
	switch cmd {
	case cmdAddLines:
		return c.add(ctx, len(c.lines))
	case cmdInsertLine:
		return c.add(ctx, at)
	case cmdChangeLine:
		s.Item(c.spoken()[at])
		typed, err := s.lineOf(ctx, fmt.Sprintf(s.t.Linear.ComposeNew, s.t.Number(int64(at+1))))
		if err != nil {
			return s.leftAlone(err)
		}
		c.lines[at] = typed
		s.Say(s.t.Words.Done)
	case cmdDeleteLine:
		s.Item(fmt.Sprintf(s.t.Linear.ComposeDeleted, c.spoken()[at]))
		c.lines = append(c.lines[:at], c.lines[at+1:]...)
	}
	return c.keep(strings.Join(c.lines, "\n"))
}

// add takes lines, before the i-th, until one that is a full stop alone. The end of the input, or Escape alone, ends the
// writing too; what was written stays.
func (c *composer) add(ctx context.Context, i int) error {
	s := c.s
	s.Say(s.t.Linear.ComposeHow)
	n := i
	for {
		typed, err := s.lineOf(ctx, fmt.Sprintf(s.t.Linear.ComposeLine, s.t.Number(int64(n+1))))
		if errors.Is(err, ErrLeft) || errors.Is(err, ErrAborted) && s.con.tty || err == nil && strings.TrimSpace(typed) == "." {
			break
		}
		if err != nil {
			return err
		}
		c.lines = append(c.lines[:n], append([]string{typed}, c.lines[n:]...)...)
		n++
	}
	c.track.at = max(n-1, 0)
	s.Say(s.t.Count(s.t.Linear.ComposeLines, len(c.lines)))
	if n == i {
		return nil
	}
	return c.keep(strings.Join(c.lines, "\n"))
}

// lineOf asks for a line of a text, whose blanks stay.
func (s *session) lineOf(ctx context.Context, prompt string) (string, error) {
	typed, err := s.line(ctx, prompt, Lines)
	if typed == "\x1b" {
		return "", ErrLeft
	}
	return strings.TrimRight(strings.ReplaceAll(typed, "\t", " "), " "), err
}
