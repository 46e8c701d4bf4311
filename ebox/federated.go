package ebox

import "context"

// Message is the metadata of one message; operation getMessageById. It never marks the message as read.
func (f *Federation) Message(ctx context.Context, k Key) (*Message, error) {
	r, err := f.registry(ctx, k.Provider)
	if err != nil {
		return nil, err
	}
	return r.Messages.Get(ctx, k.ID)
}

// Body is the text of a message; operation getBodyContent. It MARKS THE MESSAGE AS READ when the body is its main
// content (Message.BodyMainContent): call it on a person's act only, then Listing.SetRead.
func (f *Federation) Body(ctx context.Context, k Key) (Translated, error) {
	r, err := f.registry(ctx, k.Provider)
	if err != nil {
		return Translated{}, err
	}
	body, err := r.Messages.Body(ctx, k.ID)
	return body, asked(err)
}

// PaymentData is what a message asks to pay; operation getPaymentDataByMessageId.
func (f *Federation) PaymentData(ctx context.Context, k Key) (*PaymentData, error) {
	r, err := f.registry(ctx, k.Provider)
	if err != nil {
		return nil, err
	}
	return r.Messages.PaymentData(ctx, k.ID)
}

// Organization is a sender; operation getSenderOrganizationById. Shared and kept in memory: see ReferenceDataService.
func (f *Federation) Organization(ctx context.Context, provider, id string) (*Organization, error) {
	r, err := f.registry(ctx, provider)
	if err != nil {
		return nil, err
	}
	return r.ReferenceData.Organization(ctx, id)
}

// MessageType is what a message is about; operation getMessageTypeById. Shared and kept in memory: see
// ReferenceDataService.
func (f *Federation) MessageType(ctx context.Context, provider, id string) (*MessageType, error) {
	r, err := f.registry(ctx, provider)
	if err != nil {
		return nil, err
	}
	return r.ReferenceData.MessageType(ctx, id)
}

// Application is the application a sender used; operation getSenderApplicationById. Shared and kept in memory: see
// ReferenceDataService.
func (f *Federation) Application(ctx context.Context, provider, id string) (*Application, error) {
	r, err := f.registry(ctx, provider)
	if err != nil {
		return nil, err
	}
	return r.ReferenceData.Application(ctx, id)
}
