package lang

var enLetter = Letter{
	File:        "my-ebox-withdrawal-of-consent",
	Title:       "Letter: withdrawal of consent, My eBox",
	From:        "Sender",
	Name:        "Surname and given names:",
	Address:     "Address:",
	Number:      "National register number:",
	Contact:     "Telephone or email address:",
	To:          "Addressee",
	WhereTo:     "Postal address: see the official page",
	PlaceDate:   "Place and date:",
	SubjectLine: "Subject: withdrawal of my consent, My eBox (eBox Citizen)",
	Salutation:  "Dear Sir or Madam,",
	Request:     "I withdraw my consent to receive documents of public services electronically in My eBox. Please remove my consent and deactivate My eBox for me.",
	Known:       "I know that messages may still arrive until this letter has been processed, and that they keep their legal effects. Afterwards I expect documents by other channels, such as post.",
	Term:        "I know that processing may take up to 30 days after receipt of this letter.",
	Tell:        "Please let me know, at the contact details above, when it has been done.",
	Enclosed:    "Enclosed: a legible copy of both sides of my identity card, including the address.",
	Closing:     "Yours faithfully,",
	Signature:   "Signature:",
}
