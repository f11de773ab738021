package main

import (
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"houbu/api"
	"houbu/api/term"
	"houbu/backend/account"
	"houbu/backend/staff"
	"houbu/backend/store"
)

func newStaffAddCmd(f *staffFlags) *cobra.Command {
	var role string
	cmd := &cobra.Command{
		Use:   "add LOGIN",
		Short: "增加工作人员",
		Long: "增加一个工作人员的登录账号。密码在终端里输入，不显示；也可以从管道读入一行。\n" +
			"密码不能写在命令行上：那里别人能看到。这件事记入审计记录。",
		Args: oneLogin,
		RunE: func(cmd *cobra.Command, args []string) error {
			if role != string(api.RoleHelper) && role != string(api.RoleManager) {
				return errors.New("请用 --role 写明角色：helper（客服）或 manager（主管）")
			}
			login := account.NormalizeLogin(args[0])
			return f.withDatabase(cmd.Context(), func(db *store.DB) error {
				password, err := readPassword(cmd.InOrStdin(), cmd.ErrOrStderr())
				if err != nil {
					return err
				}
				if err := staff.Add(cmd.Context(), db, console(), login, password, api.Role(role), time.Now()); err != nil {
					return explainStaff(err, login)
				}
				_, err = fmt.Fprintf(cmd.OutOrStdout(), "已增加工作人员 %s（%s）。\n", login, term.Role(api.Role(role)))
				return err //nolint:wrapcheck // the terminal is gone; there is nobody to tell more
			})
		},
	}
	cmd.Flags().StringVar(&role, "role", "", "角色：helper（客服）或 manager（主管）")
	return cmd
}
