package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"houbu/tui/staffpin"
)

func newKioskPINCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "pin",
		Short: "生成工作人员密码的文件内容",
		Long: "读入工作人员密码，在标准输出上写出它的散列值，供 --pin-file 使用：\n\n" +
			"  houbu kiosk pin > /etc/houbu/kiosk-pin\n\n" +
			"在终端里输入时不显示；也可以从管道读入一行。",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			pin, err := readPassword(cmd.InOrStdin(), cmd.ErrOrStderr())
			if err != nil {
				return err
			}
			hash, err := staffpin.Hash(pin)
			if errors.Is(err, staffpin.ErrShort) {
				return fmt.Errorf("密码太短：至少 %d 个字符", staffpin.Shortest)
			}
			if err != nil {
				return err
			}
			_, err = fmt.Fprintln(cmd.OutOrStdout(), hash)
			return err
		},
	}
}
