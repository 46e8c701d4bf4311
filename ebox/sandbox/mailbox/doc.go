// Package mailbox is what lies in the boxes of the sandbox: believable messages of Belgian authorities, their documents,
// the reference data that names senders and types, and what happened to them (read, hidden, answered).
//
// A box may hold 100,000 messages and costs nothing until somebody looks: message number i is computed from the seed,
// the provider, the box and i whenever it is asked for, and always comes out the same, its documents byte for byte. Only
// what a person did is stored, in memory or in an append-only journal.
//
// The types are written after the Message Registry 2.1 and Federation 1.3 contracts and encode to their JSON as they
// are. They are deliberately not the types of package ebox: two independent readings of one contract, so that the tests
// of one find the mistakes of the other.
package mailbox
