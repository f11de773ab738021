package payment_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// A small phone, in CSS pixels, and the least height of what a finger touches.
const (
	phoneWidth  = 360
	phoneHeight = 640
	fingerHigh  = 44
)

// chromium is a payer with a real browser, headless and the size of a phone.
type chromium struct {
	t   *testing.T
	ctx context.Context // chromedp keeps its browser in one
}

func newChromium(t *testing.T, path string) payer {
	t.Helper()
	options := []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(path), chromedp.UserDataDir(t.TempDir()), chromedp.Headless, chromedp.NoSandbox,
		chromedp.DisableGPU, chromedp.NoFirstRun, chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true), chromedp.Flag("disable-dev-shm-usage", true),
		chromedp.WSURLReadTimeout(2 * time.Minute),
	}
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, closeTab := chromedp.NewContext(allocator)
	limited, cancel := context.WithTimeout(ctx, 3*time.Minute)
	t.Cleanup(func() {
		if err := chromedp.Cancel(ctx); err != nil {
			t.Errorf("close the browser: %v", err)
		}
		cancel()
		closeTab()
		stop()
	})
	c := &chromium{t: t, ctx: limited}
	// The browser lives as long as the context of the first Run.
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("start the browser: %v", err)
	}
	c.run(chromedp.EmulateViewport(phoneWidth, phoneHeight, chromedp.EmulateMobile, chromedp.EmulateTouch))
	return c
}

func (c *chromium) run(actions ...chromedp.Action[chromedp.Void]) {
	c.t.Helper()
	if err := chromedp.Do(c.ctx, actions...); err != nil {
		c.t.Fatalf("drive the browser: %v", err)
	}
}

// measure evaluates an expression of the page.
func measure[T any](c *chromium, expression string) T {
	c.t.Helper()
	value, err := chromedp.Run(c.ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		c.t.Fatalf("look at the page: %v", err)
	}
	return value
}

func (c *chromium) open(address string) {
	c.t.Helper()
	c.run(chromedp.Navigate(address))
}

func (c *chromium) choose(label string) {
	c.t.Helper()
	c.run(chromedp.Click(`//label[normalize-space(.)="` + label + `"]`))
}

func (c *chromium) press(button string) {
	c.t.Helper()
	click := chromedp.Click(`//button[normalize-space(.)="` + button + `"]`)
	if _, err := chromedp.RunResponse(c.ctx, click); err != nil {
		c.t.Fatalf("press %q: %v", button, err)
	}
}

func (c *chromium) text() string {
	c.t.Helper()
	return measure[string](c, "document.body.innerText")
}

// fits measures what the style sheet, which the page's policy lets through,
// makes of the page.
func (c *chromium) fits() {
	c.t.Helper()
	wide := measure[int](c, "document.documentElement.scrollWidth")
	low := measure[int](c, "Math.min(1000, ...[...document.querySelectorAll('button, label')].map(e => Math.floor(e.getBoundingClientRect().height)))")
	if wide > phoneWidth {
		c.t.Errorf("the page is %d pixels wide on a phone of %d", wide, phoneWidth)
	}
	if low < fingerHigh {
		c.t.Errorf("something to touch is %d pixels high, want %d", low, fingerHigh)
	}
}

// keepPicture writes a picture where go test -artifacts keeps it; without the
// flag that is a folder that goes away with the test.
func (c *chromium) keepPicture(as string) {
	c.t.Helper()
	png, err := chromedp.Run(c.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		c.t.Fatalf("take a picture: %v", err)
	}
	if err := os.WriteFile(filepath.Join(c.t.ArtifactDir(), as+".png"), png, 0o600); err != nil {
		c.t.Error(err)
	}
}
