package main

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestDataDirOrder(t *testing.T) {
	t.Parallel()
	env := func(pairs map[string]string) func(string) string { return func(k string) string { return pairs[k] } }
	tests := []struct {
		name, flag string
		env        map[string]string
		want       string
	}{
		{"the flag wins", "/flag", map[string]string{envData: "/env", "XDG_DATA_HOME": "/xdg"}, "/flag"},
		{"then HOUBU_DATA", "", map[string]string{envData: "/env", "XDG_DATA_HOME": "/xdg"}, "/env"},
		{"then the system's folder", "", map[string]string{"XDG_DATA_HOME": "/xdg"}, filepath.Join("/xdg", "houbu")},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, err := dataDir(tt.flag, env(tt.env))
			if err != nil || got != tt.want {
				t.Errorf("dataDir = %q, %v; want %q", got, err, tt.want)
			}
		})
	}
}

func TestParseEndpoints(t *testing.T) {
	t.Parallel()
	got, err := parseEndpoints([]string{"https://a.example/", "教育=http://127.0.0.1:8080"})
	if err != nil {
		t.Fatal(err)
	}
	if got[0].Name != "公网" || got[0].URL != "https://a.example" {
		t.Errorf("first endpoint = %+v", got[0])
	}
	if got[1].Name != "教育" || got[1].URL != "http://127.0.0.1:8080" {
		t.Errorf("second endpoint = %+v", got[1])
	}
	for _, bad := range []string{
		"", "a.example", "ftp://a.example", "x=", "http://", "http://:80",
		"https://me:secret@a.example", "https://a.example/?a=secret", "https://a.example/{secret}", "x=https://a.example/#secret",
	} {
		if _, err := parseEndpoints([]string{bad}); err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("parseEndpoints(%q) = %v", bad, err)
		}
	}
}
