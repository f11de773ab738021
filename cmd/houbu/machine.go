package main

import (
	"context"
	"os"
	"time"

	"houbu/client"
	"houbu/screens"
	"houbu/screens/text"
	"houbu/tui"
)

// look is how the screens are drawn on one terminal.
type look struct {
	ascii  bool
	getenv func(name string) string // of the terminal
}

func localLook(ascii bool) look { return look{ascii: ascii, getenv: os.Getenv} }

func (l look) theme() *tui.Theme {
	return tui.NewTheme(tui.NewRenderer(), tui.ThemeOptions{NoColour: tui.NoColour(l.getenv), ASCII: l.ascii})
}

// reacher is a client for the screens that also looks for the backend.
type reacher interface {
	screens.Backend
	Reach(ctx context.Context) error
}

// newMachineWith gives a machine its screens, which set tells where they are.
func newMachineWith(api reacher, chrome tui.Chrome, look look, set ...func(*screens.Deps)) *tui.Machine {
	deps := newDeps(api, chrome, look)
	for _, set := range set {
		set(deps)
	}
	return tui.New(tui.Options{
		Factory: screens.Factory(deps), Keys: deps.Keys, Theme: deps.Theme, Text: chrome, Reach: reach(api),
	})
}

// newDeps is what the screens on one terminal are made from.
func newDeps(api screens.Backend, chrome tui.Chrome, look look) *screens.Deps {
	keys := tui.NewKeyMap(chrome)
	if look.ascii {
		keys.SpellArrows()
	}
	return &screens.Deps{
		API: api, Theme: look.theme(), Keys: &keys, Text: text.Chinese(),
		Now: time.Now, NewKey: client.NewKey, State: &screens.State{},
	}
}

// reach looks once for the backend, by any line.
func reach(api reacher) func(ctx context.Context) (line string, err error) {
	return func(ctx context.Context) (string, error) {
		err := api.Reach(ctx)
		return api.Endpoints()[api.Line()].Name, err
	}
}
