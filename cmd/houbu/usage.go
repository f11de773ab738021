package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"houbu/script"
)

// noArguments refuses what follows a command that takes nothing, with where to
// look. It stands in for cobra's own checks, which speak English.
func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	if cmd.HasSubCommands() {
		return usage(fmt.Sprintf("没有命令 %q：用 %s --help 查看全部命令", args[0], cmd.CommandPath()))
	}
	return usage(fmt.Sprintf("多余的参数 %q：用 %s --help 查看用法", args[0], cmd.CommandPath()))
}

// badFlag says which flag is wrong and where to look.
func badFlag(cmd *cobra.Command, err error) error {
	return usage(fmt.Sprintf("选项有误（%v）：用 %s --help 查看用法", err, cmd.CommandPath()))
}

// usage is a failure of the command line, which says itself what to do.
func usage(message string) error {
	return &script.Error{Exit: script.Usage, Code: "usage", Message: message}
}
