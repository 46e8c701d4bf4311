package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"

	"myebox/ebox"
	"myebox/tui/present"
)

// defaultLimit is how many messages list shows when nobody says.
const defaultLimit = 25

type listOptions struct {
	json, wide, all          bool
	folder                   string
	unread, read, registered bool
	expiring, limit          int // days; messages
	sender, kind             string
	search, searchLang       string
	after, before, format    string
}

func newListCmd(w *wiring, run func(context.Context, *listOptions) error) *cobra.Command {
	o := &listOptions{}
	c := &w.t.Commands
	cmd := &cobra.Command{
		Use: "list", Short: c.List, Long: c.List + ".\n\n" + w.words.ListLong, Args: exactly(0), Aliases: []string{"ls"},
		Example: "  ebox list\n  ebox list --unread --registered\n  ebox list --expiring 15 --all\n  ebox list --search belasting --search-lang nl\n  ebox list --json | jq -r '.messages[].subject'",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := errors.Join(notBoth(cmd, "unread", "read"), notBoth(cmd, "limit", "all"), notBoth(cmd, "json", "format")); err != nil {
				return err
			}
			return run(cmd.Context(), o)
		},
	}
	f := cmd.Flags()
	f.BoolVar(&o.json, "json", false, c.FlagJSON)
	f.Var(newText(&o.folder, "inbox", "NAME"), "folder", w.words.FlagFolder)
	f.BoolVar(&o.unread, "unread", false, c.FlagUnread)
	f.BoolVar(&o.read, "read", false, c.FlagRead)
	f.BoolVar(&o.registered, "registered", false, c.FlagRegistered)
	f.Var(newNumber(&o.expiring, 0, 1), "expiring", w.words.FlagExpiring)
	f.Var(newText(&o.sender, "", "NAME"), "sender", w.words.FlagSender)
	f.Var(newText(&o.kind, "", "NAME"), "type", w.words.FlagType)
	f.Var(newText(&o.search, "", "TEXT"), "search", c.FlagSearch)
	f.Var(newText(&o.searchLang, "", "LANG"), "search-lang", c.FlagSearchLang)
	f.Var(newText(&o.after, "", "DATE"), "after", c.FlagAfter)
	f.Var(newText(&o.before, "", "DATE"), "before", c.FlagBefore)
	f.Var(newNumber(&o.limit, defaultLimit, 1), "limit", c.FlagLimit)
	f.BoolVar(&o.all, "all", false, w.words.FlagEverything)
	f.BoolVar(&o.wide, "wide", false, w.words.FlagWide)
	addFormat(w, cmd, &o.format)
	return cmd
}

// query is what the options ask for, without sender and type by name: these need the network.
func (o *listOptions) query(now time.Time, lang string) (ebox.Query, error) {
	q := ebox.Query{Q: o.search}
	switch o.folder {
	case "inbox":
	case "hidden":
		q.Hidden = true
	default:
		return q, notAmong("--folder", o.folder, "inbox", "hidden")
	}
	yes, no := true, false
	switch {
	case o.unread:
		q.ReadStatus = &no
	case o.read:
		q.ReadStatus = &yes
	}
	if o.registered {
		q.RegisteredMail = &yes
	}
	if o.expiring > 0 {
		q.ExpiredBefore = now.AddDate(0, 0, o.expiring+1)
	}
	var err error
	if q.ReceivedAfter, err = day("after", o.after); err != nil {
		return q, err
	}
	if q.ReceivedBefore, err = day("before", o.before); err != nil {
		return q, err
	}
	return q, o.queryLang(&q, lang)
}

// queryLang settles the language of the texts that are searched: as asked, else the person's, and French for those who
// read English, as nothing is sent in it.
func (o *listOptions) queryLang(q *ebox.Query, lang string) error {
	switch o.searchLang {
	case "nl", "fr", "de":
		q.QLang = o.searchLang
	case "":
		if q.QLang = lang; lang == "en" {
			q.QLang = "fr"
		}
	default:
		return notAmong("--search-lang", o.searchLang, "fr", "nl", "de")
	}
	if q.Q == "" {
		q.QLang = ""
	}
	return nil
}

func day(flag, s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	t, err := time.ParseInLocation(time.DateOnly, s, ebox.Brussels())
	if err != nil {
		return time.Time{}, notAmong("--"+flag, s, "YYYY-MM-DD")
	}
	return t, nil
}

