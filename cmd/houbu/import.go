package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/spf13/cobra"

	"houbu/api"
	"houbu/backend/account"
	"houbu/backend/audit"
	"houbu/backend/roster"
	"houbu/backend/store"
	"houbu/backend/waitlist"
)

// importFlags are the flags of houbu import.
type importFlags struct {
	database, session string
	skipBad           bool
}

func newImportCmd() *cobra.Command {
	var f importFlags
	cmd := &cobra.Command{
		Use:   "import",
		Short: "导入考生名单或座位名单",
		Long: "导入考生名单或座位名单：XLSX（第一个工作表），或 UTF-8、GB18030 编码的 CSV。\n" +
			"第一行为表头，列的顺序不限。有错的行按行、列、原因全部列出；只要有错就什么都不导入，\n" +
			"除非加 --skip-bad：导入其余的行，退出码为 0。同一文件可以重复导入。导入了就记入审计记录。",
		Example: "  houbu import seats 座位.xlsx --database sqlite:houbu.db --session session.yaml\n" +
			"  houbu import candidates 考生.csv --database sqlite:houbu.db --session session.yaml",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	flags := cmd.PersistentFlags()
	flags.StringVar(&f.database, "database", "sqlite:houbu.db", "数据库：sqlite:路径 或 postgres://…")
	flags.StringVar(&f.session, "session", "", "考次文件（YAML）")
	flags.BoolVar(&f.skipBad, "skip-bad", false, "跳过有错的行，导入其余的行")
	cmd.AddCommand(
		newRosterCmd(&f, api.RosterCandidates, "导入考生名单", "列（顺序不限）：账号 密码 手机号 证件类型 证件号码 姓名 性别 学校代码 学校 校区代码 校区 学历\n"+
			"学制 入学年份 年级 院系 专业 班级 学号 备注 资格科目 已报科目。科目写代码或名称，用 ; 分隔；\n"+
			"已报科目中已支付的写作“英语四级（已支付）”。请先导入座位名单。"),
		newRosterCmd(&f, api.RosterSeats, "导入座位名单", "列（顺序不限）：学校代码 学校 校区代码 校区 科目代码 科目 容量。"),
	)
	return cmd
}

func newRosterCmd(f *importFlags, kind api.RosterKind, short, long string) *cobra.Command {
	return &cobra.Command{
		Use:   string(kind) + " FILE",
		Short: short,
		Long:  long,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage(fmt.Sprintf("请给出一个文件：houbu import %s FILE", kind))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return importFile(cmd.Context(), *f, kind, args[0], cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
}

// importFile imports one file, with a line in the audit trail, and says what came of
// it.
func importFile(ctx context.Context, f importFlags, kind api.RosterKind, path string, stdout, stderr io.Writer) (err error) {
	session, err := loadSession(f.session)
	if err != nil {
		return err
	}
	file, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("不能打开名单文件：%w", err)
	}
	defer func() { _ = file.Close() }() // only read
	db, err := store.Open(ctx, f.database, store.Of(session.ID))
	if err != nil {
		return err //nolint:wrapcheck // explain says it in the user's words
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	rules := waitlist.New(db, session, time.Now)
	bar := newProgressBar(stderr, "导入")
	report, err := roster.Import(ctx, db, session, kind, roster.Options{
		SkipBad: f.skipBad, Hash: account.HashPassword,
		Register: rules.Register, AddPool: rules.AddPool, Progress: bar.set,
		Also: func(ctx context.Context, tx store.Tx, done roster.Report) error {
			_, err := audit.Write(ctx, tx, console(), time.Now(), audit.Line{
				Action: api.AuditImport, Kind: api.AboutRoster, Key: string(kind), After: done.Facts(),
			})
			return err
		},
	}, file)
	bar.clear()
	return reportImport(path, report, err, stdout, stderr)
}

// reportImport prints the bad rows and the outcome.
func reportImport(path string, report roster.Report, failure error, stdout, stderr io.Writer) error {
	var format *roster.FormatError
	if errors.As(failure, &format) {
		return fmt.Errorf("不能导入 %s：%w", path, failure)
	}
	if err := writeBadRows(stderr, report.Bad); err != nil {
		return fmt.Errorf("列出有错的行：%w", err)
	}
	if errors.Is(failure, roster.ErrBadRows) {
		_, err := fmt.Fprintf(stderr, "%s：有 %d 行有错，什么都没有导入。请改正后再导入，或加 --skip-bad 跳过这些行。\n", path, report.BadRows())
		return errors.Join(errReported, err)
	}
	if failure != nil {
		return failure
	}
	_, err := fmt.Fprintf(stdout, "%s：共 %d 行，新增 %d 行，更新 %d 行，跳过 %d 行。\n",
		path, report.Rows, report.Added, report.Updated, report.BadRows())
	return err //nolint:wrapcheck // the terminal is gone; there is nobody to tell more
}
