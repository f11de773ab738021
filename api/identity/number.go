package identity

import (
	"regexp"
	"time"
	"unicode/utf8"
)

// MaxNumber is the greatest length of a document number, in characters.
const MaxNumber = 18

// The codes of 证件类型 that are checked by their own rule.
const (
	TypeIDCard        = "1" // 中华人民共和国居民身份证
	TypeTaiwanPass    = "2" // 台湾居民往来大陆通行证
	TypeHKMacauPass   = "3" // 港澳居民来往内地通行证
	TypePassport      = "4" // 护照
	TypeHKCard        = "5" // 香港身份证
	TypeMacauCard     = "6" // 澳门身份证
	TypeHKMacauPermit = "7" // 港澳居民居住证
	TypeTaiwanPermit  = "8" // 台湾居民居住证
	TypeForeignCard   = "9" // 外国人永久居留身份证
)

var (
	allowed     = regexp.MustCompile(`^[0-9A-Z()]+$`)
	taiwanPass  = regexp.MustCompile(`^([0-9]{8}|[0-9]{10}\([0-9A-Z]\))$`)
	hkMacauPass = regexp.MustCompile(`^[HM]([0-9]{8}|[0-9]{10})$`)
	passport    = regexp.MustCompile(`^[0-9A-Z]{5,17}$`)
	hkCard      = regexp.MustCompile(`^[A-Z]{1,2}[0-9]{6}\([0-9A]\)$`)
	macauCard   = regexp.MustCompile(`^[157][0-9]{6}\([0-9]\)$`)
	foreignCard = regexp.MustCompile(`^([A-Z]{3}[0-9]{12}|9[0-9]{17})$`)
)

// CheckType checks that a document type is chosen. Which types there are is a
// setting of the exam session, so any code passes.
func CheckType(code string) Finding {
	if code == "" {
		return Finding{Refused, TypeMissing}
	}
	return Finding{}
}

// CheckNumber checks a document number of a type, normalised first. A birth
// date in it must not be after today, of which the date in its own time zone
// counts. Types without a rule of their own are checked for characters and
// length only.
func CheckNumber(typeCode, number string, today time.Time) Finding {
	n := NormalizeNumber(number)
	switch {
	case n == "":
		return Finding{Refused, NumberMissing}
	case !allowed.MatchString(n):
		return Finding{Refused, NumberCharacters}
	case utf8.RuneCountInString(n) > MaxNumber:
		return Finding{Refused, NumberTooLong}
	case typeCode == TypeIDCard:
		return checkIDCard(n, today)
	case !looksLike(typeCode, n, today):
		return Finding{Warning, TypeMismatch}
	}
	return Finding{}
}

// looksLike tells whether a number has the shape of a type from 2 to 9.
func looksLike(typeCode, n string, today time.Time) bool {
	switch typeCode {
	case TypeTaiwanPass:
		return taiwanPass.MatchString(n)
	case TypeHKMacauPass:
		return hkMacauPass.MatchString(n)
	case TypePassport:
		return passport.MatchString(n)
	case TypeHKCard:
		return hkCard.MatchString(n)
	case TypeMacauCard:
		return macauCard.MatchString(n)
	case TypeHKMacauPermit:
		return valid18(n, today) && (n[:6] == "810000" || n[:6] == "820000")
	case TypeTaiwanPermit:
		return valid18(n, today) && n[:6] == "830000"
	case TypeForeignCard:
		return foreignCard.MatchString(n)
	}
	return true
}
