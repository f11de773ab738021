package desk_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"houbu/api"
	"houbu/backend/desk"
)

// imported waits until an import is over.
func (w *world) imported(begun api.Import) api.Import {
	w.t.Helper()
	w.Wait()
	ended, err := w.GetImport(w.t.Context(), begun.ID)
	if err != nil {
		w.t.Fatal(err)
	}
	return ended
}

const seatsHead = "学校代码,学校,校区代码,校区,科目代码,科目,容量\n"

func TestImport(t *testing.T) {
	t.Parallel()
	good := "99301,示例大学,993010,东校区,1,英语四级,30\n"
	bad := "99301,示例大学,993011,西校区,1,英语四级,很多\n"
	for name, test := range map[string]struct {
		file    string
		skipBad bool
		want    api.Import
		errors  []api.ImportError
	}{
		"good": {seatsHead + good, false, api.Import{State: api.ImportDone, Rows: 1, Updated: 1}, nil},
		"bad": {seatsHead + good + bad, false, api.Import{State: api.ImportRefused, Rows: 2, BadRows: 1},
			[]api.ImportError{{Line: 3, Column: "容量", Reason: "应为 0 到 100000 的整数"}}},
		"skipped": {seatsHead + good + bad, true, api.Import{State: api.ImportDone, Rows: 2, Updated: 1, BadRows: 1},
			[]api.ImportError{{Line: 3, Column: "容量", Reason: "应为 0 到 100000 的整数"}}},
		"no table": {"", false, api.Import{State: api.ImportRefused, Reason: "文件是空的"}, []api.ImportError{{Reason: "文件是空的"}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			begun, err := w.Import(t.Context(), manager(""), desk.NewImport{Kind: api.RosterSeats, SkipBad: test.skipBad, Note: "第二批", File: []byte(test.file)})
			if err != nil || begun.ID == "" || begun.Kind != api.RosterSeats {
				t.Fatalf("%+v, %v", begun, err)
			}
			got := w.imported(begun)
			if got.State != test.want.State || got.Rows != test.want.Rows || got.Updated != test.want.Updated || got.Added != 0 ||
				got.BadRows != test.want.BadRows || got.Reason != test.want.Reason || got.EndedAt == nil || !slices.Equal(got.Errors, test.errors) {
				t.Errorf("%+v", got)
			}
			rows := w.trail()
			if done := got.State == api.ImportDone; done != (len(rows) == 1) {
				t.Fatalf("%d lines of the trail", len(rows))
			} else if done && (rows[0].Note != "第二批" || rows[0].After["updated"] != "1" || rows[0].SubjectKey != "seats" || rows[0].Staff != "zhao") {
				t.Errorf("%+v", rows[0])
			}
		})
	}
}

// TestAnImportOfAStoppedProcessHasFailed, and one that nobody began is not found.
func TestAnImportOfAStoppedProcessHasFailed(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.exec(`INSERT INTO imports (id, started_at, alive_at, report) VALUES ('lost', 1, 1, '{"id":"lost","kind":"seats","state":"running"}'),
		('fresh', 1, $1, '{"id":"fresh","kind":"seats","state":"running"}')`, start.UnixNano())
	for id, want := range map[string]api.ImportState{"lost": api.ImportFailed, "fresh": api.ImportRunning} {
		if got, err := w.GetImport(t.Context(), id); err != nil || got.State != want {
			t.Errorf("%s: %+v, %v", id, got, err)
		}
	}
	_, err := w.GetImport(t.Context(), "none")
	w.wantCode("no such import", err, api.CodeNotFound)
	_, err = w.Import(t.Context(), manager(""), desk.NewImport{Kind: api.RosterSeats})
	w.wantCode("no note", err, api.CodeBadRequest)
}

// exported is an export's table.
func (w *world) exported(what desk.What, format desk.Format) [][]string {
	w.t.Helper()
	var file bytes.Buffer
	if err := w.Export(w.t.Context(), manager(""), what, format, &file); err != nil {
		w.t.Fatal(err)
	}
	if format == desk.CSV {
		text, marked := strings.CutPrefix(file.String(), "\uFEFF")
		if !marked {
			w.t.Error("no byte order mark")
		}
		rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
		if err != nil {
			w.t.Fatal(err)
		}
		return rows
	}
	book, err := excelize.OpenReader(&file)
	if err != nil {
		w.t.Fatal(err)
	}
	rows, err := book.GetRows("1")
	if err := errors.Join(err, book.Close()); err != nil {
		w.t.Fatal(err)
	}
	return rows
}

func TestExports(t *testing.T) {
	t.Parallel()
	names := map[desk.Format]string{desk.CSV: "CSV", desk.XLSX: "Excel（XLSX）"}
	for _, format := range []desk.Format{desk.CSV, desk.XLSX} {
		t.Run(string(format), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.exec("UPDATE students SET name = '=HYPERLINK(\"x\")', student_no = '+1' WHERE id = 's2'")
			w.joins("a1", "s1")
			w.joins("a2", "s2")
			registrations := w.exported(desk.Registrations, format)
			want := []string{"张三", "1", zhangSan, "20250001", "99301", "示例大学", "993010", "东校区", "1", "英语四级", "未支付", "2026-09-01 09:00:00", "2026-09-02 09:00:00"}
			if len(registrations) != 2 || !slices.Equal(registrations[1][:len(want)], want) || registrations[0][0] != "姓名" {
				t.Errorf("%q", registrations)
			}
			if head := registrations[0][10:]; !slices.Equal(head, []string{"支付状态", "报上时间", "支付截止", "支付时间", "纸质成绩报告单"}) {
				t.Errorf("the columns are %q", head)
			}
			entries := w.exported(desk.Waitlist, format)
			if head := entries[0][10:]; !slices.Equal(head, []string{"候补号", "状态", "提交时间", "支付截止", "结束时间", "原因"}) {
				t.Errorf("the columns are %q", head)
			}
			if len(entries) != 3 || entries[1][11] != "候补成功" || entries[2][11] != "正在候补" || entries[2][10] != "2" ||
				entries[2][0] != `'=HYPERLINK("x")` || entries[2][3] != "'+1" {
				t.Errorf("%q", entries)
			}
			trail := w.exported(desk.Trail, format)
			line := []string{"1", "2026-09-01 09:00:00", "zhao", "主管", "192.0.2.7", "导出数据", "导出", "报考", "", "", "", "", "格式：" + names[format]}
			if len(trail) != 4 || !slices.Equal(trail[1], line) || trail[3][7] != "审计记录" {
				t.Errorf("%q", trail)
			}
		})
	}
}

// TestAnExportThatCannotBeWritten says so.
func TestAnExportThatCannotBeWritten(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	if err := w.Export(t.Context(), manager(""), desk.Waitlist, desk.CSV, broken{}); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("%v", err)
	}
	w.wantCode("no such export", w.Export(t.Context(), manager(""), "x", desk.CSV, io.Discard), api.CodeNotFound)
}

type broken struct{}

// Write fails.
func (broken) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }
