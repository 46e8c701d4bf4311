package auth

import "errors"

// Conditions of private files: keys, and the store NewFile makes. Test with errors.Is; they come in a *FileError.
var (
	ErrFileMode  = errors.New("auth: others can read or change the file")      // want 0600, a directory 0700
	ErrFileOwner = errors.New("auth: the file belongs to somebody else")       // another user of this machine
	ErrFileLink  = errors.New("auth: not a plain file but a link or a device") // links are not followed
	ErrFileSize  = errors.New("auth: the file is too big")                     // for what it should be
)

// Conditions of keys; test with errors.Is. Those of a file come in a *FileError.
var (
	ErrNotAKey          = errors.New("auth: no private key in the file")                     // neither PEM nor PKCS#12 with one
	ErrNotACertificate  = errors.New("auth: no certificate in the file")                     // no PEM with one
	ErrPassphraseNeeded = errors.New("auth: the file is encrypted and needs a passphrase")   // and nobody could be asked
	ErrPassphrase       = errors.New("auth: wrong passphrase")                               // of a key file or of the store
	ErrKeyKind          = errors.New("auth: not an RSA key")                                 // the server takes RS256 only
	ErrKeyShort         = errors.New("auth: the RSA key is too short")                       // less than MinKeyBits
	ErrKeyExpired       = errors.New("auth: the key's certificate has expired")              // register a new one
	ErrKeyNotYetValid   = errors.New("auth: the key's certificate is not valid yet")         // or the clock is wrong
	ErrKeyMismatch      = errors.New("auth: key and certificate do not belong together")     // their public keys differ
	ErrKeyCost          = errors.New("auth: the file's passphrase would take too long")      // its derivation asks for absurdly much
	ErrKeyFormat        = errors.New("auth: the key is encrypted in a way not known here")   // convert it
	ErrDamaged          = errors.New("auth: the store is damaged or was tampered with")      // NewFile
	ErrNewer            = errors.New("auth: the store was written by a newer version")       // NewFile: not ours to touch
	ErrWeakStore        = errors.New("auth: the store's passphrase is not protected enough") // NewFile: parameters below the least
)

// FileError tells what is wrong with which file. It is its Reason.
type FileError struct {
	Path   string
	Reason error
}

// Error names the file's condition; the path is left to the caller, since it may be text from anywhere.
func (e *FileError) Error() string { return e.Reason.Error() }

// Unwrap gives the reason.
func (e *FileError) Unwrap() error { return e.Reason }
