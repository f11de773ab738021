//go:build unix && !race

package e2e

// atOnce is how many tests run at once. These tests wait more than they work.
const atOnce = "8"
