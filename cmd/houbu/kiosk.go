package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"houbu/client"
	"houbu/screens"
	"houbu/tui"
	"houbu/tui/staffpin"
)

// kioskFlags are the flags of houbu kiosk.
type kioskFlags struct {
	servers []string
	idle    time.Duration
	pinFile string
	ascii   bool
	print   string
	format  string
}

func newKioskCmd() *cobra.Command {
	var f kioskFlags
	cmd := &cobra.Command{
		Use:   "kiosk",
		Short: "考点公用终端：考生轮流使用，离开后自动清屏",
		Long: "考点公用终端。考生按任意键开始，离开或长时间没有操作就退出登录并清屏。\n" +
			"考生的任何按键都不会退出程序；工作人员按 F12，输入密码后退出。",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return runKiosk(cmd.Context(), f) },
	}
	cmd.Flags().StringArrayVar(&f.servers, "server", nil, "后端的网址，可写两次：公网、教育网；也可写 名称=网址（必填）")
	cmd.Flags().DurationVar(&f.idle, "idle", tui.DefaultIdle, "多久没有操作就询问，再过 20 秒退出登录")
	cmd.Flags().StringVar(&f.pinFile, "pin-file", "", "工作人员密码的文件，由 houbu kiosk pin 生成；没有就不能用按键退出")
	cmd.Flags().BoolVar(&f.ascii, "ascii", false, "不使用某些终端会显示过宽的符号")
	cmd.Flags().StringVar(&f.print, "print", "", "打印凭条的命令，凭条写到它的标准输入；不经过 shell，可用引号，如 \"sh -c 'cat > /dev/usb/lp0'\"")
	cmd.Flags().StringVar(&f.format, "print-format", printText, "凭条的格式：text（UTF-8 文本）或 escpos（ESC/POS，汉字为 GB18030）")
	cmd.AddCommand(newKioskPINCmd())
	return cmd
}

// runKiosk shows the kiosk on the local terminal until the staff leaves it, or a
// signal ends it.
func runKiosk(ctx context.Context, f kioskFlags) error {
	endpoints, err := parseEndpoints(f.servers)
	if err != nil {
		return err
	}
	if len(endpoints) == 0 {
		return errors.New("没有写后端的网址：用 --server https://主机")
	}
	if f.idle <= 0 {
		return errors.New("--idle 要大于 0，如 90s、2m")
	}
	prints, closePrinter, err := newPrinter(f.print, f.format)
	if err != nil {
		return err
	}
	defer closePrinter()
	options := tui.KioskOptions{
		Idle: f.idle, Text: tui.NewKioskText(),
		NewVisit: func() (tui.Visit, error) { return newVisit(endpoints, f.ascii, prints) },
	}
	if f.pinFile != "" {
		lock, err := staffpin.Load(f.pinFile, time.Now)
		if err != nil {
			return pinFileProblem(f.pinFile, err)
		}
		options.Unlock = lock.Try
	}
	first, err := newVisit(endpoints, f.ascii, prints)
	if err != nil {
		return err // an address that can never be used, before anybody comes
	}
	first.End(ctx)
	keys := tui.NewKeyMap(tui.ChineseChrome())
	options.Keys, options.Theme = &keys, localLook(f.ascii).theme()
	return endOf(tui.Run(ctx, tui.NewKiosk(options), tui.RunOptions{Deaf: true}))
}

// newVisit makes a machine with a client of its own.
func newVisit(endpoints []client.Endpoint, ascii bool, prints printFunc) (tui.Visit, error) {
	api, err := client.New(client.Options{Endpoints: endpoints, Failover: true, UserAgent: "houbu-kiosk/" + version()})
	if err != nil {
		return tui.Visit{}, fmt.Errorf("set up the client: %w", err)
	}
	return tui.Visit{
		Machine: newMachineWith(api, tui.KioskChrome(), localLook(ascii), prints.set, atKiosk),
		End: func(ctx context.Context) {
			_ = api.Logout(ctx) // what fails ends when the login expires
			api.Close()
		},
	}, nil
}

// pinFileProblem says in the user's words what is wrong with the PIN file.
func pinFileProblem(path string, err error) error {
	if errors.Is(err, staffpin.ErrFile) {
		return fmt.Errorf("%s 不是工作人员密码的文件，请用 houbu kiosk pin 生成", path)
	}
	return fmt.Errorf("读不了工作人员密码的文件：%w", err)
}

// atKiosk is what the screens are to know of a kiosk: others stand around it.
func atKiosk(deps *screens.Deps) { deps.Masked = true }
