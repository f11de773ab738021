package transfer_test

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"houbu/backend/store"
	"houbu/backend/transfer"
)

// TestThereAndBack moves a database with rows in every table to one of another
// kind, from there to a second, and back into a file: all hold the same, row by
// row. A table that a migration adds, and that has no row here, fails the test.
func TestThereAndBack(t *testing.T) {
	t.Parallel()
	path := []string{full(t), other(t), other(t), file(t)}
	want := contents(t, path[0])
	for name, rows := range want {
		if len(rows) == 0 {
			t.Errorf("no row of table %s is moved: add one to full", name)
		}
	}
	for i := range len(path) - 1 {
		var last, total int64
		all, err := transfer.Run(t.Context(), path[i], path[i+1], func(done, of int64) {
			if done <= last || done > of || total != 0 && of != total {
				t.Errorf("%d of %d done, after %d", done, of, last)
			}
			last, total = done, of
		})
		if err != nil || last != total {
			t.Fatalf("step %d: %v, %d of %d rows", i, err, last, total)
		}
		mustSay(t, all, want)
		got := contents(t, path[i+1])
		for name := range want {
			if !slices.Equal(got[name], want[name]) {
				t.Errorf("step %d: table %s differs: %d rows, want %d", i, name, len(got[name]), len(want[name]))
			}
		}
	}
}

// mustSay checks the report against what there was.
func mustSay(t *testing.T, all []transfer.Copied, want map[string][]string) {
	t.Helper()
	said := map[string]int{}
	for _, one := range all {
		said[one.Table] = int(one.Rows)
		if len(one.Sum) != 64 {
			t.Errorf("table %s has the sum %q", one.Table, one.Sum)
		}
	}
	there := map[string]int{}
	for name, rows := range want {
		there[name] = len(rows)
	}
	if !maps.Equal(said, there) {
		t.Errorf("the report says %v, want %v", said, there)
	}
}

func TestRunRefuses(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		from, to func(t *testing.T) string
		want     error
		target   bool
	}{
		"a source that is missing":   {file, other, fs.ErrNotExist, false},
		"a source without rows":      {fresh, other, transfer.ErrNothing, false},
		"a target with rows":         {full, full, transfer.ErrNotEmpty, true},
		"a target with one row":      {full, oneRow, transfer.ErrNotEmpty, true},
		"a target with more tables":  {full, oneTable, transfer.ErrSchemas, false},
		"an address of another kind": {full, func(*testing.T) string { return "mysql://x" }, store.ErrScheme, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			from, to := test.from(t), test.to(t)
			_, err := transfer.Run(t.Context(), from, to, nil)
			var where *transfer.Error
			if !errors.Is(err, test.want) || !errors.As(err, &where) || where.Target != test.target {
				t.Errorf("Run = %v (%+v), want %v", err, where, test.want)
			}
		})
	}
}

func fresh(t *testing.T) string { return changed(t, "DELETE FROM meta") }

func oneRow(t *testing.T) string {
	return changed(t, "INSERT INTO throttles (key, failures, window_start) VALUES ('x', 1, 1)")
}

func oneTable(t *testing.T) string { return changed(t, "CREATE TABLE notes (x TEXT)") }

// changed is a database with its schema and one change.
func changed(t *testing.T, query string) string {
	t.Helper()
	address := other(t)
	db := open(t, address)
	write(t, db, query)
	shut(t, db)
	return address
}

// TestOneDatabaseTwice names one database in two ways.
func TestOneDatabaseTwice(t *testing.T) {
	t.Parallel()
	from := full(t)
	elsewhere := other(t)
	if _, err := transfer.Run(t.Context(), from, elsewhere, nil); err != nil {
		t.Fatal(err)
	}
	path := strings.TrimPrefix(from, "sqlite:")
	for one, same := range map[string]string{
		from:      "sqlite:" + filepath.Join(filepath.Dir(path), ".", "x", "..", filepath.Base(path)),
		elsewhere: another(elsewhere),
	} {
		for _, to := range []string{one, same} {
			if _, err := transfer.Run(t.Context(), one, to, nil); !errors.Is(err, transfer.ErrSame) {
				t.Errorf("Run = %v, want ErrSame", err)
			}
		}
	}
}

// another is an address of the same database in other words.
func another(address string) string {
	if strings.Contains(address, "?") {
		return address + "&connect_timeout=30"
	}
	return address + "?connect_timeout=30"
}

// TestADatabaseInUse keeps one of the two open, as a backend does.
func TestADatabaseInUse(t *testing.T) {
	t.Parallel()
	from := full(t)
	middle := other(t)
	if _, err := transfer.Run(t.Context(), from, middle, nil); err != nil {
		t.Fatal(err)
	}
	target := other(t)
	shut(t, open(t, target))
	for _, test := range []struct {
		used, from, to string
		target         bool
	}{{from, from, target, false}, {middle, middle, target, false}, {target, from, target, true}} {
		db := open(t, test.used)
		_, err := transfer.Run(t.Context(), test.from, test.to, nil)
		var where *transfer.Error
		if !errors.Is(err, transfer.ErrBusy) || !errors.As(err, &where) || where.Target != test.target {
			t.Errorf("Run = %v, want ErrBusy of the target: %t", err, test.target)
		}
		shut(t, db)
	}
}

// TestAnInterruptedTransferLeavesNothing ends the context in the middle of the
// copying, and of the reading again: the target is empty, and takes the next
// transfer.
func TestAnInterruptedTransferLeavesNothing(t *testing.T) {
	t.Parallel()
	from, to := full(t), other(t)
	for _, part := range []int64{4, 2, 1} { // a quarter is copied; all is; all is read again
		ctx, cancel := context.WithCancel(t.Context())
		_, err := transfer.Run(ctx, from, to, func(done, total int64) {
			if done >= total/part {
				cancel()
			}
		})
		cancel()
		if !errors.Is(err, context.Canceled) {
			t.Fatalf("Run = %v, want the context's end", err)
		}
		for name, rows := range contents(t, to) {
			if len(rows) > 0 {
				t.Errorf("table %s has %d rows", name, len(rows))
			}
		}
	}
	if _, err := transfer.Run(t.Context(), from, to, nil); err != nil {
		t.Error(err)
	}
}

// TestWhatIsWrittenIsReadAgain has the target change a value under the transfer's
// hands.
func TestWhatIsWrittenIsReadAgain(t *testing.T) {
	t.Parallel()
	to := file(t)
	db := open(t, to)
	write(t, db, "CREATE TRIGGER bad AFTER INSERT ON students BEGIN UPDATE students SET grade = 'x' WHERE id = NEW.id; END")
	shut(t, db)
	_, err := transfer.Run(t.Context(), full(t), to, nil)
	var where *transfer.Error
	if !errors.Is(err, transfer.ErrDiffers) || !errors.As(err, &where) || where.Table != "students" {
		t.Errorf("Run = %v, want ErrDiffers at the table students", err)
	}
	if left := contents(t, to)["students"]; len(left) > 0 {
		t.Errorf("%d rows are left", len(left))
	}
}
