package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"houbu/client"
	"houbu/tui"
)

// rootFlags are the flags of the terminal client.
type rootFlags struct {
	servers []string
	data    string
	tick    time.Duration
	ascii   bool
}

func newRootCmd(o outside) *cobra.Command {
	var f rootFlags
	cmd := &cobra.Command{
		Use:   "houbu",
		Short: "全国大学英语四、六级考试（CET）候补报名",
		Long: "全国大学英语四、六级考试（CET）候补报名。\n\n" +
			"不带 --server 时，程序自带后端和练习考次，不会真的报名或扣款。",
		Args:          noArguments,
		SilenceUsage:  true,
		SilenceErrors: true,
		RunE:          func(cmd *cobra.Command, _ []string) error { return runClient(cmd.Context(), f) },
	}
	cmd.Flags().StringArrayVar(&f.servers, "server", nil, "后端的网址，可写两次：公网、教育网；也可写 名称=网址")
	cmd.Flags().BoolVar(&f.ascii, "ascii", false, "不使用某些终端会显示过宽的符号")
	cmd.Flags().DurationVar(&f.tick, "practice-tick", 0, "练习考次里模拟考生的行动间隔")
	_ = cmd.Flags().MarkHidden("practice-tick") // the flag exists: it was defined above
	cmd.PersistentFlags().StringVar(&f.data, "data", "", "练习数据所在的目录，默认为用户数据目录（环境变量 "+envData+"）")
	cmd.SetFlagErrorFunc(badFlag)
	speakChinese(cmd)
	cmd.AddCommand(newLoginCmd(o, &f.data), newLogoutCmd(o, &f.data), newStatusCmd(o, &f.data), newJoinCmd(o, &f.data),
		newCancelCmd(o, &f.data), newHistoryCmd(o, &f.data), newPayCmd(o, &f.data))
	cmd.AddCommand(newServeCmd(), newKioskCmd(), newSSHCmd(), newDeskCmd(), newImportCmd(), newMigrateCmd(), newBackupCmd(), newNoticesCmd(), newStaffCmd(),
		newPracticeCmd(&f.data), newBenchCmd(), newVersionCmd())
	return cmd
}

// runClient shows the screens on the local terminal, against the servers named
// or a backend of its own.
func runClient(ctx context.Context, f rootFlags) (err error) {
	endpoints, err := parseEndpoints(f.servers)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	if len(endpoints) == 0 {
		own, err := startEmbedded(ctx, f, cancel)
		if err != nil {
			return err
		}
		defer own.close()
		endpoints = own.endpoints()
	}
	api, err := client.New(client.Options{Endpoints: endpoints, Failover: true, UserAgent: "houbu/" + version()})
	if err != nil {
		return fmt.Errorf("set up the client: %w", err)
	}
	defer api.Close()
	return endOf(tui.Run(ctx, newMachineWith(api, tui.ChineseChrome(), localLook(f.ascii)), tui.RunOptions{}))
}

// endOf says in the user's words why the screens ended, nil when the person
// quit.
func endOf(err error) error {
	var signal *tui.SignalError
	switch {
	case errors.As(err, &signal):
		return nil
	case errors.Is(err, tui.ErrNoTerminal):
		return errors.New("需要在终端里运行：标准输入和标准输出都要是终端")
	}
	return err
}
