package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/charmbracelet/x/term"
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
			pin, err := readPIN(cmd.InOrStdin(), cmd.ErrOrStderr())
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

// readPIN reads it unseen from a terminal, twice, or one line from elsewhere.
func readPIN(in io.Reader, say io.Writer) (string, error) {
	if file, ok := in.(*os.File); ok && term.IsTerminal(file.Fd()) {
		first, err := readUnseen(file, say, "工作人员密码：")
		if err != nil {
			return "", err
		}
		second, err := readUnseen(file, say, "再输入一次：")
		if err == nil && first != second {
			err = errors.New("两次输入的密码不一样")
		}
		return first, err
	}
	line, err := bufio.NewReader(in).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", fmt.Errorf("read the PIN: %w", err)
	}
	return strings.TrimRight(line, "\r\n"), nil
}

func readUnseen(file *os.File, say io.Writer, question string) (string, error) {
	_, _ = io.WriteString(say, question)
	pin, err := term.ReadPassword(file.Fd())
	_, _ = io.WriteString(say, "\n")
	if err != nil {
		return "", fmt.Errorf("read the PIN: %w", err)
	}
	return string(pin), nil
}
