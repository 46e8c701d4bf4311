// Package cardreader reads Belgian identity cards (applets 1.1, 1.7 and 1.8) and signs with their authentication key.
//
// Callers see readers, cards, files, a PIN and a crypto.Signer; no word of PC/SC leaves the package. Open gives the
// System; Watch tells of readers and cards as they come and go; Connect gives a Card; Card.Login is a TLS client
// authentication, with Card.Signer below it. System.Close logs off every card and belongs on every way out of the
// program, signals included.
//
// Below everything stands Transport, one command APDU at a time, so that the same code runs on a reader, on a recorded
// transcript and on a card in memory (package cardtest). The sources of magic numbers are the public Belpic reference
// manuals for applets 1.7 ("M17") and 1.8 ("M18"), the card content documents ("C54") and ISO 7816-4.
//
// Every call takes a context and returns at its end, also where PC/SC itself would block: the connection is then given
// up (ErrClosed afterwards) and cleared up in the background. Reads start again by themselves after a reset by another
// program or a restart of the service. A VERIFY is never sent twice, and none is sent to a card that is not known to be
// of applet 1.7 or later.
//
// A login with a certificate that is not known yet sends 10 commands on applet 1.7 and 9 on 1.8, of a known one 5, from
// the first to the signature. Beside them, the tries that are left cost one before the PIN is asked for (two on an
// unknown card of applet 1.7, which must not be 1.1), and LOG OFF one at the end.
//
// What is on a card is untrusted: texts are returned as they are and must be sanitized before a terminal sees them.
// A PIN is a []byte that is cleared after use; it never enters an error.
package cardreader
