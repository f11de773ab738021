package waitlist

import (
	"context"
	"slices"

	"houbu/api"
	"houbu/backend/refusal"
	"houbu/backend/store"
)

// ChooseReport stores the type of paper report or certificate for a written
// registration of the caller's (纸质成绩报告单, step 15). It may be chosen anew
// under another key. Refusals: api.CodeReportOff, CodeNotFound (no such seat of
// the caller's), CodeReportUnknown.
func (s *Service) ChooseReport(ctx context.Context, who Caller, registrationID string, choice api.ReportChoice) (api.Receipt, error) {
	request := who.request(api.ReceiptReport, registrationID, choice.Type)
	return s.once(ctx, who, request, func(ctx context.Context, tx store.Tx) (api.Receipt, error) {
		var out api.Receipt
		err := s.change(ctx, tx, func(c *change) (err error) {
			out, err = c.chooseReport(ctx, who.StudentID, registrationID, choice.Type)
			return err
		})
		return out, err
	})
}

func (c *change) chooseReport(ctx context.Context, student, registrationID, code string) (api.Receipt, error) {
	if len(c.exam.ReportTypes) == 0 {
		return api.Receipt{}, refusal.New(api.CodeReportOff, "the session has no paper report")
	}
	st, err := c.standing(ctx, student)
	if err != nil {
		return api.Receipt{}, err
	}
	at := slices.IndexFunc(st.seats, func(h holding) bool { return h.id == registrationID })
	if at < 0 {
		return api.Receipt{}, refusal.New(api.CodeNotFound, "no such registration of this candidate")
	}
	seat := st.seats[at]
	types := c.reportTypes(&seat)
	if !slices.ContainsFunc(types, func(t api.ReportType) bool { return t.Code == code }) {
		return api.Receipt{}, refusal.New(api.CodeReportUnknown, "not a report type for this subject")
	}
	_, err = exec(ctx, c.tx, "store the report type", "UPDATE registrations SET report_type = $2 WHERE id = $1", seat.id, code)
	if err != nil {
		return api.Receipt{}, err
	}
	return api.Receipt{At: c.now, EntryID: seat.entry, Pool: seat.pool, Campus: seat.campus, Subject: seat.subject}, nil
}

// reportTypes returns the report types for a registration: none for oral ones.
func (s *Service) reportTypes(seat *holding) []api.ReportType {
	if seat.kind != api.Written {
		return nil
	}
	var types []api.ReportType
	for _, t := range s.exam.ReportTypes {
		if len(t.Subjects) == 0 || slices.Contains(t.Subjects, seat.subject) {
			types = append(types, t)
		}
	}
	return types
}
