package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"houbu/backend/account"
	"houbu/backend/staff"
	"houbu/backend/store"
)

func newStaffDisableCmd(f *staffFlags) *cobra.Command {
	return &cobra.Command{
		Use:   "disable LOGIN",
		Short: "停用工作人员",
		Long:  "停用一个工作人员的登录账号，已经登录的立即失效。审计记录里这个人做过的事仍然保留，停用也记入审计记录。",
		Args:  oneLogin,
		RunE: func(cmd *cobra.Command, args []string) error {
			login := account.NormalizeLogin(args[0])
			return f.withDatabase(cmd.Context(), func(db *store.DB) error {
				if err := staff.Disable(cmd.Context(), db, console(), login, time.Now()); err != nil {
					return explainStaff(err, login)
				}
				_, err := fmt.Fprintf(cmd.OutOrStdout(), "已停用工作人员 %s。\n", login)
				return err //nolint:wrapcheck // the terminal is gone; there is nobody to tell more
			})
		},
	}
}
