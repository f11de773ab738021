package identity

// Level says how serious a finding is.
type Level int

// The levels, from harmless to serious.
const (
	OK      Level = iota // nothing to say
	Warning              // shown, but the value may be sent
	Refused              // must be put right first
)

// Finding is the result of a check: a level, and a code when the level is not
// OK. It never holds the value that was checked.
type Finding struct {
	Level Level
	Code  Code
}

// Refuses tells whether the value must not be sent.
func (f Finding) Refuses() bool { return f.Level == Refused }

// Code is a stable name of what a check found.
type Code string

// The codes of findings. None comes with OK and TypeMismatch with Warning; all
// others refuse.
const (
	None             Code = ""
	TypeMissing      Code = "type_missing"
	NumberMissing    Code = "number_missing"
	NumberCharacters Code = "number_characters" // other than letters, digits, brackets
	NumberTooLong    Code = "number_too_long"   // more than MaxNumber characters
	IDLength         Code = "id_length"         // an identity card of neither 15 nor 18 characters
	IDInvalid        Code = "id_invalid"        // shape, birth date or check digit of an identity card
	TypeMismatch     Code = "type_mismatch"     // does not look like its type (2 to 9)
	NameMissing      Code = "name_missing"
	NameTooLong      Code = "name_too_long"   // more than MaxName characters
	NameCharacters   Code = "name_characters" // other than Chinese, Latin and single marks inside
)

// Chinese is the message of a code, word for word as the documented form has it
// where it has one. The number is what was typed: IDInvalid quotes it, so its
// text is for the candidate's own screen and must never be logged. The text of
// None is empty.
func (c Code) Chinese(number string) string {
	switch c {
	case None:
		return ""
	case TypeMissing:
		return "请选择证件类型！"
	case NumberMissing:
		return "请输入证件号码！"
	case NumberCharacters:
		return "证件号码只能输入字母、数字、英文括号！"
	case NumberTooLong:
		return "证件号码长度不能超出18位！"
	case IDLength:
		return "身份证号码长度错误！"
	case IDInvalid:
		return "证件号码\"" + NormalizeNumber(number) + "\"不是有效的身份证号码！"
	case TypeMismatch:
		return "证件号码与所选证件类型的常见格式不符，请核对。"
	case NameMissing:
		return "请输入姓名！"
	case NameTooLong:
		return "姓名长度不能超出64字符！"
	case NameCharacters:
		return "姓名只能输入汉字或字母，中间可用单个·、空格、-、.、,和括号！"
	}
	return ""
}
