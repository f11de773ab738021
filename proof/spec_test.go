package proof

import (
	"fmt"
	"slices"

	"github.com/anishathalye/porcupine"

	"houbu/api"
)

// The waitlist of one pool as a specification for porcupine: one after the other,
// written from the promises, without a line of the product.

// input is what somebody did at a pool.
type input struct {
	do       string // join, cancel, pay, refuse, capacity, look
	student  int
	number   int64 // of the entry, with cancel, pay and refuse
	capacity int
}

// output is what came of it. What an operation does not answer is left empty.
type output struct {
	code     api.Code       // of a refusal
	number   int64          // join; look, while waiting
	state    api.EntryState // join, look
	ahead    int            // look, while waiting
	finished int            // look
	paid     bool           // pay, refuse: how the order ended
}

// place is an entry; its number is its index plus one.
type place struct {
	student int
	state   api.EntryState
}

// queue is the state of a pool. It is never changed, only replaced.
type queue struct {
	capacity int
	places   []place
}

// spec is the specification of a pool that has a capacity and nobody in it.
func spec(capacity int) porcupine.Model {
	return porcupine.Model{
		Init: func() any { return queue{capacity: capacity} },
		Step: func(state, in, out any) (bool, any) {
			before, _ := state.(queue)
			asked, _ := in.(input)
			got, _ := out.(output)
			return before.step(asked, got)
		},
		Equal: func(a, b any) bool {
			one, _ := a.(queue)
			other, _ := b.(queue)
			return one.capacity == other.capacity && slices.Equal(one.places, other.places)
		},
		DescribeOperation: func(in, out any) string { return fmt.Sprintf("%+v -> %+v", in, out) },
	}
}

// step tells whether an operation may have an outcome now, and what follows.
func (q queue) step(in input, out output) (bool, queue) {
	switch in.do {
	case "join":
		return q.join(in, out)
	case "cancel":
		if state := q.stateOf(in.number); state != api.Waiting && state != api.Offered {
			return out == output{code: api.CodeEntryFinished}, q
		}
		return out == output{}, q.with(in.number, api.Cancelled)
	case "pay":
		switch q.stateOf(in.number) {
		case api.Offered:
			return out.paid, q.with(in.number, api.Paid)
		case api.Paid:
			return true, q // by another order, or by the same
		default:
			return !out.paid, q
		}
	case "refuse":
		switch q.stateOf(in.number) {
		case api.Offered:
			return !out.paid, q.with(in.number, api.Cancelled)
		case api.Paid:
			return true, q
		default:
			return !out.paid, q
		}
	case "capacity":
		next := queue{capacity: in.capacity, places: q.places}
		return true, next.serve()
	case "look":
		return out == q.look(in.student), q
	}
	return false, q
}

func (q queue) join(in input, out output) (bool, queue) {
	for _, p := range q.places {
		if p.student == in.student && p.state != api.Cancelled {
			return out == output{code: api.CodeLevelTaken}, q
		}
	}
	next := queue{capacity: q.capacity, places: append(slices.Clone(q.places), place{in.student, api.Waiting})}.serve()
	number := int64(len(next.places))
	return out == output{number: number, state: next.stateOf(number)}, next
}

// serve offers the free seats to the head of the queue.
func (q queue) serve() queue {
	free := q.capacity
	for _, p := range q.places {
		if p.state == api.Offered || p.state == api.Paid {
			free--
		}
	}
	next := queue{capacity: q.capacity, places: slices.Clone(q.places)}
	for i := range next.places {
		if free > 0 && next.places[i].state == api.Waiting {
			next.places[i].state = api.Offered
			free--
		}
	}
	return next
}

// with is the queue after an entry's end or payment.
func (q queue) with(number int64, state api.EntryState) queue {
	next := queue{capacity: q.capacity, places: slices.Clone(q.places)}
	next.places[number-1].state = state
	return next.serve()
}

func (q queue) stateOf(number int64) api.EntryState {
	if number < 1 || number > int64(len(q.places)) {
		return ""
	}
	return q.places[number-1].state
}

// look is what a student sees.
func (q queue) look(student int) (out output) {
	waiting := 0
	for i, p := range q.places {
		switch {
		case p.student == student && p.state == api.Waiting:
			out.number, out.state, out.ahead = int64(i+1), p.state, waiting
		case p.student == student:
			out.finished++
			if p.state != api.Cancelled {
				out.state = p.state
			}
		}
		if p.state == api.Waiting {
			waiting++
		}
	}
	return out
}
