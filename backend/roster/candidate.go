package roster

import (
	"regexp"
	"time"

	"houbu/api"
	"houbu/api/identity"
	"houbu/backend/account"
	"houbu/backend/exam"
)

// Columns of the candidates' file that have a rule of their own.
const (
	colAccount   = "账号"
	colPassword  = "密码"
	colPhone     = "手机号"
	colType      = "证件类型"
	colNumber    = "证件号码"
	colName      = "姓名"
	colSex       = "性别"
	colQualified = "资格科目"
	colHeld      = "已报科目"
)

func candidateColumns() columns {
	return columns{
		required: []string{
			colAccount, colPhone, colType, colNumber, colName,
			colSchoolCode, colSchool, colCampusCode, colCampus, colQualified,
		},
		optional: []string{
			colPassword, colSex, "学历", "学制", "入学年份", "年级", "院系", "专业", "班级", "学号", "备注", colHeld,
		},
	}
}

// Candidate is a good row of the candidates' file.
type Candidate struct {
	Line      int
	Login     string     // normalised
	Password  string     // plain, an argon2id hash, or empty: nobody can log in
	Record    api.Record // without Qualified and Confirmed
	Qualified []string   // codes of 资格科目
	Held      []Holding  // 已报科目, written before oral
}

var (
	loginShape = regexp.MustCompile(`^([^@\s]+@[^@\s]+|\+?[0-9]{5,20})$`)
	phoneShape = regexp.MustCompile(`^\+?[0-9][0-9 -]{4,19}$`)
	scientific = regexp.MustCompile(`^[0-9](\.[0-9]+)?[Ee]\+?[0-9]+$`)
)

// Candidates checks every row of a candidates' file and returns the good ones,
// with everything that is wrong with the others. today is what birth dates are
// checked against. Without a usable header there are no rows at all and ok is
// false.
func Candidates(t *Table, session *exam.Exam, today time.Time) (good []Candidate, bad []RowError, ok bool) {
	at, bad := candidateColumns().locate(t.Header)
	if len(bad) > 0 {
		return nil, bad, false
	}
	logins, documents := firsts{}, firsts{}
	for _, row := range t.Rows {
		c := t.split(row, at)
		candidate := c.candidate(session, today)
		logins.check(c, colAccount, candidate.Login)
		if number := candidate.Record.Number; number != "" {
			documents.check(c, colNumber, candidate.Record.TypeCode+" "+number)
		}
		if bad = append(bad, c.bad...); len(c.bad) == 0 {
			good = append(good, candidate)
		}
	}
	return good, bad, true
}

func (c *cells) candidate(session *exam.Exam, today time.Time) Candidate {
	p := c.place()
	out := Candidate{
		Line: c.line, Login: account.NormalizeLogin(c.match(colAccount, loginShape, "应为邮箱或手机号")),
		Password: c.password(), Qualified: c.qualified(session),
		Record: api.Record{
			SchoolCode: p.schoolCode, School: p.school, CampusCode: p.campusCode, Campus: p.campus,
			Phone: c.match(colPhone, phoneShape, "应为电话号码"), Sex: c.sex(),
			Education: c.text("学历"), Duration: c.text("学制"), EntryYear: c.text("入学年份"), Grade: c.text("年级"),
			Department: c.text("院系"), Major: c.text("专业"), Class: c.text("班级"),
			StudentNo: c.text("学号"), Remark: c.text("备注"),
		},
	}
	c.document(&out.Record, session, today)
	out.Held = c.holdings(session, out.Qualified)
	if len(out.Login) > 128 {
		c.fail(colAccount, "超过 128 个字符")
	}
	return out
}

// document reads 证件类型, 证件号码 and 姓名 in their normal form, with the checks
// that candidates meet in step 4.
func (c *cells) document(r *api.Record, session *exam.Exam, today time.Time) {
	kind := c.need(colType)
	code := narrow(kind)
	for _, t := range session.DocumentTypes {
		if t.Code == code || t.Name == kind {
			r.TypeCode = t.Code
		}
	}
	if kind != "" && r.TypeCode == "" {
		c.fail(colType, "不是本考次的证件类型；请写代码或全称")
	}
	number := c.need(colNumber)
	r.Number = identity.NormalizeNumber(number)
	finding := identity.CheckNumber(r.TypeCode, number, today)
	switch {
	case number == "":
	case scientific.MatchString(number):
		c.fail(colNumber, "单元格是数字格式，号码已失真；请把该列设为文本后重新填写")
	case finding.Code == identity.IDInvalid: // its message would quote the number
		c.fail(colNumber, "不是有效的身份证号码")
	case finding.Refuses():
		c.fail(colNumber, finding.Code.Chinese(""))
	}
	name := c.need(colName)
	r.Name = identity.NormalizeName(name)
	if finding := identity.CheckName(name); name != "" && finding.Refuses() {
		c.fail(colName, finding.Code.Chinese(""))
	}
}

func (c *cells) sex() string {
	value := c.text(colSex)
	if value != "" && value != "男" && value != "女" {
		c.fail(colSex, "应为男或女")
	}
	return value
}
