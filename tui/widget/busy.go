package widget

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"houbu/tui"
)

// Busy says what is being done and for how many seconds. It asks for one tick a
// second while something runs, and for none while nothing does.
type Busy struct {
	still
	now   func() time.Time
	what  string
	since time.Time
	run   int // tells the ticks of this run from late ones of the last
}

// busyTick wakes a Busy up once a second.
type busyTick struct {
	of  *Busy
	run int
}

// NewBusy makes a line that is idle. now is the clock, such as time.Now.
func NewBusy(kit Kit, now func() time.Time) *Busy {
	return &Busy{still: newStill(kit), now: now}
}

// Start shows what is being done, such as 正在查询…, and counts from now. The
// command must be run for the seconds to go on.
func (b *Busy) Start(what string) tea.Cmd {
	b.what, b.since = what, b.now()
	b.run++
	return b.tick()
}

// Stop shows nothing any more, and lets a tick that is under way be the last.
func (b *Busy) Stop() {
	b.what = ""
	b.run++
}

// Running tells whether something is being done.
func (b *Busy) Running() bool { return b.what != "" }

// tick wakes up when the next second is full.
func (b *Busy) tick() tea.Cmd {
	msg := busyTick{b, b.run}
	return tea.Tick(time.Second-b.now().Sub(b.since)%time.Second, func(time.Time) tea.Msg { return msg })
}

// Update takes the ticks of this run and drops all other messages.
func (b *Busy) Update(msg tea.Msg) tea.Cmd {
	if got, ok := msg.(busyTick); !ok || got.of != b || got.run != b.run || !b.Running() {
		return nil
	}
	return b.tick()
}

// View is one line while something is being done, and nothing otherwise.
func (b *Busy) View() tui.View {
	if !b.Running() {
		return tui.View{}
	}
	theme := b.kit.Theme
	seconds := max(0, int(b.now().Sub(b.since)/time.Second))
	text := tui.Clean(b.kit.Texts.Busy(b.what, seconds))
	return tui.View{Body: " " + theme.Accent.Render(cut(text, b.width-1, theme.Glyphs.Ellipsis))}
}
