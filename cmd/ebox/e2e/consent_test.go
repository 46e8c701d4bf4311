package e2e

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"myebox/tui/lang"
	"myebox/tui/present"
)

// legal are the words that the rules of the eBox want said, in their order of appearance: when consent is withdrawn, and
// when it is given.
var legal = map[string]struct{ withdrawal, activation []string }{
	"fr": {
		[]string{
			"désactiver My eBox", "effets juridiques", "comme la poste", "Téléchargez d'abord", "n'est pas retirer le consentement",
			"Mijn Burgerprofiel, Doccle, KBC, Trusto, IRISbox", "Les voies officielles", "https://mycitizenebox.belgium.be/myebox/",
			"service d'aide", "avec effet immédiat", "https://iamapps.belgium.be/sma/selfManagement/myApplications",
			"signée et datée", "recto et verso", "30 jours",
		},
		[]string{
			"conditions d'utilisation", "déclaration de confidentialité", "Il faut une adresse e-mail", "n'est pas validée, le consentement est supprimé",
			"n'arrivent plus sur papier", "C'est tout ou rien", "mêmes effets juridiques que sur papier", "les délais courent", "code de vérification à 6 chiffres",
		},
	},
	"nl": {
		[]string{
			"My eBox", "rechtsgevolgen", "post", "Download eerst", "afmelden", "Mijn Burgerprofiel, Doccle, KBC, Trusto, IRISbox",
			"https://mycitizenebox.belgium.be/myebox/", "helpdesk", "met onmiddellijke werking", "https://iamapps.belgium.be/sma/selfManagement/myApplications",
			"ondertekend", "voor- en achterkant", "30 dagen",
		},
		[]string{
			"gebruiksvoorwaarden", "privacyverklaring", "e-mailadres", "toestemming", "papier", "alles of niets", "rechtsgevolgen", "termijnen",
			"6-cijferige verificatiecode",
		},
	},
	"de": {
		[]string{
			"My eBox", "Rechtswirkungen", "Post", "Laden Sie zuerst", "abzumelden heißt nicht zu widerrufen", "Mijn Burgerprofiel, Doccle, KBC, Trusto, IRISbox",
			"https://mycitizenebox.belgium.be/myebox/", "sofort", "https://iamapps.belgium.be/sma/selfManagement/myApplications",
			"unterschrieben und datiert", "beide Seiten", "30 Tage",
		},
		[]string{
			"Nutzungsbedingungen", "Datenschutzerklärung", "E-Mail-Adresse", "Zustimmung", "Papier", "alles oder nichts", "Rechtswirkungen", "Fristen",
			"6-stelliger Bestätigungscode",
		},
	},
	"en": {
		[]string{
			"deactivates My eBox", "legal effects", "such as post", "Download first", "is not withdrawing", "Mijn Burgerprofiel, Doccle, KBC, Trusto, IRISbox",
			"https://mycitizenebox.belgium.be/myebox/", "help desk", "effective at once", "https://iamapps.belgium.be/sma/selfManagement/myApplications",
			"signed and dated", "both sides", "30 days",
		},
		[]string{
			"terms of use", "privacy statement", "An email address is needed", "is not verified, the consent is removed", "no longer come on paper",
			"all or nothing", "same legal effects as on paper", "terms run", "6-digit verification code",
		},
	},
}

// Withdrawing up to the last word and then not, withdrawing, and giving consent anew: in four languages, one after the
// other in one program of 80 columns by 24 lines. All that has to be said is read on the screen, whole.
func TestConsentWalk(t *testing.T) {
	d := newDesk(t, "--size", "25")
	d.env = []string{"EBOX_LANG=fr"}
	tm := d.start(80, 24)
	w := &walk{terminal: tm, mails: "http://" + d.listen + "/sandbox/mails"}
	w.speak("fr")
	tm.see(w.t.Login.InBrowser)
	w.focus("Down", w.t.Login.TestPerson)
	tm.keys("Enter")
	tm.see(w.t.Inbox.SortNewest)
	tm.keys("p")
	for i, code := range []string{"fr", "de", "en", "nl"} { // as the key goes through them
		w.speak(code)
		if i > 0 {
			tm.keys("l")
			tm.see(w.news)
		}
		w.withdrawal()
		w.activation()
	}
	quit(tm)
}

// walk is a person who reads what is on the screen.
type walk struct {
	*terminal
	t     *lang.Texts
	v     present.Voice
	news  string // what is said after the language was changed: it takes rows from the page
	mails string
}

