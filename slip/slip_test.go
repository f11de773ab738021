package slip

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"rsc.io/qr"
)

var update = flag.Bool("update", false, "write the golden files anew")

// slips are one of each sort.
func slips() map[string]Slip {
	head := []Line{{"考次：", "2026 年下半年全国大学英语四、六级考试"}, {"回执号：", "J993010-1-361"}, {"时间：", "2026-09-16 10:00:00"}}
	pool := []Line{{"科目：", "英语四级"}, {"校区：", "测试大学（原测试师范学院与测试工业学院合并）主校区"}}
	end := Line{"证件号码：", "990101********0010"}
	keep := "请妥善保管。查询和咨询请报回执号"
	lines := func(more ...Line) []Line {
		return append(append(append([]Line{}, head...), append(pool, more...)...), end)
	}
	return map[string]Slip{
		"join": {
			Title: "候补提交成功", Lines: lines(Line{"候补号：", "361"}, Line{"当时位置：", "第 361 位"}),
			Notes: []string{keep, "位置会随他人取消而提前，以登录后看到的为准。"},
		},
		"cancel": {Title: "候补已取消", Lines: lines(Line{"当时位置：", ""}), Notes: []string{keep}},
		"order": {
			Title: "订单已生成", Lines: lines(Line{"金额：", "30 元"}, Line{"支付截止：", "2026-09-17 10:00:00"}),
			Scan:    "用手机扫码，或打开下面的地址支付",
			Address: "https://houbu.example.edu.cn/cashier/0b6f2c1e9a7d4f5e8c3b", Notes: []string{keep},
		},
		"paid": {Title: "支付成功", Lines: lines(Line{"金额：", "30 元"}), Notes: []string{keep}},
		"hostile": {
			Title: "a\x1b@\x00b\u202e", Lines: []Line{{"x：", "1\n\x1dV\x00\u009b2\t\xff3"}},
			Scan: "\x1b@", Address: "https://a.example/\x1b@\n\x1dV", Notes: []string{"\x10\x14\x01"},
		},
	}
}

// TestGolden: each slip in both formats, to the byte.
func TestGolden(t *testing.T) {
	t.Parallel()
	for name, s := range slips() {
		for ext, got := range map[string][]byte{"txt": s.Text(), "escpos": s.ESCPOS()} {
			path := filepath.Join("testdata", name+"."+ext)
			if *update {
				if err := os.WriteFile(path, got, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatalf("%v: run go test with -update and read it", err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("%s differs:\n%q\nwant:\n%q", path, got, want)
			}
		}
	}
}

// TestLinesFitThePaper: no line of text is wider than 58 mm, apart from the QR code.
func TestLinesFitThePaper(t *testing.T) {
	t.Parallel()
	for name, s := range slips() {
		for line := range strings.SplitSeq(string(s.Text()), "\n") {
			if !strings.ContainsAny(line, "█▀▄") && width(line) > Columns {
				t.Errorf("%s: %q has %d cells", name, line, width(line))
			}
		}
	}
}

// TestNoCommandsFromTheNetwork: of what a hostile backend sends, no byte but of
// text comes to the printer: without ours, there is no control character left.
func TestNoCommandsFromTheNetwork(t *testing.T) {
	t.Parallel()
	s := slips()["hostile"]
	if text := string(s.Text()); strings.ContainsFunc(text, func(r rune) bool { return r < ' ' && r != '\n' || r == utf8.RuneError }) {
		t.Errorf("text: %q", text)
	}
	raw := string(s.ESCPOS())
	for _, own := range []string{initialise, chinese, centre, left, large, normal, feedAndCut} {
		raw = strings.ReplaceAll(raw, own, "")
	}
	before, rest, _ := strings.Cut(raw, "\x1d(k")
	_, after, found := strings.Cut(rest, "1Q0")
	if !found || strings.ContainsAny(before+after, "\x00\x01\x10\x14\x1b\x1c\x1d") {
		t.Errorf("escpos: %q", raw)
	}
	if !strings.Contains(rest, "1P0https://a.example/@V\x1d(k") {
		t.Errorf("the address: %q", rest)
	}
}

// TestEscposReadsAsGB18030 decodes the words again.
func TestEscposReadsAsGB18030(t *testing.T) {
	t.Parallel()
	decoded, err := simplifiedchinese.GB18030.NewDecoder().Bytes(slips()["join"].ESCPOS())
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"候补提交成功\n", "当时位置：第 361 位\n", "证件号码：990101********0010\n"} {
		if !strings.Contains(string(decoded), want) {
			t.Errorf("%q is not there:\n%q", want, decoded)
		}
	}
}

// TestModulesFitThePaper: the longer the address, the smaller the modules; one that
// phones could not read is left out.
func TestModulesFitThePaper(t *testing.T) {
	t.Parallel()
	last := byte(largeModule + 1)
	for n := 20; n <= 2900; n += 60 {
		address := "https://a.example/" + strings.Repeat("a", n-18)
		raw := Slip{Address: address}.ESCPOS()
		at := bytes.Index(raw, []byte("\x1d(k\x03\x001C"))
		code, err := qr.Encode(address, qr.L)
		if err != nil {
			t.Fatal(err)
		}
		side := code.Size + 2*quiet
		if at < 0 {
			if side*smallestModule <= dots {
				t.Errorf("%d characters are not drawn", n)
			}
			continue
		}
		module := raw[at+7]
		if module > last || int(module)*side > dots || module < smallestModule {
			t.Errorf("%d characters have modules of %d dots after %d", n, module, last)
		}
		last = module
	}
}
