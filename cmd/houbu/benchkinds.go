package main

import (
	"context"
	"errors"
	"time"

	"github.com/spf13/cobra"

	"houbu/backend/store"
	"houbu/bench"
	"houbu/bench/seed"
)

func newBenchJoinCmd() *cobra.Command {
	var opts bench.JoinOptions
	cmd := newBenchmarkCmd("join", "提交候补：每名考生一次，各用自己的登录和幂等键",
		"结束后核对每个校区科目的序号：连续、不重复。每名考生只能用一次，再次运行请用 --from 跳过用过的。",
		func(ctx context.Context, target bench.Target) (*bench.Report, error) {
			return bench.Join(ctx, target, opts)
		})
	flags := cmd.Flags()
	flags.BoolVar(&opts.Hot, "hot", false, "都进同一个校区科目（第一个校区）")
	flags.IntVar(&opts.Pools, "pools", 0, "只用前几个校区科目的考生，默认全部")
	flags.IntVar(&opts.Candidates, "candidates", 0, "考生人数，默认文件里的全部")
	flags.IntVar(&opts.From, "from", 0, "跳过前几名考生")
	flags.Float64Var(&opts.Rate, "rate", 0, "每秒到达的请求数；默认每个连接收到答复后立即发下一个")
	flags.DurationVar(&opts.For, "for", 0, "到时不再发新请求；默认直到全部考生候补完")
	cmd.MarkFlagsMutuallyExclusive("hot", "pools")
	return cmd
}

func newBenchPollCmd() *cobra.Command {
	var opts bench.PollOptions
	cmd := newBenchmarkCmd("poll", "查看自己的报名信息：先带 If-None-Match（答复 304），再不带（200）",
		"先读一遍所有考生的 ETag，不计入结果。",
		func(ctx context.Context, target bench.Target) (*bench.Report, error) {
			if opts.Only != "" && opts.Only != "304" && opts.Only != "200" {
				return nil, errors.New("--only 应为 304 或 200")
			}
			return bench.Poll(ctx, target, opts)
		})
	flags := cmd.Flags()
	flags.IntVar(&opts.Candidates, "candidates", 0, "考生人数，默认文件里的全部")
	flags.DurationVar(&opts.For, "for", 10*time.Second, "两项各测多久")
	flags.StringVar(&opts.Only, "only", "", "只测 304 或 200")
	return cmd
}

func newBenchWaveCmd() *cobra.Command {
	var opts bench.WaveOptions
	var database string
	cmd := newBenchmarkCmd("wave", "座位同时到期，全部分配给候补的人",
		"把座位的支付期限改到同一时刻，从那一刻起计时，直到空出的座位全部分配出去。\n"+
			"要直接读写后端的数据库；只用于 houbu bench seed 写入的数据库。",
		func(ctx context.Context, target bench.Target) (report *bench.Report, err error) {
			if opts.DB, err = store.Open(ctx, database); err != nil {
				return nil, err //nolint:wrapcheck // explain says it in the user's words
			}
			defer func() { err = errors.Join(err, opts.DB.Close()) }()
			report, err = bench.Wave(ctx, target, opts)
			switch {
			case errors.Is(err, seed.ErrNotSynthetic):
				return nil, errors.New("这个数据库不是 houbu bench seed 写入的，没有改动")
			case errors.Is(err, bench.ErrLead):
				return nil, errors.New("改完支付期限时已经到期，请把 --lead 加长")
			}
			return report, err
		})
	flags := cmd.Flags()
	flags.StringVar(&database, "database", "sqlite:bench.db", "后端所用的数据库：sqlite:路径 或 postgres://…")
	flags.IntVar(&opts.Seats, "seats", 0, "空出的座位数，各校区科目相同；默认全部未支付的座位")
	flags.DurationVar(&opts.Lead, "lead", 20*time.Second, "从现在到座位到期的时间")
	flags.IntVar(&opts.PID, "pid", 0, "后端的进程号，用来读它的内存峰值（Linux）")
	return cmd
}

func newBenchRushCmd() *cobra.Command {
	var opts bench.RushOptions
	cmd := newBenchmarkCmd("rush", "开放报名的高峰：考生从登录一直走到提交候补",
		"walk：三分之一的考生尽快走完全程；walk-half：其余的按它一半的速率到达。\n"+
			"join：已登录的三分之一尽快候补；join-half：三分之一按一半的速率到达；join-overload：其余的按三倍到达。\n"+
			"考生文件要有 --fresh 和 --candidates 两种考生，且没有用过。",
		func(ctx context.Context, target bench.Target) (*bench.Report, error) {
			return bench.Rush(ctx, target, opts)
		})
	flags := cmd.Flags()
	flags.IntVar(&opts.Candidates, "candidates", 0, "从登录走起的考生人数，默认文件里的全部")
	flags.IntVar(&opts.Crowd, "crowd", 4096, "过载时的连接数；要多于后端同时接受的写请求（2048），才看得到拒绝")
	return cmd
}
