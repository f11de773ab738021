package screens

import "houbu/tui"

// Factory makes the screen of each step that has one of its own. It is what cmd
// hands to the machine.
func Factory(deps *Deps) tui.Factory {
	return func(step tui.Step) tui.Screen {
		switch step {
		case tui.StepHome:
			return newHome(deps)
		case tui.StepAgreement:
			return newAgreement(deps)
		case tui.StepIdentity:
			return newIdentity(deps)
		case tui.StepReview, tui.StepPhone, tui.StepStudentRecord:
			return newReview(deps)
		case tui.StepWritten, tui.StepWrittenAsk:
			return newWritten(deps)
		case tui.StepInfo, tui.StepCancelAsk:
			return newInfo(deps)
		case tui.StepCancelReason:
			return newCancelReason(deps)
		case tui.StepFinished:
			return newFinished(deps)
		case tui.StepOral:
			return newOral(deps)
		case tui.StepReport, tui.StepReportAsk:
			return newReport(deps)
		case tui.StepPay, tui.StepPayAsk:
			return newPay(deps)
		case tui.StepPlatform:
			return newPlatform(deps)
		default: // tui.StepLogin
			return newLogin(deps)
		}
	}
}
