package lang

var frConsent = Consent{}
