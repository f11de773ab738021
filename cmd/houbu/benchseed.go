package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"houbu/backend/store"
	"houbu/bench/seed"
)

// benchSeedFlags are the flags of houbu bench seed.
type benchSeedFlags struct {
	database, session, out string
	plan                   seed.Plan
}

func newBenchSeedCmd() *cobra.Command {
	var f benchSeedFlags
	cmd := &cobra.Command{
		Use:   "seed",
		Short: "在空数据库里写入合成考生",
		Long: "在空数据库里写入合成考生：99 地区的证件号码，不属于任何真人。已有数据的数据库一律拒绝。\n" +
			"考生文件里有登录令牌，只有本人可读。",
		Example: "  houbu bench seed --database sqlite:bench.db --session session.yaml --candidates 20000 --pools 100 --out bench.json",
		Args:    noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return seedBench(cmd.Context(), f, cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.database, "database", "sqlite:bench.db", "空数据库：sqlite:路径 或 postgres://…")
	flags.StringVar(&f.session, "session", "", "考次文件（YAML）；须正在报名")
	flags.StringVar(&f.out, "out", "bench.json", "写出的考生文件")
	flags.IntVar(&f.plan.Pools, "pools", 1, "校区科目的个数")
	flags.IntVar(&f.plan.Ready, "candidates", 10_000, "已登录、可以直接候补的考生")
	flags.IntVar(&f.plan.Fresh, "fresh", 0, "只有账号、要从登录走起的考生（rush 用）")
	flags.IntVar(&f.plan.Waiting, "waiting", 0, "已在候补的其他考生")
	flags.IntVar(&f.plan.Held, "held", 0, "持有未支付座位的其他考生，座位总数与此相同")
	return cmd
}

func seedBench(ctx context.Context, f benchSeedFlags, stdout, stderr io.Writer) (err error) {
	session, err := loadSession(f.session)
	if err != nil {
		return err
	}
	db, err := store.Open(ctx, f.database)
	if err != nil {
		return err //nolint:wrapcheck // explain says it in the user's words
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	bar := newProgressBar(stderr, "写入")
	f.plan.Now, f.plan.Progress = time.Now(), bar.set
	file, err := seed.Write(ctx, db, session, f.plan)
	bar.clear()
	switch {
	case errors.Is(err, seed.ErrInUse):
		return errors.New("数据库里已有数据，什么都没有写入：压力测试只用空数据库")
	case errors.Is(err, seed.ErrPlan):
		return errors.New("--pools 应为 1 到 6990，其余人数不能为负")
	case err != nil:
		return err
	}
	if err := file.Save(f.out); err != nil {
		return fmt.Errorf("考生文件没有写出：%w", err)
	}
	_, err = fmt.Fprintf(stdout, "%d 个校区科目；可直接候补 %d 人，从登录走起 %d 人，已在候补 %d 人，持有座位 %d 人。考生文件：%s\n",
		f.plan.Pools, f.plan.Ready, f.plan.Fresh, f.plan.Waiting, f.plan.Held, f.out)
	return err
}
