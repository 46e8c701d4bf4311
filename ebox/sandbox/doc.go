// Package sandbox is a federation of eBoxes on the loopback: several document providers that keep the Message Registry
// 2.1 contract, the Federation 1.3 API that lists them, and knobs to make any of them fail. It is an http.Handler; what
// is in the boxes comes from package mailbox, who may look from a Tokens implementation such as package fas.
//
// Where the public contract leaves something open, the sandbox has decided as follows:
//
//   - A token opens the box it was issued for and no other: the wrong kind of box in the address is 403.
//   - The bytes of the main content (or /body where that is it) make a message read as soon as the answer starts to be
//     sent, also when the connection breaks during the transfer: the server cannot know what arrived. A HEAD request, an
//     annex, an image, metadata and any refused request change nothing, nor does a connection that a fault cuts before any
//     answer.
//   - A list with one unknown id in a PATCH is refused as a whole with 404 and changes nothing.
//   - Replies are the only publications. A second reply to the same message, one to a message that allows none, and one
//     to an unknown message are 400 INVALID_INPUT. replyAuthorized stays as the sender set it.
//   - Bounds of received* and expired* are exclusive days in Europe/Brussels; visible left out means no filter.
//   - The gateway in front of everything answers for tokens (401, 403), for providers that are not there (404, 503) and
//     for most faults, in its own form (problem+json); the registry and the federation answer with StatusMessage.
//   - What arrives under the path of an announced base URL is that provider's too, whatever host it came through.
//   - A citizen's consent, for which no public API has an operation, is an extension of the sandbox's own under
//     /sandbox/profile/v1 (testdata/contract/sandbox.yaml): see package consent. It changes nothing in the boxes.
//   - Uploads are at most 25 MiB a file and 50 MiB in all (413).
package sandbox
