package main

import (
	"errors"
	"fmt"

	"houbu/backend/practice"
	"houbu/backend/store"
)

// explain says in the user's words what went wrong and what to do, where the
// error itself speaks to engineers.
func explain(err error) string {
	var fe *store.FileError
	switch {
	case errors.As(err, &fe) && errors.Is(err, store.ErrCorrupt):
		return fmt.Sprintf("数据文件 %s 已损坏，或不是候补程序的数据。文件没有被改动。\n"+
			"练习数据可用 houbu practice reset 重新开始；正式数据请从备份恢复。", fe.Path)
	case errors.As(err, &fe) && errors.Is(err, store.ErrLocked):
		return fmt.Sprintf("数据文件 %s 正被另一个程序占用。文件没有被改动。\n请关闭那个程序后再试，或用 --data 换一个目录。", fe.Path)
	case errors.As(err, &fe) && errors.Is(err, practice.ErrNotPractice):
		return fmt.Sprintf("数据文件 %s 里不是练习考次，可能是正式数据。文件没有被改动。\n"+
			"练习请用 --data 换一个目录；正式数据由 houbu serve 使用。", fe.Path)
	case errors.As(err, &fe) && errors.Is(err, practice.ErrLeftover):
		return fmt.Sprintf("数据文件 %s 不见了，但它的日志文件（-wal）还在。没有文件被改动。\n"+
			"请把数据文件放回原处；练习数据也可用 houbu practice reset 重新开始。", fe.Path)
	case errors.As(err, &fe):
		return fmt.Sprintf("不能使用数据文件 %s：%v\n请检查目录是否存在、有没有读写权限、磁盘是否已满。", fe.Path, fe.Err)
	case errors.Is(err, store.ErrScheme):
		return "数据库地址请写成 sqlite:路径 或 postgres://用户@主机/库名"
	}
	return err.Error()
}
