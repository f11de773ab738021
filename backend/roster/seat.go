package roster

import (
	"strconv"

	"houbu/backend/exam"
	"houbu/backend/waitlist"
)

// Columns of the seats' file that have a rule of their own.
const (
	colSubjectCode = "科目代码"
	colSubject     = "科目"
	colCapacity    = "容量"
)

// maxCapacity is the greatest number of seats of a campus for a subject.
const maxCapacity = 100_000

func seatColumns() columns {
	return columns{
		required: []string{colSchoolCode, colSchool, colCampusCode, colCampus, colSubjectCode, colCapacity},
		optional: []string{colSubject},
	}
}

// Seats is a good row of the seats' file.
type Seats struct {
	Line     int
	Pool     waitlist.Pool
	Capacity int
}

// SeatRows checks every row of a seats' file and returns the good ones, with
// everything that is wrong with the others. Without a usable header there are no
// rows at all and ok is false.
func SeatRows(t *Table, session *exam.Exam) (good []Seats, bad []RowError, ok bool) {
	at, bad := seatColumns().locate(t.Header)
	if len(bad) > 0 {
		return nil, bad, false
	}
	pools, schools, campuses := firsts{}, named{}, named{}
	for _, row := range t.Rows {
		c := t.split(row, at)
		seats := c.seats(session)
		schools.check(c, colSchool, seats.Pool.SchoolCode, seats.Pool.School)
		campuses.check(c, colCampus, seats.Pool.CampusCode, seats.Pool.Campus)
		if seats.Pool.Subject != "" {
			pools.check(c, colSubjectCode, seats.Pool.ID())
		}
		if bad = append(bad, c.bad...); len(c.bad) == 0 {
			good = append(good, seats)
		}
	}
	return good, bad, true
}

func (c *cells) seats(session *exam.Exam) Seats {
	p := c.place()
	out := Seats{Line: c.line, Pool: waitlist.Pool{
		SchoolCode: p.schoolCode, School: p.school, CampusCode: p.campusCode, Campus: p.campus,
	}}
	code, name := narrow(c.need(colSubjectCode)), c.text(colSubject)
	subject, known := session.Subject(code)
	switch {
	case code == "":
	case !known:
		c.fail(colSubjectCode, "本考次没有这个科目")
	case name != "" && name != subject.Name:
		c.fail(colSubject, "与科目代码不符")
	}
	out.Pool.Subject = subject.Code
	capacity := narrow(c.need(colCapacity))
	n, err := strconv.Atoi(capacity)
	if capacity != "" && (err != nil || n < 0 || n > maxCapacity) {
		c.fail(colCapacity, "应为 0 到 "+strconv.Itoa(maxCapacity)+" 的整数")
	}
	out.Capacity = n
	return out
}
