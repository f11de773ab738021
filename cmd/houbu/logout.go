package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"houbu/client"
	"houbu/screens/text"
	"houbu/script"
)

func newLogoutCmd(o outside, data *string) *cobra.Command {
	f := scriptFlags{data: data}
	cmd := &cobra.Command{
		Use:   "logout",
		Short: "退出登录",
		Long: "退出登录：使令牌失效，并从系统密钥环里删除。设置了 HOUBU_TOKEN 时，只使那个令牌失效。\n" +
			"没有登录时什么都不做。",
		Example: "  houbu logout --server https://cet.example.edu",
	}
	return o.scriptCommand(cmd, &f, false, func(ctx context.Context, s *session) error {
		words := text.Chinese()
		ended, err := o.logOut(ctx, s)
		if err != nil {
			return err
		}
		if !ended {
			return s.told(cmd.OutOrStdout(), f.json, "none", words.Script.NotLoggedIn)
		}
		return s.told(cmd.OutOrStdout(), f.json, "logout", words.Script.LoggedOut)
	})
}

// logOut revokes the login of each server and forgets it. It is forgotten here also
// when the server could not be told.
func (o outside) logOut(ctx context.Context, s *session) (ended bool, err error) {
	if token := o.envToken(); token != "" {
		return true, revoke(ctx, s.endpoints, token)
	}
	var failed error
	for i, server := range s.servers {
		token, err := o.tokenFor(ctx, []string{server})
		var missing *script.Error
		if errors.As(err, &missing) && missing.Exit == script.NoLogin {
			continue
		}
		if err != nil {
			return false, err
		}
		ended = true
		lines := s.endpoints
		if !s.practice { // each has its own
			lines = s.endpoints[i : i+1]
		}
		failed = errors.Join(failed, revoke(ctx, lines, token))
	}
	if ended {
		if err := o.drop(ctx, s.servers); err != nil {
			return false, err
		}
	}
	return ended, failed
}

// revoke tells the backend that a login has ended. Where it cannot be told, the
// login ends when it expires.
func revoke(ctx context.Context, lines []client.Endpoint, token string) error {
	api, err := newScriptClient(lines, token)
	if err != nil {
		return err
	}
	defer api.Close()
	if err := api.Logout(ctx); err != nil {
		words := text.Chinese()
		failure := script.ErrorOf(words, err)
		failure.Message, failure.Advice = words.Home.NotRevoked, ""
		return failure
	}
	return nil
}

// told says what was done.
func (s *session) told(out io.Writer, asJSON bool, done, words string) error {
	line := words + "\n"
	if asJSON {
		var err error
		if line, err = script.Line(map[string]string{"done": done}); err != nil {
			return err
		}
	}
	if _, err := io.WriteString(out, line); err != nil {
		return fmt.Errorf("write the result: %w", err)
	}
	return nil
}
