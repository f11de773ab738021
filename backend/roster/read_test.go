package roster_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"houbu/backend/roster"
)

func TestHeader(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ old, replacement, want string }{
		"as documented":       {"", "", ""},
		"spaces":              {"手机号", " 手 机　号 ", ""},
		"quoted":              {"手机号", `"手机号"`, ""},
		"full-width mark":     {"备注", "备注\u200b", ""},
		"optional left out":   {"性别", "", ""},
		"unknown":             {"备注", "备 考", "1 备考"},
		"twice":               {"备注", "手机号", "1 手机号"},
		"missing":             {"证件号码", "备注二", "1 备注二|1 证件号码"},
		"no header":           {candidatesHeader, zhang, "1 表头"},
		"unknown, cut":        {"备注", strings.Repeat("长", 30), "1 " + strings.Repeat("长", 20) + "…"},
		"unknown, not active": {"备注", "\x1b[31m备\x7f\u009b\u202e\t 注\u2028", "1 ␛[31m备␡⟨U+009B⟩⟨U+202E⟩␉注⟨U+2028⟩"},
		"unknown, not UTF-8":  {"备注", "备\xff考", "1 备\ufffd考"},
		"unknown, controls":   {"备注", "备" + strings.Repeat("\x1b", 20), "1 备" + strings.Repeat("␛", 19) + "…"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			header := strings.Replace(candidatesHeader, test.old, test.replacement, 1)
			row := zhang
			if name == "optional left out" {
				row = strings.Replace(zhang, ",男,", ",,", 1)
			}
			w := newWorld(t)
			report, err := roster.ImportCandidates(context.Background(), w.db, session(), w.options(), strings.NewReader(lines(header, row)))
			if at(report.Bad) != test.want || (err != nil) != (test.want != "") || err != nil && !errors.Is(err, roster.ErrBadRows) {
				t.Errorf("import = %+v, %v; want %q", report, err, test.want)
			}
		})
	}
}

func TestColumnsInAnyOrder(t *testing.T) {
	t.Parallel()
	reversed := func(row string) string {
		cells := strings.Split(row, ",")
		slices.Reverse(cells)
		return strings.Join(cells, ",")
	}
	w := newWorld(t)
	w.seats(seatsEast)
	text := lines(reversed(candidatesHeader), reversed(zhang), "", ",,", reversed(li))
	if report, err := roster.ImportCandidates(context.Background(), w.db, session(), w.options(), strings.NewReader(text)); err != nil {
		t.Fatalf("import = %+v, %v", report, err)
	}
	if got := w.all("SELECT major FROM students WHERE name = '张三'", 1); !slices.Equal(got, []string{"英语"}) {
		t.Errorf("major %v", got)
	}
}

func TestControlCharactersStayData(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.must(strings.Replace(zhang, "文学院", "文\x1b[31m\u202e院", 1))
	if got := w.all("SELECT department FROM students", 1); got[0] != "文\x1b[31m\u202e院" {
		t.Errorf("department %q", got[0])
	}
}

func TestQuotedCellsKeepTheLine(t *testing.T) {
	t.Parallel()
	row := strings.Replace(zhang, "文学院", "\"文学院,\n\"\"一系\"\"\"", 1)
	table, err := roster.Read(strings.NewReader(lines(candidatesHeader, row, wang)))
	if err != nil {
		t.Fatal(err)
	}
	good, bad, _ := roster.Candidates(table, session(), today())
	if len(bad) != 0 || good[0].Record.Department != "文学院,\n\"一系\"" || good[1].Line != 4 {
		t.Errorf("good %+v, bad %v", good, bad)
	}
}

