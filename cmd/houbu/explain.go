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
	case errors.Is(err, store.ErrSession):
		return explainSession(err)
	case errors.As(err, &fe) && errors.Is(err, store.ErrCorrupt):
		return fmt.Sprintf("数据文件 %s 已损坏，或不是候补程序的数据。文件没有被改动。\n"+
			"练习数据可用 houbu practice reset 重新开始；正式数据请从备份恢复。", fe.Path)
	case errors.As(err, &fe) && errors.Is(err, store.ErrLocked):
		return fmt.Sprintf("数据文件 %s 正被另一个程序占用。文件没有被改动。\n请关闭那个程序后再试，或用 --data 换一个目录。", fe.Path)
	case errors.As(err, &fe) && errors.Is(err, store.ErrNewer):
		return fmt.Sprintf("数据文件 %s 是由新版本的候补程序写的，这个版本不能使用。文件没有被改动。\n请改用新版本，或从升级之前的备份恢复。", fe.Path)
	case errors.As(err, &fe) && errors.Is(err, store.ErrFull):
		return fmt.Sprintf("数据文件 %s 所在的磁盘已满。已经保存的数据没有丢失。\n请腾出空间后再试。", fe.Path)
	case errors.As(err, &fe) && errors.Is(err, store.ErrGone):
		return fmt.Sprintf("数据文件 %s 在使用中被删除或替换了。此后的改动没有保存。\n"+
			"请停止使用它的程序，把原来的文件（连同 -wal）放回原处，或从备份恢复，然后再启动。", fe.Path)
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
	case errors.Is(err, store.ErrAddress):
		return "数据库地址有误。请写成 postgres://用户:密码@主机:端口/库名；密码中的特殊字符要转义，例如 @ 写成 %40，/ 写成 %2F，# 写成 %23。\n" +
			"地址后可带 ?sslmode=require、?pool_max_conns=16（连接数，从 1 起）等参数。"
	}
	if said := explainServer(err); said != "" {
		return said
	}
	return err.Error()
}

// explainSession is explain for a database of another exam session.
func explainSession(err error) string {
	var fe *store.FileError
	var server *store.ServerError
	var session *store.SessionError
	at := ""
	switch {
	case errors.As(err, &fe):
		at = "文件 " + fe.Path
	case errors.As(err, &server):
		at = "库 " + server.Server
	}
	if !errors.As(err, &session) {
		return err.Error()
	}
	return fmt.Sprintf("数据%s 属于考次 %s，而考次文件是考次 %s 的。数据没有被改动。\n"+
		"请检查 --database 和 --session：每个考次（id）用自己的数据库。", at, session.Of, session.Asked)
}

// explainServer is explain for a database server; empty for any other error.
func explainServer(err error) string {
	var se *store.ServerError
	if !errors.As(err, &se) {
		return ""
	}
	switch {
	case errors.Is(err, store.ErrDenied):
		return fmt.Sprintf("数据库服务器 %s 拒绝了这个用户或密码。\n请检查 --database 中的用户和密码，以及服务器的 pg_hba.conf。", se.Server)
	case errors.Is(err, store.ErrNoDatabase):
		return fmt.Sprintf("数据库服务器上没有这个库：%s\n请检查库名，或先用 createdb 建库。", se.Server)
	case errors.Is(err, store.ErrNewer):
		return fmt.Sprintf("数据库 %s 已由新版本的候补程序升级，这个版本不能使用。数据没有被改动。\n请改用新版本，或从升级之前的备份恢复。", se.Server)
	case errors.Is(err, store.ErrFull):
		return fmt.Sprintf("数据库服务器 %s 的磁盘已满。已经保存的数据没有丢失。\n请在服务器上腾出空间后再试。", se.Server)
	case errors.Is(err, store.ErrLost):
		return fmt.Sprintf("与数据库服务器 %s 的连接断开了。没有提交的改动没有保存。\n请确认服务器在运行，然后再试。", se.Server)
	default:
		return fmt.Sprintf("连不上数据库服务器 %s。\n请确认服务器已启动、主机和端口正确、网络可达，并且连接数没有用完。", se.Server)
	}
}
