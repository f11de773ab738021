package roster_test

import (
	"strings"
	"testing"

	"houbu/backend/roster"
)

func TestBadCandidates(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("长", 201)
	tests := map[string]struct{ old, replacement, want string }{
		"no account":             {"demo1@houbu.test", "", "账号"},
		"account of no kind":     {"demo1@houbu.test", "demo one", "账号"},
		"account too long":       {"demo1@", strings.Repeat("d", 120) + "@", "账号"},
		"password short":         {"Houbu2026!", "Houbu2!", "密码"},
		"password without digit": {"Houbu2026!", "HoubuHoubu!", "密码"},
		"password without mark":  {"Houbu2026!", "Houbu20266", "密码"},
		"password of digits":     {"Houbu2026!", "20262026!", "密码"},
		"password with a space":  {"Houbu2026!", "Houbu 2026!", "密码"},
		"password ends in space": {"Houbu2026!", "Houbu2026! ", "密码"},
		"no phone":               {"13900000001", "", "手机号"},
		"phone in words":         {"13900000001", "none", "手机号"},
		"document type unknown":  {",1,9901", ",学生证,9901", "证件类型"},
		"no document type":       {",1,9901", ",,9901", "证件类型"},
		"no number":              {"990101200501010010", "", "证件号码"},
		"wrong check digit":      {"990101200501010010", "990101200501010011", "证件号码"},
		"impossible date":        {"990101200501010010", "990101200602290023", "证件号码"},
		"born in the future":     {"990101200501010010", "990101203001010011", "证件号码"},
		"number made a number":   {"990101200501010010", "9.90101200501010E+17", "证件号码"},
		"no name":                {"张三", "", "姓名"},
		"name with an escape":    {"张三", "张\x1b[31m三", "姓名"},
		"name too long":          {"张三", strings.Repeat("张", 65), "姓名"},
		"sex unknown":            {",男,", ",M,", "性别"},
		"school code short":      {",99301,", ",9930,", "学校代码"},
		"no school":              {"测试大学", "", "学校"},
		"campus code of letters": {"993010,东", "99301A,东", "校区代码"},
		"campus elsewhere":       {"993010,东", "993020,东", "校区代码"},
		"no campus":              {"东校区", " ", "校区"},
		"text too long":          {"文学院", long, "院系"},
		"text with a NUL":        {"文学院", "文\x00院", "院系"},
		"text badly encoded":     {"文学院", "文\xff院", "院系"},
		"text decoded badly":     {"文学院", "文\ufffd院", "院系"},
		"subject unknown":        {"1;2;日语四级", "1;意大利语", "资格科目"},
		"subject twice":          {"1;2;日语四级", "1;英语四级", "资格科目"},
		"oral qualification":     {"1;2;日语四级", "1;SET4", "资格科目"},
		"cell without header":    {"1;2;日语四级,", "1;2;日语四级,,多余", "第 23 列"},
		"short row":              {",,1;2;日语四级,", ",1;2;日语四级,", "整行"},
		"two at once":            {"demo1@houbu.test,Houbu2026!", ",x", "账号|密码"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			row := strings.Replace(zhang, test.old, test.replacement, 1)
			if row == zhang {
				t.Fatalf("%q is not in the row", test.old)
			}
			table, err := roster.Read(strings.NewReader(lines(candidatesHeader, wang, "", row, li)))
			if err != nil {
				t.Fatal(err)
			}
			good, bad, ok := roster.Candidates(table, session(), today())
			want := "4 " + strings.ReplaceAll(test.want, "|", "|4 ")
			if name == "short row" { // its cells are read as far as they go
				bad = bad[:1]
			}
			if !ok || at(sortedByColumn(bad, test.want)) != want || len(good) != 2 {
				t.Errorf("bad rows %v, want %s; %d good", bad, want, len(good))
			}
			for _, e := range bad {
				if test.replacement != "" && len(test.replacement) > 3 && strings.Contains(e.String(), test.replacement) {
					t.Errorf("the value is in %q", e)
				}
			}
		})
	}
}

