package main

import (
	"bytes"
	"encoding/csv"
	"os"
	"testing"
)

func TestTheFileIsUpToDate(t *testing.T) {
	t.Parallel()
	var want bytes.Buffer
	if err := csv.NewWriter(&want).WriteAll(rows()); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("../files/candidates.csv")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want.Bytes()) {
		t.Error("files/candidates.csv is stale: run go generate ./backend/practice")
	}
}
