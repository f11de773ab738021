package widget

import "testing"

func TestDots(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		left, right int
		want        rune
	}{
		{0, 0, ' '}, {-3, 0, ' '}, {1, 0, '⡀'}, {0, 1, '⢀'}, {2, 1, '⣄'}, {4, 4, '⣿'}, {9, 0, '⡇'}, {0, 9, '⢸'},
	} {
		if got := dots(test.left, test.right); got != test.want {
			t.Errorf("dots(%d, %d) = %q, want %q", test.left, test.right, got, test.want)
		}
	}
}

// TestChartShowsWhatIsNotNothing: one who waits is seen beside a thousand.
func TestChartShowsWhatIsNotNothing(t *testing.T) {
	t.Parallel()
	c := NewChart(newTestKit())
	c.SetValues([]int{1000, 0, 1}, "", "")
	for i, want := range []int{40, 0, 1} {
		if got := c.level(i, 3, 40, 1000); got != want {
			t.Errorf("level(%d) = %d, want %d", i, got, want)
		}
	}
}
