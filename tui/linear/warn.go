package linear

// warn reads how the box stands, once after a login and in the background, and says it when the box is not in order.
// Where that cannot be read nothing is said: the profile itself says why.
func (s *session) warn() {
	from, ctx := s.session.Box.Profiles, s.ctx
	if from == nil || s.d.Enterprise {
		return
	}
	go func() {
		got, err := from.Profile(ctx)
		if err != nil {
			return
		}
		s.post(func() {
			text := s.voice().ConsentWarning(got, s.name(s.keysOf(cmdProfile)[0]))
			switch {
			case text == "":
			case s.quiet:
				s.unsaid = append(s.unsaid, text)
			default:
				s.Say(text)
			}
		})
	}()
}
