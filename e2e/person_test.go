//go:build unix

package e2e

import (
	"fmt"
	"strconv"
)

// person is a candidate of a roster, with what they type.
type person struct {
	account, password, phone, number, name string
}

// zhang is demo1 of the practice session.
func zhang() person {
	return person{"demo1@houbu.test", "Houbu2026!", "10000000001", "990101200501010010", "张三"}
}

// candidate is the n-th synthetic candidate of the rosters of these tests: of
// region 99, which is not assigned, with a name that nobody bears.
func candidate(n int) person {
	stems := []rune("甲乙丙丁戊己庚辛壬癸")
	return person{
		account: fmt.Sprintf("walk%d@houbu.test", n), password: "Houbu2026!",
		phone: fmt.Sprintf("139000001%02d", n), number: document(n),
		name: "练习" + string(stems[n/10%10]) + string(stems[n%10]),
	}
}

// document is a synthetic identity number with its check digit (GB 11643-1999).
func document(n int) string {
	body := "99010120050101" + strconv.Itoa(100+n)
	weights := []int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
	sum := 0
	for i, w := range weights {
		sum += w * int(body[i]-'0')
	}
	return body + string("10X98765432"[sum%11])
}
