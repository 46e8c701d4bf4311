package present

import "myebox/tui/lang"

// Tries says how many wrong PINs the card still allows; a negative number is a card that does not tell.
func (v Voice) Tries(n int) string {
	switch t := v.Texts.Card; {
	case n < 0:
		return t.TriesAsked
	case n == 1:
		return t.LastTry
	default:
		return v.Texts.Count(t.TriesLeft, n)
	}
}

// CardProblem is a case of a card that could not be read or used. Package cardreader knows the errors; whoever knows both
// maps one to the other.
type CardProblem int

// The cases.
const (
	CardNoPCSC        CardProblem = iota + 1 // built without
	CardNoService                            // pcscd does not run
	CardNotAllowed                           // the service refuses this user
	CardNoReader                             // no reader at all
	CardReaderGone                           // unplugged under way
	CardNoCard                               // an empty reader
	CardRemoved                              // taken out under way
	CardReset                                // by another program
	CardBusy                                 // another program holds it
	CardMute                                 // no answer: upside down
	CardComm                                 // driver or contact
	CardForeign                              // not a Belgian card
	CardTooOld                               // applet 1.1
	CardFault                                // answers that make no sense
	CardNotActivated                         // the municipality has not activated it
	CardNoCertificate                        // none for logging in
	CardWrongPIN                             // with the tries that are left
	CardBlocked                              // no try is left
	CardBadPIN                               // not 4 to 12 digits
	CardPINsDiffer                           // the new one, typed twice
	CardPadTimeout                           // nothing typed on the reader
	CardPadCancelled                         // on the reader
	CardOutcome                              // broken off while the PIN was checked
	CardExpired                              // the certificate
	CardNotYet                               // the certificate, or the clock
	CardRevoked                              // the certificate
	CardRefused                              // by the login service, without a reason
	CardIssuer                               // not known to the login service
	CardScheme                               // no signature that both can do
	CardSwapped                              // the signature does not fit
	CardSeveral                              // it is not clear which one
	CardNoEntry                              // the login service has none for cards
	CardNoTerminal                           // nowhere to type the PIN
)

// Card is a card's case in words. tries, for CardWrongPIN, is what the card still allows; negative: not told.
func (v Voice) Card(p CardProblem, tries int) Failure {
	if p == CardWrongPIN && tries == 0 {
		p = CardBlocked
	}
	f := advice(v.cardAdvice(p))
	if p == CardWrongPIN && tries > 0 {
		f.What += " " + v.Tries(tries)
	}
	return f
}

func (v Voice) cardAdvice(p CardProblem) lang.Advice {
	e := &v.Texts.CardErrors
	all := map[CardProblem]lang.Advice{
		CardNoPCSC: e.NoPCSC, CardNoService: e.NoService, CardNotAllowed: e.NotAllowed, CardNoReader: e.NoReader,
		CardReaderGone: e.ReaderGone, CardNoCard: e.NoCard, CardRemoved: e.Removed, CardReset: e.Reset, CardBusy: e.Busy,
		CardMute: e.Mute, CardComm: e.Comm, CardForeign: e.Foreign, CardTooOld: e.TooOld, CardFault: e.Fault,
		CardNotActivated: e.NotActivated, CardNoCertificate: e.NoCertificate, CardWrongPIN: e.WrongPIN, CardBlocked: e.Blocked,
		CardBadPIN: e.BadPIN, CardPINsDiffer: e.PINsDiffer, CardPadTimeout: e.PadTimeout, CardPadCancelled: e.PadCancelled,
		CardOutcome: e.Outcome, CardExpired: e.Expired, CardNotYet: e.NotYet, CardRevoked: e.Revoked, CardRefused: e.Refused,
		CardIssuer: e.Issuer, CardScheme: e.Scheme, CardSwapped: e.Swapped, CardSeveral: e.Several, CardNoEntry: e.NoEntry,
		CardNoTerminal: e.NoTerminal,
	}
	if a, ok := all[p]; ok {
		return a
	}
	return e.Fault
}
