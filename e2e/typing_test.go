//go:build unix

package e2e

import (
	"strings"
	"testing"

	"houbu/api"
)

// TestTypingFast sends text faster than a person types: a long commit of an
// input method or a paste without brackets, and a bracketed one. Not a
// character is lost, wherever the reads of it end.
func TestTypingFast(t *testing.T) {
	t.Parallel()
	s := serve(t, 2, seats{"993010", "1", 0})
	text := strings.Repeat("一二三四五六七八九十", 13) // 390 bytes, more than one read takes
	for i, test := range []struct {
		name string
		send func(c *term)
	}{
		{"as keys", func(c *term) { c.typeBlind(text) }},
		{"as a paste", func(c *term) { c.paste(text) }},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			who := candidate(i)
			other := drive(t, s.url(), who)
			other.goTo(api.NextInfo)
			c := start(t, "--server", s.url())
			c.logIn(who)
			c.atInfo()
			c.activate("取消候补")
			c.answer("取消候补", "确定")
			c.waitFor("取消候补原因")
			c.choose("(", "其他")
			c.focus("具体原因")
			test.send(c)
			c.waitFor("八九十  ]") // the end, with room for the cursor
			c.activate("确定")
			c.waitFor("候补取消成功")
			if list := other.finished(); len(list) != 1 || !strings.HasSuffix(list[0].Reason, text) {
				t.Errorf("the server has %+v", list)
			}
		})
	}
}
