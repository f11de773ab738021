package batch

// Waiting is how many requests queue up for the next batch.
func (l *Lane[Q, A]) Waiting() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.waiting)
}
