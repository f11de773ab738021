package roster

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"houbu/backend/visible"
)

// columns are the headers that a kind of file may have, in the order of the
// documentation.
type columns struct {
	required []string
	optional []string
}

func (c columns) all() []string { return slices.Concat(c.required, c.optional) }

// locate returns where each column stands, or what is wrong with the header.
// A header of no known column at all is taken for a row of data, which is not
// repeated to anyone.
func (c columns) locate(header Row) (map[string]int, []RowError) {
	at := map[string]int{}
	var bad, unknown []RowError
	for i, cell := range header.Cells {
		name := headerName(cell)
		_, twice := at[name]
		switch {
		case name == "": // must be empty below, too; see split
		case !slices.Contains(c.all(), name):
			unknown = append(unknown, RowError{header.Line, shown(cell), "没有这一列；可用的列：" + strings.Join(c.all(), " ")})
		case twice:
			bad = append(bad, RowError{header.Line, name, "这一列出现了两次"})
		default:
			at[name] = i
		}
	}
	if len(at) == 0 {
		return nil, []RowError{{header.Line, "表头", "第一行应为表头：" + strings.Join(c.all(), " ")}}
	}
	for _, name := range c.required {
		if _, there := at[name]; !there {
			bad = append(bad, RowError{header.Line, name, "缺少这一列"})
		}
	}
	return at, append(unknown, bad...)
}

// headerName is a header without spaces and invisible characters, half-width.
func headerName(cell string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || !unicode.IsPrint(r) {
			return -1
		}
		return r
	}, narrow(cell))
}

// narrow folds full-width letters, digits and marks.
func narrow(s string) string {
	return strings.Map(func(r rune) rune {
		if '！' <= r && r <= '～' {
			return r - '！' + '!'
		}
		return r
	}, s)
}

// shown is what an error shows of an unknown header: the beginning, without
// spaces, and nothing that a terminal would act on.
func shown(header string) string {
	const most = 20
	runes := slices.DeleteFunc([]rune(narrow(header)), func(r rune) bool { return unicode.Is(unicode.Zs, r) })
	if len(runes) > most {
		return visible.Text(string(runes[:most])) + "…"
	}
	return visible.Text(string(runes))
}

// split reads a row by the header. Cells outside of the header are an error.
func (t *Table) split(row Row, at map[string]int) *cells {
	c := &cells{line: row.Line, values: make(map[string]string, len(at))}
	if t.fixed && len(row.Cells) < len(t.Header.Cells) {
		c.fail("整行", fmt.Sprintf("只有 %d 列，表头有 %d 列", len(row.Cells), len(t.Header.Cells)))
	}
	for name, i := range at {
		if i < len(row.Cells) {
			c.values[name] = row.Cells[i]
		}
	}
	for i, cell := range row.Cells {
		named := i < len(t.Header.Cells) && headerName(t.Header.Cells[i]) != ""
		if !named && strings.TrimSpace(cell) != "" {
			c.fail(fmt.Sprintf("第 %d 列", i+1), "这一格有内容，但没有表头")
		}
	}
	return c
}
