package proof

import (
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"houbu/backend/store/storetest"
)

// operator carries out what docs/operations.md says, by copying its commands.
type operator struct {
	t    *testing.T
	dir  string // where the commands run
	page string
	env  []string
	says *strings.Replacer // what of the page is other here
}

func newOperator(t *testing.T) *operator {
	t.Helper()
	page, err := os.ReadFile(filepath.Join("..", "docs", "operations.md"))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Dir(built.Path(t)) + ":" + os.Getenv("PATH")
	return &operator{t: t, dir: t.TempDir(), page: string(page), env: []string{"PATH=" + path, "HOME=" + t.TempDir()}, says: strings.NewReplacer()}
}

// onCluster is an operator whose server "db" is a cluster.
func onCluster(t *testing.T, cluster *storetest.Cluster) *operator {
	t.Helper()
	at, err := url.Parse(cluster.Admin())
	if err != nil {
		t.Fatal(err)
	}
	password, _ := at.User.Password()
	o := newOperator(t)
	o.env[0] = "PATH=" + cluster.Tools() + ":" + strings.TrimPrefix(o.env[0], "PATH=")
	o.env = append(o.env, "PGPASSWORD="+password)
	o.says = strings.NewReplacer("@db/", "@"+at.Host+"/", "SECRET", password)
	return o
}

// do runs the commands that stand after a comment with a name. No output is
// trusted: what they did is looked at.
func (o *operator) do(name string) {
	o.t.Helper()
	block := regexp.MustCompile("(?s)<!-- run: " + regexp.QuoteMeta(name) + " -->\n```sh\n(.*?)```\n").FindStringSubmatch(o.page)
	if block == nil {
		o.t.Fatalf("docs/operations.md has no commands %q", name)
	}
	cmd := exec.CommandContext(o.t.Context(), "sh", "-euc", o.says.Replace(block[1]))
	cmd.Dir, cmd.Env = o.dir, o.env
	if out, err := cmd.CombinedOutput(); err != nil {
		o.t.Fatalf("%s: %v\n%s", name, err, out)
	}
}

// database is the address of a database of the page's, with the password in it.
func (o *operator) database(address string) string {
	o.t.Helper()
	if file, is := strings.CutPrefix(address, "sqlite:"); is {
		return "sqlite:" + filepath.Join(o.dir, file)
	}
	return strings.Replace(o.says.Replace(address), "@", ":"+o.says.Replace("SECRET")+"@", 1)
}
