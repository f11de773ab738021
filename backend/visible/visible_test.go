package visible

import "testing"

func TestText(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"":                  "",
		"东校区 A-1（四级）":       "东校区 A-1（四级）",
		"a\x1b[2Jb\x7f":     "a␛[2Jb␡",
		"a\u202ebc\u2066":   "a⟨U+202E⟩bc⟨U+2066⟩",
		"zero\u200bwidth":   "zero⟨U+200B⟩width",
		"two\nlines\u2028x": "two␊lines⟨U+2028⟩x",
		"c1\u009b31m":       "c1⟨U+009B⟩31m",
		"bad\xff":           "bad\uFFFD",
		"bad\xff\x07":       "bad\uFFFD␇",
	} {
		if got := Text(in); got != want {
			t.Errorf("Text(%q) = %q, want %q", in, got, want)
		}
	}
}
