package proof

import (
	"testing"

	"github.com/anishathalye/porcupine"

	"houbu/api"
)

// made is an operation of a made-up history, from one instant to another.
func made(from, to int64, in input, out output) porcupine.Operation {
	return porcupine.Operation{Input: in, Output: out, Call: from, Return: to}
}

// TestTheSpecificationSeparates judges histories whose verdict is known, so that
// the check of the real ones cannot pass whatever happens.
func TestTheSpecificationSeparates(t *testing.T) {
	t.Parallel()
	join := func(student int) input { return input{do: "join", student: student} }
	look := func(student int) input { return input{do: "look", student: student} }
	offered := func(n int64) output { return output{number: n, state: api.Offered} }
	waiting := func(n int64) output { return output{number: n, state: api.Waiting} }
	begin := []porcupine.Operation{made(0, 1, join(1), offered(1)), made(2, 3, join(2), waiting(2)), made(4, 5, join(3), waiting(3))}
	cancelled := made(6, 7, input{do: "cancel", student: 1, number: 1}, output{})
	for _, test := range []struct {
		name string
		then []porcupine.Operation
		want porcupine.CheckResult
	}{
		{"nothing more", nil, porcupine.Ok},
		{"the freed seat goes to the head", []porcupine.Operation{cancelled, made(8, 9, look(2), output{state: api.Offered, finished: 1})}, porcupine.Ok},
		{"joins at once, in either order", []porcupine.Operation{made(6, 9, join(4), waiting(5)), made(7, 8, join(5), waiting(4))}, porcupine.Ok},
		{"a refused second join", []porcupine.Operation{made(6, 7, join(2), output{code: api.CodeLevelTaken})}, porcupine.Ok},
		{"a look during a cancellation", []porcupine.Operation{
			made(6, 9, input{do: "cancel", student: 1, number: 1}, output{}), made(7, 8, look(3), output{number: 3, state: api.Waiting, ahead: 1}),
		}, porcupine.Ok},

		{"a seat given twice", []porcupine.Operation{made(6, 7, join(4), offered(4))}, porcupine.Illegal},
		{"a seat given twice, as seen", []porcupine.Operation{made(6, 7, look(2), output{state: api.Offered, finished: 1})}, porcupine.Illegal},
		{"a newcomer before the queue", []porcupine.Operation{cancelled, made(8, 9, join(4), offered(4))}, porcupine.Illegal},
		{"the second of the queue before the first", []porcupine.Operation{cancelled, made(8, 9, look(3), output{state: api.Offered, finished: 1})}, porcupine.Illegal},
		{"a seat that nobody gives on", []porcupine.Operation{cancelled, made(8, 9, look(2), waiting(2))}, porcupine.Illegal},
		{"a stale position", []porcupine.Operation{cancelled, made(8, 9, look(3), output{number: 3, state: api.Waiting, ahead: 1})}, porcupine.Illegal},
		{"a number twice", []porcupine.Operation{made(6, 7, join(4), waiting(3))}, porcupine.Illegal},
		{"a gap in the numbers", []porcupine.Operation{made(6, 7, join(4), waiting(5))}, porcupine.Illegal},
		{"a second place in the queue", []porcupine.Operation{made(6, 7, join(2), waiting(4))}, porcupine.Illegal},
		{"a payment without a seat", []porcupine.Operation{made(6, 7, input{do: "pay", student: 2, number: 2}, output{paid: true})}, porcupine.Illegal},
		{"a payment that took no seat", []porcupine.Operation{made(6, 7, input{do: "pay", student: 1, number: 1}, output{})}, porcupine.Illegal},
		{"a payment that is forgotten", []porcupine.Operation{
			made(6, 7, input{do: "pay", student: 1, number: 1}, output{paid: true}), made(8, 9, look(1), output{state: api.Offered, finished: 1}),
		}, porcupine.Illegal},
		{"a paid seat that is given on", []porcupine.Operation{
			made(6, 7, input{do: "pay", student: 1, number: 1}, output{paid: true}), made(8, 9, look(2), output{state: api.Offered, finished: 1}),
		}, porcupine.Illegal},
		{"a capacity that is not served", []porcupine.Operation{made(6, 7, input{do: "capacity", capacity: 2}, output{}), made(8, 9, look(2), waiting(2))}, porcupine.Illegal},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			history := append(append([]porcupine.Operation(nil), begin...), test.then...)
			if got := porcupine.CheckOperationsTimeout(spec(1), history, patience); got != test.want {
				t.Errorf("the verdict is %s, want %s", got, test.want)
			}
		})
	}
}
