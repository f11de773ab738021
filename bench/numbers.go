package bench

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"time"

	"houbu/api"
	"houbu/bench/load"
)

// lookUpLost asks for the receipts of the joins whose outcome is not known, by
// their keys, as a candidate's client does.
func (j *joining) lookUpLost(ctx context.Context) error {
	look := &looking{joining: j}
	for n, number := range j.numbers {
		if number == 0 && j.asked[n] {
			look.lost = append(look.lost, n)
		}
	}
	if len(look.lost) == 0 {
		return nil
	}
	results, err := load.Run(ctx, load.Options{
		Address: j.Host, Connections: j.Connections, Tasks: len(look.lost), Steps: []string{"receipt"},
	}, look)
	if err != nil {
		return fmt.Errorf("look receipts up: %w", err)
	}
	if r := results[0]; r.Failures+len(r.Refused) > 0 {
		return fmt.Errorf("look receipts up: %d of %d have no answer: %v", r.Failures+len(r.Refused), len(look.lost), r.Why)
	}
	return nil
}

// looking looks receipts up.
type looking struct {
	*joining
	lost []int
}

// Do looks one receipt up.
func (l *looking) Do(w *load.Worker, i int, since time.Time) {
	n := l.lost[i]
	path := api.PathReceipt[:len(api.PathReceipt)-len("{key}")] + l.key(n)
	w.Buffer = l.appendGet(w.Buffer[:0], path, l.joiners[n].token, "")
	w.Exchange(0, since, w.Buffer, func(a *load.Answer) error {
		switch a.Status {
		case http.StatusNotFound: // nothing was done under the key
			return nil
		case http.StatusOK:
			return l.note(n, a.Body)
		}
		return unexpected(a, http.StatusOK)
	})
}

// checkNumbers holds the numbers of each pool against promise 3: none twice and
// none left out, from the first one where that is known.
func (j *joining) checkNumbers(report *Report, first bool) {
	pools := make([][]int, len(j.Candidates.Pools))
	joined := 0
	for n, number := range j.numbers {
		if number > 0 {
			pools[j.joiners[n].pool] = append(pools[j.joiners[n].pool], number)
			joined++
		}
	}
	for i, numbers := range pools {
		slices.Sort(numbers)
		next := 0
		if first {
			next = j.Candidates.Pools[i].Next
		} else if len(numbers) > 0 {
			next = numbers[0]
		}
		for k, number := range numbers {
			if number != next+k {
				report.check("每个校区科目的序号连续、不重复", false,
					fmt.Sprintf("校区 %s：应为 %d，实为 %d", j.Candidates.Pools[i].Campus, next+k, number))
				return
			}
		}
	}
	report.check("每个校区科目的序号连续、不重复", true, fmt.Sprintf("%d 个序号", joined))
}
