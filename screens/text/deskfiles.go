package text

import (
	"houbu/api"
	"houbu/api/term"
)

// DeskFiles is what the import of rosters and the export of data say.
type DeskFiles struct {
	ImportTitle, ImportHelp string
	ExportTitle, ExportHelp string

	Kind, Candidates, Seats string
	What, Registrations     string
	Waitlist, Audit         string
	Format, XLSX, CSV       string
	Path, PathHint          string
	SkipBad                 string

	Import, Importing     string
	ImportAsk, AskTitle   string
	SkipAsk               string
	ProgressFormat        string // done, total, percent
	DoneFormat            string // rows, added, updated
	LeftOutFormat         string // rows left out
	RefusedFormat         string // bad rows
	RefusedFile           string // why the file is no table
	FailedImport          string
	Line, Column, Reason  string
	WholeFile             string
	SaveErrors, SavedFmt  string
	Export, Exporting     string
	ExportedFormat        string
	PersonalData          string
	PathMissing, Exists   string
	NotFound, NoAccess    string
	TooLarge, CannotWrite string
	CannotRead            string
}

func zhDeskFiles() DeskFiles {
	return DeskFiles{
		ImportTitle: "导入名单",
		ImportHelp: "导入考生名单或座位名单（XLSX，或 UTF-8、GB18030 的 CSV）。有错误的行会逐行列出原因，不勾选“跳过”时一行都不导入。\n" +
			"同一个文件可以再次导入，不会重复。",
		ExportTitle: "导出数据",
		ExportHelp:  "把报考、候补或审计记录导出为 Excel（XLSX）或 CSV 文件。每次导出都会记入审计记录。",

		Kind: "名单", Candidates: term.Roster(api.RosterCandidates), Seats: term.Roster(api.RosterSeats),
		What: "内容", Registrations: term.Export("registrations"), Waitlist: term.Export("waitlist"), Audit: term.Export("audit"),
		Format: "格式", XLSX: "Excel（XLSX）", CSV: "CSV（UTF-8；长号码请在 Excel 中按文本导入）",
		Path: "文件", PathHint: "文件的路径",
		SkipBad: "跳过有错误的行，导入其余的行",

		Import: "导入", Importing: "正在导入",
		AskTitle: "导入名单", ImportAsk: "把 %s 作为%s导入？", SkipAsk: "有错误的行将被跳过。",
		ProgressFormat: "正在导入 %d/%d（%d%%）",
		DoneFormat:     "导入完成：共 %d 行，新增 %d，更新 %d",
		LeftOutFormat:  "，跳过 %d 行",
		RefusedFormat:  "没有导入：%d 行有错误，请改正后再导入，或勾选“跳过”",
		RefusedFile:    "没有导入：%s",
		FailedImport:   "没有导入：服务器出错或被停止，请再导入一次",
		Line:           "行", Column: "列", Reason: "原因", WholeFile: "整个文件",
		SaveErrors: "保存错误清单", SavedFmt: "错误清单已保存到 %s",
		Export: "导出", Exporting: "正在导出",
		ExportedFormat: "已保存到 %s",
		PersonalData:   "文件中有考生的个人信息，只保存在受控的地方，用完即删。",
		PathMissing:    "请填写文件的路径", Exists: "已有这个文件，请换一个名字",
		NotFound: "没有这个文件或目录，请检查路径", NoAccess: "没有权限，请换一个位置",
		TooLarge: "文件太大，请分成几个文件", CannotWrite: "无法保存文件，请检查磁盘空间", CannotRead: "无法读取文件",
	}
}
