package main

import (
	"context"
	"errors"
	"fmt"

	"houbu/screens"
	"houbu/slip"
	"houbu/slip/printer"
)

// The values of --print-format.
const (
	printText   = "text"
	printESCPOS = "escpos"
)

// printFunc prints a slip; nil prints nothing.
type printFunc func(ctx context.Context, s slip.Slip) error

// set tells the screens.
func (p printFunc) set(deps *screens.Deps) { deps.Print = p }

// newPrinter reads --print and --print-format. The printer is to be closed.
func newPrinter(command, format string) (prints printFunc, closeIt func(), err error) {
	layouts := map[string]func(slip.Slip) []byte{printText: slip.Slip.Text, printESCPOS: slip.Slip.ESCPOS}
	layout, ok := layouts[format]
	if !ok {
		return nil, nil, errors.New("--print-format 应为 text 或 escpos")
	}
	if command == "" {
		return nil, func() {}, nil
	}
	p, err := printer.New(command, layout)
	if errors.Is(err, printer.ErrCommand) {
		return nil, nil, errors.New("--print 不是命令：是空的，或引号没有成对")
	}
	if err != nil {
		return nil, nil, fmt.Errorf("--print 的命令不能运行：%w", err)
	}
	return p.Print, p.Close, nil
}
