package main

import (
	"context"
	"time"

	"github.com/spf13/cobra"

	"houbu/api"
	"houbu/client"
	"houbu/script"
	"houbu/tui"
)

// completionTime is how long a shell is kept waiting for what a server offers.
const completionTime = 2 * time.Second

// offer asks a server what a flag can be. It offers nothing without --server: the
// practice session is not started for a key press.
type offer func(ctx context.Context, c *client.Client) ([]cobra.Completion, error)

// complete has a flag completed with what a server offers, within a short time. A
// login is sent only where one is needed.
func (o outside) complete(cmd *cobra.Command, f *scriptFlags, flag string, login bool, from offer) {
	_ = cmd.RegisterFlagCompletionFunc(flag, // the flag exists, and has no other
		func(cmd *cobra.Command, _ []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
			ctx, stop := context.WithTimeout(client.Once(cmd.Context()), completionTime)
			defer stop()
			offered, err := o.offered(ctx, f, login, from)
			if err != nil {
				return nil, cobra.ShellCompDirectiveNoFileComp // a shell has no place for what went wrong
			}
			return offered, cobra.ShellCompDirectiveNoFileComp
		})
}

func (o outside) offered(ctx context.Context, f *scriptFlags, login bool, from offer) ([]cobra.Completion, error) {
	endpoints, err := parseEndpoints(f.servers)
	if err != nil || len(endpoints) == 0 {
		return nil, err
	}
	token := ""
	if login {
		if token, err = o.tokenFor(ctx, serversOf(endpoints)); err != nil {
			return nil, err
		}
	}
	c, err := newScriptClient(endpoints, token)
	if err != nil {
		return nil, err
	}
	defer c.Close()
	return from(ctx, c)
}

// completion is a value and what it means, neither of which can end the line.
func completion(value, meaning string) cobra.Completion {
	return cobra.CompletionWithDesc(tui.Clean(value), tui.Clean(meaning))
}

func (o outside) completeStates(cmd *cobra.Command) {
	var states []cobra.Completion
	for _, state := range script.States() {
		states = append(states, string(state))
	}
	_ = cmd.RegisterFlagCompletionFunc("wait", cobra.FixedCompletions(states, cobra.ShellCompDirectiveNoFileComp)) // the flag exists
}

func (o outside) completeReasons(cmd *cobra.Command, f *scriptFlags) {
	o.complete(cmd, f, "reason", false, func(ctx context.Context, c *client.Client) (out []cobra.Completion, err error) {
		exam, err := c.Exam(ctx)
		for _, reason := range exam.CancelReasons {
			out = append(out, completion(reason.Code, reason.Name))
		}
		return out, err
	})
}

// completeChoices completes the subjects and the campuses of a join.
func (o outside) completeChoices(cmd *cobra.Command, f *scriptFlags) {
	o.complete(cmd, f, "subject", false, func(ctx context.Context, c *client.Client) (out []cobra.Completion, err error) {
		exam, err := c.Exam(ctx)
		for _, subject := range exam.Subjects {
			out = append(out, completion(subject.Code, subject.Name))
		}
		return out, err
	})
	o.complete(cmd, f, "campus", true, func(ctx context.Context, c *client.Client) (out []cobra.Completion, err error) {
		seen := make(map[string]bool)
		for _, kind := range []api.Kind{api.Written, api.Oral} {
			pools, err := c.Pools(ctx, kind)
			if err != nil {
				return out, err
			}
			for _, pool := range pools.Pools {
				if !seen[pool.CampusCode] {
					out = append(out, completion(pool.CampusCode, pool.Campus))
				}
				seen[pool.CampusCode] = true
			}
		}
		return out, nil
	})
}

// completeEntries completes what is waited for and held.
func (o outside) completeEntries(cmd *cobra.Command, f *scriptFlags) {
	o.complete(cmd, f, "entry", true, func(ctx context.Context, c *client.Client) (out []cobra.Completion, err error) {
		info, _, _, err := c.Info(ctx, "")
		for _, e := range info.Entries {
			out = append(out, completion(e.ID, e.SubjectName))
		}
		for _, r := range append(info.Written, info.Oral...) {
			id := r.EntryID
			if id == "" {
				id = r.ID
			}
			out = append(out, completion(id, r.SubjectName))
		}
		return out, err
	})
}
