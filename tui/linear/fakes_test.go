package linear

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"myebox/ebox"
	"myebox/tui/backend"
)

// today is when all tests take place.
var today = time.Date(2026, time.March, 12, 10, 30, 0, 0, time.UTC)

// fake is the world outside the session: a box of n messages, made as they are asked for, and everything that was asked.
type fake struct {
	t      testing.TB
	n      int
	mu     sync.Mutex
	asks   []string // calls, in order; those that mark as read begin with "!"
	read   map[ebox.Key]bool
	hid    map[ebox.Key]bool
	making sync.Mutex
	made   map[int]*ebox.Message

	listErr, bodyErr, messageErr, contentErr, saveErr, hideErr, openErr, printErr, logoutErr error

	atLeast  bool           // the total is a lower bound
	notices  []ebox.Notice  // of the list
	late     []ebox.Message // come with Wait
	query    ebox.Query     // of the last list
	endless  bool           // there is always more, says the list, and never gives it
	progress []int64        // what Save says it has done, of 1000
	content  []byte         // what Content gives
	stopErr  error          // what Save gives when it is stopped; nil: the context's error

	taken      string        // before the name of what Save saves: there was a file of that name
	loading    chan struct{} // nil: Load answers at once
	serverRead bool          // Message says that everything is read
	hold       chan struct{}

	answers *fakeReplies // nil: replies are not offered
}

func newFake(t testing.TB, n int) *fake {
	return &fake{t: t, n: n, read: map[ebox.Key]bool{}, hid: map[ebox.Key]bool{}, made: map[int]*ebox.Message{}}
}

func (f *fake) ask(format string, args ...any) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.asks = append(f.asks, fmt.Sprintf(format, args...))
}

// asked is how often a call with that beginning was made.
func (f *fake) asked(prefix string) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	n := 0
	for _, a := range f.asks {
		if strings.HasPrefix(a, prefix) {
			n++
		}
	}
	return n
}

func (f *fake) box() backend.Box {
	b := backend.Box{Lister: f, Reader: f, Fetcher: f, Names: f, Hider: f}
	if f.answers != nil {
		b.Replies = f.answers
	}
	return b
}

func (f *fake) session() *backend.Session {
	return &backend.Session{Box: f.box(), Person: "test", Name: "Test Specimen", Stored: true, Logout: func(context.Context) error {
		f.ask("logout")
		return f.logoutErr
	}}
}

var fakeSenders = []struct{ id, short, long string }{
	{"0206731645", "ONSS", "Office national de sécurité sociale"},
	{"0308357159", "SPF Finances", "Service public fédéral Finances"},
	{"0206738078", "Service fédéral des Pensions", "Service fédéral des Pensions"},
	{"0316381039", "Agence wallonne du Patrimoine", "Agence wallonne du Patrimoine"},
}

var fakeSubjects = []string{
	"Votre attestation fiscale pour l'année 2025 est disponible",
	"Avertissement-extrait de rôle",
	"Votre aperçu de pension annuel",
	"Décision relative à votre demande de prime énergie n° 2026/00417",
}

var fakeProviders = []string{"nsso", "finance", "pensions", "region"}

// message makes the i-th message: what it is like follows from its number.
func (f *fake) message(i int) *ebox.Message {
	f.making.Lock()
	defer f.making.Unlock()
	if m, ok := f.made[i]; ok {
		return m
	}
	k := i % 4
	m := &ebox.Message{
		Key:                  ebox.Key{Provider: fakeProviders[k], ID: fmt.Sprintf("m%06d", i)},
		Subject:              ebox.Translated{FR: ebox.Untrusted(fakeSubjects[k]), NL: ebox.Untrusted("Onderwerp " + fmt.Sprint(i))},
		ReceiptDate:          today.Add(-time.Duration(i) * 7 * time.Hour),
		ExpirationDate:       today.AddDate(0, 0, 3+5*i),
		ReadStatus:           i%3 == 2,
		Visible:              true,
		RegisteredMail:       i%7 == 3,
		ReplyAuthorized:      i%5 == 1,
		MessageTypeID:        fmt.Sprintf("type%d", k),
		SenderOrganizationID: fakeSenders[k].id,
		SenderApplicationID:  "app",
		BusinessData: []ebox.BusinessData{{
			Key: "DOSSIER", Name: ebox.Translated{FR: ebox.Untrusted("Numéro de dossier")},
			Values: []ebox.Translated{{FR: ebox.Untrusted(fmt.Sprintf("2026/%05d", i))}},
		}},
		Attachments: []ebox.Attachment{
			{ID: "a0", FileName: ebox.Untrusted("document.txt"), Title: ebox.Translated{FR: ebox.Untrusted("Attestation fiscale 281.10")}, MainContent: true, MediaType: "text/plain", SizeKB: 120},
			{ID: "a1", FileName: ebox.Untrusted("annexe.csv"), MediaType: "text/csv", SizeKB: 3.4},
			{ID: "a2", FileName: ebox.Untrusted("archive.zip"), MediaType: "application/zip", SizeKB: 2400},
		},
	}
	switch k {
	case 1:
		m.PaymentData = &ebox.PaymentData{
			ID: "p", Amount: 1234.5, Currency: "EUR", DueDate: today.AddDate(0, 1, 0),
			IBAN: ebox.Untrusted("BE68539007547034"), BIC: ebox.Untrusted("GKCCBEBB"), Reference: ebox.Untrusted("090933755493"),
		}
	case 2:
		m.ExpirationDate = time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)
		m.BodyMainContent = true
		m.Attachments = nil
	}
	f.made[i] = m
	return m
}

