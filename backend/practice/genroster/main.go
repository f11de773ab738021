// Command genroster writes the candidates' file of the practice session: the
// three demo candidates, and the simulated others of each pool. Everyone in it
// is synthetic: region 99 of the identity numbers is unassigned.
package main

import (
	"encoding/csv"
	"fmt"
	"os"
	"strconv"
	"time"
)

// crowd is how many simulated people belong to a pool of a campus.
type crowd struct {
	subject  string
	oral     string // name of the oral subject that paid holders also take
	paid     int    // hold a paid seat
	oralPaid int    // of those, with a paid oral seat
	oralHeld int    // of those, with an unpaid oral seat
	held     int    // hold an unpaid seat: these are the seats that change hands
	others   int    // hold nothing: they wait, or rest until they join again
}

// english is a full English pool of 30 seats with its oral pool of 12.
func english(subject string, held int) crowd {
	return crowd{subject: subject, oral: subject + "口试", paid: 24, oralPaid: 4, oralHeld: 8, held: held, others: 16}
}

// full is a full pool of 15 seats.
func full(subject string) crowd { return crowd{subject: subject, paid: 5, held: 10, others: 16} }

// free is a pool with seats to be had at once.
func free(subject string) crowd { return crowd{subject: subject, paid: 4, held: 2} }

type campus struct {
	code, name string
	crowds     []crowd
}

// campuses has one seat less for the others where demo2 holds one.
func campuses() []campus {
	return []campus{
		{"993010", "东校区", []crowd{
			english("英语四级", 5), english("英语六级", 6), full("日语四级"), full("日语六级"), full("德语四级"),
			free("德语六级"), full("俄语四级"), free("俄语六级"), full("法语四级"),
		}},
		{"993011", "西校区", []crowd{
			english("英语四级", 6), english("英语六级", 6), full("日语四级"), free("日语六级"), free("德语四级"),
			full("德语六级"), free("俄语四级"), full("俄语六级"), free("法语四级"),
		}},
	}
}

func main() {
	out := csv.NewWriter(os.Stdout)
	if err := out.WriteAll(rows()); err != nil {
		fmt.Fprintln(os.Stderr, "genroster:", err)
		os.Exit(1)
	}
}

func rows() [][]string {
	all := [][]string{
		{
			"账号", "密码", "手机号", "证件类型", "证件号码", "姓名", "性别", "学校代码", "学校", "校区代码", "校区",
			"学历", "学制", "入学年份", "年级", "院系", "专业", "班级", "学号", "备注", "资格科目", "已报科目",
		},
		demo(1, "990101200501010010", "张三", "英语四级;英语六级;日语四级", ""),
		demo(2, "99010120050101007X", "李四", "英语四级;英语六级", "英语四级"),
		demo(3, "990101200402290037", "王五", "无", ""),
	}
	for _, c := range campuses() {
		for _, group := range c.crowds {
			all = append(all, people(c, group, len(all)-3)...)
		}
	}
	return all
}

// hashes are of the password on the login screen, made once with
// account.HashPassword, so that the first start need not make them.
func hashes() []string {
	return []string{
		"$argon2id$v=19$m=19456,t=2,p=1$LUmXJey0h7NMhoWEx1gM2A$DrjztwtjVuLuU2h6TnxvRYtdB8RDcpssT2fCtkFukyY",
		"$argon2id$v=19$m=19456,t=2,p=1$CkwiOpIqCV1Qj7wsojhn7g$TtsbzwO1tEkxRRfw0zRLQh+8S+LmvjzVsrFXHUXu3hg",
		"$argon2id$v=19$m=19456,t=2,p=1$3l9/rWhzeKJG2qm38WII2A$3ULPWLZb2SLb75iqAro8pAGrh81O2mWx2QiQ4Y4SqyE",
	}
}

// demo is one of the candidates whose password stands on the login screen.
func demo(n int, number, name, qualified, held string) []string {
	no := strconv.Itoa(n)
	return []string{
		"demo" + no + "@houbu.test", hashes()[n-1], "1000000000" + no, "1", number, name, "男",
		"99301", "练习大学", "993010", "东校区", "本科", "4", "2024", "2024级", "计算机学院", "软件工程",
		"软件2401班", "2024000" + no, "", qualified, held,
	}
}

// people are the simulated others of a pool, numbered from first.
func people(c campus, group crowd, first int) [][]string {
	all := make([][]string, 0, group.paid+group.held+group.others)
	for i := range group.paid + group.held + group.others {
		held := ""
		switch {
		case i < group.oralPaid:
			held = group.subject + "（已支付）;" + group.oral + "（已支付）"
		case i < group.oralPaid+group.oralHeld:
			held = group.subject + "（已支付）;" + group.oral
		case i < group.paid:
			held = group.subject + "（已支付）"
		case i < group.paid+group.held:
			held = group.subject
		}
		all = append(all, simulated(c, first+i, group.subject, held))
	}
	return all
}

func simulated(c campus, n int, qualified, held string) []string {
	number, male := document(n)
	sex := "女"
	if male {
		sex = "男"
	}
	return []string{
		fmt.Sprintf("sim%04d@houbu.test", n), "", fmt.Sprintf("1001%07d", n), "1", number, name(n), sex,
		"99301", "练习大学", c.code, c.name, "本科", "4", "2024", "2024级", "模拟学院", "模拟专业",
		"模拟班", fmt.Sprintf("9%07d", n), "模拟考生", qualified, held,
	}
}

// name is a name that nobody bears: 练习 and a number in the ten stems.
func name(n int) string {
	stems := []rune("甲乙丙丁戊己庚辛壬癸")
	return "练习" + string([]rune{stems[n/100%10], stems[n/10%10], stems[n%10]})
}

// document is the n-th synthetic identity number of region 990101, with its
// check digit (GB 11643-1999), and whether its 17th digit says male.
func document(n int) (number string, male bool) {
	born := time.Date(2003, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, n)
	order := 100 + n%800
	body := "990101" + born.Format("20060102") + strconv.Itoa(order)
	weights := []int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
	sum := 0
	for i, w := range weights {
		sum += w * int(body[i]-'0')
	}
	return body + string("10X98765432"[sum%11]), order%2 == 1
}