func (w *walk) speak(code string) {
	w.t = lang.For(code)
	w.v = present.Voice{Texts: w.t, Now: time.Now()}
	w.news = squeeze(fmt.Sprintf(w.t.App.LanguageNow, w.t.Name) + ". " + fmt.Sprintf(w.t.App.LanguageKeep, code))
}

// withdrawal reads all of it, cancels at the last word, and then withdraws.
func (w *walk) withdrawal() {
	w.terminal.t.Helper()
	t := w.t.Consent.Withdrawal
	w.focus("Tab", t.Title)
	w.keys("Enter")
	w.see(t.NotLogout)
	said := w.page()
	w.whole(said, w.v.Extension(), t.ByServer, t.Start, w.t.Consent.Everything.Item, w.t.Consent.Letter.Item)
	w.whole(said, words(w.v.Withdrawal(), w.v.WaysSection(true), w.v.ServiceProvidersSection())...)
	w.whole(said, legal[w.t.Code].withdrawal...)

	w.focus("Tab", t.Start)
	w.keys("Enter")
	w.whole(w.dialog(t.Question), t.Until, t.After, t.First, t.NotLogout)
	w.answer("y", t.Question)
	w.whole(w.dialog(t.Second), t.What, t.Until, fmt.Sprintf(t.Type, t.Word))
	w.typed(t.WordField+" ", "x")
	w.keys("Escape")
	w.see(t.NotDone)

	w.keys("Enter")
	w.dialog(t.Question)
	w.answer("y", t.Question)
	w.dialog(t.Second)
	w.typed(t.WordField+" ", t.Word)
	w.answer("Enter", t.Second)
	w.see(t.Done)
	w.whole(w.page(), w.t.Consent.State.Withdrawn, w.t.Consent.State.Afterwards, w.t.Consent.State.Keep)
}

// activation reads all of it and gives consent, up to the code.
func (w *walk) activation() {
	w.terminal.t.Helper()
	t := w.t.Consent.Activation
	w.focus("Tab", t.Title)
	w.keys("Enter")
	w.see(w.step(1))
	w.see(t.ReadAll)
	said := w.page()
	w.whole(said, t.Intro, t.AtEnd)
	w.keys("a")
	w.see(w.step(2))
	w.see(t.ReadAll)
	privacy := w.page()
	w.whole(privacy, t.AtEnd)
	w.keys("a")
	w.see(w.step(3))
	asked := w.short()
	w.whole(asked, t.EmailWhy, t.EmailNeeded, w.t.Consent.Meaning.Email)
	w.typed(t.EmailField+" ", "specimen@sandbox.invalid")
	w.keys("Enter")
	w.see(w.step(4))
	w.whole(w.page(), append(w.v.NotificationNotes(), t.Choose, t.Continue)...)
	w.focus("Tab", t.Continue)
	w.keys("Enter")
	w.see(w.step(5))
	meaning := w.page()
	w.whole(meaning, words(w.v.Meaning())...)
	w.whole(meaning, "specimen@sandbox.invalid", lang.Capital(t.Yes))
	w.focus("Tab", lang.Capital(t.Yes))
	w.keys("Enter")
	m := w.t.Consent.Meaning
	w.whole(w.dialog(t.Question), m.Receive, m.Paper, m.All, m.Effects)
	w.answer("y", t.Question)
	w.see(t.CodeTitle)
	code := w.short()
	w.whole(code, t.CodeHint, m.Email, w.v.Extension())
	w.whole(strings.Join([]string{said, privacy, asked, meaning, code}, " "), legal[w.t.Code].activation...)
	w.typed(t.CodeField+" ", w.mailed())
	w.keys("Enter")
	w.see(t.Done)
	w.see(w.t.Consent.State.Active)
}

// step is how a step of an activation is headed.
func (w *walk) step(n int) string { return fmt.Sprintf(w.t.Consent.Activation.Step, n, 6) }

// words are what sections say, item by item.
func words(sections ...present.Section) []string {
	var out []string
	for _, s := range sections {
		out = append(out, s.Title)
		for _, i := range s.Items {
			out = append(out, i.Text)
		}
	}
	return out
}

// whole wants texts on a page, each from its beginning to its end, and nothing that was cut off.
func (w *walk) whole(page string, texts ...string) {
	w.terminal.t.Helper()
	for _, text := range texts {
		if !strings.Contains(page, squeeze(text)) {
			w.terminal.t.Errorf("%s: %q is not on the page:\n%s", w.t.Code, text, page)
		}
	}
	if strings.Contains(page, "…") {
		w.terminal.t.Errorf("%s: something is cut off:\n%s", w.t.Code, page)
	}
}

// The rows of a screen of 24 that hold the page: above them is the header, below them news and keys.
const firstRow, lastRow = 2, 21

