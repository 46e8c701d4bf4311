// Package cardreader reads Belgian identity cards (applets 1.1, 1.7 and 1.8) and signs with their authentication key.
//
// Callers see cards, files, a PIN and a crypto.Signer; no word of PC/SC leaves the package. Below everything stands
// Transport, one command APDU at a time, so that the same code runs on a reader, on a recorded transcript and on a card
// in memory (package cardtest). The sources of magic numbers are the public Belpic reference manuals for applets 1.7
// ("M17") and 1.8 ("M18"), the card content documents ("C54") and ISO 7816-4.
//
// What is on a card is untrusted: texts are returned as they are and must be sanitized before a terminal sees them.
// A PIN is a []byte that is cleared after use; it never enters an error.
package cardreader
