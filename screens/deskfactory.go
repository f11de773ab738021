package screens

import "houbu/tui"

// DeskFactory makes the screen of each step of the support desk that has one of its
// own. It is what cmd hands to the machine.
func DeskFactory(deps *Deps) tui.Factory {
	return func(step tui.Step) tui.Screen {
		switch step {
		case tui.DeskHome:
			return newDeskHome(deps)
		case tui.DeskBoard:
			return newBoard(deps)
		case tui.DeskPool, tui.DeskPoolAsk:
			return newBoardPool(deps)
		case tui.DeskImport, tui.DeskImportAsk:
			return newDeskImport(deps)
		case tui.DeskExport:
			return newDeskExport(deps)
		case tui.DeskFind:
			return newDeskFind(deps)
		case tui.DeskPerson:
			return newDeskPerson(deps)
		case tui.DeskJoin, tui.DeskJoinAsk:
			return newDeskJoin(deps)
		case tui.DeskCancel, tui.DeskCancelAsk:
			return newDeskCancel(deps)
		case tui.DeskAccount, tui.DeskAccountAsk:
			return newDeskAccount(deps)
		case tui.DeskPayments:
			return newDeskPayments(deps)
		case tui.DeskRefund, tui.DeskRefundAsk:
			return newDeskRefund(deps)
		case tui.DeskAudit:
			return newDeskAudit(deps)
		case tui.DeskWindows, tui.DeskWindowsAsk:
			return newDeskWindows(deps)
		default:
			return newDeskLogin(deps)
		}
	}
}

// DeskOptions are what a machine needs to be the support desk's: its steps, its
// screens and the line below the header.
func DeskOptions(deps *Deps) tui.Options {
	table, places := tui.DeskTable(), tui.DeskPlaces()
	return tui.Options{
		Factory: DeskFactory(deps), Login: tui.DeskLogin, Table: table, Places: places,
		Progress: tui.Trail(places, deps.deskWay(table), deps.deskTitle),
		Keys:     deps.Keys, Theme: deps.Theme, Text: tui.DeskChrome(),
	}
}

// deskTitle is the title of a step's screen.
func (d *Deps) deskTitle(step tui.Step) string {
	t := d.Text.Desk
	switch step {
	case tui.DeskHome:
		return t.Home.Title
	case tui.DeskBoard:
		return t.Board.Title
	case tui.DeskPool:
		return t.Board.PoolTitle
	case tui.DeskImport:
		return t.Files.ImportTitle
	case tui.DeskExport:
		return t.Files.ExportTitle
	case tui.DeskFind:
		return t.Find.Title
	case tui.DeskPerson:
		return t.Person.Title
	case tui.DeskJoin:
		return t.Join.Title
	case tui.DeskCancel:
		return t.Cancel.Title
	case tui.DeskAccount:
		return t.Account.Titles[d.State.Desk.Account]
	case tui.DeskPayments:
		return t.Payments.Title
	case tui.DeskRefund:
		return t.Payments.RefundTitle
	case tui.DeskAudit:
		return t.Audit.Title
	case tui.DeskWindows:
		return t.Windows.Title
	default:
		return t.Login.Title
	}
}
