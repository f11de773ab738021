package audit_test

import (
	"context"
	"errors"
	"net/netip"
	"strings"
	"testing"
	"time"

	"houbu/api"
	"houbu/backend/audit"
	"houbu/backend/refusal"
	"houbu/backend/store"
	"houbu/backend/store/storetest"
)

func TestOnPostgres(t *testing.T) { storetest.OnPostgres(t) }

func TestNote(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]string{
		" 本人来电 ": "本人来电", strings.Repeat("字", 500): strings.Repeat("字", 500), "": "", " \n": "", strings.Repeat("字", 501): "",
		"本人来电\r\n已核对\t证件\n": "本人来电 已核对 证件", "a\vb\fc\rd\u0085e\u2028f\u2029g": "a b c d e f g",
		"\x1b[2J本\x00人\a\u009b31m\x7f": "[2J本人31m", "\x00\x1b\u0090": "", "\r\n\t\x00 ": "", "人\xff\xfe": "人\uFFFD\uFFFD",
		strings.Repeat("字\x00", 500): strings.Repeat("字", 500),
	} {
		note, err := audit.Note(given)
		var no *refusal.Error
		if note != want || (want == "") != (errors.As(err, &no) && no.Code == api.CodeBadRequest) {
			t.Errorf("Note of %.40q = %q, %v", given, note, err)
		}
	}
}

func now() time.Time { return time.Date(2026, 10, 8, 9, 0, 0, 0, time.UTC) }

func write(ctx context.Context, tx store.Tx, key string) (int64, error) {
	who := audit.Actor{Login: "wang", Role: api.RoleHelper, Address: netip.MustParseAddr("192.0.2.1")}
	return audit.Write(ctx, tx, who, now(), audit.Line{
		Action: api.AuditUnlock, Kind: api.AboutCandidate, Key: key, Note: "本人来电", Before: map[string]string{"failures": "5"},
	})
}

// TestLinesAreNumberedWithoutAGap, also where a transaction that wrote one was undone,
// and say what they were given.
func TestLinesAreNumberedWithoutAGap(t *testing.T) {
	t.Parallel()
	db, undone := storetest.Open(t, storetest.Address(t)), errors.New("undone")
	for i, end := range []error{nil, undone, nil} {
		err := db.Write(t.Context(), func(tx store.Tx) error {
			if _, err := write(t.Context(), tx, "s-"+string(rune('a'+i))); err != nil {
				return err
			}
			return end
		})
		if !errors.Is(err, end) {
			t.Fatalf("Write = %v, want %v", err, end)
		}
	}
	var trail, one api.Audit
	err := db.Read(t.Context(), func(tx store.Tx) (err error) {
		if trail, err = audit.List(t.Context(), tx, audit.Filter{Limit: 1}); err != nil {
			return err
		}
		one, err = audit.List(t.Context(), tx, audit.Filter{Before: trail.Next, Kind: api.AboutCandidate, Key: "s-a", Who: "wang"})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(trail.Rows) != 1 || trail.Rows[0].No != 2 || trail.Rows[0].SubjectKey != "s-c" || trail.Next != 2 {
		t.Errorf("the newest is %+v", trail)
	}
	if len(one.Rows) != 1 || one.Next != 0 {
		t.Fatalf("the first is %+v", one)
	}
	got := one.Rows[0]
	if got.No != 1 || !got.At.Equal(now()) || got.Staff != "wang" || got.Role != api.RoleHelper || got.Address != "192.0.2.1" ||
		got.Note != "本人来电" || got.Before["failures"] != "5" || got.After == nil {
		t.Errorf("the first is %+v", got)
	}
}