// sortedByColumn puts errors into the order in which columns are wanted.
func sortedByColumn(bad []roster.RowError, want string) []roster.RowError {
	var out []roster.RowError
	for column := range strings.SplitSeq(want, "|") {
		for _, e := range bad {
			if e.Column == column {
				out = append(out, e)
			}
		}
	}
	if len(out) != len(bad) {
		return bad
	}
	return out
}

func TestBadHoldings(t *testing.T) {
	t.Parallel()
	for held, want := range map[string]string{
		"意大利语":        "2 已报科目",
		"1;日语四级":      "2 已报科目", // one of each level
		"1;1（已支付）":    "2 已报科目",
		"1;SET4;2":    "",
		"（已支付）":       "2 已报科目",
		"英语四级（未支付）":   "2 已报科目",
		"英语四级（已支付）;；": "",
		"无":           "",
	} {
		table, err := roster.Read(strings.NewReader(lines(candidatesHeader, zhang+held)))
		if err != nil {
			t.Fatal(err)
		}
		if _, bad, _ := roster.Candidates(table, session(), today()); at(bad) != want {
			t.Errorf("已报科目 %q: %v, want %q", held, bad, want)
		}
	}
	row := strings.Replace(zhang, "1;2;日语四级,", "2,英语四级", 1)
	table, err := roster.Read(strings.NewReader(lines(candidatesHeader, row)))
	if err != nil {
		t.Fatal(err)
	}
	if _, bad, _ := roster.Candidates(table, session(), today()); at(bad) != "2 已报科目" {
		t.Errorf("held without the qualification: %v", bad)
	}
}

func TestDuplicatesInTheFile(t *testing.T) {
	t.Parallel()
	sameAccount := strings.Replace(wang, "demo3@houbu.test", "DEMO1@houbu.test", 1)
	sameDocument := strings.Replace(strings.Replace(zhang, "demo1", "demo4", 1), "990101200501010010", "990101 2005 0101 0010", 1)
	table, err := roster.Read(strings.NewReader(lines(candidatesHeader, zhang, sameAccount, sameDocument, zhang)))
	if err != nil {
		t.Fatal(err)
	}
	_, bad, _ := roster.Candidates(table, session(), today())
	if at(bad) != "3 账号|4 证件号码|5 账号|5 证件号码" || bad[0].Reason != "与第 2 行重复" {
		t.Errorf("bad rows %v", bad)
	}
}

func TestBadSeats(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ old, replacement, want string }{
		"school code":         {"99301,测", "993010,测", "学校代码"},
		"campus code":         {"993010", "9930100", "校区代码"},
		"campus elsewhere":    {"993010", "993020", "校区代码"},
		"school renamed":      {"测试大学", "另一大学", "学校"},
		"campus renamed":      {"993010,东校区", "993011,东校区", "校区"},
		"subject unknown":     {",1,英语四级", ",X,英语四级", "科目代码"},
		"subject of other":    {",1,英语四级", ",2,英语四级", "科目"},
		"no subject":          {",1,", ",,", "科目代码"},
		"no capacity":         {"4050", "", "容量"},
		"capacity negative":   {"4050", "-1", "容量"},
		"capacity too large":  {"4050", "100001", "容量"},
		"capacity fractional": {"4050", "30.5", "容量"},
		"capacity in words":   {"4050", "many", "容量"},
		"pool twice":          {seatsEast, seatsWest, "科目代码"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			row := strings.Replace(seatsEast, test.old, test.replacement, 1)
			table, err := roster.Read(strings.NewReader(lines(seatsHeader, seatsWest, row)))
			if err != nil {
				t.Fatal(err)
			}
			good, bad, ok := roster.SeatRows(table, session())
			if !ok || at(bad) != "3 "+test.want || len(good) != 1 {
				t.Errorf("bad rows %v, want %q; %d good", bad, test.want, len(good))
			}
		})
	}
}
