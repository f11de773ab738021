package practice

import (
	"math/rand/v2"
	"testing"
)

// TestTheDeckServesInTime plays the moves of a pool on a queue of numbers, for
// many seeds: whoever joins behind fourteen others has a seat after 25 ticks at
// most, which are a minute and a quarter.
func TestTheDeckServesInTime(t *testing.T) {
	t.Parallel()
	const me, ahead, seeds = -1, 14, 100
	most, sum := 0, 0
	for seed := range uint64(seeds) {
		s := NewSimulator(World{}, rand.New(rand.NewPCG(seed, seed)), DefaultPace())
		queue := make([]int, ahead, ahead+1)
		queue = append(queue, me)
		ticks, served := 0, false
		for ; !served; ticks++ {
			switch s.draw("pool") {
			case giveUp:
				served = queue[0] == me
				queue = queue[1:]
			case cancel:
				if i := s.rand.IntN(len(queue)); queue[i] != me {
					queue = append(queue[:i:i], queue[i+1:]...)
				}
			}
			for len(queue) < ahead {
				queue = append(queue, 0)
			}
		}
		if ticks > 25 {
			t.Errorf("seed %d: served after %d ticks", seed, ticks)
		}
		most, sum = max(most, ticks), sum+ticks
	}
	t.Logf("served after %d ticks on average, %d at most", sum/seeds, most)
}
