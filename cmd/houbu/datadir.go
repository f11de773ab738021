package main

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
)

// envData names the folder of the practice session when --data does not.
const envData = "HOUBU_DATA"

var errNoHome = errors.New("找不到用户数据目录：请用 --data DIR 或环境变量 HOUBU_DATA 指定")

// dataDir is where the practice session lives: the flag, HOUBU_DATA, or the
// user's data folder as the system has it.
func dataDir(flag string, getenv func(string) string) (string, error) {
	switch {
	case flag != "":
		return flag, nil
	case getenv(envData) != "":
		return getenv(envData), nil
	case runtime.GOOS == "windows" && getenv("LOCALAPPDATA") != "":
		return filepath.Join(getenv("LOCALAPPDATA"), "houbu"), nil
	case getenv("XDG_DATA_HOME") != "":
		return filepath.Join(getenv("XDG_DATA_HOME"), "houbu"), nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", errNoHome
	}
	if runtime.GOOS == "darwin" {
		return filepath.Join(home, "Library", "Application Support", "houbu"), nil
	}
	return filepath.Join(home, ".local", "share", "houbu"), nil
}
