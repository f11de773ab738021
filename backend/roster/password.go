package roster

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// hashPrefix begins a password that is a hash already.
const hashPrefix = "$argon2id$"

// Limits of a password, in characters; the upper one is the login's.
const (
	minPassword = 8
	maxPassword = 128
	marks       = "!@#$%^&*_-"
)

// password returns the password of a row as it stands, or its argon2id hash.
// Empty is allowed: nobody can log in to that account yet.
func (c *cells) password() string {
	value := c.raw(colPassword)
	if strings.TrimSpace(value) == "" || strings.HasPrefix(value, hashPrefix) {
		return strings.TrimSpace(value)
	}
	if reason := weakness(value); reason != "" {
		c.fail(colPassword, reason)
	}
	return value
}

// weakness says which rule of the account's password is broken; empty when
// none is.
func weakness(password string) string {
	n := utf8.RuneCountInString(password)
	odd := strings.ContainsFunc(password, func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsPrint(r) })
	letter := strings.ContainsFunc(password, func(r rune) bool { return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' })
	switch {
	case n < minPassword || n > maxPassword:
		return "应为 8 到 128 个字符"
	case odd:
		return "不能有空格和不可见字符"
	case !letter || !strings.ContainsAny(password, "0123456789") || !strings.ContainsAny(password, marks):
		return "须含字母、数字和 " + marks + " 之一"
	}
	return ""
}
