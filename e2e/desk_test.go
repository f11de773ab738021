//go:build unix

package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"houbu/api"
	"houbu/backend/audit"
	"houbu/backend/staff"
	"houbu/backend/store"
	"houbu/client"
)

// deskPassword is of every staff login of these tests.
const deskPassword = "a-long-staff-password-1"

// The audit trail begins with what was done at the console: two imports, and employ.
// The first act at the desk has number 4.

// employ makes a staff login, and gives a candidate a name that no terminal is to get.
// The backend does not run meanwhile.
func employ(t *testing.T, s *server, login string, role api.Role, who person, name string) {
	t.Helper()
	db, err := store.Open(t.Context(), strings.TrimSpace(s.flags()[1]))
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}()
	if err := staff.Add(t.Context(), db, audit.Console("root", "houbu"), login, deskPassword, role, time.Now()); err != nil {
		t.Fatal(err)
	}
	if err := db.Write(t.Context(), func(tx store.Tx) error {
		_, err := tx.ExecContext(t.Context(), "UPDATE students SET name = $1 WHERE document_number = $2", name, who.number)
		return err
	}); err != nil {
		t.Fatal(err)
	}
}

// atDesk logs in at the support desk.
func atDesk(t *testing.T, s *server, login string) *term {
	t.Helper()
	c := start(t, "desk", "--server", s.url())
	c.waitFor("服务台登录", " ms", "全国大学英语")
	c.fill("工作人员账号", login)
	c.fill("密码", deskPassword)
	c.activate("登录")
	c.waitFor("服务台", "[ 查找考生 ]", login)
	return c
}

// find looks a candidate up by the identity number and opens the page.
func (c *term) find(who person) {
	c.t.Helper()
	c.activate("查找考生")
	c.waitFor("按什么找")
	c.fill("内容", who.number)
	c.press("Enter")
	c.waitFor("找到 1 人", who.number, who.phone)
	c.press("Enter")
	c.waitFor("资格信息", who.number, "[ 代为候补 ]")
	c.waitGone("正在读取")
}

// TestTheSupportDesk is a helper with a candidate at the counter, whose name is an
// attack: they are found, seen as they see themselves, their entry is cancelled while
// the backend is killed, and they get a new password, with which they log in. The
// trail has it all. That no escape sequence reached the terminal is checked when the
// program ends, as in every test.
func TestTheSupportDesk(t *testing.T) {
	t.Parallel()
	s, who := serve(t, 1, seats{"993010", "1", 0}), candidate(0)
	waiting := drive(t, s.url(), who)
	waiting.goTo(api.NextInfo)
	s.kill()
	employ(t, s, "desk.wang", api.RoleHelper, who, who.name+"\x1b[2J\x1b]0;x\x07")
	s.address = fixedPort(t, portOfDesk)
	s.start()
	c := atDesk(t, s, "desk.wang")
	c.mustShow("客服 desk.wang")
	c.mustNotShow("[ 报名时间 ]") // is a manager's
	c.find(who)
	c.mustShow(who.name+"␛[2J", who.account)

	s.kill()
	c.press("F5")
	c.waitFor("连接不上服务器", "离线")
	s.start()
	c.waitGone("连接不上服务器") // by itself
	c.waitFor("在线")
	c.activate("代为取消候补")
	c.waitFor("取消候补原因")
	c.choose("(", "时间冲突")
	c.fill("说明", "本人到现场，已核对证件")
	s.kill()
	c.cancelAtTheDesk(s)

	c.activate("重设密码")
	c.waitFor("系统生成新密码")
	c.fill("说明", "本人到现场，忘记密码")
	c.activate("重设密码")
	if first := c.open("重设密码"); first != "[ 不做 ]" {
		t.Errorf("%q has the focus at first, not the safe button", first)
	}
	c.answer("重设密码", "重设密码")
	password := c.newPassword()
	c.activate("返回")
	c.waitFor("资格信息")
	c.mustNotShow(password)
	s.mustNotLog(password, who.number, who.phone, deskPassword)

	who.password = password
	again := drive(t, s.url(), who)
	info := again.info()
	if len(info.Entries) != 0 || len(info.StaffActions) != 2 || info.StaffActions[1].Note != "本人到现场，已核对证件" {
		t.Errorf("the candidate sees %+v and %+v", info.Entries, info.StaffActions)
	}

	c.activate("审计记录")
	c.waitFor("共 2 条", "重设密码", "代为取消候补")
	c.press("Enter")
	c.waitFor("审计记录第 5 条", "来源：127.0.0.1", "本人到现场，忘记密码")
	c.press("Ctrl+C") // also from a dialog
	c.answer("退出服务台", "退出")
	if code := c.exit(); code != 0 {
		t.Errorf("it ends with %d", code)
	}
}

