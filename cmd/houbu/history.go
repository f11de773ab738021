package main

import (
	"context"

	"github.com/spf13/cobra"
)

func newHistoryCmd(o outside, data *string) *cobra.Command {
	f := scriptFlags{data: data}
	cmd := &cobra.Command{
		Use:     "history",
		Short:   "显示全部候补的经过和结果",
		Long:    "显示正在候补、已经报上和已经完成的候补：结果、原因，以及每一条的全部经过。",
		Example: "  houbu history --json",
	}
	return o.scriptCommand(cmd, &f, true, func(ctx context.Context, s *session) error { return s.runner.History(ctx) })
}
