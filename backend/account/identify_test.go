package account_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"houbu/api"
)

func TestIdentify(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.bound("b", liSi, "李四")
	agreed := w.agreed("a")
	for _, c := range []struct {
		what string
		ask  api.Identity
		want api.Code
	}{
		{"no such number", api.Identity{Type: "1", Number: "990101199901010014", Name: "张三"}, api.CodeStudentNotFound},
		{"another type", api.Identity{Type: "4", Number: zhangSan, Name: "张三"}, api.CodeStudentNotFound},
		{"an impossible date", api.Identity{Type: "1", Number: "990101200602290023", Name: "张三"}, api.CodeBadRequest},
		{"a type the session has not", api.Identity{Type: "9", Number: "911234567890123456", Name: "张三"}, api.CodeBadRequest},
		{"no name", api.Identity{Type: "1", Number: zhangSan, Name: " "}, api.CodeBadRequest},
		{"another name", api.Identity{Type: "1", Number: zhangSan, Name: "李四"}, api.CodeNameMismatch},
		{"bound elsewhere", api.Identity{Type: "1", Number: liSi, Name: "李四"}, api.CodeBoundElsewhere},
		{"right, in full width with spaces", api.Identity{Type: "1", Number: "９９０１０１ 20050101 0010", Name: " 张三 "}, ""},
		{"the same again", api.Identity{Type: "1", Number: zhangSan, Name: "张三"}, ""},
		{"this account has another", api.Identity{Type: "1", Number: wangWu, Name: "王五"}, api.CodeAccountBound},
	} {
		record, err := w.service.Identify(context.Background(), agreed, c.ask)
		w.wantCode(c.what, err, c.want)
		if c.want == "" && (record.Number != zhangSan || record.Name != "张三") {
			t.Errorf("%s: another student's record", c.what)
		}
		if err != nil && (strings.Contains(err.Error(), c.ask.Number) || strings.Contains(err.Error(), "张三")) {
			t.Errorf("%s: the error names the student", c.what)
		}
	}
}

func TestIdentifyNeedsTheAgreement(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	_, err := w.service.Identify(context.Background(), w.identity("a"), api.Identity{Type: "1", Number: zhangSan, Name: "张三"})
	w.wantCode("before the agreement", err, api.CodeStepNotDone)
}

func TestIdentifyIsNoWayToFindNumbers(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	who := w.bound("a", zhangSan, "张三")
	right := api.Identity{Type: "1", Number: zhangSan, Name: "张三"}
	probe := api.Identity{Type: "1", Number: wangWu, Name: "赵六"}
	for range 20 {
		if _, err := w.service.Identify(context.Background(), who, right); err != nil {
			t.Fatalf("a success between the failures: %v", err)
		}
		_, err := w.service.Identify(context.Background(), who, probe)
		w.wantCode("a probe", err, api.CodeNameMismatch)
	}
	start := w.clock.Now()
	for _, c := range []struct {
		after time.Duration
		want  api.Code
	}{{0, api.CodeTooManyRequests}, {lock - 1, api.CodeTooManyRequests}, {lock, api.CodeNameMismatch}} {
		w.clock.Set(start.Add(c.after))
		_, err := w.service.Identify(context.Background(), who, probe)
		w.wantCode(c.after.String(), err, c.want)
	}
}

func TestTwoAccountsRaceForOneStudent(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var mu sync.Mutex
	outcomes := map[api.Code]int{}
	var group sync.WaitGroup
	for _, id := range []string{"a", "b", "c"} {
		who := w.agreed(id)
		group.Go(func() {
			_, err := w.service.Identify(context.Background(), who, api.Identity{Type: "1", Number: zhangSan, Name: "张三"})
			mu.Lock()
			defer mu.Unlock()
			outcomes[codeOf(err)]++
		})
	}
	group.Wait()
	if outcomes[""] != 1 || outcomes[api.CodeBoundElsewhere] != 2 {
		t.Errorf("%v: want one success", outcomes)
	}
}
