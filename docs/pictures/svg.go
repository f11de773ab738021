package main

import (
	"fmt"
	"html"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"houbu/tui"
)

// The size of a cell and of the margin, in pixels.
const (
	cellWidth  = 9
	cellHeight = 21
	baseline   = 16
	margin     = 14
)

// fonts has one family for characters of one cell and one for those of two:
// Chinese fonts draw ● and → wider than a terminal does.
const fonts = `<style>text{font-family:'DejaVu Sans Mono',Menlo,Consolas,ui-monospace,monospace}` +
	`.w{font-family:'Sarasa Mono SC','Noto Sans Mono CJK SC','Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif}</style>` + "\n"

// picture draws a frame of a terminal as SVG. Every character gets a place of
// its own, so that no font moves the next one.
func picture(body string, size tui.Size) string {
	width, height := size.Width*cellWidth+2*margin, size.Height*cellHeight+2*margin
	var b strings.Builder
	_, _ = fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" font-size="15">`+"\n",
		width, height, width, height)
	b.WriteString(fonts)
	_, _ = fmt.Fprintf(&b, `<rect x=".5" y=".5" width="%d" height="%d" rx="9" fill="%s" stroke="%s"/>`+"\n",
		width-1, height-1, paperColour, frameColour)
	for y, line := range strings.Split(body, "\n") {
		row(&b, line, y)
	}
	b.WriteString("</svg>\n")
	return b.String()
}

// row draws a line of the frame.
func row(b *strings.Builder, line string, y int) {
	current, x, state := plainInk(), 0, ansi.NormalState
	for line != "" {
		text, width, n, next := ansi.DecodeSequence(line, state, nil)
		line, state = line[n:], next
		if params, found := strings.CutPrefix(text, "\x1b["); found {
			if params, found = strings.CutSuffix(params, "m"); found {
				current.apply(params)
			}
			continue
		}
		if width > 0 {
			cell(b, text, current, x, y, width)
			x += width
		}
	}
}

// cell draws one character, width cells wide.
func cell(b *strings.Builder, text string, with ink, x, y, width int) {
	left, top := margin+x*cellWidth, margin+y*cellHeight
	letters, ground := with.colours()
	if ground != "" {
		box(b, left, top, width*cellWidth, cellHeight, ground)
	}
	if with.underline {
		box(b, left, top+baseline+3, width*cellWidth, 1, letters)
	}
	const half = (cellHeight + 1) / 2
	switch text {
	case " ":
	case "█":
		box(b, left, top, cellWidth, cellHeight, letters)
	case "▀":
		box(b, left, top, cellWidth, half, letters)
	case "▄":
		box(b, left, top+half, cellWidth, cellHeight-half, letters)
	case "─":
		rule := letters
		if with.faint {
			rule = faintColour
		}
		box(b, left, top+half-1, cellWidth, 1, rule)
	case "│":
		box(b, left+cellWidth/2, top, 1, cellHeight, letters)
	default:
		attributes := ""
		if width > 1 {
			attributes += ` class="w"`
		}
		if with.bold {
			attributes += ` font-weight="700"`
		}
		if with.faint {
			attributes += ` opacity=".62"`
		}
		_, _ = fmt.Fprintf(b, `<text x="%d" y="%d" fill="%s"%s>%s</text>`+"\n",
			left, top+baseline, letters, attributes, html.EscapeString(text))
	}
}

func box(b *strings.Builder, x, y, width, height int, fill string) {
	_, _ = fmt.Fprintf(b, `<rect x="%d" y="%d" width="%d" height="%d" fill="%s" shape-rendering="crispEdges"/>`+"\n",
		x, y, width, height, fill)
}
