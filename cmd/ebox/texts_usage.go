package main

// usageWords say what was not understood of a command line.
type usageWords struct {
	UnknownCommand string // what was typed
	Near           string // names of commands
	UnknownFlag    string // what was typed
	NeedsValue     string // flag
	NotPossible    string // flag, what was typed
	NotNumber      string // flag, what was typed, least number
	NotPeriod      string // flag, what was typed, the shortest one
	NotAmong       string // flag, what was typed, what is possible
	OnlyOne        string // flags
	Missing        string // placeholder of the usage line
	TooMuch        string // what was typed
	Odd            string // what the parser says, in English
}

var usageEN = usageWords{
	UnknownCommand: "unknown command “%s”.",
	Near:           "Near: %s.",
	UnknownFlag:    "unknown option %s.",
	NeedsValue:     "%s needs a value.",
	NotPossible:    "%s: “%s” is not a possible value.",
	NotNumber:      "%s: “%s” is not a number from %d up.",
	NotPeriod:      "%s: “%s” is not a time such as 5m or 1h, from %s up.",
	NotAmong:       "%s: “%s” is not possible. Possible: %s.",
	OnlyOne:        "%s: one of them only.",
	Missing:        "%s is missing.",
	TooMuch:        "“%s” is too much.",
	Odd:            "an option is not written as it should be (%s).",
}

var usageNL = usageWords{
	UnknownCommand: "onbekende opdracht “%s”.",
	Near:           "Lijkt op: %s.",
	UnknownFlag:    "onbekende optie %s.",
	NeedsValue:     "%s vraagt een waarde.",
	NotPossible:    "%s: “%s” is geen mogelijke waarde.",
	NotNumber:      "%s: “%s” is geen getal vanaf %d.",
	NotPeriod:      "%s: “%s” is geen tijd zoals 5m of 1h, vanaf %s.",
	NotAmong:       "%s: “%s” kan niet. Mogelijk: %s.",
	OnlyOne:        "%s: slechts één ervan.",
	Missing:        "%s ontbreekt.",
	TooMuch:        "“%s” is te veel.",
	Odd:            "een optie is niet geschreven zoals het moet (%s).",
}

var usageFR = usageWords{
	UnknownCommand: "commande inconnue «\u00a0%s\u00a0».",
	Near:           "Ressemble à\u00a0: %s.",
	UnknownFlag:    "option inconnue %s.",
	NeedsValue:     "%s demande une valeur.",
	NotPossible:    "%s\u00a0: «\u00a0%s\u00a0» n'est pas une valeur possible.",
	NotNumber:      "%s\u00a0: «\u00a0%s\u00a0» n'est pas un nombre à partir de %d.",
	NotPeriod:      "%s\u00a0: «\u00a0%s\u00a0» n'est pas une durée comme 5m ou 1h, à partir de %s.",
	NotAmong:       "%s\u00a0: «\u00a0%s\u00a0» n'est pas possible. Possible\u00a0: %s.",
	OnlyOne:        "%s\u00a0: une seule d'entre elles.",
	Missing:        "il manque %s.",
	TooMuch:        "«\u00a0%s\u00a0» est de trop.",
	Odd:            "une option n'est pas écrite comme il faut (%s).",
}

var usageDE = usageWords{
	UnknownCommand: "unbekannter Befehl „%s“.",
	Near:           "Ähnlich: %s.",
	UnknownFlag:    "unbekannte Option %s.",
	NeedsValue:     "%s braucht einen Wert.",
	NotPossible:    "%s: „%s“ ist kein möglicher Wert.",
	NotNumber:      "%s: „%s“ ist keine Zahl ab %d.",
	NotPeriod:      "%s: „%s“ ist keine Zeit wie 5m oder 1h, ab %s.",
	NotAmong:       "%s: „%s“ geht nicht. Möglich: %s.",
	OnlyOne:        "%s: nur eine davon.",
	Missing:        "%s fehlt.",
	TooMuch:        "„%s“ ist zu viel.",
	Odd:            "eine Option ist nicht richtig geschrieben (%s).",
}
