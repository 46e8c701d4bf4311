// Package ebox is a client of the federated Belgian eBox: the Message Registry API 2.1 that every document provider
// serves under its own base URL, and the Federation API 1.3 that lists the providers.
//
// It takes an *http.Client that authenticates and knows nothing of how that is done. Everything a server says is
// untrusted: text arrives as Text, which prints only in its sanitized form.
package ebox
