package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"os/signal"

	"github.com/spf13/cobra"

	"houbu/client"
	"houbu/sshd"
	"houbu/tui"
)

// sshFlags are the flags of houbu ssh.
type sshFlags struct {
	listen, hostKey string
	servers         []string
	banner, metrics string
	ascii           bool
	limits          sshd.Limits
}

func newSSHCmd() *cobra.Command {
	var f sshFlags
	cmd := &cobra.Command{
		Use:   "ssh",
		Short: "通过 SSH 提供候补报名：考生用 ssh 连接，不用安装",
		Long: "通过 SSH 提供候补报名：一个进程供许多终端同时使用，各用各的登录。\n" +
			"没有 shell，不能执行命令、传文件或转发端口；SSH 不问密码，在页面上登录。\n" +
			"后端要用 --trusted-proxy 写明本机的地址，否则所有考生在登录限制里算作同一个地址。\n" +
			"日志以 JSON 写到标准错误，不含个人信息。再次收到停止信号时不再等待。",
		Example: "  ssh-keygen -t ed25519 -N '' -f host_key\n" +
			"  houbu ssh --listen :2222 --host-key host_key --server https://cet.example.edu",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			log := slog.New(slog.NewJSONHandler(cmd.ErrOrStderr(), nil))
			return runSSH(cmd.Context(), f, log)
		},
	}
	f.limits = sshd.DefaultLimits()
	flags := cmd.Flags()
	flags.StringVar(&f.listen, "listen", ":2222", "监听的地址")
	flags.StringVar(&f.hostKey, "host-key", "", "主机密钥的文件，由 ssh-keygen 生成，没有密码（必填）")
	flags.StringArrayVar(&f.servers, "server", nil, "后端的网址，可写两次：公网、教育网；也可写 名称=网址（必填）")
	flags.StringVar(&f.banner, "banner", "", "登录前显示的文字的文件，默认为一段说明；空文件则不显示")
	flags.StringVar(&f.metrics, "metrics", "", "在本机的这个地址上提供 Prometheus 指标，如 127.0.0.1:9464；默认不提供")
	flags.BoolVar(&f.ascii, "ascii", false, "不使用某些终端会显示过宽的符号")
	flags.IntVar(&f.limits.Sessions, "max-sessions", f.limits.Sessions, "最多同时多少个会话")
	flags.IntVar(&f.limits.PerAddress, "max-per-address", f.limits.PerAddress,
		"同一个地址（IPv6 为同一个 /64）最多同时多少个会话；考生在同一个出口后面时要加大")
	flags.DurationVar(&f.limits.Idle, "idle", f.limits.Idle, "多久没有按键就断开，断开前提示")
	flags.DurationVar(&f.limits.Grace, "grace", f.limits.Grace, "收到停止信号后先提示，再过多久断开；已在提交的等到有结果")
	return cmd
}

// runSSH serves until a signal ends it.
func runSSH(ctx context.Context, f sshFlags, log *slog.Logger) error {
	options, err := f.options(log)
	if err != nil {
		return err
	}
	server, err := sshd.New(options)
	if errors.Is(err, sshd.ErrLimits) {
		return errors.New("--max-sessions、--max-per-address 和 --idle 要大于 0，--grace 不能为负")
	}
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(ctx, stopSignals()...)
	defer stop()
	closeMetrics, err := serveMetrics(ctx, f.metrics, options.Metrics, log)
	if err != nil {
		return err
	}
	defer closeMetrics()
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", f.listen)
	if err != nil {
		return fmt.Errorf("不能监听 %s：%w", f.listen, err)
	}
	log.Info("listening", "address", listener.Addr().String())
	defer hurryAgain(ctx, server)()
	if err := server.Serve(ctx, listener); err != nil {
		return err
	}
	log.Info("stopped")
	return nil
}

// hurryAgain hurries a server that is ending when another signal comes.
func hurryAgain(ctx context.Context, server *sshd.Server) (stop func()) {
	over, stop := context.WithCancel(context.WithoutCancel(ctx))
	context.AfterFunc(ctx, func() {
		again, ignore := signal.NotifyContext(over, stopSignals()...)
		defer ignore()
		<-again.Done()
		server.Hurry()
	})
	return stop
}

// options reads the flags.
func (f sshFlags) options(log *slog.Logger) (sshd.Options, error) {
	endpoints, err := parseEndpoints(f.servers)
	if err != nil {
		return sshd.Options{}, err
	}
	if len(endpoints) == 0 {
		return sshd.Options{}, errors.New("没有写后端的网址：用 --server https://主机")
	}
	key, err := loadHostKey(f.hostKey)
	if err != nil {
		return sshd.Options{}, err
	}
	words := sshd.ChineseText()
	banner := words.Banner
	if f.banner != "" {
		text, err := os.ReadFile(f.banner)
		if err != nil {
			return sshd.Options{}, fmt.Errorf("读不了 --banner 的文件：%w", err)
		}
		banner = string(text)
	}
	candidates := sshd.Candidates{
		Endpoints: endpoints, UserAgent: "houbu-ssh/" + version(), Transport: client.SharedTransport(),
		NewMachine: func(api *sshd.Lasting, getenv func(string) string) *tui.Machine {
			return newMachineWith(api, tui.ChineseChrome(), look{ascii: f.ascii, getenv: getenv})
		},
	}
	return sshd.Options{
		HostKey: key, NewProgram: candidates.NewProgram, Limits: f.limits, Banner: banner, Text: words,
		Log: log, Metrics: sshd.NewMetrics(),
	}, nil
}
