// Package auth logs a person in with an OpenID provider in the shape of Belgium's FAS and keeps the session: the
// authorization code flow with PKCE in the external browser (RFC 8252, RFC 7636, RFC 9700), the checks of the answer
// (RFC 9207, OpenID Connect Core 3.1.3.7), refresh with rotation under a lock shared by processes, and logout
// (RFC 7009).
//
// The package knows no screen and opens no browser: [Client.Begin] hands out an address, [Attempt.Wait] gives a
// [Session], and [Session.HTTP] an HTTP client that authenticates by itself. [Client.Resume] is the policy for a
// start without a person: what is stored, refreshed, else [ErrLoginRequired].
//
// [Client.Card] is the one login without a browser: it follows the login server's redirects itself and answers the
// certificate request of a listed host with the key of an identity card, once.
//
// For machines without a browser there are an address that is pasted back ([Attempt.Paste]), a port that is forwarded
// ([SSHForward]) and a code for another device ([Client.Device], RFC 8628). A company's software logs in without a person:
// [NewEnterprise], with a key that [LoadKey] read (RFC 7523).
//
// Access and identity tokens live in memory only. The refresh token is the one secret that is stored, in the
// operating system's keyring or, when asked for, in an encrypted file ([NewFile]); without either the session ends with
// the process and [Session.Stored] says so.
// No token, code, verifier or national number is ever part of an error, a log line, an argument or a file.
package auth
