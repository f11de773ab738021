package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"houbu/client"
)

// walk is a candidate at a terminal.
type walk struct {
	*terminal
	api    *client.Client
	folder string
}

// step is something that the candidate does.
type step func(ctx context.Context) error

// all walks from the login to the payment, and draws on the way.
func (w *walk) all(ctx context.Context) error {
	k := w.keys
	for _, do := range []step{
		w.sees("demo1@houbu.test", "公网 ", "ms", "教育网 "), w.draws("login"),
		w.fills("账号", "demo1@houbu.test"), w.fills("密码", "Houbu2026!"),
		w.at("登录", w.enter), w.sees("报名状态", "还剩"), w.draws("home"),
		w.at("开始报名", w.enter), w.sees("第一部分"), w.draws("agreement"),
		w.at("我已阅读", func() { w.press(k.Toggle) }), w.at("同意", w.enter),
		w.at("居民身份证", w.enter), w.fills("证件号码", "990101200501010010"),
		w.fills("姓名", "张三"), w.draws("identity"), w.at("查询", w.enter),
		w.sees("学籍信息", "计算机"), w.at("我已检查", func() { w.press(k.Toggle) }), w.at("保存并继续", nil), w.draws("review"),
		w.at("保存并继续", w.enter), w.answers("您的手机号码"), w.answers("您的学籍信息"),
		w.sees("英语四级", "人"), w.at("英语四级", w.enter), w.at("提交候补", nil), w.draws("written"),
		w.at("提交候补", w.enter), w.answers("确认提交候补"),
		w.sees("正在候补", "前面"), w.draws("waiting"),
		w.sees("未支付", "前支付", "候补成功：英语四级"), w.draws("offered"),
		w.at("支付", w.enter), w.at("去支付", w.enter), w.answers("再次确认"),
		w.sees("支付地址", "▄"), w.draws("platform"),
	} {
		if err := do(ctx); err != nil {
			return err
		}
	}
	return nil
}

// sees waits for texts.
func (w *walk) sees(texts ...string) step {
	return func(ctx context.Context) error { return w.see(ctx, texts...) }
}

// at moves the focus to a control, and does something there.
func (w *walk) at(control string, do func()) step {
	return func(ctx context.Context) error {
		if err := w.see(ctx, control); err != nil {
			return err
		}
		if err := w.focus(ctx, control); err != nil {
			return err
		}
		if do == nil {
			return nil
		}
		before := w.body()
		do()
		return w.until(ctx, func() bool { return w.frame.Body != before })
	}
}

// fills types a text into a field. It waits for that field to change: other parts
// of a frame change by themselves.
func (w *walk) fills(field, text string) step {
	return func(ctx context.Context) error {
		if err := w.at(field, nil)(ctx); err != nil {
			return err
		}
		before := markedLine(w.body())
		w.write(text)
		return w.until(ctx, func() bool { return markedLine(w.frame.Body) != before })
	}
}

// answers waits for a dialog and presses 确定.
func (w *walk) answers(text string) step {
	return func(ctx context.Context) error {
		if err := w.see(ctx, text, "▸[ 确定 ]"); err != nil {
			return err
		}
		before := w.body()
		w.enter()
		return w.until(ctx, func() bool { return w.frame.Body != before })
	}
}

func (w *walk) enter() { w.press(w.keys.Activate) }

// draws writes the frame as a picture.
func (w *walk) draws(name string) step {
	return func(context.Context) error {
		path := filepath.Join(w.folder, name+".svg")
		if err := os.WriteFile(path, []byte(picture(w.body(), w.size)), 0o644); err != nil {
			return fmt.Errorf("write a picture: %w", err)
		}
		return nil
	}
}
