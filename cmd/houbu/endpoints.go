package main

import (
	"fmt"
	"net/url"
	"strings"

	"houbu/client"
)

// lineNames are the documented lines, in the order of --server.
func lineNames() []string { return []string{"公网", "教育网"} }

// parseEndpoints reads the --server flags: URL, or 名称=URL.
func parseEndpoints(flags []string) ([]client.Endpoint, error) {
	names := lineNames()
	out := make([]client.Endpoint, 0, len(flags))
	for i, flag := range flags {
		name, address := fmt.Sprintf("线路 %d", i+1), flag
		if i < len(names) {
			name = names[i]
		}
		if before, after, ok := strings.Cut(flag, "="); ok && !strings.Contains(before, "/") {
			name, address = before, after
		}
		u, err := url.Parse(address)
		if err != nil || u.Hostname() == "" || (u.Scheme != "http" && u.Scheme != "https") {
			return nil, fmt.Errorf("--server %q 不是网址：请写成 https://主机 或 名称=https://主机", flag)
		}
		if u.User != nil || u.RawQuery != "" || u.Fragment != "" || strings.ContainsAny(u.Path, "{}") {
			return nil, fmt.Errorf("第 %d 个 --server 只能写主机和路径，不能带账号、密码、参数或花括号", i+1) // it is not repeated
		}
		out = append(out, client.Endpoint{Name: name, URL: strings.TrimRight(address, "/")})
	}
	return out, nil
}
