package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// TestHelpSpeaksChinese: no word of cobra's own is left in the help of any command.
func TestHelpSpeaksChinese(t *testing.T) {
	t.Parallel()
	root := newRootCmd(system())
	var all func(cmd *cobra.Command) []*cobra.Command
	all = func(cmd *cobra.Command) []*cobra.Command {
		found := []*cobra.Command{cmd}
		for _, sub := range cmd.Commands() {
			found = append(found, all(sub)...)
		}
		return found
	}
	strictCompletion(root)
	for _, cmd := range all(root) {
		var out bytes.Buffer
		cmd.SetOut(&out)
		if err := cmd.Help(); err != nil {
			t.Fatal(err)
		}
		for _, word := range []string{"Usage", "Flags:", "help for", "for more information", "completion script", "Available", "[flags]"} {
			if strings.Contains(out.String(), word) {
				t.Errorf("%s says %q:\n%s", cmd.CommandPath(), word, out.String())
			}
		}
		if !strings.Contains(out.String(), "用法：") {
			t.Errorf("%s shows no usage", cmd.CommandPath())
		}
	}
}

func TestHelpOfACommand(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]string{
		"help join": "houbu join [选项]", "help staff add": "houbu staff add LOGIN [选项]", "help": "houbu 命令 [选项]",
	} {
		root := newRootCmd(system())
		var out bytes.Buffer
		root.SetOut(&out)
		root.SetArgs(strings.Fields(line))
		if err := root.Execute(); err != nil || !strings.Contains(out.String(), want) {
			t.Errorf("%s: %v:\n%s", line, err, out.String())
		}
	}
	root := newRootCmd(system())
	root.SetArgs([]string{"help", "nosuch"})
	if err := root.Execute(); err == nil || !strings.Contains(err.Error(), `没有命令 "nosuch"`) {
		t.Errorf("help of no command = %v", err)
	}
}
