package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"houbu/backend/account"
	"houbu/backend/staff"
	"houbu/backend/store"
)

func newStaffPasswordCmd(f *staffFlags) *cobra.Command {
	return &cobra.Command{
		Use:   "password LOGIN",
		Short: "重设工作人员的密码",
		Long: "重设一个工作人员的密码，例如忘记了或别人知道了。已经登录的立即失效，输错密码的锁定解除。\n" +
			"新密码在终端里输入，不显示；也可以从管道读入一行。这件事记入审计记录。",
		Args: oneLogin,
		RunE: func(cmd *cobra.Command, args []string) error {
			login := account.NormalizeLogin(args[0])
			return f.withDatabase(cmd.Context(), func(db *store.DB) error {
				password, err := readPassword(cmd.InOrStdin(), cmd.ErrOrStderr())
				if err != nil {
					return err
				}
				if err := staff.SetPassword(cmd.Context(), db, console(), login, password, time.Now()); err != nil {
					return explainStaff(err, login)
				}
				_, err = fmt.Fprintf(cmd.OutOrStdout(), "已重设工作人员 %s 的密码，以前的登录已失效。\n", login)
				return err //nolint:wrapcheck // the terminal is gone; there is nobody to tell more
			})
		},
	}
}
