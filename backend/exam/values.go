package exam

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
)

var (
	codeShape = regexp.MustCompile(`^[0-9A-Za-z_-]{1,32}$`)
	feeShape  = regexp.MustCompile(`^([0-9]{1,6})(?:\.([0-9]{1,2}))?$`)
)

// code returns a code: a short name for programs.
func (m *mapping) code(key string) string {
	value, ok := m.scalar(key, true)
	if ok && !codeShape.MatchString(value) {
		m.bad(key, "只能用字母、数字、-、_，最多 32 个字符")
	}
	return value
}

// choice returns one of the options; the first is the default.
func (m *mapping) choice(key string, required bool, options ...string) string {
	value, ok := m.scalar(key, required)
	if !ok {
		return options[0]
	}
	if !slices.Contains(options, value) {
		m.bad(key, "应为 %s 之一", strings.Join(options, " / "))
	}
	return value
}

// flag returns true or false.
func (m *mapping) flag(key string, otherwise bool) bool {
	value, ok := m.scalar(key, false)
	if !ok {
		return otherwise
	}
	if value != "true" && value != "false" {
		m.bad(key, "应为 true 或 false")
	}
	return value == "true"
}

// count returns a whole number from 1 to most.
func (m *mapping) count(key string, otherwise, most int) int {
	value, ok := m.scalar(key, otherwise == 0)
	if !ok {
		return otherwise
	}
	n, err := strconv.Atoi(value)
	if err != nil || n < 1 || n > most {
		m.bad(key, "应为 1 到 %d 的整数", most)
	}
	return n
}

// duration returns a length of time that is at least atLeast.
func (m *mapping) duration(key string, otherwise, atLeast time.Duration) time.Duration {
	value, ok := m.scalar(key, false)
	if !ok {
		return otherwise
	}
	d, err := time.ParseDuration(value)
	if err != nil {
		m.bad(key, "应为时长，例如 24h、90m、30s")
	} else if d < atLeast {
		m.bad(key, "不能短于 %s", atLeast)
	}
	return d
}

// instant returns a time: RFC 3339, or relative where that is allowed. It is
// zero after a problem.
func (m *mapping) instant(key string, required bool) time.Time {
	value, ok := m.scalar(key, required)
	if !ok {
		return time.Time{}
	}
	if value[0] == '+' || value[0] == '-' {
		d, err := time.ParseDuration(value)
		if err == nil && !m.r.base.IsZero() {
			return m.r.base.Add(d).UTC()
		}
		if err == nil {
			m.bad(key, "相对时间只用于练习考次；请写绝对时间，例如 2026-09-15T09:00:00+08:00")
			return time.Time{}
		}
	}
	at, err := time.Parse(time.RFC3339, value)
	if err != nil {
		m.bad(key, "应为带时区的时间，例如 2026-09-15T09:00:00+08:00")
		return time.Time{}
	}
	return at.UTC()
}

// fee returns an amount of yuan, written with at most two decimals, in fen.
func (m *mapping) fee(key string) int {
	value, ok := m.scalar(key, true)
	if !ok {
		return 0
	}
	parts := feeShape.FindStringSubmatch(value)
	if parts == nil {
		m.bad(key, "应为不小于 0 的元数，最多两位小数，例如 30 或 30.50")
		return 0
	}
	yuan, _ := strconv.Atoi(parts[1]) // at most six digits
	fen, _ := strconv.Atoi((parts[2] + "00")[:2])
	return yuan*100 + fen
}

// codes returns a list of codes; a missing one is empty.
func (m *mapping) codes(key string) []string {
	node := m.get(key)
	if node == nil {
		return nil
	}
	if node.Kind != yaml.SequenceNode || len(node.Content) == 0 {
		m.bad(key, "应为至少一个代码的列表，例如 [1, 2]")
		return nil
	}
	var out []string
	for _, item := range node.Content {
		out = append(out, resolve(item).Value)
	}
	return out
}
