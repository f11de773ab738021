package main

import (
	"context"

	"github.com/spf13/cobra"

	"houbu/script"
)

func newPayCmd(o outside, data *string) *cobra.Command {
	f, p := scriptFlags{data: data}, script.Pay{}
	cmd := &cobra.Command{
		Use:   "pay",
		Short: "生成订单，显示支付地址",
		Long: "为候补成功的科目生成订单，显示支付地址；在终端里还显示二维码。笔试先于口试支付。\n" +
			"本命令不扣款：考生在支付平台的页面上确认后才扣款，所以不再询问。\n\n" +
			"加 --wait 则等到支付完成。放弃支付或逾期时以退出码 11 结束。",
		Example: "  houbu pay --wait\n  houbu pay --entry 英语四级 --json",
	}
	cmd.Flags().StringArrayVar(&p.Entries, "entry", nil, "支付哪一科：编号，或科目的代码、名称；可写多次，默认为现在可以支付的全部")
	cmd.Flags().StringVar(&p.Key, "key", "", usageKey)
	cmd.Flags().BoolVar(&p.Wait, "wait", false, "等到支付完成")
	registerTimeout(cmd, &p.Timeout)
	cmd.PreRunE = func(cmd *cobra.Command, _ []string) error { return checkTimeout(cmd, p.Timeout) }
	o.scriptCommand(cmd, &f, true, func(ctx context.Context, s *session) error { return s.runner.Pay(ctx, p) })
	o.completeEntries(cmd, &f)
	return cmd
}
