package screens

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"houbu/api"
)

func boardPools() []api.BoardPool {
	at := time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
	later := at.Add(time.Hour)
	return []api.BoardPool{
		{ID: "b-1", School: "练习大学", SchoolCode: "99301", Campus: "东校区", CampusCode: "993011", Subject: "1", SubjectName: "英语四级", Capacity: 10, Held: 2, Paid: 3, Waiting: 4, NextExpiry: &later},
		{ID: "a-1", School: "练习大学", SchoolCode: "99301", Campus: "主校区", CampusCode: "993010", Subject: "1", SubjectName: "英语四级", Capacity: 5, Held: 1, Paid: 4, Waiting: 9, NextExpiry: &at},
		{ID: "a-6", School: "练习大学", SchoolCode: "99301", Campus: "主校区", CampusCode: "993010", Subject: "6", SubjectName: "英语六级口试 SET", Capacity: 20, Held: 0, Paid: 21, Waiting: 4},
	}
}

func shownIDs(l *boardList) string {
	var ids []string
	for line := range l.shown {
		ids = append(ids, l.at(line).ID)
	}
	return strings.Join(ids, " ")
}

func TestBoardIsSorted(t *testing.T) {
	t.Parallel()
	for by, want := range map[boardOrder]string{
		boardBySchool: "b-1 a-1 a-6", boardByCampus: "b-1 a-1 a-6", boardBySubject: "a-1 b-1 a-6",
		boardByWaiting: "a-1 a-6 b-1", boardByCapacity: "a-6 b-1 a-1", boardByHeld: "b-1 a-1 a-6",
		boardByPaid: "a-6 a-1 b-1", boardByExpiry: "a-1 b-1 a-6", boardByFree: "b-1 a-1 a-6",
	} {
		var l boardList
		l.set(boardPools())
		l.sort(by)
		if got := shownIDs(&l); got != want {
			t.Errorf("by %d: %s, want %s", by, got, want)
		}
	}
}

func TestBoardIsFiltered(t *testing.T) {
	t.Parallel()
	for filter, want := range map[string]string{
		"": "a-1 a-6 b-1", "主": "a-1 a-6", "主 六级": "a-6", "  六级  主 ": "a-6", "set": "a-6", "SET": "a-6", "993011": "b-1", "没有": "",
	} {
		var l boardList
		l.by = boardByWaiting
		l.set(boardPools())
		l.find(filter)
		if got := shownIDs(&l); got != want {
			t.Errorf("%q leaves %q, want %q", filter, got, want)
		}
		l.set(slices.Clone(boardPools())) // the next answer keeps both
		if got := shownIDs(&l); got != want {
			t.Errorf("%q leaves %q of the next answer, want %q", filter, got, want)
		}
	}
}

func TestBoardAddsUpWhatIsShown(t *testing.T) {
	t.Parallel()
	var l boardList
	l.set(boardPools())
	l.find("主")
	if got, want := l.sum(), (boardSum{pools: 2, capacity: 25, held: 1, paid: 25, waiting: 13}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	if l.at(2) != nil || l.at(-1) != nil || l.lineOf("a-6") != 1 || l.lineOf("b-1") != -1 {
		t.Error("lines and pools do not belong together")
	}
}

// manyPools are as many as a country has.
func manyPools() []api.BoardPool {
	pools := make([]api.BoardPool, 20_000)
	for i := range pools {
		pools[i] = api.BoardPool{
			ID: fmt.Sprintf("%06d-%d", i/4, i%4), School: fmt.Sprintf("练习大学 %d", i/40), Campus: fmt.Sprintf("第 %d 校区", i/4), CampusCode: fmt.Sprintf("99%04d", i/4),
			SubjectName: "英语四级", Capacity: i % 300, Waiting: i * 7919 % 500,
		}
	}
	return pools
}

// BenchmarkBoardKey is what a letter typed into the filter of 20,000 pools costs.
func BenchmarkBoardKey(b *testing.B) {
	var l boardList
	l.set(manyPools())
	for b.Loop() {
		l.find("校区 9")
		l.find("校区 99")
	}
}

// BenchmarkBoardSort is what another order costs.
func BenchmarkBoardSort(b *testing.B) {
	var l boardList
	l.set(manyPools())
	for b.Loop() {
		l.sort(boardByWaiting)
		l.sort(boardByCampus)
	}
}
