package tui

import "testing"

func TestNoticeSurvivesOneChangeOfScreen(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.at(StepReview)
	r.send(r.reply(EventMsg{Event: Saved, Notice: &NoticeMsg{Tone: ToneSuccess, Text: "保存成功"}}))
	r.isAt(StepWritten)
	r.sees("✓ 保存成功")
	r.emit(Chosen) // a dialog over the screen is no change of screen
	r.sees("保存成功")
	r.press(r.keys.Back)
	r.sees("保存成功")
	r.emit(Submitted)
	r.seesNot("保存成功")
}

func TestNewNoticeIsCarriedAnew(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.at(StepReview)
	r.send(r.reply(NoticeMsg{Text: "第一条"}))
	r.emit(Saved)
	r.send(r.reply(NoticeMsg{Text: "第二条"}))
	r.emit(Submitted)
	r.sees("第二条")
	r.seesNot("第一条")
	r.send(NoticeMsg{})
	r.seesNot("第二条")
}

func TestNoticeOfWhatAScreenShowsEndsWithIt(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.at(StepReview)
	r.send(r.reply(NoticeMsg{Text: "按候补排序", Here: true}))
	r.sees("按候补排序")
	r.emit(Saved)
	r.isAt(StepWritten)
	r.seesNot("按候补排序")
}

func TestNoticeOfAnIgnoredEventIsNotShown(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.start()
	r.send(r.reply(EventMsg{Event: Paid, Notice: &NoticeMsg{Text: "已支付"}}))
	r.seesNot("已支付")
}

func TestNoticeTonesDifferWithoutColour(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.start()
	for tone, want := range map[Tone]string{
		ToneInfo: "• 某事", ToneSuccess: "✓ 某事", ToneWarning: "! 注意：某事", ToneError: "✗ 出错：某事",
	} {
		r.send(NoticeMsg{Tone: tone, Text: "某事"})
		r.sees(want)
	}
	r.send(NoticeMsg{Text: "网络\x1b]0;title\x07"})
	r.sees("网络␛]0;title␇")
}
