package main

import (
	"fmt"
	"strings"
	"testing"
)

func TestParseProxies(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		flags []string
		want  string // empty: refused
	}{
		{nil, "[]"},
		{[]string{"127.0.0.1"}, "[127.0.0.1/32]"},
		{[]string{"::1"}, "[::1/128]"},
		{[]string{"10.0.0.0/8"}, "[10.0.0.0/8]"},
		{[]string{"10.1.2.3/8"}, "[10.0.0.0/8]"},
		{[]string{"2001:db8::/32"}, "[2001:db8::/32]"},
		{[]string{"127.0.0.1, ::1", "10.0.0.0/8"}, "[127.0.0.1/32 ::1/128 10.0.0.0/8]"},
		{[]string{"::ffff:10.0.0.1"}, "[10.0.0.1/32]"},
		{[]string{"::ffff:10.0.0.0/104"}, "[10.0.0.0/8]"},
		{[]string{""}, ""},
		{[]string{"127.0.0.1,"}, ""},
		{[]string{"127.0.0.1", "localhost"}, ""},
		{[]string{"127.0.0.1:8080"}, ""},
		{[]string{"10.0.0.0/33"}, ""},
		{[]string{"10.0.0.0/-1"}, ""},
		{[]string{"10.0.0"}, ""},
		{[]string{"fe80::1%eth0"}, ""},
		{[]string{"http://127.0.0.1"}, ""},
	} {
		got, err := parseProxies(test.flags)
		if test.want == "" {
			if err == nil || got != nil || !strings.Contains(err.Error(), "不是 IP 地址或网段") {
				t.Errorf("parseProxies(%q) = %v, %v; want an error", test.flags, got, err)
			}
			continue
		}
		if err != nil || fmt.Sprint(got) != test.want {
			t.Errorf("parseProxies(%q) = %v, %v; want %s", test.flags, got, err, test.want)
		}
	}
}
