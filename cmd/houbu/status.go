package main

import (
	"context"

	"github.com/spf13/cobra"

	"houbu/script"
)

func newStatusCmd(o outside, data *string) *cobra.Command {
	f, flags := scriptFlags{data: data}, waitFlags{}
	var entry string
	var wait script.Wait
	cmd := &cobra.Command{
		Use:   "status",
		Short: "显示候补和报考的情况",
		Long: "显示报名进度、候补的位置和已经报上的科目。\n\n" +
			"加 --wait 则等到某条候补变为所写的状态：没有写 --entry 时任意一条都算。\n" +
			"等待中断线时会自动重试；等的状态不会再出现时，以退出码 11 结束。",
		Example: "  houbu status --json\n  houbu status --wait offered --timeout 2h",
	}
	flags.register(cmd)
	cmd.Flags().StringVar(&entry, "entry", "", "和 --wait 一起用：等哪一条，写编号，或科目的代码、名称")
	cmd.PreRunE = func(cmd *cobra.Command, _ []string) (err error) {
		if cmd.Flags().Changed("entry") && !cmd.Flags().Changed("wait") {
			return misused("--entry 要和 --wait 一起用")
		}
		wait, err = flags.wait(cmd, entry)
		return err
	}
	o.scriptCommand(cmd, &f, true, func(ctx context.Context, s *session) error { return s.runner.Status(ctx, wait) })
	o.completeStates(cmd)
	o.completeEntries(cmd, &f)
	return cmd
}
