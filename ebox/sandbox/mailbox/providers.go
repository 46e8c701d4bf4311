package mailbox

import "time"

// announced is an entry of the federation's list.
type announced struct {
	id                string
	name, description [4]string // nl, fr, de, en
	since             Date
	version           string
}

var announcedProviders = []announced{
	{
		"nsso",
		[4]string{"Sociale zekerheid", "Sécurité sociale", "Soziale Sicherheit", "Social security"},
		[4]string{"Documenten van de RSZ en de andere instellingen van de sociale zekerheid", "Documents de l'ONSS et des autres institutions de la sécurité sociale", "Dokumente des LSS und der anderen Einrichtungen der sozialen Sicherheit", "Documents of the NSSO and the other institutions of social security"},
		Date{2017, time.December, 1},
		"2.1",
	},
	{
		"finance",
		[4]string{"FOD Financiën", "SPF Finances", "FÖD Finanzen", "FPS Finance"},
		[4]string{"Belastingen, btw, douane en patrimonium", "Impôts, TVA, douane et patrimoine", "Steuern, MwSt., Zoll und Vermögen", "Taxes, VAT, customs and property"},
		Date{2018, time.March, 1},
		"2.1",
	},
	{
		"pensions",
		[4]string{"Federale Pensioendienst", "Service fédéral des Pensions", "Föderaler Pensionsdienst", "Federal Pensions Service"},
		[4]string{"Pensioenen, zonder tijdslimiet beschikbaar", "Pensions, disponibles sans limite de temps", "Pensionen, ohne zeitliche Begrenzung verfügbar", "Pensions, available without time limit"},
		Date{2019, time.June, 3},
		"2.1",
	},
	{
		"region",
		[4]string{"Gewesten, gemeenten en andere overheden", "Régions, communes et autres autorités", "Regionen, Gemeinden und andere Behörden", "Regions, municipalities and other authorities"},
		[4]string{"Documenten van overheden zonder eigen register", "Documents des autorités sans registre propre", "Dokumente von Behörden ohne eigenes Register", "Documents of authorities without a registry of their own"},
		Date{2020, time.January, 15},
		"2.1",
	},
	{
		"health",
		[4]string{"Gezondheidszorg", "Soins de santé", "Gesundheitspflege", "Health care"},
		[4]string{"Documenten van ziekenfondsen en ziekenhuizen", "Documents des mutualités et des hôpitaux", "Dokumente der Krankenkassen und Krankenhäuser", "Documents of health funds and hospitals"},
		Date{2021, time.September, 1},
		"2.1",
	},
	{
		"justice",
		[4]string{"Justitie", "Justice", "Justiz", "Justice"},
		[4]string{"Documenten van hoven en rechtbanken", "Documents des cours et tribunaux", "Dokumente der Gerichtshöfe und Gerichte", "Documents of the courts"},
		Date{},
		"2.1",
	},
	{
		"mobility",
		[4]string{"Mobiliteit en vervoer", "Mobilité et transports", "Mobilität und Transportwesen", "Mobility and transport"},
		[4]string{"Rijbewijzen en inschrijvingen", "Permis de conduire et immatriculations", "Führerscheine und Zulassungen", "Driving licences and registrations"},
		Date{2024, time.February, 1},
		"3.0",
	},
}

const (
	maintained = "health"  // in maintenance, whenever one looks
	comingSoon = "justice" // activated on the first day of the month after next
)

// Providers is the federation's list as of now: four that are live, one in planned maintenance, one not yet active and
// one whose registry speaks another version of the contract.
func (w *World) Providers() []Provider {
	now := w.now().In(brussels)
	list := make([]Provider, 0, len(announcedProviders))
	for _, a := range announcedProviders {
		p := Provider{
			MessageProviderID:               a.id,
			MessageProviderName:             Translated{a.name[0], a.name[1], a.name[2], a.name[3]},
			MessageProviderDescription:      Translated{a.description[0], a.description[1], a.description[2], a.description[3]},
			MessageProviderActivationDate:   a.since,
			MessageProviderTechnicalContact: "integration@" + a.id + ".sandbox.example",
			APISupportedVersion:             a.version,
		}
		switch a.id {
		case maintained:
			begin := now.Truncate(time.Hour).Add(-time.Hour)
			p.MessageProviderPlannedMaintenance = []Maintenance{{DateTime{begin}, DateTime{begin.Add(6 * time.Hour)}}}
		case comingSoon:
			y, m, _ := now.Date()
			y, m, _ = time.Date(y, m+2, 1, 0, 0, 0, 0, brussels).Date()
			p.MessageProviderActivationDate = Date{y, m, 1}
		}
		list = append(list, p)
	}
	return list
}
