package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"runtime/debug"
	"time"

	"github.com/spf13/cobra"

	"houbu/backend"
	httpapi "houbu/backend/http"
)

// serveFlags are the flags of houbu serve.
type serveFlags struct {
	listen, database, session, publicURL string
	proxies                              []string
	notify                               notifyFlags
	drainDelay                           time.Duration
	limits                               httpapi.Limits
}

func newServeCmd() *cobra.Command {
	var f serveFlags
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "运行后端",
		Long: "运行后端。日志以 JSON 写到标准错误，不含个人信息。\n" +
			"TLS 由前面的代理终止；--public-url 是考生的手机能打开的地址，支付页面用它。\n" +
			"代理的地址要用 --trusted-proxy 写明，否则代理后面的所有考生在登录限制里算作同一个地址。",
		Example: "  houbu serve --listen 127.0.0.1:8080 --database sqlite:houbu.db --session session.yaml",
		Args:    noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			log := slog.New(slog.NewJSONHandler(cmd.ErrOrStderr(), nil))
			ctx, stop := signal.NotifyContext(cmd.Context(), stopSignals()...)
			defer stop()
			return serve(ctx, f, log)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.listen, "listen", "127.0.0.1:8080", "监听的地址")
	flags.StringVar(&f.database, "database", "sqlite:houbu.db", "数据库：sqlite:路径 或 postgres://…")
	flags.StringVar(&f.session, "session", "", "考次文件（YAML）")
	flags.StringVar(&f.publicURL, "public-url", "", "考生打开支付页面用的网址，默认取自请求")
	f.notify.register(cmd)
	f.limits = httpapi.DefaultLimits()
	flags.Float64Var(&f.limits.PerAccount, "rate-limit", f.limits.PerAccount,
		"每个账号每秒最多的请求数（允许短时间的突发），超出的以 429 拒绝；0 表示不限")
	flags.StringArrayVar(&f.proxies, "trusted-proxy", nil,
		"前面的代理的 IP 地址或网段，只采信它们的 X-Forwarded-For 和 X-Forwarded-Proto；可写多次，也可用逗号分隔")
	flags.DurationVar(&f.drainDelay, "drain-delay", 0,
		"收到停止信号后，先让 /v1/health 报告不可用多久再停止接受连接，使负载均衡先移走本进程；再次收到信号则立即停止")
	return cmd
}

// gcPercent lets the heap of a backend grow to four times what is in use before it
// is collected: that is a few dozen megabytes, and an eighth of its time at a rush.
const gcPercent = 300

func serve(ctx context.Context, f serveFlags, log *slog.Logger) error {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	proxies, err := parseProxies(f.proxies)
	if err != nil {
		return err
	}
	if f.drainDelay < 0 {
		return fmt.Errorf("--drain-delay 不能为负：%s", f.drainDelay)
	}
	session, err := loadSession(f.session)
	if err != nil {
		return err
	}
	if f.limits.PerAccount < 0 {
		return errors.New("--rate-limit 不能是负数")
	}
	notifiers, err := f.notify.notifiers()
	if err != nil {
		return err
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", f.listen)
	if err != nil {
		return fmt.Errorf("不能监听 %s：%w", f.listen, err)
	}
	b, err := backend.Open(ctx, backend.Config{
		Address: f.database, Exam: session, Now: time.Now, Log: log,
		PublicURL: f.publicURL, TrustedProxies: proxies, Notifiers: notifiers, Limits: f.limits,
	})
	if err != nil {
		return err
	}
	log.Info("listening", "address", listener.Addr().String())
	serving, stop := drained(ctx, f.drainDelay, func() {
		b.Leave()
		log.Info("draining", "delay", f.drainDelay)
	})
	defer stop()
	err = httpapi.Serve(serving, listener, observed(b.Handler()), log)
	if err := errors.Join(err, b.Close()); err != nil {
		return err
	}
	log.Info("stopped")
	return nil
}
