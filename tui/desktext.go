package tui

// DeskChrome is the chrome of a machine at the support desk.
func DeskChrome() Chrome {
	chrome := ChineseChrome()
	chrome.QuitTitle = "退出服务台"
	chrome.QuitText = "确定要退出吗？将退出登录并清除屏幕。已经提交的操作都已记录，没有提交的内容会丢失。"
	chrome.QuitNo = "继续工作"
	return chrome
}
