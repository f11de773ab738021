package tui

import "strings"

// Stage is a part of the progress line, which condenses the documented steps.
type Stage int

// The stages, in the order of the process.
const (
	StageLogin Stage = iota
	StageAgreement
	StageIdentity
	StageReview
	StageWritten
	StageInfo
	StagePay
)

// StageCount is the number of stages.
const StageCount = 7

// StageOf tells at which stage a step is, and whether it is at it (true) or
// just before it (false), as the home is before the agreement.
func StageOf(step Step) (stage Stage, at bool) {
	switch step {
	case StepLogin:
		return StageLogin, true
	case StepHome:
		return StageAgreement, false
	case StepAgreement:
		return StageAgreement, true
	case StepIdentity:
		return StageIdentity, true
	case StepReview, StepPhone, StepStudentRecord:
		return StageReview, true
	case StepWritten, StepWrittenAsk:
		return StageWritten, true
	case StepPay, StepPayAsk, StepPlatform:
		return StagePay, true
	default:
		return StageInfo, true
	}
}

// Progress draws the line below the header for the step that one is at, no wider
// than width.
type Progress func(theme *Theme, step Step, width int) string

// stages is the progress line of the candidate's process.
func stages(labels [StageCount]string) Progress {
	return func(theme *Theme, step Step, width int) string { return progress(theme, labels, step, width) }
}

// progress draws the stages: what is done has a mark before it, where
// one is has another, so that neither is told by colour alone.
func progress(theme *Theme, labels [StageCount]string, step Step, width int) string {
	now, at := StageOf(step)
	separator := " " + theme.Todo.Render(theme.Glyphs.Separator) + " "
	parts := make([]string, 0, StageCount)
	for i, label := range labels {
		switch stage := Stage(i); {
		case stage < now:
			parts = append(parts, theme.Done.Render(theme.Glyphs.Done+label))
		case stage == now && at:
			parts = append(parts, theme.Current.Render(theme.Glyphs.Current+label))
		default:
			parts = append(parts, theme.Todo.Render(label))
		}
	}
	return theme.Truncate(strings.Join(parts, separator), width)
}
