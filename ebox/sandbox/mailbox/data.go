package mailbox

import "strconv"

// datum is one piece of business data. A code reads alike in all languages; other values have the message's form.
type datum struct {
	key         string
	name        tri
	description tri // empty: none
	values      tri
	code        bool
}

// in is the language of the value that stands in the TranslatedString's language l; false when nothing stands there.
func (d *datum) in(g *glance, l lang) (lang, bool) {
	if d.code {
		return l, true
	}
	return g.in(l)
}

// contract is the datum as the contract writes it. The label has all languages: it belongs to the key, not to the message.
func (d *datum) contract(g *glance) BusinessData {
	b := BusinessData{Key: d.key, Name: d.name.translated()}
	if d.description != (tri{}) {
		t := g.translated(func(l lang) string { return d.description[l] })
		b.Description = &t
	}
	if d.code {
		b.Values = []Translated{d.values.translated()}
	} else {
		b.Values = []Translated{g.translated(func(l lang) string { return d.values[l] })}
	}
	return b
}

// Labels of the keys.
var (
	labelDomain    = tri{"Domein", "Domaine", "Bereich"}
	labelNature    = tri{"Aard van het bericht", "Nature du message", "Art der Nachricht"}
	labelSecret    = tri{"Vertrouwelijk", "Confidentiel", "Vertraulich"}
	labelInform    = tri{"Ter informatie", "Pour information", "Zur Information"}
	labelAction    = tri{"Voor actie", "Pour action", "Handlungsbedarf"}
	labelActionDue = tri{"Te doen vóór", "À faire avant le", "Zu erledigen vor dem"}
	labelCompany   = tri{"Ondernemingsnummer van de werkgever", "Numéro d'entreprise de l'employeur", "Unternehmensnummer des Arbeitgebers"}
	labelEmployer  = tri{"RSZ-nummer", "Numéro ONSS", "LSS-Nummer"}
	labelFile      = tri{"Dossiernummer", "Numéro de dossier", "Aktennummer"}
)

// keyFile is a key of the sandbox's own: the contract standardizes none for file numbers.
const keyFile = "SANDBOX_FILE_NUMBER"

func code(key string, name tri, value string) datum {
	return datum{key: key, name: name, values: same(value), code: true}
}

// appendBusiness appends the business data of a message.
func (b *Box) appendBusiness(list []datum, g *glance) []datum {
	k := g.sent
	if b.box == enterprise {
		list = append(list, code("BUSINESS_DOMAIN", labelDomain, k.domain), code("MESSAGE_NATURE", labelNature, k.nature()))
		if k.attention || k.registered {
			list = append(list, code("CONFIDENTIAL", labelSecret, "true"))
		}
		if b.provider == "nsso" {
			list = append(list,
				code("EMPNOSSBECBE", labelCompany, b.owner),
				code("EMPNOSSBENOSS", labelEmployer, strconv.FormatUint(10_000_000+b.key%80_000_000, 10)))
		}
	}
	if k.due > 0 {
		list = append(list, code("FOR_ACTION", labelAction, "true"), code("FOR_ACTION_DUE_DATE", labelActionDue, g.due().Format("2006-01-02")))
	} else if b.box == enterprise && k.pay == noPayment {
		list = append(list, code("FOR_INFORMATION", labelInform, "true"))
	}
	list = append(list, code(keyFile, labelFile, string(g.appendRef(nil))))
	return k.reply.appendData(list)
}

func (k *kind) nature() string {
	if k.answer {
		return "REPLY"
	}
	return "ORIGINAL"
}

// specimens are the persons in companies to whose attention messages come; none of them exists.
var specimens = [...]string{"Test Specimen", "Échantillon Spécimen", "Proefpersoon Één", "Muster Prüfling", "Specimen Müller-Testé"}

// attention is for whom in the company the message is meant; only some kinds are.
func (b *Box) attention(g *glance) (ForTheAttentionOf, bool) {
	if b.box != enterprise || !g.sent.attention {
		return ForTheAttentionOf{}, false
	}
	n := at(g.key, slotPerson) % 40
	return ForTheAttentionOf{ID: futureSSIN(int(n)), Type: "person", Name: specimens[n%uint64(len(specimens))]}, true
}
