package mask

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestNumber(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ what, number, want string }{
		{"identity card", "990101200501010010", "990101********0010"},
		{"identity card with X", "99010120050101007X", "990101********007X"},
		{"identity card of 15 digits", "990101050101001", "990********1001"},
		{"mobile", "10000000001", "100****0001"},
		{"mobile with its country", "+8610000000001", "+86*******0001"},
		{"landline", "99012345", "99****45"},
		{"Hong Kong card", "K034178(2)", "K0******2)"},
		{"Macao card", "1234567(8)", "12******8)"},
		{"pass of a Hong Kong or Macao resident", "H12345678", "H1*****78"},
		{"pass of a Taiwan resident", "1234567890(A)", "123******0(A)"},
		{"passport", "E12345678", "E1*****78"},
		{"short passport", "AB123", "A***3"},
		{"card of a foreigner", "ABC123456789012", "ABC********9012"},
		{"full-width", "９９０１０１２００５０１０１００１０", "９９０１０１********００１０"},
		{"two numbers", "990101200501010010990101200501010010", "990101" + strings.Repeat("*", 26) + "0010"},
		{"extension", "8017", "****"},
		{"one", "1", "*"},
		{"none", "", ""},
	} {
		if got := Number(test.number); got != test.want {
			t.Errorf("%s: %q is shown as %q, want %q", test.what, test.number, got, test.want)
		}
	}
}

func TestAccount(t *testing.T) {
	t.Parallel()
	for account, want := range map[string]string{
		"10000000001":             "100****0001",
		"demo1@houbu.test":        "demo1@houbu.test",
		"10000000001@houbu.test":  "100****0001@houbu.test",
		"+86 100-0000-0001":       "+86**********0001",
		"zhang20050101@test":      "zha******0101@test",
		"me@10000000001":          "me@100****0001",
		"99010120050101007X":      "990101********007X",
		"K034178(2)":              "K0******2)",
		"１０００００００００１":             "１００****０００１",
		"student-2026@houbu.test": "student-2026@houbu.test",
		"@":                       "@",
		"":                        "",
	} {
		if got := Account(account); got != want {
			t.Errorf("%q is shown as %q, want %q", account, got, want)
		}
	}
}

func TestText(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"家长电话10000000001，证件99010120050101007x。":         "家长电话100****0001，证件990101********007x。",
		"请于 2026-09-21 10:00:00（北京时间）前支付，学号 2023010001": "请于 2026-09-21 10:00:00（北京时间）前支付，学号 2023010001",
		"": "",
	} {
		if got := Text(text); got != want {
			t.Errorf("%q is shown as %q, want %q", text, got, want)
		}
	}
}

// TestNumberShowsLess: whatever a number is, its length stays, more than a third
// of it is hidden, and what is left stands where it stood.
func TestNumberShowsLess(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		number := rapid.StringMatching(`[0-9A-Z()]{0,40}`).Draw(t, "number")
		got := Number(number)
		if utf8.RuneCountInString(got) != len(number) {
			t.Fatalf("%q is as long as %q", got, number)
		}
		hidden := strings.Count(got, star)
		if 3*hidden < len(number) {
			t.Fatalf("only %d characters of %d are hidden", hidden, len(number))
		}
		for i := range number {
			if got[i] != number[i] && got[i] != '*' {
				t.Fatalf("%q becomes %q", number, got)
			}
		}
	})
}
