package main

import (
	"context"

	"github.com/spf13/cobra"

	"houbu/script"
)

// The usage of flags that several commands have.
const (
	usageKey = "幂等键，8 到 64 个字母、数字、- 或 _；用同样的键重试不会重复提交"
	usageYes = "不再询问"
)

func newJoinCmd(o outside, data *string) *cobra.Command {
	f, wait, j := scriptFlags{data: data}, waitFlags{}, script.Join{}
	cmd := &cobra.Command{
		Use:   "join",
		Short: "提交候补",
		Long: "提交候补，笔试和口试都可以。在终端里会先请您确认；在脚本里要加 --yes。\n\n" +
			"收不到应答时会按幂等键核对结果；核对不到则以退出码 9 结束，用同样的 --key 再运行一次即可，不会重复提交。",
		Example: "  houbu join --campus 993010 --subject 1\n" +
			"  houbu join --campus 993010 --subject 英语四级 --yes --key \"$key\" --json",
	}
	cmd.Flags().StringVar(&j.Campus, "campus", "", "校区的代码或名称（必填）")
	cmd.Flags().StringVar(&j.Subject, "subject", "", "科目的代码或名称（必填）")
	cmd.Flags().StringVar(&j.Key, "key", "", usageKey)
	cmd.Flags().BoolVar(&j.Yes, "yes", false, usageYes)
	wait.register(cmd)
	cmd.PreRunE = func(cmd *cobra.Command, _ []string) (err error) {
		if j.Wait, err = wait.wait(cmd, ""); err != nil {
			return err
		}
		return o.checked(cmd, j.Yes, "campus", "subject")
	}
	o.scriptCommand(cmd, &f, true, func(ctx context.Context, s *session) error { return s.runner.Join(ctx, j) })
	o.completeStates(cmd)
	o.completeChoices(cmd, &f)
	return cmd
}
