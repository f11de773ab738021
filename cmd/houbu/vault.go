package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"

	"github.com/zalando/go-keyring"

	"houbu/client"
	"houbu/screens/text"
	"houbu/script"
)

// envToken is the variable that names a token, before any keyring is asked.
const envToken = "HOUBU_TOKEN"

// vault keeps tokens where only the user can read them, each for one server. Get
// of none is keyring.ErrNotFound.
type vault interface {
	Get(server string) (string, error)
	Set(server, token string) error
	Delete(server string) error
}

// keyringVault is the system's keyring: Keychain, the Credential Manager, or the
// Secret Service.
type keyringVault struct{}

const keyringService = "houbu"

func (keyringVault) Get(server string) (string, error) { return keyring.Get(keyringService, server) }
func (keyringVault) Set(server, token string) error {
	return keyring.Set(keyringService, server, token)
}
func (keyringVault) Delete(server string) error { return keyring.Delete(keyringService, server) }

// serversOf are the names under which the token for some lines is kept: each line
// has the token of its own address, so that no server is sent another's.
func serversOf(endpoints []client.Endpoint) []string {
	names := make([]string, 0, len(endpoints))
	for _, endpoint := range endpoints {
		name := endpoint.URL
		if u, err := url.Parse(endpoint.URL); err == nil { // it was parsed before
			name = strings.ToLower(u.Scheme+"://"+u.Host) + strings.TrimRight(u.Path, "/")
		}
		names = append(names, name)
	}
	return names
}

// practiceServer is the name for the practice session of a folder, whose backend
// has another address each time.
func practiceServer(dir string) string {
	if whole, err := filepath.Abs(dir); err == nil {
		dir = whole
	}
	return "practice:" + dir
}

// envToken is the token of HOUBU_TOKEN, empty for none.
func (o outside) envToken() string { return strings.TrimSpace(o.getenv(envToken)) }

// tokenFor is the token that all of the servers have in common: HOUBU_TOKEN, or
// what the keyring keeps. Its error is a *script.Error.
func (o outside) tokenFor(ctx context.Context, servers []string) (string, error) {
	if token := o.envToken(); token != "" {
		return token, nil
	}
	words := text.Chinese()
	missing := &script.Error{
		Exit: script.NoLogin, Code: "unauthorized", Message: words.Script.NotLoggedIn, Advice: words.Script.Advice.Login,
	}
	common := ""
	for i, server := range servers {
		token, err := within(ctx, func() (string, error) { return o.vault.Get(server) })
		switch {
		case ctx.Err() != nil:
			return "", interrupted()
		case errors.Is(err, keyring.ErrNotFound), err == nil && i > 0 && token != common:
			return "", missing
		case err != nil:
			return "", noKeyring()
		}
		common = token
	}
	return common, nil
}

// keep puts a token into the keyring, for each of the servers.
func (o outside) keep(ctx context.Context, servers []string, token string) error {
	for _, server := range servers {
		if _, err := within(ctx, func() (struct{}, error) { return struct{}{}, o.vault.Set(server, token) }); err != nil {
			if ctx.Err() != nil {
				return interrupted()
			}
			return noKeyring()
		}
	}
	return nil
}

// drop takes the token of each of the servers out of the keyring.
func (o outside) drop(ctx context.Context, servers []string) error {
	for _, server := range servers {
		_, err := within(ctx, func() (struct{}, error) { return struct{}{}, o.vault.Delete(server) })
		if err != nil && !errors.Is(err, keyring.ErrNotFound) {
			return noKeyring()
		}
	}
	return nil
}

// noKeyring says what to use instead. What the keyring itself said is in English,
// and of no use to who has none.
func noKeyring() error {
	words := text.Chinese().Script
	return &script.Error{Exit: script.NoKeyring, Code: "no_keyring", Message: words.NoKeyring, Advice: words.Advice.Env}
}

func interrupted() error {
	return &script.Error{
		Exit: script.Interrupted, Code: "interrupted", Message: text.Chinese().Script.Interrupted,
	}
}

// misused is a failure of the command line.
func misused(format string, args ...any) error {
	return script.Misused(text.Chinese(), fmt.Sprintf(format, args...), "")
}