// fakeList is the list of a fake's messages.
type fakeList struct {
	f      *fake
	hidden bool
	late   bool
	loaded int
}

func (f *fake) Open(q ebox.Query) backend.List {
	f.ask("open")
	f.query = q
	return &fakeList{f: f, hidden: q.Hidden}
}

func (l *fakeList) Load(ctx context.Context, n int) (ebox.View, error) {
	l.f.ask("load %d", n)
	if l.f.loading != nil {
		select {
		case <-l.f.loading:
		case <-ctx.Done():
			return l.View(), ctx.Err()
		}
	}
	if err := l.f.listErr; err != nil {
		return l.View(), err
	}
	l.loaded = max(l.loaded, min(n+8, l.f.n))
	return l.View(), ctx.Err()
}

func (l *fakeList) Wait(ctx context.Context) (ebox.View, error) {
	l.f.ask("wait")
	if l.f.hold != nil {
		select {
		case <-l.f.hold:
		case <-ctx.Done():
			return l.View(), ctx.Err()
		}
	}
	l.late = true
	return l.View(), nil
}

func (l *fakeList) View() ebox.View {
	l.f.mu.Lock()
	defer l.f.mu.Unlock()
	v := ebox.View{Total: l.f.n, AtLeast: l.f.atLeast, Notices: l.f.notices}
	if l.late {
		for i := range l.f.late {
			v.Items = append(v.Items, &l.f.late[i])
		}
	} else if len(l.f.late) > 0 && l.f.listErr == nil {
		v.Waiting, v.AtLeast = true, true
	}
	for i, found := 0, 0; i < l.f.n; i++ {
		m := l.f.message(i)
		if l.f.hid[m.Key] != l.hidden {
			continue
		}
		if found++; found > l.loaded {
			v.More = true
			break
		}
		if l.f.read[m.Key] {
			c := *m
			c.ReadStatus = true
			m = &c
		}
		v.Items = append(v.Items, m)
	}
	v.More = v.More || l.f.endless
	return v
}

func (l *fakeList) SetRead(k ebox.Key) {
	l.f.mu.Lock()
	defer l.f.mu.Unlock()
	l.f.read[k] = true
}

func (l *fakeList) Remove(k ebox.Key) {
	l.f.mu.Lock()
	defer l.f.mu.Unlock()
	l.f.hid[k] = !l.hidden
}

func (f *fake) Message(_ context.Context, k ebox.Key) (*ebox.Message, error) {
	f.ask("message %s", k)
	if f.messageErr != nil {
		return nil, f.messageErr
	}
	for i := range f.n {
		if m := f.message(i); m.Key == k {
			c := *m
			c.ReadStatus = m.ReadStatus || f.serverRead
			return &c, nil
		}
	}
	return nil, ebox.ErrNotFound
}

func (f *fake) Body(_ context.Context, k ebox.Key) (ebox.Translated, error) {
	mark := ""
	for i := range f.n {
		if m := f.message(i); m.Key == k && m.BodyMainContent {
			mark = "!"
		}
	}
	f.ask("%sbody %s", mark, k)
	if f.bodyErr != nil {
		return ebox.Translated{}, f.bodyErr
	}
	return ebox.Translated{
		FR: ebox.Untrusted("Madame, Monsieur,\n\nVotre document est joint à ce message. Vous pouvez le consulter et le télécharger.\n\nPlus d'informations : https://www.example.be/fiscal\n\nCordialement"),
		NL: ebox.Untrusted("Geachte,\n\nUw document is bij dit bericht gevoegd."),
	}, nil
}

func (f *fake) Content(_ context.Context, m *ebox.Message, a *ebox.Attachment, _ int64) ([]byte, error) {
	f.ask("!content %s %s", m.Key, a.ID)
	if f.content == nil {
		return []byte("Attestation\n\nIl est attesté que Test Specimen a reçu 1 234,50 €.\n"), f.contentErr
	}
	return f.content, f.contentErr
}

