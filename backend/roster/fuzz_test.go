package roster_test

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"houbu/backend/roster"
)

func FuzzCSV(f *testing.F) {
	for name, file := range encodings(f, lines(candidatesHeader, zhang, li, wang)) {
		if name != "XLSX" {
			f.Add(file)
		}
	}
	f.Add([]byte(lines(seatsHeader, seatsEast)))
	f.Add([]byte("\"\n\x00,\xff"))
	f.Fuzz(func(t *testing.T, file []byte) {
		if bytes.HasPrefix(file, []byte("PK")) {
			return // see FuzzXLSX
		}
		checkFile(t, file)
	})
}

// FuzzXLSX reads archives: what is wrong with a file before its cells.
func FuzzXLSX(f *testing.F) {
	good := workbook(f, lines(candidatesHeader, zhang, li, wang))
	f.Add(good)
	f.Add(workbook(f, lines(seatsHeader, seatsEast)))
	f.Add(good[:len(good)/2])
	f.Add(flipped(good))
	f.Add(zipped(f, "xl/workbook.xml", []byte("<workbook>")))
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, file []byte) {
		if bytes.HasPrefix(file, []byte("PK\x03\x04")) { // all others are taken for CSV
			checkFile(t, file)
		}
	})
}

// FuzzSheet reads workbooks that are whole, but for what the sheet and its
// strings say: an archive's checksums keep FuzzXLSX from getting that far.
func FuzzSheet(f *testing.F) {
	file := workbook(f, lines(seatsHeader, seatsEast, seatsWest))
	const sheetPart, textPart = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
	var sheet, texts []byte
	rebuilt(f, file, func(part string, content []byte) []byte {
		switch part {
		case sheetPart:
			sheet = content
		case textPart:
			texts = content
		}
		return content
	})
	for _, edit := range [][2]string{
		{"", ""}, {"</row>", ""}, {`r="2"`, `r="1"`}, {`r="2"`, `r="-2"`}, {`r="2"`, `r="1048577"`}, {`r="B2"`, `r="A2"`}, {`r="D1"`, `r="F1"`}, {`r="B2"`, `r="XFD2"`},
		{`t="s"`, `t="inlineStr"`}, {`t="s"`, `t="b"`}, {"<v>0</v>", "<v>-1</v>"}, {"<v>0</v>", "<v>99</v>"}, {"<v>0</v>", "<f>A1</f>"},
	} {
		f.Add(bytes.Replace(sheet, []byte(edit[0]), []byte(edit[1]), 1), texts)
	}
	f.Add(sheet, []byte(`<sst uniqueCount="999999999"><si><r><t>_x001B_[2J</t></r></si></sst>`))
	f.Fuzz(func(t *testing.T, sheet, texts []byte) {
		table := checkFile(t, rebuilt(t, file, func(part string, content []byte) []byte {
			switch part {
			case sheetPart:
				return sheet
			case textPart:
				return texts
			}
			return content
		}))
		if table != nil {
			checkPlaces(t, table, sheet)
		}
	})
}

// checkFile checks what comes of reading a file, and returns the table if there
// is one.
func checkFile(t *testing.T, file []byte) *roster.Table {
	t.Helper()
	table, err := roster.Read(bytes.NewReader(file))
	if err != nil {
		var format *roster.FormatError
		if table != nil || !errors.As(err, &format) {
			t.Errorf("a table %v and %v", table, err)
		}
		return nil
	}
	last := 0
	for _, row := range append([]roster.Row{table.Header}, table.Rows...) {
		if row.Line <= last {
			t.Errorf("line %d comes after line %d", row.Line, last)
		}
		last = row.Line
	}
	good, bad, ok := roster.Candidates(table, session(), today())
	checkRows(t, table, len(good), bad, ok)
	seats, bad, ok := roster.SeatRows(table, session())
	checkRows(t, table, len(seats), bad, ok)
	return table
}

// checkPlaces checks that nothing in a table stands on another line, or further
// to the right, than the sheet says, where that says it of every cell.
func checkPlaces(t *testing.T, table *roster.Table, sheet []byte) {
	t.Helper()
	var said struct {
		Rows []struct {
			Line  int `xml:"r,attr"`
			Cells []struct {
				Place string `xml:"r,attr"`
			} `xml:"c"`
		} `xml:"sheetData>row"`
	}
	if err := xml.Unmarshal(sheet, &said); err != nil {
		return
	}
	widths := map[int]int{}
	for _, row := range said.Rows {
		for _, cell := range row.Cells {
			column, line, err := excelize.CellNameToCoordinates(cell.Place)
			if err != nil || line != row.Line {
				return
			}
			widths[line] = max(widths[line], column)
		}
	}
	for _, row := range append([]roster.Row{table.Header}, table.Rows...) {
		if len(row.Cells) > widths[row.Line] {
			t.Errorf("line %d has %d cells, the sheet says %d:\n%s", row.Line, len(row.Cells), widths[row.Line], sheet)
		}
	}
}

// checkRows checks that every row is either good or reported, in order.
func checkRows(t *testing.T, table *roster.Table, good int, bad []roster.RowError, ok bool) {
	t.Helper()
	if !ok {
		if good != 0 || len(bad) == 0 {
			t.Errorf("a bad header with %d good rows and %d errors", good, len(bad))
		}
		return
	}
	report := roster.Report{Bad: bad}
	if good+report.BadRows() != len(table.Rows) {
		t.Errorf("%d good rows and %d bad ones of %d", good, report.BadRows(), len(table.Rows))
	}
	last := table.Header.Line
	for _, e := range bad {
		if e.Line < last || e.Column == "" || e.Reason == "" {
			t.Errorf("row error %+v after line %d", e, last)
		}
		last = e.Line
	}
}

// BenchmarkCandidates reads and checks a file of 20,000 rows; hashing and
// writing are not in it.
func BenchmarkCandidates(b *testing.B) {
	rows := []string{candidatesHeader}
	for i := range 20_000 {
		row := strings.Replace(zhang, "demo1", fmt.Sprintf("demo%05d", i), 1)
		rows = append(rows, strings.Replace(row, ",1,990101200501010010", fmt.Sprintf(",4,E%08d", i), 1))
	}
	text := lines(rows...)
	for name, file := range map[string][]byte{"CSV": []byte(text), "XLSX": workbook(b, text)} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				table, err := roster.Read(bytes.NewReader(file))
				if err != nil {
					b.Fatal(err)
				}
				if good, bad, _ := roster.Candidates(table, session(), today()); len(good) != 20_000 || len(bad) != 0 {
					b.Fatalf("%d good, %d bad", len(good), len(bad))
				}
			}
		})
	}
}

// BenchmarkImport writes 20,000 candidates, without hashing.
func BenchmarkImport(b *testing.B) {
	rows := []string{candidatesHeader}
	for i := range 20_000 {
		row := strings.Replace(zhang, "demo1@houbu.test,Houbu2026!", fmt.Sprintf("demo%05d@houbu.test,", i), 1)
		rows = append(rows, strings.Replace(row, ",1,990101200501010010", fmt.Sprintf(",4,E%08d", i), 1))
	}
	file := []byte(lines(rows...))
	for b.Loop() {
		w := newWorld(b)
		report, err := roster.ImportCandidates(context.Background(), w.db, session(), w.options(), bytes.NewReader(file))
		if err != nil || report.Added != 20_000 {
			b.Fatalf("%+v, %v", report, err)
		}
	}
}
