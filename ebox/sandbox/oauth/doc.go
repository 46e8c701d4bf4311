// Package oauth is the sandbox's token endpoint for companies' own software: client credentials with a signed assertion
// (RFC 6749 section 4.4, RFC 7521, RFC 7523, private_key_jwt), in the shape of the social security's authorization
// server. It stands in two versions under different addresses that want different audiences, as the real ones do.
//
// It is strict about everything that a client can get wrong: the signature is verified with the registered certificate,
// iss and sub are the client id, aud is exact, an assertion lives at most five minutes, its jti counts once, and scopes
// have to be asked for and registered. What is wrong is said in error_description, always in the same words.
//
// Clients and their keys are made by Issue: test companies, whose numbers will not be issued for a long time.
package oauth
