package present

// Official pages about a citizen's consent.
const (
	// PageMyEbox is My eBox itself: activation, profile, deactivation.
	PageMyEbox = "https://mycitizenebox.belgium.be/myebox/"
	// PageSelfManagement is the self-management page of the digital keys, where permissions are removed at once.
	PageSelfManagement = "https://iamapps.belgium.be/sma/selfManagement/myApplications"
)

// Way is one of the official ways to withdraw consent.
type Way struct {
	Number int
	Text   string
	URL    string // "": there is no page to open
	Letter bool   // it is the letter
}

// Ways are the official ways to withdraw, in their order.
func (v Voice) Ways() []Way {
	t := v.Texts.Consent.Ways
	return []Way{
		{Number: 1, Text: t.Profile, URL: PageMyEbox},
		{Number: 2, Text: sprintf(t.Provider, otherProviders)},
		{Number: 3, Text: t.Self, URL: PageSelfManagement},
		{Number: 4, Text: t.Letter, Letter: true},
	}
}

// WaysSection is the same as a section: each way with its number, its address in an item of its own. here tells that the
// server has operations of its own, so that nobody is told that this program cannot do it.
func (v Voice) WaysSection(here bool) Section {
	t := v.Texts.Consent.Ways
	s := Section{Title: t.Title}
	if !here {
		s.say(Plain, t.Intro)
	}
	for _, w := range v.Ways() {
		s.say(Plain, sprintf("%d. %s", w.Number, w.Text))
		if w.URL != "" {
			s.Items = append(s.Items, Item{Text: w.URL, URL: w.URL})
		}
	}
	return s
}

// ActivateElsewhere says where a box is activated when the server has no operations for it.
func (v Voice) ActivateElsewhere() Section {
	s := Section{Title: v.Texts.Consent.Activation.Title}
	s.say(Plain, v.Texts.Consent.Ways.Activate)
	s.Items = append(s.Items, Item{Text: PageMyEbox, URL: PageMyEbox})
	return s
}

// ServiceProvider is somebody else who shows the same box.
type ServiceProvider struct {
	Name string
	Kind string // public, private, app: in words
}

// ServiceProviders are the recognised ones, with MyGov.be.
func (v Voice) ServiceProviders() []ServiceProvider {
	t := v.Texts.Consent.Providers
	return []ServiceProvider{
		{"Doccle", t.Private},
		{"KBC (Mobile)", t.Private},
		{"Trusto", t.Private},
		{"IRISbox", t.Public},
		{"Mijn Burgerprofiel", t.Public},
		{"MyGov.be", t.App},
	}
}

// ServiceProvidersSection says who they are and where consent given to them is managed.
func (v Voice) ServiceProvidersSection() Section {
	t := v.Texts.Consent.Providers
	s := Section{Title: t.Title}
	s.say(Plain, t.Intro)
	for _, p := range v.ServiceProviders() {
		s.Items = append(s.Items, Item{Label: p.Name, Text: p.Kind})
	}
	s.say(Plain, t.Manage)
	s.Items = append(s.Items, Item{Text: PageSelfManagement, URL: PageSelfManagement})
	s.say(Plain, t.Repeat)
	return s
}

// otherProviders are those whose own help desk withdraws what was given to them, in one line.
const otherProviders = "Mijn Burgerprofiel, Doccle, KBC, Trusto, IRISbox"
