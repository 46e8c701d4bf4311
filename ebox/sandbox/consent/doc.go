// Package consent is what the sandbox knows of citizens' consent: whether a box is activated, with which e-mail address
// and notifications, under which terms of use, and what was mailed to whom. All of it is an extension of the sandbox: no
// public API of the eBox has it.
//
// What the public rules leave open is decided as follows:
//
//   - An address that is not validated leads to the removal of the consent, but nobody says when: here it never happens.
//   - A code is good for one address, for a time and for MaxTries tries; a new one makes the one before useless. Codes are
//     kept in memory only: after a restart another one must be sent.
//   - A new address is not validated, and the notifications go nowhere until it is. Giving the same one again changes
//     nothing.
//   - Withdrawal takes effect after a time that the configuration sets, at once by default. Until then and afterwards the
//     box stays readable; consent may be given anew at any time, which ends a withdrawal that has not taken effect.
package consent
