package bench

import (
	"encoding/json"
	"fmt"
	"io"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"houbu/bench/load"
)

// Report is what a benchmark prints, as a table or as JSON.
type Report struct {
	Benchmark   string    `json:"benchmark"`
	At          time.Time `json:"at"`
	CPUs        int       `json:"cpus"`
	Connections int       `json:"connections,omitempty"`
	Waiting     int       `json:"waiting,omitempty"` // in all queues, before a wave
	Seats       int       `json:"seats,omitempty"`   // that fell free
	PeakMiB     float64   `json:"peak_rss_mib,omitempty"`
	SSH         *SSHCost  `json:"ssh,omitempty"` // what the sessions took of their server
	Rows        []Row     `json:"rows"`
	Checks      []Check   `json:"checks"`
}

// Row is one measurement.
type Row struct {
	Name     string  `json:"name"`
	Offered  float64 `json:"offered_per_second,omitempty"` // arrivals, where they do not wait for answers
	Done     int     `json:"done"`
	Seconds  float64 `json:"seconds"`
	Rate     float64 `json:"rate_per_second"`
	P50      float64 `json:"p50_ms"`
	P95      float64 `json:"p95_ms"`
	P99      float64 `json:"p99_ms"`
	Max      float64 `json:"max_ms"`
	Refused  int     `json:"refused"` // 429 and 503
	Advised  int     `json:"refused_with_retry_after"`
	Failures int     `json:"errors"`
}

// Check is a condition that the benchmark held its answers against.
type Check struct {
	Name   string `json:"name"`
	OK     bool   `json:"ok"`
	Detail string `json:"detail,omitempty"`
}

func newReport(benchmark string, connections int) *Report {
	return &Report{
		Benchmark: benchmark, At: time.Now().UTC().Truncate(time.Second), CPUs: runtime.NumCPU(), Connections: connections,
		Checks: []Check{},
	}
}

// add adds a step's measurement, and a check that nothing of it failed.
func (r *Report) add(result *load.Result, offered float64) {
	r.Rows = append(r.Rows, Row{
		Name: result.Step, Offered: offered, Done: len(result.Done), Seconds: result.Elapsed.Seconds(), Rate: result.Rate(),
		P50: millis(load.Percentile(result.Done, 50)), P95: millis(load.Percentile(result.Done, 95)),
		P99: millis(load.Percentile(result.Done, 99)), Max: millis(load.Percentile(result.Done, 100)),
		Refused: len(result.Refused), Advised: result.Advised, Failures: result.Failures,
	})
	if result.Failures > 0 {
		r.check(result.Step+"：没有错误", false, strings.Join(result.Why, "; "))
	}
}

func (r *Report) check(name string, ok bool, detail string) {
	r.Checks = append(r.Checks, Check{Name: name, OK: ok, Detail: detail})
}

// OK tells whether every check held.
func (r *Report) OK() bool {
	for _, c := range r.Checks {
		if !c.OK {
			return false
		}
	}
	return true
}

// Row returns the measurement with a name, nil when there is none.
func (r *Report) Row(name string) *Row {
	for i := range r.Rows {
		if r.Rows[i].Name == name {
			return &r.Rows[i]
		}
	}
	return nil
}

// WriteJSON writes the report as one line of JSON.
func (r *Report) WriteJSON(w io.Writer) error {
	return json.NewEncoder(w).Encode(r) //nolint:wrapcheck // the caller says what was being done
}

// WriteTable writes the report for people.
func (r *Report) WriteTable(w io.Writer) error {
	table := [][]string{{"项目", "到达/秒", "完成", "秒", "速率/秒", "p50 ms", "p95 ms", "p99 ms", "最大 ms", "拒绝", "错误"}}
	for _, row := range r.Rows {
		offered := "-"
		if row.Offered > 0 {
			offered = decimal(row.Offered)
		}
		table = append(table, []string{
			row.Name, offered, strconv.Itoa(row.Done), decimal(row.Seconds), decimal(row.Rate), decimal(row.P50), decimal(row.P95),
			decimal(row.P99), decimal(row.Max), strconv.Itoa(row.Refused), strconv.Itoa(row.Failures),
		})
	}
	var out strings.Builder
	align(&out, table)
	if r.Seats > 0 {
		_, _ = fmt.Fprintf(&out, "候补 %d 人，空出座位 %d 个\n", r.Waiting, r.Seats) // into memory
	}
	if r.PeakMiB > 0 {
		_, _ = fmt.Fprintf(&out, "后端内存峰值 %.1f MiB\n", r.PeakMiB)
	}
	if r.SSH != nil {
		out.WriteString(r.SSH.String())
	}
	for _, c := range r.Checks {
		out.WriteString(map[bool]string{true: "通过  ", false: "不符  "}[c.OK] + c.Name)
		if c.Detail != "" {
			out.WriteString("：" + c.Detail)
		}
		out.WriteByte('\n')
	}
	_, err := io.WriteString(w, out.String())
	return err //nolint:wrapcheck // the caller says what was being done
}

// align writes a table, the first column to the left and the rest to the right.
func align(out *strings.Builder, table [][]string) {
	widths := make([]int, len(table[0]))
	for _, row := range table {
		for i, cell := range row {
			widths[i] = max(widths[i], ansi.StringWidth(cell))
		}
	}
	for _, row := range table {
		for i, cell := range row {
			space := strings.Repeat(" ", widths[i]-ansi.StringWidth(cell))
			if i == 0 {
				out.WriteString(cell + space)
			} else {
				out.WriteString("  " + space + cell)
			}
		}
		out.WriteByte('\n')
	}
}

func decimal(f float64) string { return fmt.Sprintf("%.1f", f) }

func millis(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
