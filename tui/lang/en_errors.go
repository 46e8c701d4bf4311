package lang

var enErrors = Errors{
	Unauthorized: Advice{
		"The session is not accepted any more.",
		"It may have ended elsewhere, for instance because consent was withdrawn or you logged out.",
		"Log in again.",
	},
	Forbidden: Advice{
		"This is not permitted.",
		"Your session is valid, but it does not give this right. Trying again does not help.",
		"Use the official portal for this, or ask whoever manages the access.",
	},
	NotFound: Advice{
		"The message or document is not in the box.",
		"It has been removed because its availability ended, or it never was there.",
		"Ask the sender for a copy if you need it.",
	},
	NoBox: Advice{
		"There is no eBox for you here.",
		"The service was asked for your messages and says that it has no box for you. Nothing was changed.",
		"Look on the official portal whether your eBox is activated; if it is, try again later.",
	},
	NoProviders: Advice{
		"There is no list of providers here.",
		"Without it nobody can be asked for your messages. They are safe.",
		"Try again later; if it stays so, ebox doctor checks the settings.",
	},
	Throttled: Advice{
		"The service asks to wait.",
		"It received too many requests. Nothing is lost.",
		"Try again in a while.",
	},
	RetryAfter: "Try again in %s.",
	Unavailable: Advice{
		"The service does not answer.",
		"It is out of order for a moment, or your connection is down. Nothing is lost.",
		"Check your connection, and try again later.",
	},
	Timeout: Advice{
		"The service took too long to answer.",
		"It is slow, or your connection is. Nothing is lost.",
		"Try again.",
	},
	Malformed: Advice{
		"The answer of the service cannot be understood.",
		"It is damaged or too large. Your messages are safe.",
		"Try again later; if it stays so, tell the provider.",
	},
	Digest: Advice{
		"The document is not the one that was announced.",
		"It was damaged on the way or altered, so it was not kept.",
		"Try again; if it stays so, ask the sender.",
	},
	Length: Advice{
		"The document did not arrive whole.",
		"The transfer was cut off, so it was not kept.",
		"Try again.",
	},
	TooLarge: Advice{
		"The document is too large to be shown here.",
		"It was fetched only in part, and nothing of it was kept.",
		"Download it and open it with another program.",
	},
	NotAllowed: Advice{
		"The document's address does not belong to its provider.",
		"It was not fetched, so that nobody else receives your session.",
		"Use the official portal, and tell the provider.",
	},
	BadRequest: Advice{
		"The service refused the request.",
		"This program asked for something that the service does not accept. Nothing was changed.",
		"Tell the makers of this program, with the details below.",
	},
	NotOffered: Advice{
		"This provider does not offer that.",
		"Not every provider can do everything. Nothing was changed.",
		"Use the official portal for this.",
	},
	Partial: Advice{
		"It did not work with several providers.",
		"They are named below, each with the reason. What worked with others is done.",
		"Try again later.",
	},
	NoSpace: Advice{
		"There is no space left on the disk.",
		"The document was not saved; nothing is left of it.",
		"Make room or choose another folder, and try again.",
	},
	NoWrite: Advice{
		"The file cannot be written there.",
		"The folder does not exist, or you may not write in it. Nothing was saved.",
		"Choose another folder.",
	},
	Unknown: Advice{
		"Something did not work.",
		"This program does not know why. Your messages are safe.",
		"Try again; the details below help those who look into it.",
	},
	Reference: "Reference for the help desk: %s",
	Contact:   "Contact: %s",
	Code:      "Code: %s",
	Technical: "Message of the service: %s",
	Program:   "Message of the program, in English: %s",
	Operation: "Operation: %s",
}

var enLoginErrors = LoginErrors{
	Cancelled: Advice{
		"The login was cancelled.",
		"Nothing happened: you are not logged in.",
		"Try again whenever you like.",
	},
	Timeout: Advice{
		"The login was not finished in time.",
		"This program waited 10 minutes for the browser. You are not logged in.",
		"Try again.",
	},
	WeakKey: Advice{
		"This digital key is not strong enough for your eBox.",
		"You were recognised, but the login is not used.",
		"Try again with another key: itsme, your eID card, or a security code by app or SMS.",
	},
	StepUp: Advice{
		"This needs a login with a stronger digital key.",
		"Your session stays as it is.",
		"Log in once more with a stronger key, for instance itsme or your eID card.",
	},
	CodeRefused: Advice{
		"The login came too late or was used already.",
		"Such an answer counts once and for a short time. You are not logged in.",
		"Start over.",
	},
	ServerDown: Advice{
		"The login service is out of order.",
		"You cannot log in at the moment; your eBox is not affected.",
		"Try again later.",
	},
	Clock: Advice{
		"The clock of this computer is wrong.",
		"The login cannot be checked, so it is not used.",
		"Set the date and time, and try again.",
	},
	SessionEnded: Advice{
		"Your session has ended.",
		"It was too old, or it was ended elsewhere: by logging out, or because consent was withdrawn.",
		"Log in again; the screen stays as it was.",
	},
	LoginRequired: Advice{
		"You are not logged in.",
		"There is no session on this computer.",
		"Log in.",
	},
	Refused: Advice{
		"The login service refused the login.",
		"You are not logged in.",
		"Try again; if it stays so, show the details below to whoever set up this program.",
	},
	Untrusted: Advice{
		"The answer to the login could not be trusted.",
		"It is not certain that it comes from the login service, so it is not used.",
		"Start over. If it happens again, tell whoever set up this program.",
	},
	Setup: Advice{
		"This program does not fit the login service.",
		"Its address or its registration is not right. You are not logged in.",
		"Show the details below to whoever set up this program; ebox doctor checks the settings.",
	},
	NoBrowser: Advice{
		"No browser could be opened.",
		"The login goes on all the same.",
		"Open the address that is shown in a browser on this computer.",
	},
	Listen: Advice{
		"This computer does not let the browser's answer in.",
		"The local address for it is taken or blocked.",
		"Close other logins that are under way, or check the firewall, and try again.",
	},
	Keyring: Advice{
		"The keyring of this computer does not answer.",
		"It may be locked and waiting for its password in another window. Your session is not stored.",
		"Unlock the keyring, or go on without: you then stay logged in until you quit.",
	},
	NoKeyring: Advice{
		"There is no keyring on this computer.",
		"Your session cannot be kept: you stay logged in until you quit.",
		"Nothing needs to be done. To stay logged in for longer, install a keyring (on Linux gnome-keyring or KeePassXC); over SSH start the session with dbus-run-session.",
	},
	Busy: Advice{
		"Another window of this program is logging in.",
		"Two logins at once would undo each other.",
		"Finish the other one, or close it, and try again.",
	},
	ErrorCode: "Code of the login service: %s",
	ErrorText: "Message of the login service: %s",
	ErrorPage: "Page about it: %s",
}
