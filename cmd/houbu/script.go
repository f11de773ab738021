package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"houbu/backend/store"
	"houbu/client"
	"houbu/screens/text"
	"houbu/script"
	"houbu/tui"
	"houbu/tui/widget"
)

// scriptFlags are the flags that all commands for scripts share.
type scriptFlags struct {
	servers []string
	json    bool
	tick    time.Duration
	data    *string // of the root command
}

// forScripts marks the commands whose failures are JSON with --json.
const forScripts = "houbu/script"

// session is a client for a command, and what it was made of.
type session struct {
	api       *client.Client
	runner    *script.Runner
	servers   []string // as the keyring names them; in a practice session one for all lines
	endpoints []client.Endpoint
	practice  bool
	token     string
}

// scriptCommand makes a command for scripts: it runs do with a client of the
// servers named, or of a backend of its own, that is logged in if login is asked
// for. Each failure is a *script.Error.
func (o outside) scriptCommand(
	cmd *cobra.Command, f *scriptFlags, login bool, do func(ctx context.Context, s *session) error,
) *cobra.Command {
	cmd.Args = noArguments
	cmd.Annotations = map[string]string{forScripts: "yes"}
	cmd.Flags().StringArrayVar(&f.servers, "server", nil, "后端的网址，可写两次：公网、教育网；也可写 名称=网址")
	cmd.Flags().BoolVar(&f.json, "json", false, "以 JSON 输出，每个结果一行；错误以 JSON 写到标准错误")
	cmd.Flags().DurationVar(&f.tick, "practice-tick", 0, "练习考次里模拟考生的行动间隔")
	_ = cmd.Flags().MarkHidden("practice-tick") // the flag exists: it was defined above
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		signalled, stop := signal.NotifyContext(cmd.Context(), stopSignals()...)
		defer stop()
		context.AfterFunc(signalled, stop) // a second Ctrl+C ends it at once
		ctx, cancel := context.WithCancelCause(signalled)
		defer cancel(nil)
		err := o.withSession(ctx, cancel, cmd, f, login, do)
		if err == nil {
			return nil
		}
		if cause := context.Cause(ctx); signalled.Err() == nil && cause != nil && !errors.Is(cause, context.Canceled) {
			return ownBackend(cause)
		}
		return script.ErrorOf(text.Chinese(), err)
	}
	return cmd
}

// ownBackend is why the practice session could not be used.
func ownBackend(err error) error {
	message, advice, _ := strings.Cut(explain(err), "\n")
	f := &script.Error{Exit: script.Failed, Code: "failed", Message: message, Advice: advice}
	if errors.Is(err, store.ErrLocked) {
		f.Exit, f.Code = script.Busy, "data_in_use"
	}
	return f
}

// withSession opens what a command needs, runs it, and closes it again.
func (o outside) withSession(
	ctx context.Context, fail context.CancelCauseFunc, cmd *cobra.Command, f *scriptFlags, login bool,
	do func(ctx context.Context, s *session) error,
) error {
	endpoints, err := parseEndpoints(f.servers)
	if err != nil {
		return misused("%s", err)
	}
	s := &session{practice: len(endpoints) == 0}
	if s.practice {
		dir, err := dataDir(*f.data, os.Getenv)
		if err != nil {
			return misused("%s", err)
		}
		s.servers = []string{practiceServer(dir)}
	} else {
		s.servers = serversOf(endpoints)
	}
	if login {
		if s.token, err = o.tokenFor(ctx, s.servers); err != nil {
			return err
		}
	}
	if s.practice {
		own, err := startEmbedded(ctx, rootFlags{data: *f.data, tick: f.tick}, fail)
		if err != nil {
			return err
		}
		defer own.close()
		endpoints = own.endpoints()
	}
	return o.run(ctx, cmd, f, endpoints, s, do)
}

// run makes the client and the runner, and runs a command.
func (o outside) run(
	ctx context.Context, cmd *cobra.Command, f *scriptFlags, endpoints []client.Endpoint, s *session,
	do func(ctx context.Context, s *session) error,
) error {
	api, err := newScriptClient(endpoints, s.token)
	if err != nil {
		return err
	}
	defer api.Close()
	s.api, s.endpoints = api, endpoints
	s.runner = &script.Runner{
		API: api, Text: text.Chinese(), Out: cmd.OutOrStdout(), Err: cmd.ErrOrStderr(), JSON: f.json,
		NewKey: client.NewKey, Sleep: pause, Ask: o.asker(cmd), Practice: s.practice,
	}
	if _, ok := terminalOf(cmd.OutOrStdout()); ok && !f.json {
		s.runner.QR = drawQR
	}
	return do(ctx, s)
}

// newScriptClient is a client with a token of before; empty for none.
func newScriptClient(endpoints []client.Endpoint, token string) (*client.Client, error) {
	api, err := client.New(client.Options{
		Endpoints: endpoints, Failover: true, UserAgent: "houbu-script/" + version(), Token: token,
	})
	if errors.Is(err, client.ErrToken) {
		return nil, misused("%s 不是登录令牌：它应是 houbu login --print-token 输出的一行", envToken)
	}
	if err != nil {
		return nil, fmt.Errorf("set up the client: %w", err)
	}
	return api, nil
}

// checked refuses what a command cannot do without, before anything is opened:
// flags, and somebody to ask unless --yes is given.
func (o outside) checked(cmd *cobra.Command, yes bool, must ...string) error {
	for _, flag := range must {
		if given, err := cmd.Flags().GetString(flag); err != nil || strings.TrimSpace(given) == "" {
			return misused("请用 --%s 写明%s", flag, strings.TrimSuffix(cmd.Flag(flag).Usage, "（必填）"))
		}
	}
	if _, ok := terminalOf(o.in); !ok && !yes {
		words := text.Chinese()
		return script.Misused(words, words.Script.NoTerminal, words.Script.Advice.Yes)
	}
	return nil
}

// pause waits.
func pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// asker asks on the terminal; nil where nobody sits.
func (o outside) asker(cmd *cobra.Command) func(context.Context, string) (bool, error) {
	if _, ok := terminalOf(o.in); !ok {
		return nil
	}
	return func(ctx context.Context, question string) (bool, error) {
		words := text.Chinese().Script
		_, err := fmt.Fprintf(cmd.ErrOrStderr(), "%s\n"+words.AskFormat, question, words.YesWords[0])
		if err != nil {
			return false, err
		}
		answer, err := readLine(ctx, o.in)
		if ctx.Err() != nil {
			return false, interrupted()
		}
		if errors.Is(err, errNoLine) { // no answer is no yes
			answer, err = "", nil
		}
		if err != nil {
			return false, err
		}
		return slices.Contains(words.YesWords, strings.ToLower(strings.TrimSpace(answer))), nil
	}
}

// drawQR draws an address for a phone; nothing when it is too long.
func drawQR(address string) string {
	keys := tui.NewKeyMap(tui.ChineseChrome())
	code, err := widget.NewQR(widget.NewKit(localLook(false).theme(), keys), address)
	if err != nil {
		return ""
	}
	return strings.Join(code.Lines(), "\n") + "\n"
}
