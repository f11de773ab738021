package main

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"houbu/tui"
)

func TestPictureGivesEveryCharacterItsPlace(t *testing.T) {
	t.Parallel()
	got := picture("a候b\x1b[1;31m<\x1b[0m\n\x1b[7m█\x1b[0m", tui.Size{Width: 6, Height: 2})
	for _, want := range []string{
		`width="82" height="70"`,
		`<text x="14" y="30" fill="#d8dae0">a</text>`,
		`<text x="23" y="30" fill="#d8dae0" class="w">候</text>`,
		`<text x="41" y="30" fill="#d8dae0">b</text>`,
		`<text x="50" y="30" fill="#ff7b72" font-weight="700">&lt;</text>`,
		`<rect x="14" y="35" width="9" height="21" fill="#d8dae0"`, // reversed: the ground is of the ink's colour
		`<rect x="14" y="35" width="9" height="21" fill="#16181d"`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the picture lacks %s:\n%s", want, got)
		}
	}
	for decoder := xml.NewDecoder(strings.NewReader(got)); ; {
		if _, err := decoder.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatalf("the picture is no XML: %v", err)
		}
	}
}

func TestInk(t *testing.T) {
	t.Parallel()
	for params, want := range map[string]ink{
		"":        plainInk(),
		"1;4":     {fg: -1, bg: -1, bold: true, underline: true},
		"2;36":    {fg: 6, bg: -1, faint: true},
		"30;107":  {fg: 0, bg: 15},
		"97;40;7": {fg: 15, bg: 0, invert: true},
	} {
		got := plainInk()
		got.apply(params)
		if got != want {
			t.Errorf("%q gives %+v, want %+v", params, got, want)
		}
	}
}