func (w *walk) body() []string {
	rows := strings.Split(w.screen(), "\n")[firstRow : lastRow+1]
	for n := len(rows) - 1; n > 0 && rows[n] != "" && strings.Contains(w.news, squeeze(rows[n])); n-- {
		rows = rows[:n]
	}
	return rows
}

// short is a page that fits the screen.
func (w *walk) short() string { return squeeze(strings.Join(w.body(), " ")) }

// page reads a page from its beginning to its end, screen by screen.
func (w *walk) page() string {
	w.terminal.t.Helper()
	w.press("End")
	last := w.body()
	w.press("Home")
	all := w.body()
	for now := all; !slices.Equal(now, last); {
		w.press("NPage")
		now = w.body()
		all = joined(all, now)
	}
	return squeeze(strings.Join(all, " "))
}

// joined is what was read so far with the next screen, which begins with some of it.
func joined(all, next []string) []string {
	for n := min(len(all), len(next)); n > 0; n-- {
		if slices.Equal(all[len(all)-n:], next[:n]) {
			return append(all, next[n:]...)
		}
	}
	return append(all, next...)
}

// sight is the cursor's row and the screen, as they are at one moment.
func (w *walk) sight() (row int, screen string) {
	w.terminal.t.Helper()
	at, screen, _ := strings.Cut(w.run("display-message", "-p", "#{cursor_y}", ";", "capture-pane", "-p"), "\n")
	row, err := strconv.Atoi(at)
	if err != nil {
		w.terminal.t.Fatal(err)
	}
	return row, screen
}

// press presses a key that changes the screen, or moves the cursor, and waits until all is drawn.
func (w *walk) press(key string) {
	w.terminal.t.Helper()
	was, before := w.sight()
	w.keys(key)
	w.until("what "+key+" does", func(string) bool {
		row, now := w.sight()
		again, still := w.sight()
		return (row != was || now != before) && row == again && now == still
	})
}

// dialog is what a question says, once it is there.
func (w *walk) dialog(title string) string {
	w.terminal.t.Helper()
	var said []string
	for row := range strings.Lines(w.see(title)) {
		if parts := strings.Split(row, "│"); len(parts) >= 3 {
			said = append(said, parts[len(parts)-2])
		}
	}
	return squeeze(strings.Join(said, " "))
}

// answer presses a key until a question is gone: it takes none before it could be read.
func (w *walk) answer(key, question string) {
	w.terminal.t.Helper()
	w.insist(key, func(screen string) bool { return !strings.Contains(screen, "│ "+squeeze(question)) })
}

// insist presses a key until something comes of it.
func (w *walk) insist(key string, ok func(screen string) bool) {
	w.terminal.t.Helper()
	pause := 250 * time.Millisecond
	if key == "Enter" { // a word is not confirmed before it could be read again, and each try begins that time anew
		pause = 800 * time.Millisecond
	}
	again := time.NewTicker(pause)
	defer again.Stop()
	limit := time.After(patience)
	w.keys(key)
	for {
		w.mu.Lock()
		wake := w.wake
		w.mu.Unlock()
		if ok(squeeze(w.screen())) {
			return
		}
		select {
		case <-wake:
		case <-again.C:
			w.keys(key)
		case <-limit:
			w.terminal.t.Fatalf("%s leads nowhere; the screen is:\n%s", key, w.screen())
		}
	}
}

// typed types into a field, which may take nothing before it could be read.
func (w *walk) typed(field, text string) {
	w.terminal.t.Helper()
	w.insist(text[:1], func(screen string) bool { return strings.Contains(screen, squeeze(field+text[:1])) })
	w.text(text[1:])
	w.see(field + text)
}

// focus presses a key until the cursor is on a row with that text.
func (w *walk) focus(key, text string) {
	w.terminal.t.Helper()
	for range 40 {
		if y, screen := w.sight(); strings.Contains(strings.Split(screen, "\n")[y], text) {
			return
		}
		w.press(key)
	}
	w.terminal.t.Fatalf("the cursor does not come to %q; the screen is:\n%s", text, w.screen())
}

// mailed is the last code that was mailed.
func (w *walk) mailed() string {
	w.terminal.t.Helper()
	resp, err := http.Get(w.mails)
	if err != nil {
		w.terminal.t.Fatal(err)
	}
	defer resp.Body.Close()
	var told struct {
		Mails []struct {
			Code string `json:"code"`
		} `json:"mails"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&told); err != nil {
		w.terminal.t.Fatal(err)
	}
	for _, m := range slices.Backward(told.Mails) {
		if m.Code != "" {
			return m.Code
		}
	}
	w.terminal.t.Fatal("no code was mailed")
	return ""
}
