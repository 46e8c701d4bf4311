package mailbox

// MessageType is reference data: what kind of message an id stands for, and how long such a message stays.
type MessageType struct {
	MessageTypeID          string          `json:"messageTypeId"`
	MessageTypeName        Translated      `json:"messageTypeName"`
	MessageTypeDescription *Translated     `json:"messageTypeDescription,omitempty"`
	ValidityPeriod         *ValidityPeriod `json:"validityPeriod,omitempty"` // nil: messages stay without end
	SenderOrganizationIDs  []string        `json:"senderOrganizationIds"`
	SenderApplicationIDs   []string        `json:"senderApplicationIds"`
}

// ValidityPeriod is the time between publication and expiry.
type ValidityPeriod struct {
	ValidityPeriodNumber int    `json:"validityPeriodNumber"`
	ValidityPeriodUnit   string `json:"validityPeriodUnit"` // day, month or year
}

// SenderApplication is reference data: the program that sent a message.
type SenderApplication struct {
	ApplicationID          string      `json:"applicationId"`
	ApplicationName        Translated  `json:"applicationName"`
	ApplicationDescription *Translated `json:"applicationDescription,omitempty"`
	ApplicationLogos       []Image     `json:"applicationLogos,omitempty"`
	ApplicationURL         *Translated `json:"applicationUrl,omitempty"`
	SenderOrganizationIDs  []string    `json:"senderOrganizationIds"`
	MessageTypeIDs         []string    `json:"messageTypeIds"`
	ContactBusiness        string      `json:"contactBusiness,omitempty"`
	ContactTechnical       string      `json:"contactTechnical,omitempty"`
}

// SenderOrganization is reference data: the authority behind a CBE number.
type SenderOrganization struct {
	OrganizationID        string      `json:"organizationId"`
	OrganizationShortName Translated  `json:"organizationShortName"`
	OrganizationLongName  *Translated `json:"organizationLongName,omitempty"`
	OrganizationLogos     []Image     `json:"organizationLogos,omitempty"`
	OrganizationURL       *Translated `json:"organizationUrl,omitempty"`
	SenderApplicationIDs  []string    `json:"senderApplicationIds"`
	MessageTypeIDs        []string    `json:"messageTypeIds"`
	ContactBusiness       string      `json:"contactBusiness,omitempty"`
	ContactTechnical      string      `json:"contactTechnical,omitempty"`
}

// Image is a logo's metadata. ContentHref is required by the contract and left to the server, which knows its address.
type Image struct {
	ImageID     string  `json:"imageId"`
	Size        float64 `json:"size"` // kB of 1024 bytes
	MediaType   string  `json:"mediaType"`
	Language    string  `json:"language,omitempty"`
	ContentHref string  `json:"contentHref"`
}

// Provider is MessageProvider of the federation contract. URL is left to the server, which knows its address.
type Provider struct {
	MessageProviderID                 string        `json:"messageProviderId"`
	MessageProviderName               Translated    `json:"messageProviderName"`
	MessageProviderDescription        Translated    `json:"messageProviderDescription"`
	MessageProviderURL                string        `json:"messageProviderUrl"`
	MessageProviderActivationDate     Date          `json:"messageProviderActivationDate"`
	MessageProviderDeactivationDate   Date          `json:"messageProviderDeactivationDate,omitzero"`
	MessageProviderTechnicalContact   string        `json:"messageProviderTechnicalContact"`
	MessageProviderPlannedMaintenance []Maintenance `json:"messageProviderPlannedMaintenance,omitempty"`
	APISupportedVersion               string        `json:"apiSupportedVersion"`
}

// Maintenance is [StartDate, EndDate).
type Maintenance struct {
	StartDate DateTime `json:"startDate"`
	EndDate   DateTime `json:"endDate"`
}
