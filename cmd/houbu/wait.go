package main

import (
	"time"

	"github.com/spf13/cobra"

	"houbu/screens/text"
	"houbu/script"
)

// waitFlags are --wait and --timeout.
type waitFlags struct {
	states  string
	timeout time.Duration
}

func (f *waitFlags) register(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.states, "wait", "",
		"等到候补变为某个状态再结束，可写多个，用逗号分隔：waiting、offered、paid、cancelled、expired、closed")
	registerTimeout(cmd, &f.timeout)
}

func registerTimeout(cmd *cobra.Command, timeout *time.Duration) {
	cmd.Flags().DurationVar(timeout, "timeout", 0, "--wait 最多等多久，如 90s、2h；0 表示一直等")
}

// wait reads the flags. Its error is a *script.Error.
func (f *waitFlags) wait(cmd *cobra.Command, entry string) (script.Wait, error) {
	w := script.Wait{Entry: entry, Timeout: f.timeout}
	if err := checkTimeout(cmd, f.timeout); err != nil {
		return w, err
	}
	if !cmd.Flags().Changed("wait") {
		return w, nil
	}
	var err error
	w.States, err = script.ParseStates(text.Chinese(), f.states)
	return w, err
}

func checkTimeout(cmd *cobra.Command, timeout time.Duration) error {
	switch {
	case timeout < 0:
		return misused("--timeout 不能为负：%s", timeout)
	case cmd.Flags().Changed("timeout") && !cmd.Flags().Changed("wait"):
		return misused("--timeout 要和 --wait 一起用")
	}
	return nil
}
