package vt

import (
	"fmt"

	"github.com/charmbracelet/x/ansi"
)

func (s *Screen) handler() ansi.Handler {
	return ansi.Handler{
		Print:     s.print,
		Execute:   s.control,
		HandleCsi: s.csi,
		HandleEsc: func(cmd ansi.Cmd) { s.fault(fmt.Sprintf("ESC %q", cmd.Final())) },
		HandleDcs: func(ansi.Cmd, ansi.Params, []byte) { s.fault("DCS") },
		HandleOsc: func(cmd int, _ []byte) { s.fault(fmt.Sprintf("OSC %d", cmd)) },
		HandlePm:  func([]byte) { s.fault("PM") },
		HandleApc: func([]byte) { s.fault("APC") },
		HandleSos: func([]byte) { s.fault("SOS") },
	}
}

// control is a C0 control character.
func (s *Screen) control(b byte) {
	switch b {
	case '\r':
		s.x = 0
	case '\n':
		s.lineFeed()
	default:
		s.fault(fmt.Sprintf("control %#02x", b))
	}
}

// csi is a control sequence.
func (s *Screen) csi(cmd ansi.Cmd, params ansi.Params) {
	count, _, _ := params.Param(0, 1)
	count = max(1, count)
	switch {
	case cmd.Intermediate() != 0:
		s.strange(cmd, params)
	case cmd.Prefix() == '?' && (cmd.Final() == 'h' || cmd.Final() == 'l'):
		s.mode(params, cmd.Final() == 'h')
	case cmd.Prefix() != 0:
		s.strange(cmd, params)
	case cmd.Final() == 'm':
		s.style(params)
	case cmd.Final() == 'H':
		column, _, _ := params.Param(1, 1)
		s.moveTo(column-1, count-1)
	case cmd.Final() == 'G':
		s.moveTo(count-1, s.y)
	case cmd.Final() == 'C':
		s.moveTo(s.x+count, s.y)
	case cmd.Final() == 'D':
		s.moveTo(min(s.x, s.width-1)-count, s.y)
	case cmd.Final() == 'K' && first(params) == 0:
		s.eraseRow(s.y, s.x)
	case cmd.Final() == 'J' && first(params) == 2:
		for y := range s.rows {
			s.eraseRow(y, 0)
		}
	case cmd.Final() == 'J' && first(params) == 3: // the lines above, which this screen does not keep
	default:
		s.strange(cmd, params)
	}
}

func first(params ansi.Params) int {
	value, _, _ := params.Param(0, 0)
	return value
}

// mode sets or resets DEC private modes.
func (s *Screen) mode(params ansi.Params, on bool) {
	params.ForEach(0, func(_, number int, _ bool) {
		switch number {
		case 7:
			s.noWrap = !on
		case 25:
			s.hidden = !on
		case 1049:
			s.alternate(on)
		case 2004:
			s.paste = on
		case 2026: // synchronized output changes nothing that can be seen
		default:
			s.fault(fmt.Sprintf("mode %d", number))
		}
	})
}

func (s *Screen) strange(cmd ansi.Cmd, params ansi.Params) {
	s.fault(fmt.Sprintf("CSI %q %v %q", cmd.Prefix(), params, cmd.Final()))
}
