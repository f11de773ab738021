package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"houbu/bench"
	"houbu/bench/seed"
)

// benchFlags are the flags that all benchmarks share.
type benchFlags struct {
	server, candidates string
	connections        int
	json               bool
}

// benchmark is what a command of houbu bench runs.
type benchmark func(ctx context.Context, target bench.Target) (*bench.Report, error)

func newBenchCmd() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "bench",
		Short: "压力测试",
		Long: "压力测试：测量一个正在运行的后端。只用合成考生，不要对着正式考次运行。\n\n" +
			"先用 houbu bench seed 在一个空数据库里写入合成考生，再用 houbu serve 在它上面运行后端，\n" +
			"然后运行各项测试。每个请求的答复都会核对；有不符时退出码为 1。\n" +
			"429 和 503 记为“拒绝”，其余不对的答复和没有答复记为“错误”。",
		Example: "  houbu bench seed --database sqlite:bench.db --session session.yaml --candidates 20000 --out bench.json\n" +
			"  houbu serve --database sqlite:bench.db --session session.yaml\n" +
			"  houbu bench join --server http://127.0.0.1:8080 --file bench.json",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newBenchSeedCmd(), newBenchJoinCmd(), newBenchPollCmd(), newBenchWaveCmd(), newBenchRushCmd(), newBenchSSHCmd())
	return cmd
}

// newBenchmarkCmd is a command that runs a benchmark.
func newBenchmarkCmd(name, short, long string, run benchmark) *cobra.Command {
	var f benchFlags
	cmd := &cobra.Command{
		Use:   name,
		Short: short,
		Long:  short + "。\n" + long,
		Args:  noArguments,
		RunE:  func(cmd *cobra.Command, _ []string) error { return runBench(cmd, f, run) },
	}
	flags := cmd.Flags()
	flags.StringVar(&f.server, "server", "http://127.0.0.1:8080", "后端的网址（http）")
	flags.StringVar(&f.candidates, "file", "bench.json", "houbu bench seed 写出的考生文件")
	flags.IntVar(&f.connections, "connections", 256, "同时打开的连接数")
	flags.BoolVar(&f.json, "json", false, "以 JSON 输出结果")
	return cmd
}

// runBench reads the candidates, runs a benchmark until it ends or is
// interrupted, and prints its report.
func runBench(cmd *cobra.Command, f benchFlags, run benchmark) error {
	ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if f.connections < 1 || f.connections > 10_000 {
		return errors.New("--connections 应为 1 到 10000")
	}
	candidates, err := seed.Load(f.candidates)
	if errors.Is(err, seed.ErrFile) {
		return fmt.Errorf("%s 不是 houbu bench seed 写出的考生文件", f.candidates)
	}
	if err != nil {
		return fmt.Errorf("不能读考生文件，请先运行 houbu bench seed：%w", err)
	}
	target, err := bench.NewTarget(f.server, candidates, f.connections)
	if err != nil {
		return fmt.Errorf("--server 应为 http://主机:端口：%w", err)
	}
	report, err := run(ctx, target)
	if errors.Is(err, bench.ErrTooFew) {
		return fmt.Errorf("考生文件里的考生不够：%w", err)
	}
	if err != nil {
		return err
	}
	write := report.WriteTable
	if f.json {
		write = report.WriteJSON
	}
	if err := write(cmd.OutOrStdout()); err != nil {
		return fmt.Errorf("输出结果：%w", err)
	}
	if !report.OK() {
		return errReported
	}
	return nil
}
