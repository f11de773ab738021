package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"

	"houbu/api/term"
	"houbu/backend/staff"
	"houbu/backend/store"
)

func newStaffListCmd(f *staffFlags) *cobra.Command {
	return &cobra.Command{
		Use:   "list",
		Short: "列出工作人员",
		Args:  noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return f.withDatabase(cmd.Context(), func(db *store.DB) error {
				all, err := staff.List(cmd.Context(), db)
				if err != nil {
					return err //nolint:wrapcheck // explain says it in the user's words
				}
				return writeStaff(cmd.OutOrStdout(), all)
			})
		},
	}
}

// writeStaff writes a table of staff accounts.
func writeStaff(to io.Writer, all []staff.Member) error {
	if len(all) == 0 {
		_, err := fmt.Fprintln(to, "还没有工作人员。可用 houbu staff add --role helper LOGIN 增加。")
		return err //nolint:wrapcheck // the terminal is gone; there is nobody to tell more
	}
	width := 0
	for _, one := range all {
		width = max(width, ansi.StringWidth(one.Login))
	}
	for _, one := range all {
		state := "可用"
		if one.Disabled != nil {
			state = "停用于 " + one.Disabled.Local().Format("2006-01-02 15:04")
		}
		gap := strings.Repeat(" ", width-ansi.StringWidth(one.Login)+2)
		if _, err := fmt.Fprintf(to, "%s%s%s  %s\n", one.Login, gap, term.Role(one.Role), state); err != nil {
			return err //nolint:wrapcheck // the terminal is gone; there is nobody to tell more
		}
	}
	return nil
}
