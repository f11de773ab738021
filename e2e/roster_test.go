//go:build unix

package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// sessionFile is the documented example, with its windows around now.
func sessionFile(t *testing.T) string {
	t.Helper()
	example, err := os.ReadFile(filepath.Join("..", "docs", "session.example.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	text, now := string(example), time.Now()
	for key, at := range map[string]time.Duration{
		"opens": -24 * time.Hour, "closes": 5 * 24 * time.Hour,
		"payment_closes": 6 * 24 * time.Hour, "last_allocation": 6*24*time.Hour - time.Hour,
	} {
		line := regexp.MustCompile(`(?m)^( *` + key + `:) +\S+`)
		if len(line.FindAllString(text, -1)) != 1 {
			t.Fatalf("the example session has not one line %q", key)
		}
		text = line.ReplaceAllString(text, "$1 "+now.Add(at).Format(time.RFC3339))
	}
	return text
}

func seatsFile(pools []seats) string {
	var file strings.Builder
	file.WriteString("学校代码,学校,校区代码,校区,科目代码,科目,容量\n")
	names := map[string]string{"1": "英语四级", "2": "英语六级", "SET4": "英语四级口试", "SET6": "英语六级口试"}
	campuses := map[string]string{"993010": "东校区", "993011": "西校区"}
	for _, p := range pools {
		_, _ = fmt.Fprintf(&file, "99301,练习大学,%s,%s,%s,%s,%d\n", // a Builder never fails to write
			p.campus, campuses[p.campus], p.subject, names[p.subject], p.capacity)
	}
	return file.String()
}

func candidatesFile(people int) string {
	var file strings.Builder
	file.WriteString("账号,密码,手机号,证件类型,证件号码,姓名,学校代码,学校,校区代码,校区,资格科目,已报科目\n")
	for n := range people {
		p := candidate(n)
		_, _ = fmt.Fprintf(&file, "%s,%s,%s,1,%s,%s,99301,练习大学,993010,东校区,英语四级;英语六级,\n",
			p.account, p.password, p.phone, p.number, p.name)
	}
	return file.String()
}
