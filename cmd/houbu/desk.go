package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"houbu/client"
	"houbu/screens"
	"houbu/tui"
)

// errDeskServer says that the support desk needs a backend that runs. The practice
// session of the client's own process is no such: it ends with the client, and has no
// staff.
var errDeskServer = errors.New("没有写后端的网址：用 --server https://主机。\n" +
	"服务台要连到正在运行的后端（houbu serve），工作人员账号先在后端的机器上用 houbu staff add 建立。\n" +
	"不带 --server 时的练习考次只为考生准备，没有工作人员账号")

// deskFlags are the flags of houbu desk.
type deskFlags struct {
	servers []string
	ascii   bool
}

func newDeskCmd() *cobra.Command {
	var f deskFlags
	cmd := &cobra.Command{
		Use:   "desk",
		Short: "服务台：工作人员查找考生、代为办理、处理支付、查看审计记录",
		Long: "服务台，供有工作人员账号的客服和主管使用。对考生做的每一件事都要写说明，\n" +
			"说明记入只增不减的审计记录，考生本人也能看到。屏幕上有完整的证件号码和手机号。",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return runDesk(cmd.Context(), f) },
	}
	cmd.Flags().StringArrayVar(&f.servers, "server", nil, "后端的网址，可写两次：公网、教育网；也可写 名称=网址（必填）")
	cmd.Flags().BoolVar(&f.ascii, "ascii", false, "不使用某些终端会显示过宽的符号")
	return cmd
}

// runDesk shows the support desk on the local terminal, and logs out at its end.
func runDesk(ctx context.Context, f deskFlags) error {
	endpoints, err := parseEndpoints(f.servers)
	if err != nil {
		return err
	}
	if len(endpoints) == 0 {
		return errDeskServer
	}
	api, err := client.New(client.Options{Endpoints: endpoints, Failover: true, UserAgent: "houbu-desk/" + version()})
	if err != nil {
		return fmt.Errorf("set up the client: %w", err)
	}
	defer api.Close()
	defer leaveDesk(ctx, api)
	deps := newDeps(api, tui.DeskChrome(), f.ascii)
	deps.Desk, deps.Files = api, newDeskFiles()
	options := screens.DeskOptions(deps)
	options.Reach = reach(api)
	return endOf(tui.Run(ctx, tui.New(options), tui.RunOptions{}))
}

// leaveDesk ends the staff login, as far as the backend can be told in the time that
// one waits for a program to end. What fails ends when the login expires.
func leaveDesk(ctx context.Context, api *client.Client) {
	const patience = 3 * time.Second
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	_ = api.StaffLogout(ctx)
}
