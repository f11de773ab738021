package desk

// Wait waits for the imports under way.
func (s *Service) Wait() { s.work.Wait() }
