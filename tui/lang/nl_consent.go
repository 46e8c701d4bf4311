package lang

var nlConsent = Consent{}
