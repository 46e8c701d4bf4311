package main

import (
	"errors"
	"fmt"
	"slices"

	"myebox/auth"
	"myebox/cardreader"
	"myebox/ebox"
	"myebox/tui/present"
)

// Conditions of the commands for cards.
var (
	errSeveralCards = errors.New("several cards: it is not clear which one")
	errNoPINEntry   = errors.New("no terminal to type the PIN at")
	errCardEntry    = errors.New("the login service has no way in for cards")
	errPINsDiffer   = errors.New("the two new PINs differ")
)

// cardCase is an error of the card or of a login with it, with its words and its code.
type cardCase struct {
	is      error
	problem present.CardProblem
	code    string
}

// cardCases maps errors to the words for them, the most particular first.
var cardCases = []cardCase{
	{cardreader.ErrOutcome, present.CardOutcome, "card_outcome_unknown"},
	{cardreader.ErrNoPCSC, present.CardNoPCSC, "card_not_supported"},
	{cardreader.ErrNoService, present.CardNoService, "card_no_service"},
	{cardreader.ErrNotAllowed, present.CardNotAllowed, "card_not_allowed"},
	{cardreader.ErrNoReader, present.CardNoReader, "card_no_reader"},
	{cardreader.ErrReaderGone, present.CardReaderGone, "card_reader_gone"},
	{cardreader.ErrNoCard, present.CardNoCard, "card_missing"},
	{cardreader.ErrRemoved, present.CardRemoved, "card_removed"},
	{cardreader.ErrReset, present.CardReset, "card_reset"},
	{cardreader.ErrClosed, present.CardReset, "card_reset"},
	{cardreader.ErrBusy, present.CardBusy, "card_busy"},
	{cardreader.ErrMute, present.CardMute, "card_mute"},
	{cardreader.ErrNotActivated, present.CardNotActivated, "card_not_activated"},
	{cardreader.ErrNotBeID, present.CardForeign, "card_foreign"},
	{cardreader.ErrTooOld, present.CardTooOld, "card_too_old"},
	{cardreader.ErrNoCertificate, present.CardNoCertificate, "card_no_certificate"},
	{cardreader.ErrBadPIN, present.CardBadPIN, "pin_malformed"},
	{cardreader.ErrPINsDiffer, present.CardPINsDiffer, "pins_differ"},
	{errPINsDiffer, present.CardPINsDiffer, "pins_differ"},
	{cardreader.ErrPadTimeout, present.CardPadTimeout, "pin_timeout"},
	{cardreader.ErrCancelled, present.CardPadCancelled, "cancelled"},
	{cardreader.ErrWrongCard, present.CardSwapped, "card_swapped"},
	{cardreader.ErrIssuer, present.CardIssuer, "card_issuer"},
	{cardreader.ErrNoScheme, present.CardScheme, "card_scheme"},
	{cardreader.ErrScheme, present.CardScheme, "card_scheme"},
	{cardreader.ErrCardFault, present.CardFault, "card_fault"},
	{cardreader.ErrComm, present.CardComm, "card_communication"},
	{auth.ErrExpired, present.CardExpired, "card_expired"},
	{auth.ErrNotYetValid, present.CardNotYet, "card_not_yet_valid"},
	{auth.ErrRevoked, present.CardRevoked, "card_revoked"},
	{auth.ErrForeignCA, present.CardIssuer, "card_issuer"},
	{auth.ErrNotForLogin, present.CardNoCertificate, "card_no_certificate"},
	{auth.ErrNoScheme, present.CardScheme, "card_scheme"},
	{auth.ErrCertificate, present.CardRefused, "card_refused"},
	{auth.ErrAskedAgain, present.CardRefused, "card_refused"},
	{auth.ErrNeedsBrowser, present.CardNoEntry, "card_no_entry"},
	{errCardEntry, present.CardNoEntry, "card_no_entry"},
	{errSeveralCards, present.CardSeveral, "card_several"},
	{errNoPINEntry, present.CardNoTerminal, "pin_no_terminal"},
	{cardreader.ErrNoFile, present.CardFault, "card_fault"},
	{cardreader.ErrPINNeeded, present.CardFault, "card_fault"},
}

// cardProblem finds the case of an error of a card; ok is false for an error of something else. tries are those that are
// left after a wrong PIN, negative when it is no such error.
func cardProblem(err error) (p present.CardProblem, code string, tries int, ok bool) {
	var pin *cardreader.PINError
	if errors.As(err, &pin) && !errors.Is(err, cardreader.ErrOutcome) {
		if pin.Left == 0 {
			return present.CardBlocked, "pin_blocked", 0, true
		}
		return present.CardWrongPIN, "pin_wrong", pin.Left, true
	}
	for _, c := range cardCases {
		if errors.Is(err, c.is) {
			return c.problem, c.code, -1, true
		}
	}
	if errors.As(err, new(*cardreader.SWError)) {
		return present.CardFault, "card_fault", -1, true
	}
	return 0, "", -1, false
}

// explainCard puts an error of a card into words; ok is false for an error of something else.
func (w *wiring) explainCard(v present.Voice, err error) (t trouble, ok bool) {
	var name *noSuchReader
	if errors.As(err, &name) {
		f := present.Failure{What: fmt.Sprintf(w.words.Card.NoSuchReader, ebox.Sanitize(name.name)), Todo: w.t.CardErrors.NoReader.Todo}
		if p, _, tries, ok := cardProblem(name.problem); ok {
			why := v.Card(p, tries)
			f.Means, f.Todo = why.What, why.Todo
		}
		return trouble{"card_no_reader", f}, true
	}
	p, code, tries, ok := cardProblem(err)
	if !ok {
		return trouble{}, false
	}
	f := v.Card(p, tries)
	if !slices.ContainsFunc(cardCases, func(c cardCase) bool { return err == c.is }) { // a bare sentinel says no more
		f.Details = append(f.Details, w.english(err))
	}
	return trouble{code, f}, true
}
