package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/charmbracelet/x/term"
)

// readPassword reads a password unseen from a terminal, twice, or one line from
// elsewhere.
func readPassword(in io.Reader, say io.Writer) (string, error) {
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
		return "", fmt.Errorf("read the password: %w", err)
	}
	return strings.TrimRight(line, "\r\n"), nil
}

func readUnseen(file *os.File, say io.Writer, question string) (string, error) {
	_, _ = io.WriteString(say, question)
	password, err := term.ReadPassword(file.Fd())
	_, _ = io.WriteString(say, "\n")
	if err != nil {
		return "", fmt.Errorf("read the password: %w", err)
	}
	return string(password), nil
}
