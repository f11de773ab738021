package seed

import (
	"fmt"
	"time"
)

// Password is that of every synthetic candidate who logs in.
const Password = "Houbu2026!"

// days is how many birthdays are used: more of them would not be students.
const days = 20 * 365

// Login is the account of person n.
func Login(n int) string { return fmt.Sprintf("bench%07d@houbu.test", n) }

// phone is a number that nobody has: no mobile number begins with 100.
func phone(n int) string { return fmt.Sprintf("1002%07d", n%10_000_000) }

// Name is a name that nobody bears: 压测 and a number in the ten stems.
func Name(n int) string {
	stems := []rune("甲乙丙丁戊己庚辛壬癸")
	name := []rune("压测")
	for part := 1_000_000; part > 0; part /= 10 {
		name = append(name, stems[n/part%10])
	}
	return string(name)
}

// Document is the identity number of person n, of region 9902, with its check
// digit (GB 11643-1999), and whether its 17th digit says male.
func Document(n int) (number string, male bool) {
	born := time.Date(1990, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, n%days)
	order := n / days % 1000
	region := 990200 + n/days/1000
	body := fmt.Sprintf("%06d%s%03d", region, born.Format("20060102"), order)
	weights := [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
	sum := 0
	for i, w := range weights {
		sum += w * int(body[i]-'0')
	}
	return body + string("10X98765432"[sum%11]), order%2 == 1
}
