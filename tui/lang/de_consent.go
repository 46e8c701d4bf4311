package lang

var deConsent = Consent{}
