package identity_test

import (
	"strings"
	"testing"
	"time"

	"houbu/api/identity"
)

func today() time.Time { return time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC) }

func TestNormalizeNumber(t *testing.T) {
	t.Parallel()
	tests := map[string]string{
		"99010120050101007x": "99010120050101007X",
		"９９０１０１２００５０１０１００７ｘ":                         "99010120050101007X",
		"990101 20050101 0010\r\n":                   "990101200501010010",
		"990101-20050101-0010":                       "990101200501010010",
		"990101\u00a020050101\u30000010\t":           "990101200501010010",
		"\ufeff990101\u200b2005\u20600101\u200d0010": "990101200501010010",
		"990101–20050101—0010":                       "990101200501010010",
		"k034178（2）":                                 "K034178(2)",
		"":                                           "",
		"张三":                                         "张三",
	}
	for in, want := range tests {
		if got := identity.NormalizeNumber(in); got != want {
			t.Errorf("NormalizeNumber(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestNormalizeName(t *testing.T) {
	t.Parallel()
	tests := map[string]string{
		" 张三\n":               "张三",
		"张\u200b三":            "张三",
		"ＪＯＨＮ　　Ｓｍｉｔｈ":         "JOHN Smith",
		"阿凡提·买买提":             "阿凡提·买买提",
		"阿凡提•买买提":             "阿凡提·买买提",
		"Ann\t \u00a0Lee":     "Ann Lee",
		"李四（小）":               "李四(小)",
		"\u3000 \u200b\t\r\n": "",
	}
	for in, want := range tests {
		if got := identity.NormalizeName(in); got != want {
			t.Errorf("NormalizeName(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestCheckType(t *testing.T) {
	t.Parallel()
	if got := identity.CheckType(""); got != (identity.Finding{Level: identity.Refused, Code: identity.TypeMissing}) {
		t.Errorf("CheckType of nothing = %+v", got)
	}
	if got := identity.CheckType("1"); got != (identity.Finding{}) {
		t.Errorf("CheckType(1) = %+v", got)
	}
}

func TestCheckNumber(t *testing.T) {
	t.Parallel()
	ok := identity.None
	tests := []struct {
		typeCode, number string
		want             identity.Code
	}{
		{"1", "", identity.NumberMissing},
		{"1", " \u3000-", identity.NumberMissing},
		{"1", "99010120050101001零", identity.NumberCharacters},
		{"1", "990101_200501010", identity.NumberCharacters},
		{"4", "E1234567\x1b", identity.NumberCharacters},
		{"1", "9901012005010100100", identity.NumberTooLong},
		{"1", "99010120050101001", identity.IDLength},
		{"1", "1", identity.IDLength},
		{"1", "990101200501010010", ok},
		{"1", "99010120050101007X", ok},
		{"1", "99010120050101007x", ok},
		{"1", "９９０１０１ ２００５０１０１ ００７Ｘ", ok},
		{"1", "990101200402290037", ok},                 // a leap day
		{"1", "990101200602290023", identity.IDInvalid}, // right digit, no such day
		{"1", "990101200501010011", identity.IDInvalid}, // wrong digit
		{"1", "99010120050101001X", identity.IDInvalid},
		{"1", "X90101200501010010", identity.IDInvalid},
		{"1", "990101(20050101)10", identity.IDInvalid},
		{"1", "990101850101001", ok},
		{"1", "990101850230001", identity.IDInvalid},
		{"1", "99010185010100X", identity.IDInvalid},
		{"2", "12345678", ok},
		{"2", "1234567890(A)", ok},
		{"2", "1234567", identity.TypeMismatch},
		{"3", "H12345678", ok},
		{"3", "m1234567890", ok},
		{"3", "K12345678", identity.TypeMismatch},
		{"4", "E12345678", ok},
		{"4", "E123", identity.TypeMismatch},
		{"4", "E1234(5)", identity.TypeMismatch},
		{"4", "E12345678901234567", identity.TypeMismatch},
		{"4", "E123456789012345678", identity.NumberTooLong},
		{"5", "K034178(2)", ok},
		{"5", "K034178（2）", ok},
		{"5", "034178(2)", identity.TypeMismatch},
		{"6", "1234567(8)", ok},
		{"6", "5234567(8)", ok},
		{"6", "2234567(8)", identity.TypeMismatch},
		{"7", "810000200501010010", ok},
		{"7", "820000200501010012", ok},
		{"7", "820000200501010014", identity.TypeMismatch},
		{"7", "990101200501010010", identity.TypeMismatch},
		{"8", "830000200501010014", ok},
		{"8", "810000200501010010", identity.TypeMismatch},
		{"9", "ABC123456789012", ok},
		{"9", "912345678901234567", ok},
		{"9", "812345678901234567", identity.TypeMismatch},
		{"77", "ANYTHING", ok},
	}
	for _, test := range tests {
		got := identity.CheckNumber(test.typeCode, test.number, today())
		if got != finding(test.want) {
			t.Errorf("CheckNumber(%s, %q) = %+v, want %+v", test.typeCode, test.number, got, finding(test.want))
		}
	}
}

func TestCheckNumberKnowsTheFuture(t *testing.T) {
	t.Parallel()
	const number = "990101200501010010" // born 2005-01-01
	born := time.Date(2005, 1, 1, 0, 0, 0, 0, time.FixedZone("CST", 8*3600))
	if got := identity.CheckNumber("1", number, born); got.Refuses() {
		t.Errorf("on the day of birth: %+v", got)
	}
	if got := identity.CheckNumber("1", number, born.Add(-time.Nanosecond)); got != finding(identity.IDInvalid) {
		t.Errorf("the day before: %+v", got)
	}
}

func TestCheckName(t *testing.T) {
	t.Parallel()
	tests := map[string]identity.Code{
		"":                        identity.NameMissing,
		" \u3000":                 identity.NameMissing,
		"张三":                      identity.None,
		"〇":                       identity.None,
		"𠮷田":                      identity.None,
		"阿凡提·买买提":                 identity.None,
		"JOHN SMITH":              identity.None,
		"ＪＯＨＮ　ＳＭＩＴＨ":              identity.None,
		"Martin, J. R.":           identity.None,
		"Jean-Luc Müller (Lukas)": identity.None,
		"李四（小）":                   identity.None,
		"阿凡提··买买提":                identity.NameCharacters,
		"·张三":                     identity.NameCharacters,
		"张三-":                     identity.NameCharacters,
		"张三(":                     identity.NameCharacters,
		"张三)(":                    identity.NameCharacters,
		"张三()":                    identity.NameCharacters,
		"张三2":                     identity.NameCharacters,
		"张_三":                     identity.NameCharacters,
		"张\x1b[31m三":              identity.NameCharacters,
		"张\xff三":                  identity.NameCharacters,
		strings.Repeat("张", 64):   identity.None,
		strings.Repeat("张", 65):   identity.NameTooLong,
	}
	for name, want := range tests {
		if got := identity.CheckName(name); got != finding(want) {
			t.Errorf("CheckName(%q) = %+v, want %+v", name, got, finding(want))
		}
	}
}

func TestChinese(t *testing.T) {
	t.Parallel()
	tests := map[identity.Code]string{
		identity.None:             "",
		identity.TypeMissing:      "请选择证件类型！",
		identity.NumberMissing:    "请输入证件号码！",
		identity.NumberCharacters: "证件号码只能输入字母、数字、英文括号！",
		identity.NumberTooLong:    "证件号码长度不能超出18位！",
		identity.IDLength:         "身份证号码长度错误！",
		identity.IDInvalid:        `证件号码"990101200602290023"不是有效的身份证号码！`,
		identity.TypeMismatch:     "证件号码与所选证件类型的常见格式不符，请核对。",
		identity.NameMissing:      "请输入姓名！",
		identity.NameTooLong:      "姓名长度不能超出64字符！",
		identity.NameCharacters:   "姓名只能输入汉字或字母，中间可用单个·、空格、-、.、,和括号！",
	}
	for code, want := range tests {
		if got := code.Chinese(" 990101200602290023"); got != want {
			t.Errorf("%q.Chinese = %q, want %q", code, got, want)
		}
	}
}

// finding is the finding that a code comes with.
func finding(code identity.Code) identity.Finding {
	switch code {
	case identity.None:
		return identity.Finding{}
	case identity.TypeMismatch:
		return identity.Finding{Level: identity.Warning, Code: code}
	default:
		return identity.Finding{Level: identity.Refused, Code: code}
	}
}
