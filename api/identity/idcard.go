package identity

import (
	"regexp"
	"strconv"
	"time"
)

var (
	shape15 = regexp.MustCompile(`^[0-9]{15}$`)
	shape18 = regexp.MustCompile(`^[0-9]{17}[0-9X]$`)
)

// firstYear is the earliest year of birth that is taken for real.
const firstYear = 1900

// checkIDCard checks a normalised number of a resident identity card: 18
// characters by GB 11643-1999, or the 15 digits of the first generation, whose
// year has two digits and which have no check digit.
func checkIDCard(n string, today time.Time) Finding {
	switch len(n) { // only ASCII is left here
	case 15:
		if shape15.MatchString(n) && born("19"+n[6:12], today) {
			return Finding{}
		}
	case 18:
		if valid18(n, today) {
			return Finding{}
		}
	default:
		return Finding{Refused, IDLength}
	}
	return Finding{Refused, IDInvalid}
}

// valid18 tells whether n has the shape, a real birth date and the check digit
// of GB 11643-1999. The region is not looked at: regions change.
func valid18(n string, today time.Time) bool {
	return shape18.MatchString(n) && born(n[6:14], today) && checkDigit(n) == n[17]
}

// checkDigit is the 18th character that belongs to the first 17 digits.
func checkDigit(n string) byte {
	weights := [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
	sum := 0
	for i, w := range weights {
		sum += w * int(n[i]-'0')
	}
	return "10X98765432"[sum%11]
}

// born tells whether eight digits are a real date (leap years included) from
// firstYear to today.
func born(yyyymmdd string, today time.Time) bool {
	if _, err := time.Parse("20060102", yyyymmdd); err != nil {
		return false
	}
	year, err := strconv.Atoi(yyyymmdd[:4])
	return err == nil && year >= firstYear && yyyymmdd <= today.Format("20060102")
}
