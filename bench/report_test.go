package bench

import (
	"bytes"
	"encoding/json"
	"testing"
	"time"

	"houbu/bench/load"
)

// made is a report of made-up durations: 1 to 100 ms in a minute of 2 s.
func made() *Report {
	r := newReport("join", 32)
	r.At, r.CPUs = time.Date(2026, 9, 20, 1, 0, 0, 0, time.UTC), 2
	result := &load.Result{Step: "join", Elapsed: 2 * time.Second, Refused: make([]time.Duration, 4), Advised: 3, Failures: 1, Why: []string{"broken"}}
	for i := range 100 {
		result.Done = append(result.Done, time.Duration(i+1)*time.Millisecond)
	}
	r.add(result, 60)
	r.check("数", true, "100 个")
	return r
}

func TestReportTable(t *testing.T) {
	t.Parallel()
	const want = `项目  到达/秒  完成   秒  速率/秒  p50 ms  p95 ms  p99 ms  最大 ms  拒绝  错误
join     60.0   100  2.0     50.0    50.0    95.0    99.0    100.0     4     1
不符  join：没有错误：broken
通过  数：100 个
`
	var out bytes.Buffer
	if err := made().WriteTable(&out); err != nil || out.String() != want {
		t.Errorf("%v\n%s\nwant\n%s", err, out.String(), want)
	}
	if made().OK() {
		t.Error("a report with a failure is in order")
	}
}

func TestReportJSON(t *testing.T) {
	t.Parallel()
	const want = `{"benchmark":"join","at":"2026-09-20T01:00:00Z","cpus":2,"connections":32,"rows":[{"name":"join",` +
		`"offered_per_second":60,"done":100,"seconds":2,"rate_per_second":50,"p50_ms":50,"p95_ms":95,"p99_ms":99,"max_ms":100,` +
		`"refused":4,"refused_with_retry_after":3,"errors":1}],"checks":[{"name":"join：没有错误","ok":false,"detail":"broken"},` +
		`{"name":"数","ok":true,"detail":"100 个"}]}` + "\n"
	var out bytes.Buffer
	if err := made().WriteJSON(&out); err != nil || out.String() != want {
		t.Errorf("%v\n%s\nwant\n%s", err, out.String(), want)
	}
	var back Report
	if err := json.Unmarshal(out.Bytes(), &back); err != nil || back.Row("join") == nil || back.Row("poll") != nil {
		t.Errorf("read back %+v, %v", back, err)
	}
}

func TestUnderWay(t *testing.T) {
	t.Parallel()
	const s = time.Second
	for name, c := range map[string]struct {
		seen    []time.Duration
		elapsed time.Duration
		done    int
	}{
		"two seen at first": {[]time.Duration{s, s, 2 * s, 4 * s}, 3 * s, 2},
		"seen at the end":   {[]time.Duration{3 * s, 3 * s}, 3 * s, 2},
		"one":               {[]time.Duration{3 * s}, 3 * s, 1},
	} {
		if got := underWay(c.seen); got.Elapsed != c.elapsed || len(got.Done) != c.done {
			t.Errorf("%s: %v, %d done", name, got.Elapsed, len(got.Done))
		}
	}
}
