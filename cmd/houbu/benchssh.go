package main

import (
	"bufio"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"time"

	"github.com/spf13/cobra"
	gossh "golang.org/x/crypto/ssh"

	"houbu/bench"
)

func newBenchSSHCmd() *cobra.Command {
	var opts bench.SSHOptions
	cmd := newBenchmarkCmd("ssh", "SSH 会话：登录并走到笔试报名，然后空闲",
		"每个会话用一名可直接候补的考生登录。first-frame 从连接之前算到第一屏，walk 算到笔试报名。\n"+
			"不带 --address 时自己启动一个 houbu ssh，测完就停；带 --address 时用 --pid 读它的内存和 CPU（Linux）。",
		func(ctx context.Context, target bench.Target) (report *bench.Report, err error) {
			if opts.Address == "" {
				server, err := startSSH(ctx, "http://"+target.Host, opts.Sessions)
				if err != nil {
					return nil, err
				}
				defer server.stop()
				opts.Address, opts.PID = server.address, server.cmd.Process.Pid
			}
			report, err = bench.SSH(ctx, target, opts)
			if errors.Is(err, bench.ErrSSHOptions) {
				return nil, errors.New("--sessions、--rate 和 --idle 要大于 0")
			}
			return report, err
		})
	flags := cmd.Flags()
	flags.IntVar(&opts.Sessions, "sessions", 100, "同时多少个会话")
	flags.Float64Var(&opts.Rate, "rate", 10, "每秒来多少个会话")
	flags.DurationVar(&opts.Idle, "idle", 30*time.Second, "全部空闲后测 CPU 多久")
	flags.DurationVar(&opts.Rest, "rest", 10*time.Second, "最后一个到达后，先等多久再测")
	flags.BoolVar(&opts.Joined, "joined", false, "考生已用 houbu bench join 候补：走到报名信息，每两秒查询一次")
	flags.StringVar(&opts.Address, "address", "", "正在运行的 houbu ssh，主机:端口；默认自己启动一个")
	flags.IntVar(&opts.PID, "pid", 0, "它的进程号")
	return cmd
}

// sshChild is houbu ssh, started for a benchmark.
type sshChild struct {
	cmd     *exec.Cmd
	address string
	dir     string
}

// startSSH starts this program's own houbu ssh in front of a backend.
func startSSH(ctx context.Context, backend string, sessions int) (*sshChild, error) {
	program, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("找不到本程序：%w", err)
	}
	s := &sshChild{}
	if s.dir, err = os.MkdirTemp("", "houbu-bench-"); err != nil {
		return nil, fmt.Errorf("不能建临时目录：%w", err)
	}
	key := filepath.Join(s.dir, "host_key")
	if err := writeKey(key); err != nil {
		s.stop()
		return nil, err
	}
	most := strconv.Itoa(max(sessions, 1))
	s.cmd = exec.CommandContext(ctx, program, "ssh", "--listen", "127.0.0.1:0", "--host-key", key, "--server", backend,
		"--max-sessions", most, "--max-per-address", most, "--grace", "0s")
	said, err := s.cmd.StderrPipe()
	if err == nil {
		err = s.cmd.Start()
	}
	if err != nil {
		s.stop()
		return nil, fmt.Errorf("不能启动 houbu ssh：%w", err)
	}
	lines := bufio.NewScanner(said)
	for s.address == "" && lines.Scan() {
		s.address = listeningAt(lines.Bytes())
	}
	if s.address == "" {
		s.stop()
		return nil, errors.New("houbu ssh 没有启动")
	}
	go func() {
		for lines.Scan() { // its log is of no interest, and must not stop it
		}
	}()
	return s, nil
}

// stop ends it.
func (s *sshChild) stop() {
	if s.cmd != nil && s.cmd.Process != nil {
		_ = s.cmd.Process.Kill() // it may have ended
		_ = s.cmd.Wait()         // it was killed
	}
	_ = os.RemoveAll(s.dir) // in the system's own folder for such
}

// listeningAt is the address in a line of the log that says where it listens.
func listeningAt(line []byte) string {
	var said struct{ Msg, Address string }
	if json.Unmarshal(line, &said) != nil || said.Msg != "listening" {
		return ""
	}
	if _, _, err := net.SplitHostPort(said.Address); err != nil {
		return ""
	}
	return said.Address
}

// writeKey writes a new host key.
func writeKey(path string) error {
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return fmt.Errorf("make a host key: %w", err)
	}
	block, err := gossh.MarshalPrivateKey(private, "")
	if err != nil {
		return fmt.Errorf("make a host key: %w", err)
	}
	if err := os.WriteFile(path, pem.EncodeToMemory(block), 0o600); err != nil {
		return fmt.Errorf("write a host key: %w", err)
	}
	return nil
}
