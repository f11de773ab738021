//go:build unix && race

package e2e

// atOnce is how many tests run at once. These tests wait more than they work,
// but the race detector, which go build then adds to houbu as well, makes it
// work a lot more.
const atOnce = "4"
