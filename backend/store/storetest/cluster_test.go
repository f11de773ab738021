package storetest

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"houbu/backend/store"
	"houbu/backend/store/cluster"
)

// holdVar has this program hold a cluster instead of running tests.
const holdVar = "HOUBU_TEST_HOLD"

func TestMain(m *testing.M) {
	if os.Getenv(holdVar) == "" {
		os.Exit(m.Run())
	}
	c, err := cluster.Start(context.Background(), cluster.Options{})
	if err != nil {
		panic(err)
	}
	if _, err := fmt.Fprintf(os.Stdout, "%s %s\n", c.Address("postgres"), c.Dir()); err != nil {
		panic(err)
	}
	<-context.Background().Done() // until we are killed
	panic(c)                      // it is not collected before
}

// TestAClusterEndsWithItsProcess kills a process that holds a cluster, and waits
// until the port is free and the folder gone.
func TestAClusterEndsWithItsProcess(t *testing.T) {
	t.Parallel()
	if _, err := cluster.Binaries(); err != nil {
		demand(t, err)
	}
	holder := exec.CommandContext(t.Context(), os.Args[0])
	holder.Env = append(os.Environ(), holdVar+"=1")
	said, err := holder.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := holder.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(said).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	address, dir, _ := strings.Cut(strings.TrimSpace(line), " ")
	_, host, _ := strings.Cut(address, "@")
	host, _, _ = strings.Cut(host, "/")
	if !listens(t, host) {
		t.Fatalf("nobody listens at %s", host)
	}
	if err := holder.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = holder.Wait() // it says that it was killed
	again := time.NewTicker(20 * time.Millisecond)
	defer again.Stop()
	for tries := 0; listens(t, host) || exists(t, dir); tries++ {
		if tries == 3000 {
			t.Fatalf("the cluster at %s in %s is still there", host, dir)
		}
		<-again.C
	}
}

// TestAClusterInAFolderOfOurs stands where, when we are root, only we may remove
// anything.
func TestAClusterInAFolderOfOurs(t *testing.T) {
	t.Parallel()
	dir, err := os.MkdirTemp("", "houbu-test-*") //nolint:usetesting // no other account may enter the folder of a test
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = os.RemoveAll(dir) }()
	if err := os.Chmod(dir, 0o755); err != nil { // for the account of PostgreSQL to enter
		t.Fatal(err)
	}
	c, err := cluster.Start(t.Context(), cluster.Options{Durable: true, Socket: true, Dir: dir})
	demand(t, err)
	db, err := store.Open(t.Context(), c.Address("postgres"))
	if err == nil {
		err = db.Close()
	}
	if err := errors.Join(err, c.Stop()); err != nil {
		t.Error(err)
	}
	if exists(t, c.Dir()) {
		t.Errorf("%s is still there", c.Dir())
	}
}

func listens(t *testing.T, host string) bool {
	t.Helper()
	conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", host)
	return err == nil && conn.Close() == nil
}

func exists(t *testing.T, path string) bool {
	t.Helper()
	_, err := os.Lstat(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return err == nil
}
