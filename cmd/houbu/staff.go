package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"houbu/backend/staff"
	"houbu/backend/store"
)

// staffFlags are the flags of houbu staff.
type staffFlags struct {
	database, session string
}

func newStaffCmd() *cobra.Command {
	var f staffFlags
	cmd := &cobra.Command{
		Use:   "staff",
		Short: "管理工作人员的登录账号",
		Long: "管理服务台（houbu desk）工作人员的登录账号。\n" +
			"角色有两种：helper（客服）帮助考生；manager（主管）另可调整容量和报名时间、导入导出、标记退款。",
		Example: "  houbu staff add --role helper --database sqlite:houbu.db wang",
		Args:    noArguments,
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	flags := cmd.PersistentFlags()
	flags.StringVar(&f.database, "database", "sqlite:houbu.db", "数据库：sqlite:路径 或 postgres://…")
	flags.StringVar(&f.session, "session", "", "考次文件（YAML），写明时核对数据库属于这个考次")
	cmd.AddCommand(newStaffAddCmd(&f), newStaffListCmd(&f), newStaffPasswordCmd(&f), newStaffDisableCmd(&f))
	return cmd
}

// withDatabase runs do on the database, which must be the session's where one is
// named.
func (f staffFlags) withDatabase(ctx context.Context, do func(db *store.DB) error) (err error) {
	if err := mustExist(f.database); err != nil {
		return err
	}
	var of []store.Option
	if f.session != "" {
		session, err := loadSession(f.session)
		if err != nil {
			return err
		}
		of = append(of, store.Of(session.ID))
	}
	db, err := store.Open(ctx, f.database, of...)
	if err != nil {
		return err //nolint:wrapcheck // explain says it in the user's words
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	return do(db)
}

// oneLogin takes the one argument of a command: a login.
func oneLogin(cmd *cobra.Command, args []string) error {
	if len(args) != 1 {
		return fmt.Errorf("请写一个登录名：%s LOGIN", cmd.CommandPath())
	}
	return nil
}

// explainStaff says in the user's words what is wrong with a staff account.
func explainStaff(err error, login string) error {
	switch {
	case errors.Is(err, staff.ErrLogin):
		return errors.New("登录名应为 2 到 64 个小写字母、数字、点、连字符或下划线")
	case errors.Is(err, staff.ErrPassword):
		return errors.New("密码太短：至少 12 个字符")
	case errors.Is(err, staff.ErrTaken):
		return fmt.Errorf("登录名 %s 已有人用；停用的登录名也不能再用", login)
	case errors.Is(err, staff.ErrUnknown):
		return fmt.Errorf("没有登录名 %s；可用 houbu staff list 查看", login)
	case errors.Is(err, staff.ErrDisabled):
		return fmt.Errorf("登录名 %s 已停用，不能再用；请用另一个登录名增加", login)
	}
	return err
}
