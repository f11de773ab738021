package screens

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"houbu/api"
)

// boardOrder is what the board is sorted by.
type boardOrder int

// The orders of the board, as its columns stand.
const (
	boardBySchool boardOrder = iota
	boardByCampus
	boardBySubject
	boardByWaiting
	boardByCapacity
	boardByHeld
	boardByPaid
	boardByExpiry
	boardByFree
	boardOrders
)

// descends tells whether the greatest is first in an order: of numbers, whose great
// ones are what one looks for.
func (o boardOrder) descends() bool {
	switch o {
	case boardByWaiting, boardByCapacity, boardByHeld, boardByPaid, boardByFree:
		return true
	case boardBySchool, boardByCampus, boardBySubject, boardByExpiry, boardOrders:
	}
	return false
}

// boardList is the board filtered and sorted. What every key asks of it is done on
// indexes and texts made once, so that it takes milliseconds with 20,000 pools.
type boardList struct {
	pools  []api.BoardPool
	texts  []string // what the filter looks into, of each pool
	order  []int    // all pools, sorted
	shown  []int    // those that the filter leaves, sorted
	filter string
	by     boardOrder
}

// set takes the pools as they are now.
func (l *boardList) set(pools []api.BoardPool) {
	l.pools = pools
	l.texts = make([]string, len(pools))
	for i := range pools {
		p := &pools[i]
		l.texts[i] = strings.ToLower(strings.Join(
			[]string{p.School, p.SchoolCode, p.Campus, p.CampusCode, p.SubjectName, p.Subject}, "\n"))
	}
	l.sort(l.by)
}

// sort sorts by another order.
func (l *boardList) sort(by boardOrder) {
	l.by = by
	if len(l.order) != len(l.pools) {
		l.order = make([]int, len(l.pools))
	}
	for i := range l.order {
		l.order[i] = i
	}
	slices.SortFunc(l.order, func(a, b int) int {
		first, second := &l.pools[a], &l.pools[b]
		n := by.compare(first, second)
		if by.descends() {
			n = -n
		}
		return cmp.Or(n, cmp.Compare(first.ID, second.ID))
	})
	l.apply()
}

// compare compares two pools.
func (o boardOrder) compare(a, b *api.BoardPool) int {
	switch o {
	case boardBySchool:
		return cmp.Or(cmp.Compare(a.School, b.School), cmp.Compare(a.Campus, b.Campus))
	case boardByCampus:
		return cmp.Compare(a.Campus, b.Campus)
	case boardBySubject:
		return cmp.Compare(a.Subject, b.Subject)
	case boardByWaiting:
		return cmp.Compare(a.Waiting, b.Waiting)
	case boardByCapacity:
		return cmp.Compare(a.Capacity, b.Capacity)
	case boardByHeld:
		return cmp.Compare(a.Held, b.Held)
	case boardByPaid:
		return cmp.Compare(a.Paid, b.Paid)
	case boardByExpiry:
		return soonest(a.NextExpiry, b.NextExpiry)
	case boardByFree:
		return cmp.Compare(free(a), free(b))
	case boardOrders:
	}
	return 0
}

// free is how many seats of a pool nobody holds, less than none after its capacity
// was lowered below its holders.
func free(p *api.BoardPool) int { return p.Capacity - p.Held - p.Paid }

// soonest compares two instants, of which nil is later than all.
func soonest(a, b *time.Time) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return 1
	case b == nil:
		return -1
	}
	return a.Compare(*b)
}

// find leaves the pools that have every word of a text.
func (l *boardList) find(filter string) {
	l.filter = filter
	l.apply()
}

func (l *boardList) apply() {
	words := strings.Fields(strings.ToLower(l.filter))
	l.shown = l.shown[:0]
	for _, i := range l.order {
		if hasAll(l.texts[i], words) {
			l.shown = append(l.shown, i)
		}
	}
}

func hasAll(text string, words []string) bool {
	for _, word := range words {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

// at is the pool in a line of what is shown, nil where there is none.
func (l *boardList) at(line int) *api.BoardPool {
	if line < 0 || line >= len(l.shown) {
		return nil
	}
	return &l.pools[l.shown[line]]
}

// lineOf is the line in which a pool is shown, -1 where it is not.
func (l *boardList) lineOf(id string) int {
	return slices.IndexFunc(l.shown, func(i int) bool { return l.pools[i].ID == id })
}

// boardSum is what some pools have together.
type boardSum struct{ pools, capacity, held, paid, waiting int }

// sum adds up what is shown.
func (l *boardList) sum() (all boardSum) {
	all.pools = len(l.shown)
	for _, i := range l.shown {
		p := &l.pools[i]
		all.capacity += p.Capacity
		all.held += p.Held
		all.paid += p.Paid
		all.waiting += p.Waiting
	}
	return all
}

// pool finds a pool, whether it is shown or not.
func (l *boardList) pool(id string) (api.BoardPool, bool) {
	i := slices.IndexFunc(l.pools, func(p api.BoardPool) bool { return p.ID == id })
	if i < 0 {
		return api.BoardPool{}, false
	}
	return l.pools[i], true
}

// samePool tells whether two answers say the same of a pool.
func samePool(a, b api.BoardPool) bool {
	same := soonest(a.NextExpiry, b.NextExpiry) == 0
	a.NextExpiry, b.NextExpiry = nil, nil
	return same && a == b
}
