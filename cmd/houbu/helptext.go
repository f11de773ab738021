package main

import "github.com/spf13/cobra"

// usageTemplate is how a command's use is shown, in the language of the program:
// cobra's own is in English.
const usageTemplate = `用法：{{if .Runnable}}
  {{if .HasParent}}{{.Parent.CommandPath}} {{end}}{{.Use}} [选项]{{end}}{{if .HasAvailableSubCommands}}
  {{.CommandPath}} 命令 [选项]{{end}}{{if .HasExample}}

示例：
{{.Example}}{{end}}{{if .HasAvailableSubCommands}}

命令：{{range .Commands}}{{if (or .IsAvailableCommand (eq .Name "help"))}}
  {{rpad .Name .NamePadding }} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

选项：
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}

通用选项：
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableSubCommands}}

用 {{.CommandPath}} 命令 --help 查看一个命令的用法。{{end}}
`

// speakChinese gives a root command the words that cobra has in English: the frame of
// each usage, the flag and the command for help, and the command for completion.
func speakChinese(root *cobra.Command) {
	root.SetUsageTemplate(usageTemplate)
	root.PersistentFlags().BoolP("help", "h", false, "显示用法")
	root.SetHelpCommand(&cobra.Command{
		Use:   "help [命令]",
		Short: "查看一个命令的用法",
		RunE: func(cmd *cobra.Command, args []string) error {
			about, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return noArguments(cmd.Root(), args)
			}
			return about.Help()
		},
	})
}

// completionWords are what the commands for completion say, by their names.
func completionWords() map[string][2]string {
	return map[string][2]string{
		"completion": {"生成命令行补全脚本", "为 bash、zsh、fish 或 PowerShell 生成命令行补全脚本。"},
		"bash": {"生成 bash 的补全脚本", "需要软件包 bash-completion。当前窗口立即生效：\n\n  source <(houbu completion bash)\n\n" +
			"以后每个窗口都生效：\n\n  houbu completion bash > /etc/bash_completion.d/houbu"},
		"zsh": {"生成 zsh 的补全脚本", "当前窗口立即生效：\n\n  source <(houbu completion zsh)\n\n" +
			"以后每个窗口都生效：\n\n  houbu completion zsh > \"${fpath[1]}/_houbu\""},
		"fish": {"生成 fish 的补全脚本", "当前窗口立即生效：\n\n  houbu completion fish | source\n\n" +
			"以后每个窗口都生效：\n\n  houbu completion fish > ~/.config/fish/completions/houbu.fish"},
		"powershell": {"生成 PowerShell 的补全脚本", "当前窗口立即生效：\n\n  houbu completion powershell | Out-String | Invoke-Expression"},
	}
}

// strictCompletion adds the command completion, which refuses a shell that it does
// not know: cobra's own would print its help and call that done, into the file that a
// script has asked for. The output must be set before: cobra keeps it.
func strictCompletion(root *cobra.Command) {
	root.InitDefaultCompletionCmd()
	words := completionWords()
	for _, cmd := range root.Commands() {
		if cmd.Name() != "completion" {
			continue
		}
		cmd.Args = noArguments
		cmd.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
		for _, each := range append(cmd.Commands(), cmd) {
			each.Short, each.Long = words[each.Name()][0], words[each.Name()][1]
			if flag := each.Flags().Lookup("no-descriptions"); flag != nil {
				flag.Usage = "补全时不显示说明"
			}
		}
	}
}
