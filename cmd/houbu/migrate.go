package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os/signal"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"

	"houbu/backend/store"
	"houbu/backend/transfer"
)

func newMigrateCmd() *cobra.Command {
	var from, to string
	cmd := &cobra.Command{
		Use:   "migrate",
		Short: "把全部数据搬到另一个数据库",
		Long: "把全部数据从一个数据库搬到另一个：SQLite 到 PostgreSQL，或者反过来。\n" +
			"请先停止使用这两个数据库的所有 houbu serve。目标必须是空的；搬完逐表核对行数和校验和。\n" +
			"中途失败或被打断时，目标仍然是空的，来源的数据始终不变。",
		Example: "  houbu migrate --from sqlite:houbu.db --to postgres://houbu@db/houbu",
		Args:    noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			ctx, stop := signal.NotifyContext(cmd.Context(), stopSignals()...)
			defer stop()
			return migrate(ctx, from, to, cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	cmd.Flags().StringVar(&from, "from", "", "来源数据库：sqlite:路径 或 postgres://…")
	cmd.Flags().StringVar(&to, "to", "", "目标数据库：sqlite:路径 或 postgres://…")
	return cmd
}

// migrate moves everything and says what came of it and what to do next.
func migrate(ctx context.Context, from, to string, stdout, stderr io.Writer) error {
	if from == "" || to == "" {
		return errors.New("请用 --from 和 --to 写明两个数据库：houbu migrate --from sqlite:houbu.db --to postgres://用户@主机/库名")
	}
	bar := newProgressBar(stderr, "搬移")
	all, err := transfer.Run(ctx, from, to, func(done, total int64) { bar.set(int(done), int(total)) })
	bar.clear()
	if err != nil {
		return unmoved(err, from, to)
	}
	_, err = io.WriteString(stdout, moved(all, from, to))
	return err //nolint:wrapcheck // the terminal is gone; there is nobody to tell more
}

// moved is the report of a transfer: each table, and what to do next.
func moved(all []transfer.Copied, from, to string) string {
	var out strings.Builder
	width, rows := 0, int64(0)
	for _, one := range all {
		width = max(width, ansi.StringWidth(one.Table))
		rows += one.Rows
	}
	for _, one := range all {
		_, _ = fmt.Fprintf(&out, "%-*s %10d 行  校验和 %s\n", width, one.Table, one.Rows, one.Sum[:16]) // a Builder never fails to write
	}
	_, _ = fmt.Fprintf(&out, "已把 %d 张表、%d 行从 %s 搬到 %s，逐表核对无误。\n"+
		"下一步：用新的 --database 启动 houbu serve。来源没有改动，可作备份保留，但不要再用它启动 houbu serve。\n",
		len(all), rows, shown(from), shown(to))
	return out.String()
}

// unmoved says in the user's words why nothing was moved.
func unmoved(err error, from, to string) error {
	var where *transfer.Error
	if !errors.As(err, &where) {
		return err
	}
	side, address := "来源", from
	if where.Target {
		side, address = "目标", to
	}
	at := side + " " + shown(address)
	var text string
	switch {
	case errors.Is(err, context.Canceled):
		text = "已被打断"
	case errors.Is(err, transfer.ErrSame):
		text = "--from 和 --to 是同一个数据库"
	case errors.Is(err, transfer.ErrBusy):
		text = at + " 正被其他程序使用：请先停止使用它的所有 houbu serve"
	case errors.Is(err, transfer.ErrNothing):
		text = at + " 里没有数据：请检查 --from"
	case errors.Is(err, transfer.ErrNotEmpty):
		text = fmt.Sprintf("%s 已有数据（表 %s）：请换一个空的数据库", at, where.Table)
	case errors.Is(err, transfer.ErrSchemas):
		text = fmt.Sprintf("两个数据库的表不同（表 %s）：目标请用一个新建的空数据库，来源里不属于候补程序的表请先移走", where.Table)
	case errors.Is(err, transfer.ErrDiffers):
		text = fmt.Sprintf("%s 里写入的内容与来源不同（表 %s）：请检查磁盘，或目标上是否有触发器", at, where.Table)
	case errors.Is(err, store.ErrScheme):
		text = at + " 不是数据库地址：" + explain(where.Err)
	default:
		text = at + "：" + explain(where.Err)
	}
	return errors.New(text + "\n什么都没有搬：目标没有新的数据，来源没有改动。")
}

// shown is an address without its password.
func shown(address string) string {
	at, err := url.Parse(address)
	if strings.HasPrefix(address, "sqlite:") {
		return address
	}
	if err != nil {
		return "（地址写法有误）"
	}
	if at.User != nil {
		at.User = url.User(at.User.Username())
	}
	at.RawQuery = "" // it can hold a password, too
	return at.String()
}
