package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"houbu/screens/text"
)

func newLoginCmd(o outside, data *string) *cobra.Command {
	f, show := scriptFlags{data: data}, false
	cmd := &cobra.Command{
		Use:   "login",
		Short: "登录，供 status、join 等命令使用",
		Long: "登录，并把登录令牌存入系统密钥环（Keychain、Windows 凭据管理器或 Secret Service），供 status、join、cancel、\n" +
			"history、pay 使用。令牌只用于登录时写明的 --server。\n\n" +
			"在终端里询问账号和密码，密码不显示；否则从标准输入读两行：账号、密码。\n" +
			"没有密钥环的机器上用 --print-token，它只写到管道或文件，不写到终端。",
		Example: "  houbu login --server https://cet.example.edu\n" +
			"  export HOUBU_TOKEN=\"$(houbu login --print-token --server https://cet.example.edu)\"",
	}
	cmd.Flags().BoolVar(&show, "print-token", false, "把令牌写到标准输出（不能是终端），不存入密钥环")
	cmd.PreRunE = func(cmd *cobra.Command, _ []string) error {
		if _, ok := terminalOf(cmd.OutOrStdout()); ok && show {
			return misused(`--print-token 不把令牌显示在终端上：请写 export HOUBU_TOKEN="$(houbu login --print-token)"，--server 要一样`)
		}
		return nil
	}
	return o.scriptCommand(cmd, &f, false, func(ctx context.Context, s *session) error {
		account, password, err := o.credentials(ctx, cmd.ErrOrStderr())
		if err != nil {
			return err
		}
		if _, err := s.api.Login(ctx, account, password); err != nil {
			return err
		}
		if show {
			_, err := fmt.Fprintln(cmd.OutOrStdout(), s.api.Token())
			return err
		}
		if err := o.keep(ctx, s.servers, s.api.Token()); err != nil {
			_ = s.api.Logout(context.WithoutCancel(ctx)) // what fails ends when the login expires
			return err
		}
		return s.told(cmd.OutOrStdout(), f.json, "login", text.Chinese().Script.LoggedIn)
	})
}

// credentials are an account and its password: asked for on a terminal, or two
// lines of the standard input.
func (o outside) credentials(ctx context.Context, say io.Writer) (account, password string, err error) {
	words := text.Chinese().Login
	file, asked := terminalOf(o.in)
	ask := func(label string) {
		if asked {
			_, _ = io.WriteString(say, label+"：")
		}
	}
	ask(words.Account)
	account, err = readLine(ctx, o.in)
	if err == nil {
		ask(words.Password)
		if asked {
			password, err = readSecret(ctx, file)
			_, _ = io.WriteString(say, "\n") // that the terminal did not show
		} else {
			password, err = readLine(ctx, o.in)
		}
	}
	account = strings.TrimSpace(account)
	switch {
	case ctx.Err() != nil:
		return "", "", interrupted()
	case err != nil && !asked:
		return "", "", misused("请在标准输入上给出两行：账号、密码")
	case account == "":
		return "", "", misused("%s", words.AccountMissing)
	case err != nil, password == "":
		return "", "", misused("%s", words.PasswordMissing)
	}
	return account, password, nil
}
