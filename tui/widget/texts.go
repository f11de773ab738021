package widget

import "fmt"

// Texts are the few words that widgets say by themselves, in one language.
// Everything else is passed in by the caller.
type Texts struct {
	// Cut says that a paste was cut to a limit of characters.
	Cut func(limit int) string
	// Unavailable is the reason of something disabled that gives none.
	Unavailable string
	// Empty stands in a list without rows.
	Empty string
	// Place is the position in a list, counted from 1.
	Place func(at, of int) string
	// Lines is the position in a text: first and last line shown, their number
	// and how much was shown, in percent.
	Lines func(first, last, of, percent int) string
	// Busy says what is being done and since how many seconds.
	Busy func(what string, seconds int) string
	// LeftDays, LeftHours, LeftMinutes and LeftSeconds say how much time is
	// left, in the two largest units.
	LeftDays, LeftHours, LeftMinutes func(large, small int) string
	LeftSeconds                      func(seconds int) string
	// Over is said instead when no time is left.
	Over string
	// LabelEnd stands between a label and its value.
	LabelEnd string
}

// ChineseTexts are the texts in Chinese.
func ChineseTexts() Texts {
	return Texts{
		Cut:         func(limit int) string { return fmt.Sprintf("已截断：最多 %d 个字符", limit) },
		Unavailable: "暂不可用",
		Empty:       "（没有内容）",
		Place:       func(at, of int) string { return fmt.Sprintf("%d/%d", at, of) },
		Lines: func(first, last, of, percent int) string {
			return fmt.Sprintf("第 %d–%d 行 / 共 %d 行 · %d%%", first, last, of, percent)
		},
		Busy: func(what string, seconds int) string {
			if seconds < 1 {
				return what
			}
			return fmt.Sprintf("%s %d 秒", what, seconds)
		},
		LeftDays:    func(d, h int) string { return fmt.Sprintf("还剩 %d 天 %d 小时", d, h) },
		LeftHours:   func(h, m int) string { return fmt.Sprintf("还剩 %d 小时 %d 分", h, m) },
		LeftMinutes: func(m, s int) string { return fmt.Sprintf("还剩 %d 分 %02d 秒", m, s) },
		LeftSeconds: func(s int) string { return fmt.Sprintf("还剩 %d 秒", s) },
		Over:        "已截止",
		LabelEnd:    "：",
	}
}
