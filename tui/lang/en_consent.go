package lang

var enConsent = Consent{}
