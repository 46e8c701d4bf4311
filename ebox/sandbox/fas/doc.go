// Package fas is the sandbox's OpenID provider, in the shape of the Belgian Federal Authentication Service: the same
// addresses, assurance levels, claims and walk through the browser, for test persons only.
//
// It is a stand-in for tests and demonstrations on the loopback. It checks no card, no phone and no password: a page
// with buttons takes their place. What it is strict about is the protocol (OpenID Connect Core, RFC 6749, 7009, 7636,
// 7662, 8252, 9207, 9700), because that is what clients are tested against.
package fas
