package present

import (
	"strings"
	"time"

	"myebox/ebox"
	"myebox/tui/lang"
)

// data are the business data as labels and values. Standard keys are said in the client's words; those of the sandbox's
// reply convention are not data to read.
func (v Voice) data(m *ebox.Message) Section {
	t := v.Texts
	s := Section{Kind: Data, Title: t.Reader.Data}
	for _, d := range m.BusinessData {
		if strings.HasPrefix(d.Key, "SANDBOX_REPLY_") {
			continue
		}
		label, values := v.dataLabel(d), make([]string, 0, len(d.Values))
		for _, val := range d.Values {
			if s := v.dataValue(d.Key, v.in(val)); s != "" {
				values = append(values, s)
			}
		}
		if label == "" || len(values) == 0 {
			continue
		}
		s.Items = append(s.Items, Item{Label: label, Text: strings.Join(values, "; ")})
	}
	return s
}

func (v Voice) dataLabel(d ebox.BusinessData) string {
	w := v.Texts.Data
	switch d.Key {
	case "CONFIDENTIAL":
		return w.Confidential
	case "FOR_INFORMATION":
		return w.ForInformation
	case "FOR_ACTION":
		return w.ForAction
	case "FOR_ACTION_DUE_DATE":
		return w.ForActionDue
	case "MESSAGE_NATURE":
		return w.Nature
	case "BUSINESS_DOMAIN":
		return w.Domain
	}
	if name := v.in(d.Name).String(); name != "" {
		return name
	}
	return ebox.Sanitize(d.Key)
}

func (v Voice) dataValue(key string, val ebox.Text) string {
	s := val.String()
	switch key {
	case "CONFIDENTIAL", "FOR_INFORMATION", "FOR_ACTION":
		switch strings.ToLower(s) {
		case "true":
			return v.Texts.Reader.Yes
		case "false":
			return v.Texts.Reader.No
		}
	case "FOR_ACTION_DUE_DATE":
		if d, err := time.ParseInLocation(time.DateOnly, s, ebox.Brussels()); err == nil {
			return v.Texts.Date(d)
		}
	case "MESSAGE_NATURE", "BUSINESS_DOMAIN":
		if w := dataWord(v.Texts.Data, s); w != "" {
			return w
		}
	case "EMPNOSSBECBE":
		return CompanyNumber(s)
	}
	return s
}

// dataWord says a value of the standard keys; "" for one that is not standard.
func dataWord(w lang.Data, value string) string {
	return map[string]string{
		"ORIGINAL": w.NatureOriginal, "COPY": w.NatureCopy, "REPLY": w.NatureReply,
		"ECONOMY": w.Economy, "EMPLOYMENT": w.Employment, "ENVIRONMENT": w.Environment, "FINANCE": w.Finance,
		"FOOD_CHAIN": w.FoodChain, "FOREIGN_AFFAIRS": w.ForeignAffairs, "HEALTHCARE": w.Healthcare,
		"HOME_AFFAIRS": w.HomeAffairs, "HOUSING": w.Housing, "HUMAN_RESSOURCE": w.HumanResources, "JUSTICE": w.Justice,
		"MOBILITY": w.Mobility, "PLANNING_BUREAU": w.PlanningBureau, "PROCUREMENT": w.Procurement,
		"SOCIAL_SECURITY": w.SocialSecurity,
	}[value]
}
