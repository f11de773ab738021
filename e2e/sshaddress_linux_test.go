package e2e

import "testing"

// TestPeopleBehindSSH: the backend knows the addresses of those who come by a
// server of SSH that it trusts. One who fails to log in locks out themselves.
func TestPeopleBehindSSH(t *testing.T) {
	t.Parallel()
	s, who := serve(t, 1, seats{"993010", "1", 0}), candidate(0)
	s.failOnce()
	s.startWith("--trusted-proxy", "127.0.0.1")
	far := serveSSH(t, s.url())
	enter := func(from, account, password, want string) {
		c := far.connect(from)
		c.waitFor(" ms", "全国大学英语")
		c.send(account + "\t" + password + "\r")
		c.waitFor(want)
	}
	enter("127.0.0.2", "stranger@houbu.test", "Wrong2026!", "账号或密码")
	enter("127.0.0.3", who.account, who.password, "报名首页")
	enter("127.0.0.2", who.account, who.password, "尝试次数过多")
}
