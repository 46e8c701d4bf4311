// Package contract checks HTTP exchanges against the project's own statement of the Message Registry 2.1 and Federation
// 1.3 contracts, of the token endpoint for companies' software and of the sandbox's own additions
// (testdata/contract/*.yaml). It is for tests: wrap a client's transport or a server's handler, and every request and
// answer that belongs to one of the APIs is validated on its way.
package contract
