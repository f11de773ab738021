package main

import (
	"context"

	"github.com/spf13/cobra"

	"houbu/script"
)

func newCancelCmd(o outside, data *string) *cobra.Command {
	f, c := scriptFlags{data: data}, script.Cancel{}
	cmd := &cobra.Command{
		Use:   "cancel",
		Short: "取消候补",
		Long: "取消候补，或放弃候补成功而尚未支付的座位。取消后再候补要重新排队。\n" +
			"在终端里会先请您确认；在脚本里要加 --yes。结果未知时用同样的 --key 再运行一次。",
		Example: "  houbu cancel --entry 英语四级 --reason 时间冲突\n" +
			"  houbu cancel --entry \"$id\" --reason other --text 换了考试计划 --yes --json",
	}
	cmd.Flags().StringVar(&c.Entry, "entry", "", "候补的编号（见 houbu status），或科目的代码、名称（必填）")
	cmd.Flags().StringVar(&c.Reason, "reason", "", "取消候补原因的代码或名称（必填）")
	cmd.Flags().StringVar(&c.Text, "text", "", "具体原因，最多 200 个字符；只用于“其他”这样的原因")
	cmd.Flags().StringVar(&c.Key, "key", "", usageKey)
	cmd.Flags().BoolVar(&c.Yes, "yes", false, usageYes)
	cmd.PreRunE = func(cmd *cobra.Command, _ []string) error { return o.checked(cmd, c.Yes, "entry", "reason") }
	o.scriptCommand(cmd, &f, true, func(ctx context.Context, s *session) error { return s.runner.Cancel(ctx, c) })
	o.completeEntries(cmd, &f)
	o.completeReasons(cmd, &f)
	return cmd
}
