package account

// Occupy takes every place for a password check until free is called.
func (s *Service) Occupy() (free func()) {
	for range cap(s.slots) {
		s.slots <- struct{}{}
	}
	return func() {
		for range cap(s.slots) {
			<-s.slots
		}
	}
}
