package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"houbu/backend/practice"
)

func newPracticeCmd(data *string) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "practice",
		Short: "练习考次",
		Args:  noArguments,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(&cobra.Command{
		Use:   "reset",
		Short: "删除练习数据，重新开始练习考次",
		Args:  noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			dir, err := dataDir(*data, os.Getenv)
			if err != nil {
				return err
			}
			if err := practice.Reset(cmd.Context(), dir); err != nil {
				return err
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "练习数据已删除（%s），下次启动重新开始。\n", dir)
			return err
		},
	})
	return cmd
}
