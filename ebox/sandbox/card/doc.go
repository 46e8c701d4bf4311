// Package card is the sandbox's way in for identity cards: a host that asks for the card's certificate in the TLS
// handshake, as certif.iamfas.belgium.be does, and the authority that says which cards were revoked.
//
// Who is let in, and what the others see:
//
//   - no certificate, one of a CA that is not trusted, one that has expired: the handshake fails, with the alert of RFC
//     8446 (certificate_required, unknown_ca, certificate_expired), which browsers show as a TLS failure page;
//   - a certificate that is not for logging in (no digitalSignature, or for non-repudiation), a revoked one, one without
//     a national number: the login ends with access_denied, and error_description is unsupported_certificate,
//     certificate_revoked, certificate_unknown or, where nobody can say whether it was revoked, certificate_status_unknown;
//   - everybody else is logged in at Level500 under the number in the subject's serialNumber. A number that the sandbox
//     does not know opens a box of its own: boxes follow from the number.
//
// Whether a certificate was revoked is asked at the address in the certificate, by OCSP first (RFC 6960), by CRL (RFC
// 5280) when that gives no answer. For the sandbox's own cards an answer is needed; for further CAs (Config.Further) a
// status that cannot be had is no reason to refuse, since a test CA often serves none.
package card
