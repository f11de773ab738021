package screens

import (
	"context"
	"math"
	"strconv"

	tea "github.com/charmbracelet/bubbletea"

	"houbu/api"
	"houbu/tui"
)

// submit sends an irreversible request, and shows what is going on: in the
// page's line, and on the submission's button.
func (p *page) submit(s *submission, doing string, send func(ctx context.Context, key string) (api.Receipt, error)) tea.Cmd {
	cmd := s.start(p.ctx, p.deps, send)
	if cmd == nil {
		return nil
	}
	s.buttons.SetBusy(s.button, doing)
	return tea.Batch(p.begin(doing), cmd)
}

// watch takes a message for a submission. done is not nil when its outcome is
// known, and the button works again then. When the reply was lost the page says
// 结果未知，正在核对 until then, and the button 正在核对. While it waits for its turn,
// Esc gives it up.
func (p *page) watch(s *submission, msg tea.Msg) (done *outcome, cmd tea.Cmd) {
	if tui.Pressed(msg, p.deps.Keys.Back) && s.sending.busy && p.waiting() {
		s.stop()
		return nil, nil
	}
	was := s.Unknown()
	done, cmd = s.update(p.ctx, p.deps, msg)
	switch {
	case done != nil && canceled(done.err) && !lost(done.err):
		s.buttons.SetIdle()
		cmd = tui.Notify(tui.ToneInfo, p.deps.Text.Errors.GaveUp)
	case done != nil:
		s.buttons.SetIdle()
		cmd = p.deps.reached(done.err)
	case !was && s.Unknown():
		s.buttons.SetBusy(s.button, p.deps.Text.Common.Checking)
		return nil, tea.Batch(p.begin(p.deps.Text.Common.Unknown), cmd)
	}
	return done, cmd
}

// yuan writes an amount of fen as a decimal number of yuan, without needless
// zeros.
func yuan(fen int) string {
	const inYuan = 100
	if fen%inYuan == 0 {
		return strconv.Itoa(fen / inYuan)
	}
	return strconv.FormatFloat(math.Round(float64(fen))/inYuan, 'f', 2, 64)
}
