package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"houbu/backend/notice"
	"houbu/backend/store"
)

// noticesFlags are the flags of houbu notices.
type noticesFlags struct {
	database     string
	failed, json bool
}

func newNoticesCmd() *cobra.Command {
	var f noticesFlags
	cmd := &cobra.Command{
		Use:   "notices",
		Short: "列出通知的投递记录",
		Long: "列出给考生的通知的投递记录，每次投递一行，按时间排列；不含个人信息。\n" +
			"结果：sent 已送达，retry 稍后重试，failed 不能送达，gave_up 超过时限，dropped 到时已不必发。",
		Example: "  houbu notices --database sqlite:houbu.db --failed",
		Args:    noArguments,
		RunE:    func(cmd *cobra.Command, _ []string) error { return listNotices(cmd.Context(), f, cmd.OutOrStdout()) },
	}
	flags := cmd.Flags()
	flags.StringVar(&f.database, "database", "sqlite:houbu.db", "数据库：sqlite:路径 或 postgres://…")
	flags.BoolVar(&f.failed, "failed", false, "只列没有送达的（retry、failed、gave_up）")
	flags.BoolVar(&f.json, "json", false, "每行一个 JSON 对象")
	return cmd
}

// listNotices prints the delivery log.
func listNotices(ctx context.Context, f noticesFlags, out io.Writer) (err error) {
	if err := mustExist(f.database); err != nil {
		return err
	}
	db, err := store.Open(ctx, f.database)
	if err != nil {
		return err //nolint:wrapcheck // explain says it in the user's words
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if f.json {
		encoder := json.NewEncoder(out)
		return notice.Deliveries(ctx, db, f.failed, func(d notice.Delivery) error { return encoder.Encode(d) })
	}
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	if _, err := fmt.Fprintln(table, "TIME\tNOTIFIER\tOUTCOME\tSTATUS\tCLASS\tATTEMPT\tID"); err != nil {
		return err
	}
	err = notice.Deliveries(ctx, db, f.failed, func(d notice.Delivery) error {
		_, err := fmt.Fprintf(table, "%s\t%s\t%s\t%d\t%s\t%d\t%s\n",
			d.At.Format("2006-01-02T15:04:05Z"), d.Notifier, d.Outcome, d.Status, d.Class, d.Attempt, d.ID)
		return err
	})
	return errors.Join(err, table.Flush())
}
