package ebox

import "time"

// View is what a Listing holds by now.
type View struct {
	Items   []*Message // merged, newest receipt date first; read-only and shared
	Total   int        // over the providers that answered
	AtLeast bool       // Total is a lower bound: a provider is missing
	More    bool       // there are further messages to load
	Waiting bool       // a provider has not answered yet: see Listing.Wait
	Notices []Notice   // providers that are not in the list and why, and what else a person should know
}

// Notice tells why a provider's messages are not, or not all, in a View, or why names or the list of providers are not
// as they should be.
type Notice struct {
	Provider Provider
	Kind     NoticeKind
	Until    time.Time // end of a maintenance, or the activation day; see NoticeEnded and NoticeStale
	Err      error     // for NoticeFailed, NoticeStale and NoticeNames
}

// NoticeKind is a reason for a provider to be missing.
type NoticeKind int

// The reasons.
const (
	NoticeFailed      NoticeKind = iota + 1 // did not answer, or with an error: see Err
	NoticeWaiting                           // slow: still being waited for
	NoticeMaintenance                       // planned maintenance until Until
	NoticeNotYet                            // activates on Until
	NoticeUnsupported                       // announces an API version that this client does not speak
	NoticeRefused                           // its address is not https
	NoticeEnded                             // deactivated since Until; never in a View
	NoticeStale                             // no Provider: the list of providers is the copy of Until, because of Err
	NoticeNames                             // its messages are there, names that were asked for are not: see Err
)