func TestCellsOfAnyTypeInXLSX(t *testing.T) {
	t.Parallel()
	book := excelize.NewFile()
	values := []any{"99301", "测试大学", 993010, "东校区", 1, "英语四级", 4050}
	style, err := book.NewStyle(&excelize.Style{NumFmt: 4}) // #,##0.00
	if err != nil {
		t.Fatal(err)
	}
	for _, err := range []error{
		book.SetSheetRow("Sheet1", "A1", &[]string{"学校代码", "学校", "校区代码", "校区", "科目代码", "科目", "容量"}),
		book.SetSheetRow("Sheet1", "A3", &values), book.SetCellStyle("Sheet1", "A3", "G3", style),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	var file bytes.Buffer
	if err := book.Write(&file); err != nil {
		t.Fatal(err)
	}
	table, err := roster.Read(&file)
	if err != nil {
		t.Fatal(err)
	}
	good, bad, _ := roster.SeatRows(table, session())
	if len(bad) != 0 || len(good) != 1 || good[0].Line != 3 || good[0].Pool.ID() != "993010-1" || good[0].Capacity != 4050 {
		t.Errorf("good %+v, bad %v", good, bad)
	}
}

func TestFilesThatAreNoTable(t *testing.T) {
	t.Parallel()
	good := workbook(t, lines(candidatesHeader, zhang, li))
	tests := map[string]struct {
		file []byte
		line int
	}{
		"empty":             {nil, 0},
		"blank":             {[]byte("\ufeff \n,,\n"), 0},
		"UTF-16":            {[]byte("\xff\xfe\x26\x8d"), 0},
		"open quote":        {[]byte(lines(candidatesHeader, zhang, `"`+li, wang)), 3},
		"old workbook":      {[]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), 0},
		"cut off":           {good[:len(good)/2], 0},
		"no workbook":       {zipped(t, "a.txt", []byte("a")), 0},
		"bomb":              {zipped(t, "xl/worksheets/sheet1.xml", make([]byte, 65<<20)), 0},
		"broken sheet":      {replaced(t, good, "xl/worksheets/sheet1.xml", "</sheetData>", "</oops>"), 0},
		"sheet cut off":     {replaced(t, good, "xl/worksheets/sheet1.xml", `<row r="3"`, "<"), 0},
		"too many columns":  {replaced(t, good, "xl/worksheets/sheet1.xml", `r="U2"`, `r="XFD2"`), 2},
		"empty new sheet":   {workbook(t, ""), 0},
		"damaged in middle": {flipped(good), 0},
		"rows disordered":   {replaced(t, good, "xl/worksheets/sheet1.xml", `<row r="3"`, `<row r="1"`), 0},
		"cells disordered":  {replaced(t, good, "xl/worksheets/sheet1.xml", `r="B2"`, `r="D2"`), 0},
		"cell of no style":  {replaced(t, good, "xl/worksheets/sheet1.xml", `r="B2"`, `r="B2" s="x"`), 0},
		"text too long":     {replaced(t, good, "xl/sharedStrings.xml", "文学院", strings.Repeat("院", maxCell/3+1)), 0},
		"one wide row":      {repeated(t, "院", 1, 201), 1},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			table, err := roster.Read(bytes.NewReader(test.file))
			var fe *roster.FormatError
			if !errors.As(err, &fe) || fe.Line != test.line || table != nil {
				t.Fatalf("Read = %+v, %v", table, err)
			}
			for _, value := range []string{"张三", "990101", "demo1"} {
				if strings.Contains(err.Error(), value) {
					t.Errorf("a value is in %v", err)
				}
			}
		})
	}
}

// TestOneTextForAllCells has cells that are small in the archive, however long
// their text is: together they must not be more than an archive may unpack to.
func TestOneTextForAllCells(t *testing.T) {
	t.Parallel()
	table, err := roster.Read(bytes.NewReader(repeated(t, strings.Repeat("院", maxCell/3), 27, 20)))
	var format *roster.FormatError
	if !errors.As(err, &format) || !strings.Contains(format.Reason, "超过 64 MiB") || table != nil {
		t.Errorf("70 MB of cells: %v", err)
	}
	table, err = roster.Read(bytes.NewReader(repeated(t, strings.Repeat("院", maxCell/3), 3, 20)))
	if err != nil || len(table.Rows) != 2 || len(table.Rows[1].Cells) != 20 {
		t.Errorf("8 MB of cells: %v", err)
	}
}

func TestHeaderOnly(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	report, err := w.candidates(w.options())
	if err != nil || report.Rows != 0 || report.Added != 0 || len(report.Bad) != 0 {
		t.Errorf("import = %+v, %v", report, err)
	}
}

func zipped(t testing.TB, name string, content []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	part, err := archive.Create(name)
	if err == nil {
		_, err = part.Write(content)
	}
	if err == nil {
		err = archive.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// replaced is a workbook with a piece of one part's XML replaced.
func replaced(t testing.TB, file []byte, name, old, replacement string) []byte {
	t.Helper()
	return rebuilt(t, file, func(part string, content []byte) []byte {
		if part != name {
			return content
		}
		if !bytes.Contains(content, []byte(old)) {
			t.Fatalf("%s is not in %s", old, content)
		}
		return bytes.Replace(content, []byte(old), []byte(replacement), 1)
	})
}

// rebuilt is a workbook with the content of its parts changed.
func rebuilt(t testing.TB, file []byte, change func(part string, content []byte) []byte) []byte {
	t.Helper()
	from, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	to := zip.NewWriter(&out)
	for _, part := range from.File {
		reader, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(reader)
		if err != nil {
			t.Fatal(err)
		}
		writer, err := to.Create(part.Name)
		if err == nil {
			_, err = writer.Write(change(part.Name, content))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := to.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// maxCell is about what the longest cell takes, in bytes.
const maxCell = 128 << 10

// repeated is a workbook of equal cells: their text is in the archive once.
func repeated(t testing.TB, text string, height, width int) []byte {
	t.Helper()
	const namespace = ` xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	var sheet strings.Builder
	for range height {
		sheet.WriteString("<row>" + strings.Repeat(`<c t="s"><v>0</v></c>`, width) + "</row>")
	}
	return rebuilt(t, workbook(t, "a"), func(part string, content []byte) []byte {
		switch part {
		case "xl/worksheets/sheet1.xml":
			return []byte("<worksheet" + namespace + "><sheetData>" + sheet.String() + "</sheetData></worksheet>")
		case "xl/sharedStrings.xml":
			return []byte("<sst" + namespace + "><si><t>" + text + "</t></si></sst>")
		}
		return content
	})
}

// flipped is a file with bits of its first part's content turned over.
func flipped(file []byte) []byte {
	out := bytes.Clone(file)
	for i := 60; i < 80; i++ {
		out[i] ^= 0x55
	}
	return out
}
