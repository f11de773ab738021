package exam

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// reader gathers the problems of one session file while it is read.
type reader struct {
	base     time.Time // what relative times count from; zero: none allowed
	dir      string    // where an agreement file is looked for
	files    bool      // an agreement file is allowed
	problems []Problem
}

func (r *reader) add(line int, path, format string, args ...any) {
	r.problems = append(r.problems, Problem{Line: line, Path: path, Text: fmt.Sprintf(format, args...)})
}

// mapping is a mapping of the file. Every key that is asked for is known;
// finish reports the others.
type mapping struct {
	r     *reader
	path  string
	node  *yaml.Node
	known []string
}

// at is the path of a key.
func (m *mapping) at(key string) string {
	if m.path == "" {
		return key
	}
	return m.path + "." + key
}

// line is where a key stands, or the mapping when the key is missing.
func (m *mapping) line(key string) int {
	for i := 0; i+1 < len(m.node.Content); i += 2 {
		if m.node.Content[i].Value == key {
			return m.node.Content[i].Line
		}
	}
	return m.node.Line
}

// bad reports a problem with a key.
func (m *mapping) bad(key, format string, args ...any) {
	m.r.add(m.line(key), m.at(key), format, args...)
}

// get returns the value of a key, or nil when the key is missing.
func (m *mapping) get(key string) *yaml.Node {
	m.known = append(m.known, key)
	for i := 0; i+1 < len(m.node.Content); i += 2 {
		if m.node.Content[i].Value == key {
			return resolve(m.node.Content[i+1])
		}
	}
	return nil
}

// finish reports the keys that nobody asked for and those that stand twice.
func (m *mapping) finish() {
	seen := map[string]bool{}
	for i := 0; i+1 < len(m.node.Content); i += 2 {
		key := m.node.Content[i]
		switch {
		case !slices.Contains(m.known, key.Value):
			m.r.add(key.Line, m.at(key.Value), "没有这个设置；这里可用：%s", strings.Join(m.known, " "))
		case seen[key.Value]:
			m.r.add(key.Line, m.at(key.Value), "重复；请只留一个")
		}
		seen[key.Value] = true
	}
}

// scalar returns the text of a key's value, and whether there is one. A missing
// key is a problem only when it is required.
func (m *mapping) scalar(key string, required bool) (string, bool) {
	node := m.get(key)
	switch {
	case node == nil && required:
		m.bad(key, "缺少；请加上这一项")
	case node == nil:
	case node.Kind != yaml.ScalarNode:
		m.bad(key, "应为单个值")
	case node.Tag == "!!null" || strings.TrimSpace(node.Value) == "":
		m.bad(key, "没有值；请填写，或删去这一行")
	default:
		return node.Value, true
	}
	return "", false
}

// text returns a text of at most maxName characters.
func (m *mapping) text(key string, required bool) string {
	value, ok := m.scalar(key, required)
	if ok && utf8.RuneCountInString(value) > maxName {
		m.bad(key, "超过 %d 个字符", maxName)
	}
	return value
}

// section returns the mapping under a key, or nil when there is none.
func (m *mapping) section(key string, required bool) *mapping {
	node := m.get(key)
	switch {
	case node == nil && required:
		m.bad(key, "缺少；请加上这一项")
	case node == nil:
	case node.Kind != yaml.MappingNode:
		m.bad(key, "应为“键: 值”的列表")
	default:
		return &mapping{r: m.r, path: m.at(key), node: node}
	}
	return nil
}

// list returns the mappings of the list under a key, and whether the key is
// there at all. A list that is there must not be empty.
func (m *mapping) list(key string) ([]*mapping, bool) {
	node := m.get(key)
	if node == nil {
		return nil, false
	}
	if node.Kind != yaml.SequenceNode || len(node.Content) == 0 {
		m.bad(key, "应为至少一项的列表（每项以“- ”开头）")
		return nil, true
	}
	var items []*mapping
	for i, item := range node.Content {
		item = resolve(item)
		path := fmt.Sprintf("%s[%d]", m.at(key), i)
		if item.Kind != yaml.MappingNode {
			m.r.add(item.Line, path, "应为“键: 值”的列表")
			continue
		}
		items = append(items, &mapping{r: m.r, path: path, node: item})
	}
	return items, true
}

// resolve follows an alias to its anchor.
func resolve(node *yaml.Node) *yaml.Node {
	if node.Kind == yaml.AliasNode {
		return node.Alias
	}
	return node
}
