package main

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"houbu/script"
)

// TestScriptsUsedWrongly is told before anything is opened, as JSON where that
// was asked for, even when --json stands after what is wrong.
func TestScriptsUsedWrongly(t *testing.T) {
	t.Parallel()
	for args, words := range map[string]string{
		"join --token x":                             "unknown flag: --token",
		"status --token=x":                           "unknown flag: --token",
		"status extra":                               "多余的参数",
		"status --server foo":                        "不是网址",
		"status --wait won":                          "没有状态",
		"status --wait offered --timeout -1s":        "不能为负",
		"status --timeout 1s":                        "--wait",
		"status --entry e1":                          "--wait",
		"join":                                       "--campus",
		"join --campus 993010":                       "--subject",
		"join --campus 993010 --subject 1":           "标准输入不是终端",
		"cancel --entry e1":                          "--reason",
		"cancel --entry e1 --reason time":            "标准输入不是终端",
		"pay --timeout 1s":                           "--wait",
		"join --campus a --subject b --yes --wait x": "没有状态",
	} {
		s := newShell(t, "")
		s.run(script.Usage, append(strings.Fields(args), "--json")...)
		var failure struct {
			Error struct {
				Code, Message string
				Exit          int
			}
		}
		if err := json.Unmarshal([]byte(s.said), &failure); err != nil || failure.Error.Exit != 2 || !strings.Contains(failure.Error.Message, words) {
			t.Errorf("houbu %s says %q, %v; want %q", args, s.said, err, words)
		}
		s.run(script.Usage, strings.Fields(args)...)
		if !strings.HasPrefix(s.said, "houbu: ") || !strings.Contains(s.said, words) || s.out != "" {
			t.Errorf("houbu %s says %q, want %q", args, s.said, words)
		}
	}
}

// TestThePracticeDataIsLocked by a program that keeps it for itself, such as a
// backup's: it says so.
func TestThePracticeDataIsLocked(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	lock(t, filepath.Join(dir, "houbu.db"))
	s := newShell(t, "")
	s.token = "token-1"
	s.run(script.Busy, "status", "--json", "--data", dir)
	if !strings.Contains(s.said, `"code":"data_in_use"`) || !strings.Contains(s.said, "--data") || !strings.Contains(s.said, "没有被改动") {
		t.Errorf("it says %q", s.said)
	}
}

// TestThePracticeDataIsShared with houbu in another window: commands and screens
// work on the same session, and a login outlives the command that made it.
func TestThePracticeDataIsShared(t *testing.T) {
	t.Parallel()
	dir := folders(t)
	open(t, dir)
	s := newShell(t, "")
	s.in = credentials
	s.run(script.Done, "login", "--data", dir)
	s.run(script.Done, "status", "--json", "--data", dir)
	var status script.Status
	if s.read(&status); status.Next != "agreement" {
		t.Errorf("the status is %+v", status)
	}
	s.run(script.Done, "logout", "--data", dir)
}

// TestJoinAndCancel against the real backend, with the documents that a script
// reads.
func TestJoinAndCancel(t *testing.T) {
	t.Parallel()
	s := newShell(t, practiceCenter(t))
	confirmed(t, s.url)
	s.in = credentials
	s.run(script.Done, "login")
	s.run(script.Done, "join", "--campus", "993010", "--subject", "英语四级", "--yes", "--json", "--key", "script-key-1")
	var joined, again script.Receipt
	s.read(&joined)
	if joined.Key != "script-key-1" || joined.EntryID == "" || joined.State != "waiting" || joined.Number == "" {
		t.Fatalf("the receipt is %+v", joined)
	}
	s.run(script.Done, "join", "--campus", "993010", "--subject", "1", "--yes", "--json", "--key", "script-key-1")
	if s.read(&again); again != joined {
		t.Errorf("the same key brought %+v, then %+v", joined, again)
	}
	s.run(script.Refused, "join", "--campus", "993010", "--subject", "1", "--yes", "--json")
	s.run(script.Conflict, "join", "--campus", "993011", "--subject", "1", "--yes", "--json", "--key", "script-key-1")
	s.run(script.Conflict, "pay", "--json")

	s.run(script.Done, "status", "--json")
	var status script.Status
	s.read(&status)
	if len(status.Entries) != 1 || status.Entries[0].ID != joined.EntryID || status.Entries[0].Position < 1 || status.Next != "info" {
		t.Errorf("the status is %+v", status)
	}
	s.run(script.TimedOut, "status", "--wait", "paid", "--timeout", "1ms")
	s.run(script.Done, "cancel", "--entry", "1", "--reason", "其他", "--text", "换了考试计划", "--yes")
	s.run(script.Never, "status", "--wait", "offered", "--entry", joined.EntryID)
	s.run(script.Done, "status", "--wait", "cancelled", "--entry", joined.EntryID)
	s.run(script.Done, "history", "--json")
	var history script.History
	s.read(&history)
	if len(history.Entries) != 1 || history.Entries[0].State != "cancelled" || !strings.Contains(history.Entries[0].Reason, "换了考试计划") {
		t.Errorf("the history is %+v", history)
	}
}

// read reads the one document that was printed.
func (s *shell) read(document any) {
	s.t.Helper()
	if strings.Count(s.out, "\n") != 1 {
		s.t.Fatalf("it printed %q, want one line", s.out)
	}
	if err := json.Unmarshal([]byte(s.out), document); err != nil {
		s.t.Fatalf("%v: %q", err, s.out)
	}
}
