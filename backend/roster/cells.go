package roster

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// maxText is the greatest length of a text, in characters.
const maxText = 200

// cells is one row while it is checked. Each column is reported once at most.
type cells struct {
	line   int
	values map[string]string
	bad    []RowError
}

func (c *cells) fail(column, reason string) {
	known := slices.ContainsFunc(c.bad, func(e RowError) bool { return e.Column == column })
	if !known {
		c.bad = append(c.bad, RowError{c.line, column, reason})
	}
}

// raw returns a value as it stands, when it is text of a bearable length.
// Control characters stay, as data: whoever shows a text makes them visible.
func (c *cells) raw(column string) string {
	value := c.values[column]
	switch {
	case !utf8.ValidString(value) || strings.ContainsRune(value, utf8.RuneError):
		c.fail(column, "有无法识别的字符（编码错误）")
	case strings.ContainsRune(value, 0):
		c.fail(column, "有空字符（NUL）")
	case utf8.RuneCountInString(value) > maxText:
		c.fail(column, fmt.Sprintf("超过 %d 个字符", maxText))
	default:
		return value
	}
	return ""
}

// text returns a value without the spaces around it.
func (c *cells) text(column string) string { return strings.TrimSpace(c.raw(column)) }

// need returns a value that must not be empty.
func (c *cells) need(column string) string {
	value := c.text(column)
	if value == "" {
		c.fail(column, "不能为空")
	}
	return value
}

// match returns a value, half-width, that must have a shape.
func (c *cells) match(column string, shape *regexp.Regexp, reason string) string {
	value := narrow(c.need(column))
	if value != "" && !shape.MatchString(value) {
		c.fail(column, reason)
	}
	return value
}

var (
	schoolShape = regexp.MustCompile(`^[0-9]{5}$`)
	campusShape = regexp.MustCompile(`^[0-9]{6}$`)
)

// place is a school and one of its campuses.
type place struct {
	schoolCode, school, campusCode, campus string
}

// place returns the four columns that both files have. A campus code is its
// school's code and one digit more.
func (c *cells) place() place {
	p := place{
		schoolCode: c.match(colSchoolCode, schoolShape, "应为 5 位数字"), school: c.need(colSchool),
		campusCode: c.match(colCampusCode, campusShape, "应为 6 位数字"), campus: c.need(colCampus),
	}
	if schoolShape.MatchString(p.schoolCode) && campusShape.MatchString(p.campusCode) && p.campusCode[:5] != p.schoolCode {
		c.fail(colCampusCode, "不属于这所学校：前 5 位应与学校代码相同")
	}
	return p
}

// Columns that both files have.
const (
	colSchoolCode = "学校代码"
	colSchool     = "学校"
	colCampusCode = "校区代码"
	colCampus     = "校区"
)
