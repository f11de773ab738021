package roster_test

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

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
			return // the workbook reader is another's, and tested apart
		}
		table, err := roster.Read(bytes.NewReader(file))
		if err != nil {
			if table != nil {
				t.Errorf("a table and %v", err)
			}
			return
		}
		good, bad, ok := roster.Candidates(table, session(), today())
		checkRows(t, table, len(good), bad, ok)
		seats, bad, ok := roster.SeatRows(table, session())
		checkRows(t, table, len(seats), bad, ok)
	})
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
