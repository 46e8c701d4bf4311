// Package ebox is a client of the federated Belgian eBox: the Message Registry API 2.1 that every document provider
// serves under its own base URL, and the Federation API 1.3 that lists the providers.
//
// A Federation knows the providers and is what programs use. Open gives a Listing, the merged messages of all of them,
// newest first, which asks each for as little as it can and goes on without those that are slow or broken: they cost a
// Notice. A Registry is one provider, with a service for each resource.
//
// It takes an *http.Client that authenticates and knows nothing of how that is done. A token is only ever sent to the
// federation and to the https addresses it names; redirects are not followed, and links to documents only on their
// provider's own origin.
//
// Fetching main content, and nothing else, makes a message read, with consequences for its receiver: the methods that
// may do it say so in capitals. They are called on a person's act, never ahead of it.
//
// Everything a server says is untrusted: text arrives as Text, which prints only in its sanitized form, bodies have
// limits, and documents are checked against their digests. Errors are told apart with errors.Is and the conditions of
// this package, or with errors.As and *StatusError, *PartialError, *NoticeError; none holds an address, a token or
// anything that was searched for.
package ebox