// cancelAtTheDesk confirms a cancellation while the backend is down, and has it done
// once it is up, whether the request was sent or not.
func (c *term) cancelAtTheDesk(s *server) {
	c.t.Helper()
	c.activate("取消候补")
	if first := c.open("代为取消候补"); first != "[ 不取消 ]" {
		c.t.Errorf("%q has the focus at first, not the safe button", first)
	}
	c.answer("代为取消候补", "取消候补")
	cut := c.await("the cut line", func(v view) bool { return v.has("已填写的内容都还在") || v.has("结果未知，正在核对") })
	c.mustShow("本人到现场，已核对证件")
	s.start()
	if cut.has("已填写的内容都还在") { // it was not sent
		c.activate("取消候补")
		c.answer("代为取消候补", "取消候补")
	}
	c.waitFor("候补取消成功（审计记录第 4 条）", "资格信息")
}

// newPassword is the one that stands on the screen.
func (c *term) newPassword() string {
	c.t.Helper()
	v := c.waitFor("新密码：", "密码已重设（审计记录第 5 条）")
	for _, line := range v.lines {
		if _, password, found := strings.Cut(line, "新密码："); found {
			return strings.TrimSpace(password)
		}
	}
	c.t.Fatal("no line has the password")
	return ""
}

// mustNotLog fails if a line of the backend's log holds one of the texts.
func (s *server) mustNotLog(texts ...string) {
	s.t.Helper()
	s.log.mu.Lock()
	defer s.log.mu.Unlock()
	if len(s.log.lines) == 0 {
		s.t.Error("the backend has logged nothing")
	}
	for _, line := range s.log.lines {
		for _, text := range texts {
			if strings.Contains(line, text) {
				s.t.Errorf("the log has what is nobody's business: %s", line)
			}
		}
	}
}

// TestAManagerMovesFiles: a roster of seats into the backend, of which the board
// shows the outcome, and the trail out of it.
func TestAManagerMovesFiles(t *testing.T) {
	t.Parallel()
	s, who := serve(t, 1, seats{"993010", "1", 0}), candidate(0)
	s.kill()
	employ(t, s, "chief.li", api.RoleManager, who, who.name)
	s.address = fixedPort(t, portOfDeskFiles)
	s.start()
	s.write("more.csv", seatsFile([]seats{{"993010", "1", 30}, {"993010", "2", 60}}))
	c := atDesk(t, s, "chief.li")
	c.activate("导入名单")
	c.waitFor("跳过有错误的行")
	c.choose("(", "座位名单")
	c.focus("文件")
	c.typeBlind(filepath.Join(s.dir, "more.csv")) // the field shows its end
	c.waitFor("more.csv")
	c.fill("说明", "扩容")
	c.activate("导入")
	c.answer("导入名单", "导入")
	c.waitFor("导入完成：共 2 行，新增 1，更新 1")
	c.activate("返回")
	c.waitFor("[ 看板 ]")
	c.activate("看板")
	c.waitFor("英语四级", "英语六级", "30", "60")
	c.press("Esc")
	c.waitFor("[ 导出数据 ]")
	c.activate("导出数据")
	c.waitFor("只保存在受控的地方")
	c.choose("(", "审计记录")
	c.choose("Excel", "CSV（UTF-8；长号码请在 Excel 中按文本导入）")
	c.focus("文件")
	c.press("Ctrl+U")
	out := filepath.Join(s.dir, "trail.csv")
	c.typeBlind(out)
	c.waitFor("trail.csv")
	c.activate("导出")
	c.waitFor("已保存到")
	content, err := os.ReadFile(out)
	if err != nil || !strings.Contains(string(content), "扩容") || !strings.Contains(string(content), "chief.li") {
		t.Errorf("the trail is %q, %v", content, err)
	}
}

// TestAManagerClosesRegistration at the desk, and from then on nobody can join.
func TestAManagerClosesRegistration(t *testing.T) {
	t.Parallel()
	s, who := serve(t, 1, seats{"993010", "1", 0}), candidate(0)
	d := drive(t, s.url(), who)
	d.goTo(api.NextWritten)
	s.kill()
	employ(t, s, "chief.li", api.RoleManager, who, who.name)
	s.address = fixedPort(t, portOfDeskWindows)
	s.start()
	c := atDesk(t, s, "chief.li")
	c.activate("报名时间")
	c.waitFor("现在生效", "报名进行中")
	c.choose("(", "马上结束")
	c.fill("说明", "系统维护")
	c.activate("调整")
	c.answer("调整报名时间", "调整")
	c.waitFor("报名时间已调整（审计记录第 4 条）", "报名已结束")
	d = drive(t, s.url(), who)
	_, err := d.api.Join(t.Context(), client.NewKey(), api.Join{CampusCode: "993010", Subject: "1"})
	if client.CodeOf(err) != api.CodeWindowClosed {
		t.Errorf("after registration was closed a join answers %v", err)
	}
}