func (f *fake) Save(ctx context.Context, m *ebox.Message, a *ebox.Attachment, dir string, progress func(done, total int64)) (*ebox.Saved, error) {
	f.ask("!save %s %s", m.Key, a.ID)
	for _, p := range f.progress {
		progress(p, 1000)
	}
	if f.hold != nil {
		select {
		case <-f.hold:
		case <-ctx.Done():
			time.Sleep(time.Second) // it takes a while to clean up
			f.ask("stopped")
			if f.stopErr != nil {
				return nil, f.stopErr
			}
			return nil, ctx.Err()
		}
	}
	if f.saveErr != nil {
		return nil, f.saveErr
	}
	return &ebox.Saved{Path: filepath.Join(dir, f.taken+ebox.SafeName(a.FileName, a.MediaType)), Bytes: 1000, Verified: a.ID == "a0"}, nil
}

func (f *fake) SaveBody(_ context.Context, k ebox.Key, dir string, file func(ebox.Translated) (string, []byte)) (*ebox.Saved, error) {
	f.ask("!savebody %s", k)
	if f.saveErr != nil {
		return nil, f.saveErr
	}
	name, text := file(ebox.Translated{FR: ebox.Untrusted("Madame, Monsieur")})
	return &ebox.Saved{Path: filepath.Join(dir, name+".txt"), Bytes: int64(len(text))}, nil
}

func (f *fake) Organization(_ context.Context, provider, id string) (*ebox.Organization, error) {
	f.ask("organization %s/%s", provider, id)
	for _, s := range fakeSenders {
		if s.id == id {
			return &ebox.Organization{
				ID: id, ShortName: ebox.Translated{FR: ebox.Untrusted(s.short)}, LongName: ebox.Translated{FR: ebox.Untrusted(s.long)},
				URL: ebox.Translated{FR: ebox.Untrusted("https://www.example.be/" + provider)}, Contact: ebox.Untrusted("https://contact.example.be"),
			}, nil
		}
	}
	return nil, ebox.ErrNotFound
}

func (f *fake) MessageType(_ context.Context, provider, id string) (*ebox.MessageType, error) {
	f.ask("type %s/%s", provider, id)
	return &ebox.MessageType{ID: id, Name: ebox.Translated{FR: ebox.Untrusted("Attestation " + id)}}, nil
}

func (f *fake) Application(_ context.Context, provider, id string) (*ebox.Application, error) {
	f.ask("application %s/%s", provider, id)
	return &ebox.Application{ID: id, Name: ebox.Translated{FR: ebox.Untrusted("Application en ligne")}}, nil
}

func (f *fake) Provider(_ context.Context, id string) (ebox.Provider, error) {
	return ebox.Provider{ID: id, Name: ebox.Translated{FR: ebox.Untrusted("Prestataire " + id), EN: ebox.Untrusted("Provider of " + id)}}, nil
}

func (f *fake) SetVisible(_ context.Context, visible bool, keys ...ebox.Key) error {
	f.ask("visible %v %v", visible, keys)
	if f.hideErr != nil {
		return f.hideErr
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, k := range keys {
		f.hid[k] = !visible
	}
	return nil
}

func (f *fake) OpenURL(_ context.Context, url string) error {
	f.ask("url %s", url)
	return f.openErr
}

func (f *fake) OpenFile(_ context.Context, path string) error {
	f.ask("file %s", path)
	return f.openErr
}

func (f *fake) Print(_ context.Context, path string) error {
	f.ask("print %s", path)
	return f.printErr
}

// fakeLogin answers a login as it is told to.
type fakeLogin struct {
	f         *fake
	resumeErr error
	beginErr  error
	waitErr   error
	session   *backend.Session
	wait      chan struct{} // nil: answers at once
	choices   []backend.Choice
	closed    int
	url       string
}

func newFakeLogin(f *fake) *fakeLogin {
	return &fakeLogin{f: f, session: f.session(), url: "http://127.0.0.1:4444/fas/oauth2/authorize?response_type=code&client_id=ebox-sandbox&redirect_uri=http%3A%2F%2F127.0.0.1%3A40123%2Fcallback&scope=openid+profile+egovnrn&state=Rk2mW0ZyJ0q0v5yO1mC3x9w&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256"}
}

func (l *fakeLogin) Resume(context.Context) (*backend.Session, error) {
	if l.resumeErr != nil {
		return nil, l.resumeErr
	}
	return l.session, nil
}

func (l *fakeLogin) Begin(_ context.Context, c backend.Choice) (backend.Attempt, error) {
	l.choices = append(l.choices, c)
	if l.beginErr != nil {
		return nil, l.beginErr
	}
	return &fakeAttempt{l}, nil
}

type fakeAttempt struct{ l *fakeLogin }

func (a *fakeAttempt) URL() string { return a.l.url }

func (a *fakeAttempt) Wait(ctx context.Context) (*backend.Session, error) {
	if a.l.wait != nil {
		select {
		case <-a.l.wait:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	if a.l.waitErr != nil {
		return nil, a.l.waitErr
	}
	return a.l.session, nil
}

func (a *fakeAttempt) Close() { a.l.closed++ }
