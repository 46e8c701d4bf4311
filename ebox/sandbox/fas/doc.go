// Package fas is the sandbox's OpenID provider, in the shape of the Belgian Federal Authentication Service: the same
// addresses, assurance levels, claims and walk through the browser, for test persons only.
//
// It is a stand-in for tests and demonstrations on the loopback. It checks no card, no phone and no password: a page
// with buttons takes their place. What it is strict about is the protocol (OpenID Connect Core, RFC 6749, 7009, 7636,
// 7662, 8252, 9207, 9700), because that is what clients are tested against.
//
// The login goes from the authorize endpoint to the choice of keys (/fas/XUI/), the key's page (/fasui/itsme), where
// both are possible the question in whose name (/fasui/identity), and through the authorize endpoint back to the client.
// Scripts find their way by ids that do not change:
//
//   - choice: key-eid, key-itsme, key-totp, key-password, weaker-level, login-cancel
//   - key's page: person-ID for each test person; KEY-success, KEY-cancel, KEY-timeout, KEY-weak; eid-card; back
//   - in whose name: identity-citizen, identity-enterprise, identity-cancel
//   - the end of a session: logout-confirm, then logged-out
//   - texts: timed-out, refused with reason
//   - every page: lang-fr, lang-nl, lang-de, lang-en
//
// A host that asks for a card's certificate (package card beside this one) hangs on at Config.CardURL and CardEntry, and
// sends people on with Arrive and TurnAway.
//
// With Config.Device there is the device authorization grant (RFC 8628): the person enters the code at /fasui/device
// (user-code, device-continue, device-cancel; device-unknown), logs in as always and ends at device-done or
// device-refused. Scripts post user_code to /fas/oauth2/sandbox_test_device instead. Companies' own software logs in at a server of its
// own: package oauth beside this one.
package fas
