package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os/signal"
	"strings"

	"github.com/spf13/cobra"

	"houbu/backend/store"
)

func newBackupCmd() *cobra.Command {
	var from, to string
	cmd := &cobra.Command{
		Use:   "backup",
		Short: "备份 SQLite 数据库",
		Long: "把 SQLite 数据库备份到一个新文件，houbu serve 可以照常运行；备份是某一时刻的完整数据，\n" +
			"只有本人可读。PostgreSQL 请用 pg_dump，见 docs/operations.md。",
		Example: "  houbu backup --database sqlite:houbu.db --to backup.db",
		Args:    noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			ctx, stop := signal.NotifyContext(cmd.Context(), stopSignals()...)
			defer stop()
			return backup(ctx, from, to, cmd.OutOrStdout())
		},
	}
	cmd.Flags().StringVar(&from, "database", "sqlite:houbu.db", "数据库：sqlite:路径")
	cmd.Flags().StringVar(&to, "to", "", "备份写到的新文件")
	return cmd
}

// backup copies a SQLite database and says so.
func backup(ctx context.Context, from, to string, stdout io.Writer) error {
	path, file := strings.CutPrefix(from, "sqlite:")
	target := strings.TrimPrefix(to, "sqlite:")
	switch {
	case !file:
		return errors.New("houbu backup 只备份 SQLite（sqlite:路径）；PostgreSQL 请用 pg_dump，见 docs/operations.md")
	case target == "":
		return errors.New("请用 --to FILE 写明备份写到哪个新文件")
	}
	err := store.CopySQLite(ctx, path, target)
	switch {
	case ctx.Err() != nil:
		return errors.New("已被打断，没有备份")
	case errors.Is(err, fs.ErrExist):
		return fmt.Errorf("%s 已经存在：备份只写到新文件", target)
	case err != nil:
		return err //nolint:wrapcheck // explain says it in the user's words
	}
	_, err = fmt.Fprintf(stdout, "已把 %s 备份到 %s。\n", path, target)
	return err //nolint:wrapcheck // the terminal is gone; there is nobody to tell more
}
