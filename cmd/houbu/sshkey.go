package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"

	gossh "golang.org/x/crypto/ssh"
)

// loadHostKey reads the key that the server is known by. None is made here: one
// that nobody expects looks like an attack to every client.
func loadHostKey(path string) (gossh.Signer, error) {
	if path == "" {
		return nil, errors.New("没有写主机密钥：用 --host-key FILE；可用 ssh-keygen -t ed25519 -N '' -f FILE 生成")
	}
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("没有主机密钥的文件 %s：用 ssh-keygen -t ed25519 -N '' -f %s 生成", path, path)
	}
	if err != nil {
		return nil, fmt.Errorf("读不了主机密钥：%w", err)
	}
	if info, err := os.Stat(path); err == nil && runtime.GOOS != "windows" && info.Mode().Perm()&0o007 != 0 {
		return nil, fmt.Errorf("主机密钥 %s 别人也能读：先 chmod 600 %s", path, path)
	}
	key, err := gossh.ParsePrivateKey(text)
	var locked *gossh.PassphraseMissingError
	switch {
	case errors.As(err, &locked):
		return nil, fmt.Errorf("主机密钥 %s 有密码，不能使用：请另外生成一个没有密码的", path)
	case err != nil: // its words may quote the file
		return nil, fmt.Errorf("%s 不是 SSH 私钥：可用 ssh-keygen -t ed25519 -N '' -f FILE 生成", path)
	}
	return key, nil
}
