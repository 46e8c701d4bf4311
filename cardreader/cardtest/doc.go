// Package cardtest stands in for cards and readers in tests: a transcript that is replayed, and a card in memory with
// the whole file system, PIN state and faults of applets 1.7 and 1.8. Its certificates are of a PKI of its own, every
// name in it says SPECIMEN, and its national numbers were never issued.
package cardtest
