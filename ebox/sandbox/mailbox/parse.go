package mailbox

// ParseUpdates reads the body of a PATCH of the message list (MessagesToUpdate). The error is a *Refusal.
func ParseUpdates(b []byte) ([]MessageToUpdate, error) { return nil, nil }

// ParsePublication reads the JSON part of a publication (MessageToPublish). The error is a *Refusal.
func ParsePublication(b []byte) (MessageToPublish, error) { return MessageToPublish{}, nil }
