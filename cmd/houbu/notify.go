package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"houbu/backend/notice"
)

// notifyFlags say where notices to candidates go.
type notifyFlags struct {
	file, webhook, secretFile string
}

func (f *notifyFlags) register(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.file, "notify-file", "", "把给考生的通知逐行（JSON）追加到这个文件；含手机号")
	flags.StringVar(&f.webhook, "notify-webhook", "", "把给考生的通知签名后 POST 到这个网址；含手机号")
	flags.StringVar(&f.secretFile, "notify-secret-file", "", "签名密钥文件：每行一个 whsec_ 加 Base64（至少 24 字节）")
}

// notifiers makes what the flags name.
func (f *notifyFlags) notifiers() ([]notice.Notifier, error) {
	var out []notice.Notifier
	webhook, err := f.hook()
	if err != nil {
		return nil, err
	}
	if webhook != nil {
		out = append(out, webhook)
	}
	if f.file != "" {
		file, err := notice.NewFile(f.file)
		if errors.Is(err, notice.ErrNoRegularFile) {
			return nil, fmt.Errorf("--notify-file %s 不是普通文件", f.file)
		}
		if err != nil {
			return nil, fmt.Errorf("不能写 --notify-file %s：%w", f.file, errors.Unwrap(err))
		}
		out = append(out, file)
	}
	return out, nil
}

// hook makes the webhook; nil when there is none. Neither the address nor the
// secret is repeated in an error: both may open a door.
func (f *notifyFlags) hook() (*notice.Webhook, error) {
	switch {
	case f.webhook == "" && f.secretFile == "":
		return nil, nil //nolint:nilnil // no webhook is wanted
	case f.webhook == "":
		return nil, errors.New("--notify-secret-file 须与 --notify-webhook 一起使用")
	case f.secretFile == "":
		return nil, errors.New("--notify-webhook 须与 --notify-secret-file FILE（签名密钥）一起使用；见 docs/notices.md")
	}
	text, err := os.ReadFile(f.secretFile)
	if err != nil {
		return nil, fmt.Errorf("不能读 --notify-secret-file：%w", err)
	}
	secrets, err := notice.ParseSecrets(text)
	if err != nil {
		return nil, fmt.Errorf("--notify-secret-file %s 里没有可用的密钥：每行应为 whsec_ 加至少 24 字节的 Base64；见 docs/notices.md", f.secretFile)
	}
	hook, err := notice.NewWebhook(notice.WebhookOptions{Address: f.webhook, Secrets: secrets})
	if err != nil {
		return nil, errors.New("--notify-webhook 须为 https:// 网址（本机可用 http://），不带账号和 #；通知里有手机号")
	}
	return hook, nil
}
