package text

// Board is what the board of the support desk and its pools say.
type Board struct {
	Title, Help         string
	PoolTitle, PoolHelp string

	Filter, FilterHint string
	SumFormat          string // pools, capacity, paid, held, waiting
	Loading            string
	None               string // no pool has all the words of the filter

	School, Campus, Subject  string // titles of the columns
	Waiting, Capacity        string
	Held, Paid, Expiry, Free string
	Taken                    string // title of the bar
	Sort, SortFormat         string // the keys that sort, and the column by which it is sorted now

	Reading    string // the queue of a pool
	Nobody     string // nobody ever waited
	ChartTitle string
	TimeFormat string // Go layout, short

	New                     string // a field
	NewWrong, NewSame       string
	Change, Changing        string
	AskTitle                string
	RaiseFormat, LowerFmt   string // pool, from, to
	BelowFormat             string // how many hold a seat
	Changed                 string
	FactsFormat, FactsSeats string
	ExpiryFormat            string
}

func zhBoard() Board {
	return Board{
		Title: "看板",
		Help: "每个校区的每门科目是一行。直接输入文字即可筛选：学校、校区、代码、科目，用空格隔开的每个词都要有。\n" +
			"在列表中按 ← → 换一列排序，按 Enter 查看候补人数的变化。列表自动更新。",
		PoolTitle: "校区科目",
		PoolHelp:  "这里显示一个校区一门科目的容量和候补人数的变化。主管可以调整容量：调高后，空出的座位立即按候补顺序分配；调低不会收回任何人的座位，只是暂停分配。",

		Filter: "筛选", FilterHint: "学校、校区、代码或科目",
		SumFormat: "%d 个校区科目 · 容量 %d · 已支付 %d · 未支付 %d · 候补 %d 人",
		Loading:   "正在读取看板",
		None:      "没有符合条件的校区和科目，请删掉几个字再试",

		School: "学校", Campus: "校区", Subject: "科目", Waiting: "候补", Capacity: "容量",
		Held: "未付", Paid: "已付", Expiry: "最近到期", Free: "空余", Taken: "占用",
		Sort: "换列排序", SortFormat: "按“%s”排序",

		Reading:    "正在读取候补人数",
		Nobody:     "这个校区的这门科目还没有人候补过",
		ChartTitle: "候补人数",
		TimeFormat: "01-02 15:04",

		New:      "新容量",
		NewWrong: "请输入 0 到 100000 之间的整数", NewSame: "与现在的容量相同",
		Change: "调整容量", Changing: "正在调整容量",
		AskTitle:    "调整容量",
		RaiseFormat: "把 %s 的容量从 %d 调高到 %d？空出的座位会立即按候补顺序分配。",
		LowerFmt:    "把 %s 的容量从 %d 调低到 %d？",
		BelowFormat: "现有 %d 人持有座位，都会保留；在人数降到新容量以下之前不再分配。",
		Changed:     "容量已调整",
		FactsFormat: "%s · %s（%s）· %s",
		FactsSeats:  "容量 %d · 已支付 %d · 未支付 %d · 空余 %d · 候补 %d 人",

		ExpiryFormat: "最近一个未支付座位在 %s 到期",
	}
}
