package identity_test

import (
	"regexp"
	"testing"
	"unicode/utf8"

	"houbu/api/identity"
)

func FuzzNumber(f *testing.F) {
	for _, s := range []string{"990101200501010010", "99010120050101007x", "990101200602290023", "Ｋ０３４１７８（２）", "\xff", "ſK", "1２\u200b3-"} {
		for _, typeCode := range []string{"", "1", "5", "7"} {
			f.Add(typeCode, s)
		}
	}
	sendable := regexp.MustCompile(`^[0-9A-Z()]{1,18}$`)
	f.Fuzz(func(t *testing.T, typeCode, s string) {
		once := identity.NormalizeNumber(s)
		if twice := identity.NormalizeNumber(once); twice != once {
			t.Errorf("normalising %q gives %q, then %q", s, once, twice)
		}
		got := identity.CheckNumber(typeCode, s, today())
		if again := identity.CheckNumber(typeCode, once, today()); again != got {
			t.Errorf("%q is %+v, normalised %+v", s, got, again)
		}
		if got != finding(got.Code) {
			t.Errorf("%q: level and code do not belong together: %+v", s, got)
		}
		if !got.Refuses() && !sendable.MatchString(once) {
			t.Errorf("%q was not refused", once)
		}
	})
}

func FuzzName(f *testing.F) {
	for _, s := range []string{"张三", "阿凡提•买买提", "ＪＯＨＮ　Ｓ．", "\u200b a\u2028b ", "(", "·", "\xff\xfe", "張\u0301"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := identity.NormalizeName(s)
		if twice := identity.NormalizeName(once); twice != once {
			t.Errorf("normalising %q gives %q, then %q", s, once, twice)
		}
		got := identity.CheckName(s)
		if again := identity.CheckName(once); again != got {
			t.Errorf("%q is %+v, normalised %+v", s, got, again)
		}
		if n := utf8.RuneCountInString(once); !got.Refuses() && (n < 1 || n > identity.MaxName) {
			t.Errorf("a name of %d characters was not refused", n)
		}
	})
}