// list prints messages, newest first. A provider that is missing costs a line on the error output and exitPartial.
func (w *wiring) list(ctx context.Context, o *listOptions) error {
	q, err := o.query(w.sys.now(), w.t.Code)
	if err != nil {
		return err
	}
	format, err := w.formatter(o.format)
	if err != nil {
		return err
	}
	want := o.limit
	if o.all {
		want = int(^uint(0) >> 1)
	}
	d, err := w.open(ctx, pageSize(want))
	if err != nil {
		return err
	}
	defer d.fed.Close()
	if err := d.narrow(ctx, &q, o); err != nil {
		return err
	}
	w.sandboxNote(d.profile)
	messages := d.fed.Open(q)
	view, err := load(ctx, messages, want)
	if err != nil {
		return err
	}
	items := view.Items[:min(len(view.Items), want)]
	n := newNames()
	if err := n.fetch(ctx, d.fed, items, o.json || format != nil); err != nil {
		return err
	}
	view.Notices = messages.View().Notices // names that could not be had among them
	switch {
	case o.json:
		err = writeJSON(w.sys.out, w.listJSON(d, n, view, items, o))
	case format != nil:
		err = each(w.sys.out, format, w.listJSON(d, n, view, items, o).Messages)
		w.printNotices(n, view)
	default:
		w.printList(n, view, items, o)
	}
	if err == nil && incomplete(view) {
		return errPartial
	}
	return err
}

// pageSize asks for no more than is shown, and for few pages when much is.
func pageSize(want int) int { return min(max(want, 1), 100) }

// listing is *ebox.Listing.
type listing interface {
	Load(ctx context.Context, n int) (ebox.View, error)
	Wait(ctx context.Context) (ebox.View, error)
}

// load gets n messages, and waits for slow providers: a command has no second look. Each has its own limit in time.
func load(ctx context.Context, l listing, n int) (ebox.View, error) {
	const step = 400 // so that memory and requests grow with what there is, not with n
	for have := min(n, step); ; have = min(n, have+step) {
		v, err := l.Load(ctx, have)
		for err == nil && v.Waiting {
			if v, err = l.Wait(ctx); err == nil {
				v, err = l.Load(ctx, have)
			}
		}
		if err != nil || !v.More || len(v.Items) >= n {
			return v, err
		}
	}
}

// incomplete tells whether messages may be missing that should be there: a provider failed. Maintenance that was
// announced, and providers this program cannot read, are told but expected.
func incomplete(v ebox.View) bool {
	for _, n := range v.Notices {
		if n.Kind == ebox.NoticeFailed || n.Kind == ebox.NoticeWaiting {
			return true
		}
	}
	return false
}

func (w *wiring) printList(n *names, view ebox.View, items []*ebox.Message, o *listOptions) {
	v := w.voice(n)
	for _, m := range items {
		fmt.Fprintln(w.sys.out, listLine(v, m, w.sys.columns, o.wide))
	}
	w.printNotices(n, view)
	switch {
	case len(items) == 0 && incomplete(view):
		w.note(w.t.Inbox.EmptyMissing)
	case len(items) == 0 && (o.search != "" || o.filtered()):
		w.note(w.t.Inbox.EmptyFiltered)
	case len(items) == 0 && o.folder == "hidden":
		w.note(w.t.Inbox.EmptyHidden)
	case len(items) == 0:
		w.note(w.t.Inbox.Empty)
	case view.More || len(items) < len(view.Items):
		w.note(w.t.Position(len(items), view.Total, view.AtLeast) + ". " + w.words.AllShowsRest)
	}
}

// printNotices says who is missing, apart from the messages.
func (w *wiring) printNotices(n *names, view ebox.View) {
	v := w.voice(n)
	for _, notice := range view.Notices {
		w.note(v.Notice(notice))
	}
}

func (o *listOptions) filtered() bool {
	return o.unread || o.read || o.registered || o.expiring > 0 || o.sender != "" || o.kind != "" || o.after != "" || o.before != ""
}

// listLine is one message on one line: what the screens say of it, and its short reference in the last columns. wide
// cuts nothing and gives the whole reference.
func listLine(v present.Voice, m *ebox.Message, columns int, wide bool) string {
	row := v.Row(m)
	if wide {
		return row.Spoken(0) + "  " + m.Key.String()
	}
	room := columns - shortLen - 2
	text := row.Spoken(room)
	return text + strings.Repeat(" ", max(room-ansi.StringWidth(text), 0)) + "  " + shortRef(m.Key)
}
